"""Live workbooks of measures with a baseline of their own: values, and a finding that says so."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.domain.measures.period import Quarter
from kpibook.services.new import new_workbook
from kpibook.workbook.performance import Settings
from tests.support.books import ORDINARY, a_csv, cell_under, filled, value_under

Q3 = Quarter(2021, 3)


def test_a_row_with_its_own_baseline_holds_values_and_says_so(tmp_path: Path) -> None:
    row = {**ORDINARY, "Measure": "Title", "Target": "90%", "Basis": "snapshot"}
    register = a_csv(
        tmp_path / "register.csv",
        {**row, "Ref": "A", "Compared with": ""},
        {**row, "Ref": "B", "Compared with": "last year's outturn, best so far"},
    )
    past = ("Q4 2020/21", "57.7%"), ("Q2 2021/22", "70%"), ("Q3 2020/21", "60%")
    history = a_csv(
        tmp_path / "history.csv",
        *({"Ref": ref, "Period": p, "Actual": a} for ref in ("A", "B") for p, a in past),
    )
    made = new_workbook(
        register, Settings(Q3), tmp_path / "live.xlsx", history_file=history, live=True
    )

    found = [finding for finding in made.findings if finding.code == "column-not-live"]
    assert [finding.ref for finding in found] == ["B"]
    assert "last year's outturn and best so far" in found[0].what

    filled(made.output, {"Ref": "A", "Actual": "65%"}, {"Ref": "B", "Actual": "65%"})
    book = tmp_path / "filled.xlsx"
    sheet = openpyxl.load_workbook(book)["This quarter"]
    assert str(sheet[cell_under(book, "Direction", "A")].value).startswith("=")
    assert value_under(book, "Direction", "B") == "Improved"
    assert value_under(book, "Direction since last year", "B") == (
        "Declined against the best so far"
    )
