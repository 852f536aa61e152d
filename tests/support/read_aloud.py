"""What outloud has against a PDF: whether a program that reads aloud can follow it (PDF/UA-1).

outloud needs PyMuPDF, which is under the AGPL, so it comes with the tests only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.support import needs

TIMEOUT_SECONDS = 120


def findings(path: Path) -> list[tuple[str, str]]:
    """Severity and rule of each finding on a PDF."""
    if find_spec("outloud") is None:
        needs.missing("outloud", install="bash tools/setup.sh outloud")
    done = subprocess.run(
        [sys.executable, "-m", "outloud.cli", path, "--json", "-", "--fail-on", "never"],
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    (result,) = json.loads(done.stdout)["results"]
    return [(each["severity"], each["rule"]) for each in result["findings"]]
