from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.outputs.findings_page import HEADER, findings_page
from kpibook.outputs.page import Page, PageCell

BOOK = "Housing Q3.xlsx"


def a_page(*findings: Finding) -> Page:
    sheets = ("This quarter", "Measures")
    return findings_page(findings, file=BOOK, sheets=sheets, measures=6, period=Quarter(2021, 3))


def where(place: Location) -> PageCell:
    (row,) = a_page(Finding("actual-missing", "What.", place)).rows
    return row[HEADER.index("Where")]


def test_a_finding_is_one_row_with_its_parts_apart() -> None:
    place = Location(BOOK, "This quarter", "H8")
    page = a_page(Finding("actual-missing", "No actual.", place, "Enter it.", "Why.", "PI.1"))

    (row,) = page.rows
    said = dict(zip(page.header, map(str, row), strict=True))
    assert said == {
        "Number": "1",
        "How serious": "To look at",
        "Measure": "PI.1",
        "Where": "This quarter, cell H8",
        "What": "No actual.",
        "Why it matters": "Why.",
        "What to do": "Enter it.",
        "Code": "actual-missing",
    }
    assert page.lines[0] == "1 to put right in 6 measures."


def test_a_cell_of_this_workbook_is_linked_and_the_text_says_where_it_leads() -> None:
    place = Location(BOOK, "Measures", "K6")

    assert where(place) == PageCell("Measures, cell K6", link="'Measures'!K6")
    assert where(Location("", "Measures", "K6")).link == "'Measures'!K6"


def test_a_finding_about_a_whole_sheet_leads_to_it() -> None:
    assert str(where(Location(BOOK, "Measures"))) == "The sheet Measures"
    assert where(Location(BOOK, "Measures")).link == "'Measures'!A1"


def test_an_odd_name_of_a_sheet_is_quoted() -> None:
    odd = "Bob's #1%20"
    finding = Finding("actual-missing", "What.", Location(BOOK, odd, "B2"))
    page = findings_page([finding], file=BOOK, sheets=[odd], measures=1, period=Quarter(2021, 3))

    assert page.rows[0][HEADER.index("Where")].link == "'Bob''s #1%20'!B2"


def test_a_place_elsewhere_is_named_and_leads_nowhere() -> None:
    for place, said in (
        (Location("actuals.csv", line=7), "actuals.csv line 7"),
        (Location("other.xlsx", "Measures", "B2"), "other.xlsx 'Measures'!B2"),
        (Location(BOOK, "Gone", "B2"), f"{BOOK} 'Gone'!B2"),
        (Location(), "The workbook"),
    ):
        assert where(place) == PageCell(said)


def test_no_row_has_a_blank_cell_and_findings_are_numbered_from_one() -> None:
    rows = a_page(Finding("actual-missing", "A."), Finding("ref-missing", "B.")).rows

    assert [row[0].value for row in rows] == [1, 2]
    assert all(str(cell) for row in rows for cell in row)


def test_with_nothing_to_put_right_the_page_says_so_and_keeps_its_table() -> None:
    page = a_page()

    assert page.lines[0] == "Nothing to put right in 6 measures."
    assert [row[4].value for row in page.rows] == ["Nothing to put right."]


def test_a_long_text_in_the_place_of_a_reference_is_not_repeated() -> None:
    row = a_page(Finding("ref-unknown", "What.", ref="The family moved away in the spring")).rows[0]

    assert str(row[HEADER.index("Measure")]) == "a text of 35 characters"


def test_what_is_to_settle_comes_first_and_a_note_is_not_counted() -> None:
    page = a_page(
        Finding("figure-note", "A."),
        Finding("actual-missing", "B."),
        Finding("ref-missing", "C."),
        Finding("actual-missing", "D."),
    )

    assert [(str(row[1]), str(row[HEADER.index("What")])) for row in page.rows] == [
        ("To settle", "C."),
        ("To look at", "B."),
        ("To look at", "D."),
        ("Worth knowing", "A."),
    ]
    assert page.lines[0] == "3 to put right in 6 measures."
