"""A return for a committee: what it shows, counts and withholds, next to the whole."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.errors import WorkbookError
from kpibook.services.publish import Published, publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.sheets.return_sheet import refresh_return
from kpibook.workbook.closed import ClosedBook
from tests.support.books import a_book, filled, published_under

CHILDREN, PLACE = "Children's Scrutiny", "Place Scrutiny"
COUNT = {"Unit": "Count", "Decimals": "0", "Target": ""}
IN_CARE = {**COUNT, "Suppress small numbers": "Yes"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook whose measures go to two committees, to one, and to every committee."""
    made = a_book(
        tmp_path,
        {"Ref": "A1", "Target": "80%", "Committee": CHILDREN},
        {"Ref": "A2", "Target": "80%", "Committee": f"{CHILDREN}, {PLACE}"},
        {"Ref": "A3", "Target": "80%", "Committee": PLACE},
        {"Ref": "A4", "Target": "80%"},
    )
    figures = {"A1": "81%", "A2": "10%", "A3": "81%", "A4": "81%"}
    done = filled(made, *({"Ref": ref, "Actual": actual} for ref, actual in figures.items()))
    assert done.output is not None
    return done.output


def refs(published: Published) -> list[str]:
    sheet = openpyxl.load_workbook(published.output)["Commentary"]
    return [str(row[0].value) for row in sheet[next(iter(sheet.tables.values())).ref]][1:]


def lines(published: Published) -> list[str]:
    sheet = openpyxl.load_workbook(published.output)["Summary"]
    return [str(row[0].value) for row in sheet.iter_rows(max_row=8)]


def test_a_return_for_a_committee_shows_and_counts_its_measures_only(book: Path) -> None:
    published = publish_return(book, book.with_name("r.xlsx"), wanted=CHILDREN)

    assert refs(published) == ["A1", "A2", "A4"]
    said = "\n".join(lines(published))
    assert "This is only what is for the committee Children's Scrutiny: 3 of 4 measures." in said
    assert "Of 3 measures, 2 met their targets (67%)" in said
    assert any(CHILDREN in line for line in lines(published)[:3])
    summary = openpyxl.load_workbook(published.output)["Summary"]
    (table,) = summary.tables.values()
    assert sum(int(str(row[1].value)) for row in summary[table.ref][1:]) == 3


def test_findings_on_measures_that_are_not_on_it_are_left_out(tmp_path: Path) -> None:
    made = a_book(tmp_path, {"Ref": "A1", "Committee": CHILDREN}, {"Ref": "A2", "Committee": PLACE})
    done = filled(made, {"Ref": "A1", "Actual": "81%"})
    assert done.output is not None

    children = check_file(done.output, CHILDREN)
    place = publish_return(done.output, tmp_path / "r.xlsx", wanted=PLACE)

    assert {finding.ref for finding in children.findings} <= {"", "A1"}
    assert "A2" in {finding.ref for finding in place.findings}
    assert len(check_file(done.output).findings) > len(children.findings)


def test_a_name_that_no_measure_has_ends_the_task(book: Path) -> None:
    with pytest.raises(WorkbookError) as error:
        publish_return(book, book.with_name("r.xlsx"), wanted="Audit")

    assert error.value.code == "part-unknown"
    assert not book.with_name("r.xlsx").exists()


def test_the_sheet_return_of_a_workbook_may_be_for_a_committee(book: Path) -> None:
    with ClosedBook.open(book) as opened:
        refresh_return(opened, book.parent, PLACE)
        opened.save(book.with_name("for place.xlsx"))

    sheet = openpyxl.load_workbook(book.with_name("for place.xlsx"))["Return"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "A3" in said
    assert "A1" not in said


def test_what_a_part_withholds_is_proved_together_with_the_whole(tmp_path: Path) -> None:
    """B2 is the year to date of B1, so 50 less 46 gives B1's withheld 4 away.

    The part for Place has B2 alone, which asks for nothing.
    """
    so_far = [("B1", "Q1", 20), ("B2", "Q1", 20), ("B1", "Q2", 26), ("B2", "Q2", 46)]
    made = a_book(
        tmp_path,
        {"Ref": "B1", **IN_CARE, "Basis": "In period", "Committee": CHILDREN},
        {"Ref": "B2", **COUNT, "Basis": "Cumulative", "Committee": PLACE},
        history=[{"Ref": r, "Period": f"{q} 2021/22", "Actual": n} for r, q, n in so_far],
    )
    done = filled(made, {"Ref": "B1", "Actual": "4"}, {"Ref": "B2", "Actual": "50"})
    assert done.output is not None

    whole = publish_return(done.output, tmp_path / "whole.xlsx").output
    children = publish_return(done.output, tmp_path / "c.xlsx", wanted=CHILDREN)
    place = publish_return(done.output, tmp_path / "p.xlsx", wanted=PLACE)

    for heading in ("Q2 2021/22", "Q3 2021/22"):
        for part, ref in ((children, "B1"), (place, "B2")):
            of_whole = published_under(whole, heading, ref)
            assert published_under(part.output, heading, ref) == of_whole
    assert published_under(children.output, "Q3 2021/22", "B1") == "[c]"
    shown = [published_under(place.output, f"{q} 2021/22", "B2") for q in ("Q2", "Q3")]
    assert shown != [46, 50]
    assert "[c]" in shown
    (counted,) = [f for f in place.findings if f.code == "figures-withheld"]
    assert counted.what.startswith(f"{shown.count('[c]')} figure")
