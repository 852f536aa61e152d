"""The council's own workbook of the examples: its build script, its page, and its demo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from tests.support import libreoffice
from tests.support.books import ROOT
from tests.support.cli import run_here
from tests.test_examples import commands

EXAMPLE = ROOT / "examples" / "own_workbook"
PAGE = ROOT / "docs" / "own-workbook.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the page have run, in order."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    said = ""
    for command in commands(PAGE):
        done = run_here(*command, cwd=folder)
        assert done.returncode in (0, 1), f"kpibook {' '.join(command)}: {done.stderr}"
        said += done.stdout
    (folder / "said.txt").write_text(said, encoding="utf-8")
    return folder


def test_the_scorecard_is_what_its_script_builds(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLE / "build.py", tmp_path], check=True)
    built = tmp_path / "scorecard.xlsx"
    assert built.read_bytes() == (EXAMPLE / "scorecard.xlsx").read_bytes()
    sheets = openpyxl.load_workbook(EXAMPLE / "house_style.xlsx").sheetnames
    assert openpyxl.load_workbook(tmp_path / "house_style.xlsx").sheetnames == sheets


def test_the_page_ends_with_files_and_says_what_comes_out(desk: Path) -> None:
    for command in commands(PAGE):
        for option, value in pairwise(command):
            assert option != "-o" or "--dry-run" in command or (desk / value).stat().st_size > 0
    said = (desk / "said.txt").read_text(encoding="utf-8")
    (quoted,) = re.findall(r'It ends with "([^"]+)"', PAGE.read_text(encoding="utf-8"))
    assert quoted in said
    assert "nothing to put right in 6 measures" in said
    assert "Made" in said


def test_the_first_quarter_is_in_the_councils_own_cells(desk: Path) -> None:
    sheet = openpyxl.load_workbook(desk / "scorecard_q3.xlsx").worksheets[0]
    assert [sheet[cell].value for cell in ("L7", "L8", "L14")] == [0.449, 46, "Not available"]
    assert sheet["L7"].number_format == "0.0%"
    fills = [sheet[cell].fill.fgColor.rgb for cell in ("L7", "L8", "L12", "L14")]
    assert fills == ["FFFFC000", "FF92D050", "FFD9D9D9", "FFD9D9D9"]
    # The last quarter's arrow says nothing of a figure that is not available.
    assert (sheet["O7"].value, sheet["O14"].value) == ("\u25bc", None)
    assert sheet["P7"].value == "Garden waste fell after the wet autumn."


def test_every_other_part_of_the_scorecard_stays_byte_for_byte(desk: Path) -> None:
    with (
        zipfile.ZipFile(EXAMPLE / "scorecard.xlsx") as old,
        zipfile.ZipFile(desk / "scorecard_q3.xlsx") as new,
    ):
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_the_councils_look_stays_around_kpibooks_tables(desk: Path) -> None:
    book = openpyxl.load_workbook(desk / "in_house_style_filled.xlsx")
    assert book.sheetnames[0] == "Westmarch"
    assert book["Westmarch"]["A1"].font.name == "Georgia"
    rows = book["This quarter"].iter_rows(values_only=True)
    assert any("PI.426" in row for row in rows)
    assert "Return" in book.sheetnames


def test_libreoffice_opens_the_filled_scorecard(desk: Path) -> None:
    (desk / "lo").mkdir()
    saved = libreoffice.recalculated(desk / "scorecard_q3.xlsx", desk / "lo")
    assert openpyxl.load_workbook(saved).worksheets[0]["L8"].value == 46


@pytest.mark.slow
def test_the_demo_runs_in_an_empty_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", EXAMPLE / "demo.sh", tmp_path / "demo"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "scorecard_report.html").stat().st_size > 0
