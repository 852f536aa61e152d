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


# What a Windows computer with two Excels has: 1 with a workbook, 77 in Protected View.
_TASKLIST = """#!/bin/sh
echo asked >> "$PROGRAMS"
printf '\\n\\n\\nEXCEL.EXE 1 Console 1 100,000 K\\nEXCEL.EXE 77 Console 1 100,000 K\\n'
"""
_TASKKILL = '#!/bin/sh\necho "killed $*" >> "$PROGRAMS"\n'
_ON_WINDOWS = """
import subprocess, sys
from pathlib import Path
import xlwings
from tests.addin.opened import a_desk
from tests.support.com.windows_engine import ENGINE

subprocess.CREATE_NO_WINDOW = 0
desk = a_desk(Path.cwd())
desk.excel.macros["KpiClickedBook"] = lambda: desk.book.name
xlwings.engines.active = ENGINE
assert desk.book.app.pid == 1
sys.argv = ["-c", "--from_xl=1"]
"""
_A_CLICK = """
from kpibook.addin import clicks
clicks.run("help")
assert desk.excel.alerts
"""
_THE_FUNCTIONS = "import kpibook.addin.functions"
_THE_HELPER = """
from types import SimpleNamespace
from kpibook.addin.setup import com_server
sys.modules["xlwings.com_server"] = SimpleNamespace(serve=print)
com_server._serve()
"""
_THE_SERVER = """
from kpibook.addin import light_xlwings
xlwings.serve = print
light_xlwings.serve("{class}")
"""


def programs_started(folder: Path, code: str) -> list[str]:
    """The programs that a process starts, from its begin to the end of its atexit functions."""
    for name, script in {"tasklist": _TASKLIST, "taskkill": _TASKKILL}.items():
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)
    log = folder / "programs.txt"
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ON_WINDOWS + code],
        cwd=folder,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PROGRAMS": str(log),
             "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return log.read_text(encoding="utf-8").splitlines() if log.is_file() else []


def test_xlwings_by_itself_ends_an_excel_in_protected_view(tmp_path: Path) -> None:
    """What the add-in keeps it from (xlwings issue #2456): else the next test could not fail."""
    assert programs_started(tmp_path, "") == ["asked", "killed /PID 77 /F"]


@pytest.mark.parametrize(
    "process",
    [
        pytest.param(_A_CLICK, id="a click"),
        pytest.param(_THE_FUNCTIONS, id="the functions"),
        pytest.param(_THE_SERVER, id="the server of the functions"),
        pytest.param(_THE_HELPER, id="the helper"),
    ],
)
def test_no_process_of_ours_starts_a_program_at_its_end(tmp_path: Path, process: str) -> None:
    assert programs_started(tmp_path, process) == []
