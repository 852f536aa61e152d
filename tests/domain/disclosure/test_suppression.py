from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Publication
from kpibook.domain.disclosure.published_texts import TEXT_OF_WHOLE
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.reporting.direction_words import direction_columns
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.rule import DirectionRule, Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from
from tests.domain.consolidated import a_consolidation, a_row
from tests.domain.disclosure.printed import printed_in
from tests.domain.given import Q3, STANDARD, a_measure, scheme_data


def published(*rows: ConsolidatedRow) -> Publication:
    return suppress(a_consolidation(*rows))


def codes(found: Publication) -> list[str]:
    return [finding.code for finding in found.findings]


def test_what_does_not_ask_is_published_as_it_is() -> None:
    row = a_row("PI.1", "3", target="2", commentary="3 moved away.")

    found = published(row)

    assert found.rows == (row,)
    assert (found.withheld, found.asked, found.findings) == (0, False, ())


def test_a_small_count_goes_with_all_that_is_worked_out_from_it() -> None:
    row = a_row("PI.1", "3", target="2", suppress=True, past=[("Q2 2021/22", "9")])

    (found,) = published(row).rows

    rated = found.rated
    assert (found.actual, rated.reading.marker) == (None, "[c]")
    assert (rated.reading.numerator, rated.reading.denominator) == (None, None)
    assert found.status is Status.NOT_RATED
    assert found.direction is Direction.NOT_COMPARABLE
    assert rated.rating.variance is None
    assert found.status_word == "Not rated"
    assert [past.actual for past in found.history] == [Decimal(9), None]
    assert found.history[-1].marker == "[c]"
    assert rated.previous == 9


def test_a_small_count_of_an_earlier_quarter_goes_and_so_does_the_direction() -> None:
    row = a_row(
        "PI.1", "9", target="8", suppress=True, past=[("Q3 2020/21", "2"), ("Q2 2021/22", "4")]
    )

    found = published(row)

    rated = found.rows[0].rated
    assert found.rows[0].actual == 9
    assert found.rows[0].status is row.status
    assert (rated.previous, rated.previous_marker, rated.previous_year) == (None, "[c]", None)
    assert rated.rating.direction is Direction.NOT_COMPARABLE
    assert rated.rating.direction_year is Direction.NOT_COMPARABLE
    assert [past.actual for past in found.rows[0].history] == [None, None, Decimal(9)]
    assert found.withheld == 0
    assert rated.rating.why == ""  # it says what the earlier figures were


def test_a_direction_along_a_line_goes_with_any_quarter_of_the_series() -> None:
    past = [("Q4 2020/21", "4"), ("Q1 2021/22", "11"), ("Q2 2021/22", "12")]
    sloping = replace(STANDARD, direction_rule=DirectionRule(Method.REGRESSION))
    row = a_row("PI.1", "9", suppress=True, past=past, scheme=sloping)
    assert row.direction is not Direction.NOT_COMPARABLE

    (found,) = suppress(replace(a_consolidation(row), schemes=(sloping,))).rows

    assert [past.marker for past in found.history] == ["[c]", "", "", ""]
    assert found.direction is Direction.NOT_COMPARABLE
    assert found.direction_word == "Not comparable"


def test_a_forecast_goes_with_the_figure_it_is_of() -> None:
    row = a_row("PI.1", "3", suppress=True)
    reading = replace(row.rated.reading, forecast=Decimal(4))

    found = published(replace(row, rated=replace(row.rated, reading=reading)))

    assert found.rows[0].rated.reading.forecast is None


def test_a_measure_that_a_published_file_gives_away_is_left_out_with_its_texts() -> None:
    rows = [
        a_row("PI.1", actual, directorate=name, suppress=True, commentary="Quiet.")
        for name, actual in (("Total", "30"), ("Housing", "4"), ("Roads", "19"), ("Parks", "7"))
    ]
    shown = printed_in("a.xlsx", Total=30, Roads=19, Parks=7)

    found = suppress(a_consolidation(*rows), published=shown)

    assert set(codes(found)) == {"suppression-not-enough"}
    assert [row.actual for row in found.rows] == [None] * 4
    assert {row.rated.reading.commentary for row in found.rows} == {TEXT_OF_WHOLE}


def test_a_share_whose_counts_are_unknown_is_withheld_and_found() -> None:
    found = published(a_row("PI.1", "12.5", unit=Unit.PERCENT, suppress=True))

    assert found.rows[0].actual is None
    assert codes(found) == ["suppression-undecided"]


def test_a_second_figure_that_is_withheld_is_said() -> None:
    rows = [
        a_row("PI.1", actual, directorate=name, suppress=True)
        for name, actual in (("Total", "30"), ("Housing", "4"), ("Roads", "19"), ("Parks", "7"))
    ]

    found = published(*rows)

    assert [row.actual for row in found.rows] == [30, None, 19, None]
    assert codes(found) == ["suppression-second"]
    assert found.withheld == 2


@pytest.mark.parametrize("target", ["1", "2", "5"])
def test_the_status_of_a_withheld_count_does_not_depend_on_the_count(target: str) -> None:
    said = {
        (row.status, row.direction, row.rated.rating.why)
        for actual in "12345"
        for row in published(
            a_row("PI.1", actual, target=target, suppress=True, past=[("Q2 2021/22", "9")])
        ).rows
    }

    assert len(said) == 1


