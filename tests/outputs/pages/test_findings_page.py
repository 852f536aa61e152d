from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.pages.findings_page import HEADER, Listed, findings_page

BOOK = "Housing Q3.xlsx"


def a_page(*rows: Listed, own: tuple[str, ...] = ()) -> Page:
    sheets = ("This quarter", "Measures")
    period = Quarter(2021, 3)
    return findings_page(rows, file=BOOK, sheets=sheets, measures=6, period=period, own=own)


def where(place: Location) -> PageCell:
    (row,) = a_page(Listed(Finding("actual-missing", "What.", place))).rows
    return row[HEADER.index("Where")]


def test_a_finding_is_one_row_with_its_parts_apart() -> None:
    place = Location(BOOK, "This quarter", "H8")
    finding = Finding("actual-missing", "No actual.", place, "Enter it.", "Why.", "PI.1")

    page = a_page(Listed(finding, "Complaints", "To put right"))

    (row,) = page.rows
    said = dict(zip(page.header, map(str, row), strict=True))
    assert said == {
        "How serious": "To look at",
        "Where": "This quarter, cell H8",
        "Measure": "PI.1",
        "Name": "Complaints",
        "What": "No actual.",
        "Why it matters": "Why.",
        "What to do": "Enter it.",
        "Code": "actual-missing",
        "Settled": "To put right",
    }
    assert page.lines[0] == "1 to put right in 6 measures."
    assert page.filtered


def test_a_cell_of_this_workbook_is_linked_and_the_text_says_where_it_leads() -> None:
    place = Location(BOOK, "Measures", "K6")

    assert where(place) == PageCell("Measures, cell K6", link="'Measures'!K6")
    assert where(Location("", "Measures", "K6")).link == "'Measures'!K6"


def test_a_finding_about_a_whole_sheet_leads_to_it() -> None:
    assert str(where(Location(BOOK, "Measures"))) == "The sheet Measures"
    assert where(Location(BOOK, "Measures")).link == "'Measures'!A1"


def test_an_odd_name_of_a_sheet_is_quoted() -> None:
    odd = "Bob's #1%20"
    rows = [Listed(Finding("actual-missing", "What.", Location(BOOK, odd, "B2")))]
    page = findings_page(rows, file=BOOK, sheets=[odd], measures=1, period=Quarter(2021, 3))

    assert page.rows[0][HEADER.index("Where")].link == "'Bob''s #1%20'!B2"


def test_a_place_elsewhere_is_named_and_leads_nowhere() -> None:
    for place, said in (
        (Location("actuals.csv", line=7), "actuals.csv line 7"),
        (Location("other.xlsx", "Measures", "B2"), "other.xlsx 'Measures'!B2"),
        (Location(BOOK, "Gone", "B2"), f"{BOOK} 'Gone'!B2"),
        (Location(), "The workbook"),
    ):
        assert where(place) == PageCell(said)


def test_no_row_has_a_blank_cell() -> None:
    rows = a_page(
        Listed(Finding("actual-missing", "A.")), Listed(Finding("ref-missing", "B."))
    ).rows

    assert all(str(cell) for row in rows for cell in row)


def test_with_nothing_to_put_right_the_page_says_so_and_keeps_its_table() -> None:
    page = a_page(own=("Note",))

    assert page.lines[0] == "Nothing to put right in 6 measures."
    assert [row[HEADER.index("What")].value for row in page.rows] == ["Nothing to put right."]
    assert [len(row) for row in page.rows] == [len(page.header)]


def test_a_long_text_in_the_place_of_a_reference_is_not_repeated() -> None:
    finding = Finding("ref-unknown", "What.", ref="The family moved away in the spring")
    row = a_page(Listed(finding)).rows[0]

    assert str(row[HEADER.index("Measure")]) == "a text of 35 characters"


def test_notes_and_settled_figures_are_listed_and_not_counted() -> None:
    page = a_page(
        Listed(Finding("ref-missing", "A.")),
        Listed(Finding("figure-note", "B.")),
        Listed(Finding("percent-as-fraction", "C."), heading="Settled", settled="Settled by X"),
    )

    assert [str(row[0]) for row in page.rows] == ["To settle", "Worth knowing", "Settled"]
    assert page.lines[0] == "1 to put right in 6 measures."


def test_only_a_row_with_choices_has_a_list() -> None:
    page = a_page(
        Listed(Finding("percent-as-fraction", "A."), settled="Open", choices=("Open", "Settled")),
        Listed(Finding("ref-missing", "B."), settled="To put right"),
    )

    cells = [row[HEADER.index("Settled")] for row in page.rows]
    assert [(cell.value, cell.choices) for cell in cells] == [
        ("Open", ("Open", "Settled")),
        ("To put right", ()),
    ]


def test_columns_of_the_officer_are_right_of_ours() -> None:
    row = Listed(Finding("ref-missing", "A."), own={"Asked": "Sam", "Day": 3})

    page = a_page(row, own=("Day", "Asked", "More"))

    assert page.header[len(HEADER) :] == ("Day", "Asked", "More")
    assert [cell.value for cell in page.rows[0][len(HEADER) :]] == [3, "Sam", ""]
    assert len(page.widths) == len(page.header)
