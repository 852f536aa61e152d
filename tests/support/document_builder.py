"""ONLYOFFICE Document Builder without a screen: a third opinion on what our formulas give.

Its engine for spreadsheets is neither Excel's nor LibreOffice's. It is under the AGPL, so it comes
with the tests only (`make test` installs it), and runs in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.support import needs

TIMEOUT_SECONDS = 300

_SCRIPT = """
import sys
import docbuilder

path, saved, scratch = sys.argv[1:]
builder = docbuilder.CDocBuilder()
builder.SetTmpFolder(scratch)
if builder.OpenFile(path, ""):
    sys.exit("it could not be opened")
if not builder.ExecuteCommand("Api.RecalculateAllFormulas();"):
    sys.exit("its formulas could not be calculated")
if builder.SaveFile("xlsx", saved):
    sys.exit("it could not be saved")
builder.CloseFile()
"""


class DocumentBuilderFailed(Exception):
    """Document Builder did not write the workbook; the text is its standard error."""


def recalculated(path: Path, into: Path) -> Path:
    """`path` as Document Builder saves it in folder `into`, every formula worked out afresh.

    Without a licence it adds its mark as a drawing to each sheet that is not protected.
    """
    if find_spec("docbuilder") is None:
        needs.missing("ONLYOFFICE Document Builder", install="bash tools/setup.sh onlyoffice")
    saved, scratch = into / path.name, into / "scratch"
    if saved.resolve() == path.resolve():
        raise ValueError(f"{into} holds the input file, which would be overwritten")
    scratch.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, path, saved, scratch],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode or not saved.is_file():
        raise DocumentBuilderFailed(f"{path.name}: {done.stderr.strip()}")
    return saved
