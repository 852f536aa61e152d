from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.comparison import workbooks
from kpibook.domain.comparison.consolidations import ChangeKind, DataRow
from kpibook.domain.comparison.fields import MeasureField
from kpibook.domain.comparison.workbooks import (
    BookState,
    Difference,
    MeasureState,
    differences_in_data,
)
from kpibook.domain.measures.measure import Measure, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter

Q2, Q3, Q4 = (Quarter(2021, number) for number in (2, 3, 4))
NEW, REMOVED, REVISED = ChangeKind.NEW, ChangeKind.REMOVED, ChangeKind.REVISED
MEASURE = Measure(
    "PI.426", "Timeliness", Unit.PERCENT, target=Target(Decimal("85.5")), directorate="Children"
)

REGISTER = (
    MeasureField("ref", lambda m: m.ref),
    MeasureField("unit", lambda m: m.unit.value),
    MeasureField("decimals", lambda m: m.decimals),
    MeasureField("target", lambda m: m.target.value, in_unit=True),
    MeasureField("target_q3", lambda m: m.target.by_quarter.get(3), in_unit=True),
    MeasureField("aliases", lambda m: ", ".join(m.aliases)),
    MeasureField("note", lambda m: m.note, private=True),
)


def differences_between(old: BookState, new: BookState) -> tuple[Difference, ...]:
    return workbooks.differences_between(old, new, REGISTER)


def a_state(
    actual: str | None = "72.1",
    *,
    measure: Measure = MEASURE,
    period: Quarter = Q3,
    commentary: str = "",
    earlier: Mapping[Quarter, str] | None = None,
    status: str = "Off target",
) -> MeasureState:
    figure = None if actual is None else Decimal(actual)
    return MeasureState(
        measure,
        Reading(measure.ref, period, figure, commentary=commentary),
        {q: Reading(measure.ref, q, Decimal(said)) for q, said in (earlier or {}).items()},
        {"Status": status},
    )


def a_book(*measures: MeasureState, period: Quarter = Q3, **settings: str) -> BookState:
    return BookState(period, settings, measures)


