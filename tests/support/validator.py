"""Microsoft's Open XML SDK validator: would Excel open this file without offering a repair?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.support import needs

_PROGRAM = Path(__file__).parents[2] / "node_modules" / ".bin" / "ooxml-validator"


def errors(path: Path) -> list[str]:
    """What the validator has against `path`, a line for each; empty when it is valid."""
    if not _PROGRAM.exists() or shutil.which("node") is None:
        needs.missing("the Open XML validator", install="run `make test`, which sets it up")
    done = subprocess.run(
        [_PROGRAM, path, "--officeVersion", "Microsoft365"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        # It runs for half a second: a tenth of that goes into measuring what to make faster later.
        env={**os.environ, "DOTNET_TieredPGO": "0"},
    )
    # 0 is valid and 1 is not valid; anything else means it did not look at the file.
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"the validator did not run: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    if answer["ok"] != (not answer["errors"]):
        raise RuntimeError(f"the validator contradicts itself: {done.stdout}")
    return [_line(error) for error in answer["errors"]]


def _line(error: dict[str, str | None]) -> str:
    where = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{where or 'the file'}: {error['description']} [{error['id'] or error['errorType']}]"
