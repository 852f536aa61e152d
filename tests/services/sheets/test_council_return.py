"""A return in a council's own workbook: only when asked for, and next to all that is there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

from kpibook.services.paths.own_outputs import is_for_readers
from tests.support.cli import Done, run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


def fill(path: Path, *more: str, output: str = "filled.xlsx") -> Done:
    return run_here("fill", path.name, "--period", PERIOD, "-o", output, *more, cwd=path.parent)


def names(path: Path) -> list[str]:
    return openpyxl.load_workbook(path).sheetnames


def test_a_fill_adds_no_sheet_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    fill(path)
    fill(path, "--return-sheet", output="with.xlsx")

    assert names(tmp_path / "filled.xlsx") == ["Score 24-25", "Register", "Notes"]
    assert names(tmp_path / "with.xlsx") == ["Score 24-25", "Register", "Notes", "Return"]
    returned = openpyxl.load_workbook(tmp_path / "with.xlsx")["Return"]
    texts = {str(v) for row in returned.iter_rows(values_only=True) for v in row}
    assert {"Waste recycled", "Garden waste fell in a dry autumn."} <= texts


def test_the_council_s_other_parts_stay_byte_for_byte(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    fill(path, "--return-sheet")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "filled.xlsx") as new:
        changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
        kept = [name for name in old.namelist() if name not in changed]
    assert changed <= {
        *("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        *("xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "docProps/app.xml"),
    }
    assert {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"} <= set(kept)
    assert any(name.startswith("xl/drawings/") for name in kept)


def test_the_return_is_made_again_and_a_sheet_of_the_council_s_is_left_alone(
    tmp_path: Path,
) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Return")["A1"] = "The council's own"
    book.save(path)
    fill(path, "--return-sheet", "--layout", "scorecard.layout.toml")
    fill(
        tmp_path / "filled.xlsx",
        *("--return-sheet", "--layout", "scorecard.layout.toml"),
        output="again.xlsx",
    )

    assert names(tmp_path / "again.xlsx")[-2:] == ["Return", "Return 2"]
    again = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert again["Return"]["A1"].value == "The council's own"


def test_a_layout_of_every_sheet_does_not_read_the_return(tmp_path: Path) -> None:
    everything = LAYOUT.replace('sheet = "Score*"', 'sheet = "*"')
    path = council_desk(tmp_path, layout=everything)
    fill(path, "--return-sheet", output="with.xlsx")
    layout = ("--layout", "scorecard.layout.toml", "--period", PERIOD)
    before = run_here("check", path.name, *layout, cwd=tmp_path).stdout
    after = run_here("check", "with.xlsx", *layout, cwd=tmp_path).stdout

    assert after == before.replace("scorecard.xlsx", "with.xlsx")


def test_in_a_folder_it_is_still_an_officer_s_workbook(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    fill(path, "--return-sheet")

    assert not is_for_readers(tmp_path / "filled.xlsx")


def test_a_file_without_sheets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text("Ref,Name,Now\nA1,Calls,71%\n", encoding="utf-8")
    (tmp_path / "kpis.layout.toml").write_text(
        '[[table]]\nheading_rows = [1]\nref = "Ref"\nmeasure = "Name"\nactual = "Now"\n',
        encoding="utf-8",
    )
    done = fill(path, "--return-sheet", output="out.csv")

    assert (done.returncode, "layout-not-written" in done.stderr) == (3, True)
    assert "kpibook return" in done.stderr
