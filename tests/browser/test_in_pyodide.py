"""The services' own tests, run by Python for the browser: the same results as here.

Left out are those that start processes, hold locks, or need pandas or compiled code.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.browser.driven import PYODIDE, ROOT
from tests.support import needs

#: A line each: what the page's buttons do.
_FILES = ("tests/services/test_fill.py",)


@pytest.mark.slow
def test_the_services_give_the_same_results_in_python_for_the_browser() -> None:
    if not PYODIDE.is_dir():
        needs.missing("pyodide", install="run `make test`, which sets it up")
    there = subprocess.run(
        ["node", "tests/browser/pyodide_tests.mjs", sysconfig.get_path("purelib"), *_FILES],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=900,
        check=False,
    )
    here = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", *_FILES],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=900,
        check=False,
    )
    assert "exit code 0" in there.stdout, there.stdout[-3000:] + there.stderr[-500:]
    assert _passed(there.stdout) == _passed(here.stdout) > 100


def _passed(output: str) -> int:
    counted = re.search(r"(\d+) passed", output)
    assert counted is not None, output[-2000:]
    return int(counted[1])


def test_every_file_named_is_there() -> None:
    assert all((ROOT / Path(name)).is_file() for name in _FILES)
