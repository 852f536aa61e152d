"""Figures of a measure: from a workbook, and from a row of a plain table."""

from __future__ import annotations

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.gathering import figures_of, figures_of_position
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.earlier import earlier_by_measure
from kpibook.errors import Location
from tests.domain.doubts.given import figures
from tests.domain.given import a_position
from tests.support.made_measures import made_measures


def labels(*roles: Role, **more: object) -> list[str]:
    return [figure.label for figure in figures("80", **more).of(*roles)]  # type: ignore[arg-type]


def test_the_target_of_the_quarter_takes_the_place_of_the_years() -> None:
    profiled = {"target": "90", "quarters": {3: "85", 4: "90"}}

    assert labels(Role.TARGET, **profiled) == ["Target Q3"]
    assert labels(Role.OTHER_TARGET, **profiled) == ["target", "Target Q4"]
    assert labels(Role.TARGET, target="90") == ["target"]


def test_earlier_figures_are_told_apart_and_found_past_a_gap() -> None:
    m = figures("80", past="79 - - 76 75 -")

    assert [(f.role, f.quarter) for f in m.past] == [
        (Role.PREVIOUS, Quarter(2025, 2)),
        (Role.PREVIOUS_YEAR, Quarter(2024, 3)),
        (Role.EARLIER, Quarter(2024, 2)),
    ]


def test_a_row_of_a_table_has_its_figures_with_their_cells() -> None:
    position = a_position(
        "80", "90", previous="70", previous_year="60", floor="50", low="1", high="2",
        forecast="85", previous_target="88", series="5 6", tolerance="5%", unit=Unit.PERCENT,
        outturn="65", best="92",
    )  # fmt: skip

    m = figures_of_position(position, "A1", lambda name: Location("t.csv", cell=name))

    assert {figure.role for figure in m.figures} == set(Role) - {
        Role.NUMERATOR, Role.DENOMINATOR, Role.COMPARATOR,
    }  # fmt: skip
    assert [figure.where.cell for figure in m.of(Role.EARLIER)] == ["series", "series"]
    assert [figure.where.cell for figure in m.of(Role.OUTTURN, Role.BEST)] == [
        "outturn_last_year", "best",
    ]  # fmt: skip


def test_what_a_marker_hides_is_no_figure_of_a_row() -> None:
    m = figures_of_position(a_position("80", "90", marker="[c]", forecast="85"))

    assert [figure.role for figure in m.figures] == [Role.TARGET]


def test_a_series_that_ends_with_the_quarter_before_gives_that_figure_once() -> None:
    position = a_position("95", "97", previous="140", series="96 95 140", unit=Unit.PERCENT)

    m = figures_of_position(position)

    assert [(f.role, str(f.value)) for f in m.past] == [
        (Role.PREVIOUS, "140"),
        (Role.EARLIER, "96"),
        (Role.EARLIER, "95"),
    ]
    assert {f.role for doubt in doubts_of(m) for f in doubt.figures} == {Role.PREVIOUS}


def test_earlier_figures_are_the_same_from_a_history_and_from_its_readings_of_the_measure() -> None:
    earlier_figures = 0
    for measure, reading, history in made_measures(seed=5, count=3000):
        other = {("M.0", quarter): earlier for (_, quarter), earlier in history.items()}
        later = {
            (measure.key, reading.period): reading,
            (measure.key, reading.period.next): reading,
        }
        gap = {key: value for key, value in history.items() if hash(key[1]) % 13 > 8}
        for each in (history, {**history, **other, **later}, gap, {**gap, **later}):
            earlier = earlier_by_measure(each).get(measure.key, {})
            figures = figures_of(measure, reading, each, earlier=earlier)
            assert figures == figures_of(measure, reading, each)
            earlier_figures += len(figures.past)
    assert earlier_figures > 10_000