_COUNTS = st.integers(0, 40)


@given(
    st.lists(st.tuples(_COUNTS, _COUNTS, _COUNTS), min_size=3, max_size=5),
    st.booleans(),
)
def test_no_small_count_is_left_in_any_value_nor_by_subtraction(
    counts: list[tuple[int, int, int]], with_total: bool
) -> None:
    if with_total:
        counts = [*counts, tuple(map(sum, zip(*counts, strict=True)))]  # type: ignore[list-item]
    rows = [
        a_row(
            "PI.1",
            str(now),
            directorate=f"D{number}",
            suppress=True,
            past=[("Q3 2020/21", str(year)), ("Q2 2021/22", str(before))],
            commentary=f"Now {now}, before {before}.",
        )
        for number, (year, before, now) in enumerate(counts)
    ]

    found = published(*rows)

    for row in found.rows:
        figures = [number for number in _numbers(row.rated) if 0 < number <= 5]
        figures += [past.actual for past in row.history if past.actual and 0 < past.actual <= 5]
        assert figures == []
        if any(past.marker == "[c]" for past in row.history):
            assert not re.search(r"\d", row.rated.reading.commentary)
    if with_total:
        for quarter in range(3):
            hidden = [row.history[quarter].actual is None for row in found.rows]
            assert sum(hidden) != 1  # one alone would be the total less the rest


def _numbers(value: object) -> list[Decimal]:
    if isinstance(value, Decimal):
        return [value]
    if is_dataclass(value):
        return [n for field in fields(value) for n in _numbers(getattr(value, field.name))]
    return []


def test_the_publication_names_its_period_and_schemes() -> None:
    found = published(a_row("PI.1", "3", suppress=True))

    assert (found.period, found.council) == (Q3, "Exampleton")
    assert [scheme.key for scheme in found.schemes] == ["standard"]


def test_a_measure_without_a_proof_has_no_figure_and_no_text_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kpibook.domain.disclosure.possible_values.STEPS_IN_ALL", 0)
    rows = [
        a_row(
            "PI.1",
            actual,
            directorate=name,
            suppress=True,
            commentary="Quiet.",
            past=[("Q2 2021/22", "0")],
        )
        for name, actual in (("Total", "30"), ("Housing", "4"), ("Roads", "19"), ("Parks", "7"))
    ]

    found = published(*rows, a_row("PI.2", "3", commentary="Calm."))

    *withheld, other = found.rows
    assert codes(found) == ["suppression-whole"] * 4
    assert {past.marker for row in withheld for past in row.history} == {"[c]"}
    assert {row.rated.reading.commentary for row in withheld} == {TEXT_OF_WHOLE}
    assert (other.actual, other.rated.reading.commentary) == (3, "Calm.")


def against(*lines: str, **more: object) -> Scheme:
    rule = {"compared_with": list(lines)}
    return scheme_from(scheme_data(None, rule, key="standard"))


@pytest.mark.parametrize(
    ("baseline", "quarter"),
    [("best", "Q1 2016/17"), ("outturn", "Q4 2020/21"), ("previous", "Q2 2021/22")],
)
def test_a_small_baseline_figure_of_any_quarter_goes_with_its_direction(
    baseline: str, quarter: str
) -> None:
    """The best of a count that is better low is a small number, however long ago it was."""
    scheme = against(baseline)
    measure = a_measure("PI.1", unit=Unit.COUNT, polarity=Polarity.LOWER, basis=Basis.SNAPSHOT)
    past = [(quarter, "2"), *((f"Q{n} 2017/18", "30") for n in (1, 2, 3, 4))]
    row = a_row("PI.1", "40", suppress=True, past=past, measure=measure, scheme=scheme)
    assert row.rated.compared[0].value == 2
    # The Data sheet of a consolidation shows eight quarters; the direction looks further back.
    row = replace(row, history=row.history[-1:])

    (found,) = suppress(replace(a_consolidation(row), schemes=(scheme,))).rows

    assert found.rated.compared[0].value is None
    assert found.rated.rating.direction is Direction.NOT_COMPARABLE
    [column, *_] = direction_columns([found.rated], Q3, scheme)
    assert "2" not in column.cell(found.rated, scheme).replace(quarter, "")


def test_the_outturn_of_a_whole_year_is_not_published_of_a_measure_that_asks() -> None:
    scheme = against("outturn")
    row = a_row("PI.1", "40", suppress=True, scheme=scheme)
    outturn = BaselineFigure(ComparedWith.OUTTURN, Decimal(4), Quarter(2020, 4), of_year=True)
    rating = replace(row.rated.rating, direction=Direction.IMPROVED)
    rated = replace(row.rated, compared=(outturn, row.rated.compared[1]), rating=rating)

    (found,) = suppress(replace(a_consolidation(replace(row, rated=rated)), schemes=(scheme,))).rows

    assert found.rated.compared[0].value is None
    assert found.rated.rating.direction is Direction.NOT_COMPARABLE
    plain = replace(row, rated=replace(rated, measure=replace(rated.measure, suppress_small=False)))
    (open_row,) = suppress(replace(a_consolidation(plain), schemes=(scheme,))).rows
    assert open_row.rated.compared[0].value == 4
