from __future__ import annotations

import pytest

from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.trend import Point, Trend


def a_trend(figures: str, targets: str = "", *, starts: tuple[int, ...] = ()) -> Trend:
    """A trend of figures parted by spaces; "-" is a quarter without a figure."""
    actuals = figures.split()
    aims = targets.split() or ["-"] * len(actuals)

    def figure(field: Field, number: int, text: str) -> Figure:
        shown = "[x]" if text == "-" else f"{text}%"
        return Figure(f"{field.value}.{number}", "PI.1", "", field, shown, text.strip("-"))

    return Trend(
        tuple(
            Point(
                f"Q{n % 4 + 1} {2020 + n // 4}/{21 + n // 4}",
                f"Q{n % 4 + 1}",
                f"{2020 + n // 4}/{21 + n // 4}",
                figure(Field.TREND, n, actual),
                figure(Field.TREND_TARGET, n, aim),
                n in starts,
            )
            for n, (actual, aim) in enumerate(zip(actuals, aims, strict=True))
        )
    )


@pytest.mark.parametrize(
    ("figures", "has_chart"),
    [
        pytest.param("1 2 3", False, id="three figures"),
        pytest.param("1 2 3 4", True, id="four figures"),
        pytest.param("1 - 2 - 3", False, id="three figures over five quarters"),
    ],
)
def test_fewer_than_four_figures_get_no_chart(figures: str, has_chart: bool) -> None:
    assert a_trend(figures).has_chart is has_chart


@pytest.mark.parametrize(
    ("figures", "starts", "lines"),
    [
        pytest.param("1 2 3", (), [(0, 1, 2)], id="no gap"),
        pytest.param("1 2 - 3 4", (), [(0, 1), (3, 4)], id="a gap breaks it"),
        pytest.param("1 - 2 - 3", (), [(0,), (2,), (4,)], id="single points"),
        pytest.param("1 2 3 4 5 6", (4,), [(0, 1, 2, 3), (4, 5)], id="a year begins again"),
        pytest.param("1 2 3 - 5 6", (4,), [(0, 1, 2), (4, 5)], id="a gap at the year's end"),
    ],
)
def test_a_line_is_broken_at_gaps_and_where_figures_start_again(
    figures: str, starts: tuple[int, ...], lines: list[tuple[int, ...]]
) -> None:
    assert a_trend(figures, starts=starts).lines() == lines


def test_the_line_of_the_targets_has_gaps_of_its_own() -> None:
    trend = a_trend("1 2 3 4", "- 8 8 8")

    assert trend.lines("target") == [(1, 2, 3)]
    assert trend.lines() == [(0, 1, 2, 3)]


def test_the_words_say_every_figure_gap_break_and_target() -> None:
    words = a_trend("1 2 - 4 5", "8 8 8 8 9", starts=(4,)).in_words

    assert words == (
        "The figures are 1% in Q1 2020/21, 2% in Q2 2020/21, 4% in Q4 2020/21 and 5% in Q1 "
        "2021/22. No figure is shown for Q3 2020/21. Each financial year begins again, so the "
        "line is broken at its end. The targets are 8% in Q1 2020/21, 8% in Q2 2020/21, 8% in Q3 "
        "2020/21, 8% in Q4 2020/21 and 9% in Q1 2021/22."
    )


def test_a_target_that_stays_the_same_is_said_once() -> None:
    assert "The target is 8% from Q2 2020/21." in a_trend("1 2 3", "- 8 8").in_words


def test_without_targets_no_target_is_said() -> None:
    assert "target" not in a_trend("1 2 3 4").in_words
