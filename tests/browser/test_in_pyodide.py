"""The services' own tests, run by Python for the browser: the same results as here."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.browser.driven import PYODIDE, ROOT
from tests.support import needs

#: Without those that start processes, hold locks, or need pandas or compiled code.
_FILES = (
    "tests/services/consolidate/test_changes_since.py",
    "tests/services/consolidate/test_contribution.py",
    "tests/services/consolidate/test_on_disk.py",
    "tests/services/consolidate/test_pickling.py",
    "tests/services/consolidate/test_typed_rows.py",
    "tests/services/consolidate/test_withheld_together.py",
    "tests/services/measures/test_register_rows.py",
    "tests/services/paths/test_inputs.py",
    "tests/services/paths/test_output.py",
    "tests/services/rating/test_compare_schemes.py",
    "tests/services/rating/test_scorecard.py",
    "tests/services/rating/test_table_baselines.py",
    "tests/services/report/test_check_document.py",
    "tests/services/report/test_document_findings.py",
    "tests/services/report/test_read.py",
    "tests/services/report/test_workbook_findings.py",
    "tests/services/returns/test_chase_files.py",
    "tests/services/returns/test_letters.py",
    "tests/services/roll_forward/test_carried_actions.py",
    "tests/services/roll_forward/test_findings.py",
    "tests/services/roll_forward/test_plan.py",
    "tests/services/roll_forward/test_refusals.py",
    "tests/services/sheets/past/test_months_of_file.py",
    "tests/services/test_diff.py",
    "tests/services/test_example_register.py",
    "tests/services/test_inspect.py",
    "tests/services/test_json_results.py",
)


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
    # There LibreOffice and the validator cannot be started; the few tests with them run here.
    assert _counted("passed", there.stdout) + _counted("skipped", there.stdout) == _counted(
        "passed", here.stdout
    )
    assert _counted("passed", there.stdout) > 250


def _counted(what: str, output: str) -> int:
    counted = re.search(rf"(\d+) {what}", output)
    return 0 if counted is None else int(counted[1])


def test_every_file_named_is_there() -> None:
    assert all((ROOT / Path(name)).is_file() for name in _FILES)
