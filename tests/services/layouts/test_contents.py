"""The contents of a CSV or .ods, in words."""

from __future__ import annotations

from pathlib import Path

from kpibook.services.layouts.contents import contents_of, is_plain_file


def test_a_csv_has_its_area_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text("Ref,Actual\nA1,5\n", encoding="utf-8")

    contents = contents_of(path)

    assert list(contents.lines()) == ["text with a row a line (CSV)", "'kpis', A1:B2, 4 cells"]
    assert contents.as_dict()["file"] == "kpis.csv"


def test_a_workbook_is_no_plain_file() -> None:
    assert is_plain_file(Path("a.ODS"))
    assert not is_plain_file(Path("a.xlsx"))