def told(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    return [(one.kind, one.ref, one.what, one.old, one.new) for one in found]


def test_a_revised_figure_is_one_difference_with_its_quarter_and_its_unit() -> None:
    found = differences_between(a_book(a_state()), a_book(a_state("73")))

    assert found == (
        Difference(
            REVISED, "actual", Decimal("72.1"), Decimal(73),
            "PI.426", "Timeliness", "Children", "Q3 2021/22", Unit.PERCENT,
        ),
    )  # fmt: skip
    assert found[0].in_words() == ("72.1%", "73%")


def test_blank_is_never_zero() -> None:
    blank, nought = a_book(a_state(None)), a_book(a_state("0"))

    assert told(differences_between(blank, nought)) == [(NEW, "PI.426", "actual", None, Decimal(0))]
    assert told(differences_between(nought, blank)) == [
        (REMOVED, "PI.426", "actual", Decimal(0), None)
    ]
    assert differences_between(blank, nought)[0].in_words() == ("blank", "0%")


def test_this_quarters_figure_of_an_older_workbook_is_history_in_a_later_one() -> None:
    older = a_book(a_state("72.1", commentary="Q3 was hard."))
    later = a_book(
        a_state("80", period=Q4, earlier={Q3: "72.1"}, commentary="Better.", status="Target met"),
        period=Q4,
    )

    assert told(differences_between(older, later)) == [
        (NEW, "PI.426", "actual", None, Decimal(80))
    ], "what is said and shown of two quarters is not compared"


def test_history_that_was_revised_is_found_with_its_quarter() -> None:
    found = differences_between(
        a_book(a_state(earlier={Q2: "90.3"})), a_book(a_state(earlier={Q2: "90.5"}))
    )

    assert [(one.what, one.period, one.in_words()) for one in found] == [
        ("actual", "Q2 2021/22", ("90.3%", "90.5%"))
    ]


def test_targets_and_everything_else_in_the_register_are_compared() -> None:
    target = Target(Decimal(90), by_quarter={3: Decimal(88)})
    other = a_state(measure=replace(MEASURE, target=target, note="Scope has changed."))

    found = differences_between(a_book(a_state()), a_book(other))

    assert [(one.what, *one.in_words()) for one in found] == [
        ("target", "85.5%", "90%"),
        ("target_q3", "blank", "88%"),
        ("note", "blank", "Scope has changed."),
    ]


def test_a_figure_whose_unit_has_changed_is_shown_in_neither() -> None:
    other = a_state("73", measure=replace(MEASURE, unit=Unit.COUNT))

    found = differences_between(a_book(a_state()), a_book(other))

    assert [(one.what, *one.in_words()) for one in found] == [
        ("unit", "percent", "count"),
        ("actual", "72.1", "73"),
    ]


def test_measures_that_are_new_or_gone_are_one_difference_each() -> None:
    another = a_state("5", measure=replace(MEASURE, ref="PI.9", unit=Unit.COUNT))

    found = differences_between(a_book(a_state()), a_book(another))

    assert told(found) == [
        (NEW, "PI.9", "", None, Decimal(5)),
        (REMOVED, "PI.426", "", Decimal("72.1"), None),
    ]


def test_a_measure_is_followed_under_its_earlier_reference() -> None:
    renamed = a_state(measure=replace(MEASURE, ref="PI.500", aliases=("pi 426",)))

    found = differences_between(a_book(a_state()), a_book(renamed))

    assert [one.what for one in found] == ["ref", "aliases"]


def test_settings_come_first() -> None:
    old, new = a_book(a_state(), Scheme="standard"), a_book(a_state("73"), Scheme="kent")

    found = differences_between(old, new)

    assert [(one.ref, one.what) for one in found] == [("", "Scheme"), ("PI.426", "actual")]
    assert (found[0].old, found[0].new) == ("standard", "kent")


def test_a_status_is_compared_as_it_stands() -> None:
    found = differences_between(a_book(a_state()), a_book(a_state(status="Target met")))

    assert told(found) == [(REVISED, "PI.426", "Status", "Off target", "Target met")]


@pytest.mark.parametrize("what", ["commentary", "action", "note"])
def test_what_officers_write_is_never_shown_whole(what: str) -> None:
    texts = ("The family moved out of the area in May",) * 2
    states = [MeasureState(replace(MEASURE, note=text), Reading(MEASURE.ref, Q3)) for text in texts]
    old, new = states
    assert old.reading is not None
    if what == "note":
        new = replace(new, measure=replace(MEASURE, note=f"{texts[1]}, to Leeds"))
    else:
        old = replace(old, reading=replace(old.reading, **{what: texts[0]}))
        new = replace(new, reading=replace(old.reading, **{what: f"{texts[1]}, to Leeds"}))

    (found,) = differences_between(a_book(old), a_book(new))

    assert (found.what, *found.in_words()) == (
        what,
        "a text of 39 characters",
        "a text of 49 characters",
    )


def test_two_texts_of_one_length_are_told_apart() -> None:
    shown = Difference(REVISED, "commentary", "a" * 40, "b" * 40, private=True).in_words()

    assert shown == ("a text of 40 characters", "a text of 40 characters that reads otherwise")


def test_days_are_in_words() -> None:
    one = Difference(REVISED, "as_at", date(2022, 1, 17), None)

    assert one.in_words() == ("17th January 2022", "blank")


FIGURES = st.one_of(st.none(), st.decimals(-999, 999, places=2).map(str))
BOOKS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), FIGURES, st.dictionaries(st.just(Q2), st.just("3"))),
    unique_by=lambda row: row[0],
).map(
    lambda rows: a_book(
        *(a_state(n, measure=replace(MEASURE, ref=ref), earlier=q) for ref, n, q in rows)
    )
)


@given(BOOKS)
def test_a_workbook_says_the_same_as_itself(book: BookState) -> None:
    assert differences_between(book, book) == ()


@given(BOOKS, BOOKS)
def test_the_other_way_round_the_same_is_told_with_old_and_new_exchanged(
    one: BookState, other: BookState
) -> None:
    back = {NEW: REMOVED, REMOVED: NEW, REVISED: REVISED}

    there = differences_between(one, other)
    again = differences_between(other, one)

    assert {(d.kind, d.ref, d.what, d.period, d.old, d.new) for d in there} == {
        (back[d.kind], d.ref, d.what, d.period, d.new, d.old) for d in again
    }


def test_rows_of_consolidated_workbooks_are_compared_with_their_period() -> None:
    row = DataRow("PI.1", "Title", "", "Housing", Unit.PERCENT, "Q3 2021/22", Decimal(90))
    later = replace(row, period="Q4 2021/22", actual=Decimal(91), numerator=Decimal(10))

    found = differences_in_data([row], [later, replace(row, ref="PI.2")])

    assert [(one.kind, one.ref, one.what, *one.in_words()) for one in found] == [
        (REVISED, "", "Period", "Q3 2021/22", "Q4 2021/22; Q3 2021/22"),
        (REVISED, "PI.1", "Actual", "90%", "91%"),
        (NEW, "PI.1", "Numerator", "blank", "10"),
        (NEW, "PI.2", "", "blank", "90%"),
    ]
