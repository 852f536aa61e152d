"""What importing xlwings brings into the process of a click or of the worksheet functions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pandas", "numpy", "matplotlib", "openpyxl", "PIL", "cryptography")
TELL = f"; import json, sys; print(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"


def imported_by(code: str, folder: Path) -> list[str]:
    """Which heavy libraries a fresh Python holds after `code`."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code + TELL],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    held: list[str] = json.loads(done.stdout.splitlines()[-1])
    return held


def test_xlwings_by_itself_brings_pandas_and_numpy(tmp_path: Path) -> None:
    assert {"pandas", "numpy"} <= set(imported_by("import xlwings", tmp_path))


@pytest.mark.parametrize(
    "code",
    [
        "from kpibook.addin import light_xlwings; light_xlwings.load()",
        "from kpibook.addin import clicks",
        "from kpibook.addin import functions",
    ],
    ids=["xlwings", "the buttons", "the worksheet functions"],
)
def test_the_add_in_brings_none_of_them(tmp_path: Path, code: str) -> None:
    assert imported_by(code, tmp_path) == []


def test_a_worksheet_function_is_answered_without_them(tmp_path: Path) -> None:
    code = "from kpibook.addin import functions; print(functions.KPI_STATUS(79, 80, 'higher'))"

    assert imported_by(code, tmp_path) == []


def test_a_library_that_was_left_out_can_be_imported_afterwards(tmp_path: Path) -> None:
    code = (
        "from kpibook.addin import light_xlwings; light_xlwings.load(); import numpy; numpy.array"
    )

    assert "numpy" in imported_by(code, tmp_path)


def test_what_is_imported_already_stays(tmp_path: Path) -> None:
    code = (
        "import numpy; from kpibook.addin import light_xlwings; light_xlwings.load(); "
        "import sys; assert sys.modules['numpy'] is numpy"
    )

    assert "numpy" in imported_by(code, tmp_path)


def test_a_module_that_is_not_there_leaves_no_trace(tmp_path: Path) -> None:
    code = (
        "from kpibook.addin import light_xlwings\n"
        "try: light_xlwings.load('xlwings.nothing')\n"
        "except ImportError: pass\n"
        "import numpy"
    )

    assert "numpy" in imported_by(code, tmp_path)


def test_the_server_of_worksheet_functions_is_xlwings_own_without_them(tmp_path: Path) -> None:
    code = (
        "from kpibook.addin import light_xlwings\n"
        "light_xlwings.load().serve = lambda identity: print('serving', identity)\n"
        "light_xlwings.serve('{1}')"
    )

    assert imported_by(code, tmp_path) == []
