from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Polarity, Target, Unit
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.rules.outcomes import Status
from kpibook.outputs.page import Page, describe
from kpibook.outputs.return_pages import (
    key_page,
    notes_page,
    published_pages,
    return_page,
    summary_page,
)
from tests.outputs.returns import a_measure, a_rated, a_return, a_varied_return
from tests.support.golden import assert_golden


def shown(page: Page, heading: str) -> list[str]:
    """What a column of a page reads, from top to bottom."""
    at = list(page.header).index(heading)
    return [str(row[at]) for row in page.rows]


def test_the_published_copy_reads_as_agreed() -> None:
    assert_golden("return_pages_published", describe(published_pages(a_varied_return())))


def test_the_sheet_in_the_officers_workbook_reads_as_agreed() -> None:
    assert_golden("return_pages_officer", describe([return_page(a_varied_return())]))


@pytest.mark.parametrize("page", published_pages(a_varied_return()), ids=lambda page: page.name)
def test_no_cell_of_a_published_table_is_blank_or_a_symbol_alone(page: Page) -> None:
    for row in page.rows:
        for cell in row:
            assert any(letter.isalnum() for letter in str(cell)), f"{cell!r} has no word or figure"


@pytest.mark.parametrize("page", published_pages(a_varied_return()), ids=lambda page: page.name)
def test_headings_are_unique_and_every_row_and_width_fits_them(page: Page) -> None:
    assert all(page.header)
    assert len(set(page.header)) == len(page.header) == len(page.widths)
    assert {len(row) for row in page.rows} == {len(page.header)}


def test_pages_and_their_tables_have_names_of_their_own() -> None:
    pages = published_pages(a_varied_return())

    assert [page.name for page in pages] == ["Return", "Summary", "Key", "Notes"]
    assert len({page.table for page in pages}) == len(pages)


def test_a_percentage_is_held_as_excel_holds_it_and_shown_as_people_read_it() -> None:
    page = return_page(a_return(a_rated(a_measure(), "72.1")))

    cell = page.rows[0][list(page.header).index("Q3 2021/22 position")]

    assert (cell.value, cell.number_format, str(cell)) == (0.721, "0.0%", "72.1%")


def test_figures_are_numbers_and_a_missing_one_is_its_shorthand() -> None:
    page = return_page(a_varied_return())

    actuals = [row[6].value for row in page.rows]
    assert actuals[:5] == [0.81, 0.77, 0.601, 1304, -1250.5]
    assert actuals[5:7] == ["[x]", "[c]"]


def test_a_missing_target_is_not_applicable_and_one_in_words_keeps_its_words() -> None:
    page = return_page(a_varied_return())

    assert shown(page, "Target")[4:6] == ["Above England", "[z]"]


def test_only_the_shorthand_that_is_used_is_explained_above_the_table() -> None:
    lines = " ".join(return_page(a_return(a_rated(a_measure()))).lines)

    assert "[z] not applicable" in lines
    assert "[x]" not in lines
    assert "[c] confidential" in " ".join(return_page(a_varied_return()).lines)


def test_a_status_comes_in_words_with_the_schemes_colours() -> None:
    content = a_return()
    page = return_page(content)

    cell = page.rows[0][list(page.header).index("Status")]

    assert cell.value == "Target met"
    assert cell.look == content.scheme.appearance(Status.MET)


def test_a_comparator_says_whose_of_when_and_how_the_actual_stands() -> None:
    page = return_page(a_varied_return())

    assert shown(page, "Comparator")[0] == (
        "Statistical neighbours 2020/21 78.0%. Better by 3.0 points."
    )


def test_notes_stand_beside_the_measure_in_the_workbook_and_are_numbered_when_published() -> None:
    content = a_varied_return()

    assert shown(return_page(content), "Notes")[3] == (
        "Scope. As at 17th January 2022, outside the quarter."
    )
    assert shown(return_page(content, numbered_notes=True), "Notes")[3] == "[note 3] [note 4]"


