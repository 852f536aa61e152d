"""Rows that are no measures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.errors import Location
from kpibook.sources.heading_text import heading_from
from kpibook.sources.headings import header_of
from kpibook.sources.other_rows import (
    Kind,
    SortedRows,
    _may_be_headings,
    passed_over,
    sort_rows,
)
from kpibook.workbook import layout
from kpibook.xlsx import Cell

REGISTER = "Ref|Measure|Unit|Good is|Target"
FULL = "PI.1|Homes built|number|High|5"


def sort(header: str, *rows: str, in_register: bool = False) -> SortedRows:
    cells = [
        {
            column: Cell(f"{column}", "text", text.strip())
            for column, text in enumerate(row.split("|"), 1)
            if text.strip()
        }
        for row in rows
    ]
    return sort_rows(
        list(enumerate(cells, 2)), header_of(header.split("|")), in_register=in_register
    )


def measures(result: SortedRows) -> list[int]:
    return [number for number, _, _ in result.measures]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Priority 1: Homes", Kind.SECTION),
        ("Homes for all", Kind.SECTION),
        ("Housing", Kind.SECTION),
        ("HOUSING SERVICES|HOUSING SERVICES|HOUSING SERVICES", Kind.SECTION),
        ("|Housing services", Kind.SECTION),
        ("Priority 2|Cleaner streets", Kind.SECTION),
        ("Ref|Measure|Unit|Good is|Target", Kind.HEADINGS),
        ("REF.|Performance measure|UoM|Polarity|Annual target", Kind.HEADINGS),
        ("Total||||12", Kind.TOTAL),
        ("|Total for Homes|||12", Kind.TOTAL),
        ("Grand total||||12", Kind.TOTAL),
        ("* provisional", Kind.NOTE),
        ("*|provisional", Kind.NOTE),
        ("Source: the housing system", Kind.NOTE),
        ("Note: figures are rounded", Kind.NOTE),
        ("[p] provisional", Kind.NOTE),
        ("|Source: the housing system, 31 December", Kind.NOTE),
    ],
)
def test_a_row_that_is_no_measure_is_passed_over(row: str, kind: Kind) -> None:
    result = sort(REGISTER, FULL, row, "PI.2|Repairs|%|High|90")

    assert measures(result) == [2, 4]
    assert result.others == {kind: [3]}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("PI.7", id="a reference alone"),
        pytest.param("PI 7", id="a reference with a space"),
        pytest.param("HSG03", id="a reference of other letters"),
        pytest.param("PI.7|Total complaints|number|Low|5", id="a measure of a total"),
        pytest.param("|Total complaints|number|Low|5", id="a measure without a reference"),
        pytest.param("*PI.7|Complaints|number|Low|5", id="a marked reference"),
        pytest.param("PI.7|Source of complaints||Low|", id="a measure whose name begins so"),
        pytest.param("PI.7|Homes", id="a measure with nothing else"),
    ],
)
def test_a_measure_is_not_passed_over_whatever_it_lacks(row: str) -> None:
    assert measures(sort(REGISTER, FULL, row)) == [2, 3]


def test_a_reference_that_is_a_word_is_a_measure_where_the_others_are_words() -> None:
    result = sort("Ref|Actual", "VOIDS|5", "ARREARS", "Homes and repairs", "RELETS|6")

    assert measures(result) == [2, 3, 5]


def test_a_row_alone_below_the_last_measure_is_a_foot_note() -> None:
    result = sort(REGISTER, FULL, "The housing team collected these")

    assert result.others == {Kind.NOTE: [3]}


def test_a_table_without_references_keeps_its_rows() -> None:
    """A table to be rated has a row a measure, with or without an actual."""
    result = sort("Measure|Actual", "Homes|5", "Repairs", "* provisional")

    assert measures(result) == [2, 3]


@pytest.mark.parametrize(
    ("section", "heading", "text"),
    [
        ("Priority 1: Homes", layout.PRIORITY, "Priority 1: Homes"),
        ("Priority: Homes", layout.PRIORITY, "Homes"),
        ("Priority 1|Homes", layout.PRIORITY, "Priority 1: Homes"),
        ("Service: Housing", layout.SERVICE, "Housing"),
        ("Housing services", layout.SERVICE, "Housing services"),
        ("Adults directorate", layout.DIRECTORATE, "Adults directorate"),
    ],
)
def test_a_section_gives_its_measures_what_it_clearly_is(
    section: str, heading: str, text: str
) -> None:
    result = sort(REGISTER, section, FULL, in_register=True)

    _, _, given = result.measures[0]
    assert {name: cell.value for name, cell in given.items()} == {heading: text}


def test_a_section_of_unclear_meaning_gives_nothing() -> None:
    assert sort(REGISTER, "Homes for all", FULL, in_register=True).measures[0][2] == {}
    assert sort(REGISTER, "Priority 1: Homes", FULL).measures[0][2] == {}


def test_other_headings_further_down_end_the_table() -> None:
    result = sort("Ref|Target|Actual", "PI.1|5|6", "Ref|Actual|Target", "PI.2|7|8")

    assert measures(result) == [2]
    assert result.changed == 3
    (finding,) = passed_over(result, Location("a.xlsx", "Homes"), "row")
    assert (finding.code, str(finding.where)) == ("headings-change", "a.xlsx 'Homes'!A3")


def test_rows_passed_over_are_said_once_with_their_kinds_and_numbers() -> None:
    result = sort(REGISTER, "Homes for all", FULL, "Total||||5", "* p", "Source: x")

    (finding,) = passed_over(result, Location("a.csv"), "line")

    assert finding.what == (
        "4 lines are no measures and are passed over: 1 section row (line 2), 1 total (line 4) and "
        "2 foot notes (lines 5 and 6)."
    )
    assert str(finding.where) == "a.csv line 2"
    assert not finding.severity.needs_a_person


headings = st.sampled_from(
    ["Ref", "Actual", "2021/22", "2021-22", "Q3", "14-15", "M.12", "Note it"]
)
figures = st.from_regex(r"[-\u00a3]?[0-9][0-9,]{0,4}(\.[0-9]{1,3})?%?", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(headings, figures), min_size=1, max_size=6))
def test_a_row_is_passed_over_as_headings_only_if_enough_of_it_is_read_as_headings(
    texts: list[str],
) -> None:
    meanings = [heading_from(text).meaning for text in texts]

    enough = sum(map(bool, meanings)) >= max(2, len(texts) / 2)

    assert _may_be_headings(texts) is enough