def test_every_note_that_is_pointed_at_is_on_the_notes_sheet_and_names_its_measures() -> None:
    content = a_varied_return()
    notes = notes_page(content)
    assert notes is not None

    pointed = " ".join(shown(return_page(content, numbered_notes=True), "Notes"))
    for number, row in enumerate(notes.rows, start=1):
        assert str(row[0]) == f"note {number}"
        assert f"[note {number}]" in pointed
    assert f"[note {len(notes.rows) + 1}]" not in pointed
    assert shown(notes, "Measures")[2] == "PI.4"


def test_one_note_on_two_measures_is_one_note() -> None:
    new = [a_rated(a_measure(ref, introduced=2021)) for ref in ("PI.1", "PI.2")]

    notes = notes_page(a_return(*new))

    assert notes is not None
    assert [[str(cell) for cell in row] for row in notes.rows] == [
        ["note 1", "New measure for 2021/22.", "PI.1, PI.2"]
    ]


def test_without_notes_there_is_no_notes_sheet() -> None:
    assert notes_page(a_return()) is None
    assert [page.name for page in published_pages(a_return())] == ["Return", "Summary", "Key"]


def counts(content: QuarterlyReturn, what: str) -> dict[str, int]:
    return {
        str(row[1]): int(row[2].value)
        for row in summary_page(content).rows
        if str(row[0]).startswith(what)
    }


def test_the_summary_counts_every_measure_once_for_status_and_once_for_direction() -> None:
    content = a_varied_return()

    for what in ("Status", "Direction"):
        assert sum(counts(content, what).values()) == len(content.rated)


def test_equal_counts_have_equal_shares_of_the_rated_measures() -> None:
    rated = [a_rated(a_measure(f"PI.{n}"), actual) for n, actual in enumerate(["81", "77", "60"])]
    unrated = a_rated(a_measure("PI.9", target=Target()))

    page = summary_page(a_return(*rated, unrated))

    assert shown(page, "Share of rated measures")[:4] == ["33%", "33%", "33%", "[z]"]
    assert page.lines[-1] == (
        "Percentages are of the 3 rated measures. "
        "Percentages are rounded and may not add up to 100."
    )


def test_the_key_explains_every_word_the_return_can_show() -> None:
    content = a_varied_return()

    key = key_page(content)
    explained = dict(zip(shown(key, "Word"), shown(key, "What it means"), strict=True))

    for heading in ("Status", "Direction since Q2 2021/22", "Direction since Q3 2020/21"):
        words = {cell.partition(",")[0] for cell in shown(return_page(content), heading)}
        assert words <= set(explained)
    assert all(meaning.endswith(".") for meaning in explained.values())


def test_the_rule_and_its_source_are_on_the_return_and_on_the_key() -> None:
    content = a_return()

    assert content.rule() in return_page(content).lines
    assert content.rule() in key_page(content).lines
    assert "kpibook standard" in content.rule()


def test_what_the_direction_is_compared_with_is_in_the_heading() -> None:
    # Q4: the quarter before is Q3
    first = replace(a_return(), period=a_return().period.next, rated=())

    assert "Direction since Q3 2021/22" in return_page(first).header
    assert "Direction since Q4 2020/21" in return_page(first).header


def test_council_and_committee_are_named_when_they_are_known() -> None:
    named = return_page(a_return(council="Invented Borough Council", committee="Scrutiny"))

    assert named.lines[0] == "Invented Borough Council. Scrutiny."
    assert return_page(a_return()).lines[0].startswith("Of 1 measure")


@pytest.mark.parametrize(
    ("unit", "held", "form", "said"),
    [
        pytest.param(Unit.CURRENCY, -1250.5, "£#,##0.00;-£#,##0.00", "-£1,250.50", id="money"),
        pytest.param(Unit.COUNT, -1250.5, "#,##0.00", "-1,250.50", id="count"),
        pytest.param(Unit.PERCENT, -12.505, "0.00%", "-1,250.50%", id="percent"),
    ],
)
def test_each_unit_has_its_own_form(unit: Unit, held: float, form: str, said: str) -> None:
    measure = a_measure(unit=unit, decimals=2, polarity=Polarity.LOWER)
    page = return_page(a_return(a_rated(measure, str(Decimal("-1250.5")))))

    cell = page.rows[0][6]

    assert (cell.value, cell.number_format, str(cell)) == (held, form, said)
