from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.outputs.consolidated.charts.status_chart import (
    MOST_BARS,
    bar_colour,
    with_status_chart,
)
from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.summary import directorate_page
from kpibook.sources.schemes import built_in, load_scheme
from kpibook.workbook.sizes.look import INK, WHITE
from tests.domain.consolidated import a_row, a_source_book
from tests.outputs.consolidated.given import a_varied_consolidation, column_of, of_councils


def test_the_parts_of_a_bar_are_the_counts_of_the_table() -> None:
    content = a_varied_consolidation()
    page = with_status_chart(directorate_page(content, data_page(content)), content)

    (chart,) = page.charts
    for series in chart.series:
        assert list(series.values) == column_of(page, series.name)
    assert list(chart.categories) == column_of(page, "Directorate")
    assert chart.categories_cells == "'Summary'!$A$7:$A$9"
    assert chart.series[0].cells == "'Summary'!$C$7:$C$9"


def test_the_alternative_text_says_every_count() -> None:
    content = a_varied_consolidation()
    (chart,) = with_status_chart(
        directorate_page(content, data_page(content)), content
    ).charts  # fmt: skip

    assert "Housing: 2 target met, 1 off target, 1 not rated, 1 not reported." in chart.alt_text


def test_a_label_can_be_read_on_its_bar_under_every_scheme() -> None:
    for key in built_in():
        for status, look in load_scheme(key).statuses.items():
            fill = bar_colour(look, status)
            assert max(contrast(INK, fill), contrast(WHITE, fill)) >= 4.5, (key, status)


def test_a_rated_status_is_drawn_stronger_than_its_cell() -> None:
    look = load_scheme("standard").statuses[Status.OFF]

    assert contrast(bar_colour(look, Status.OFF), WHITE) > contrast(look.fill, WHITE)


def test_councils_stand_beside_their_directorates() -> None:
    content = of_councils("Kent", "Essex")
    (chart,) = with_status_chart(
        directorate_page(content, data_page(content)), content
    ).charts  # fmt: skip

    assert list(chart.categories) == ["Essex, Housing", "Kent, Housing"]
    assert chart.categories_cells == "'Summary'!$A$7:$B$8"


def test_more_bars_than_can_be_compared_are_cut_and_that_is_said() -> None:
    content = a_varied_consolidation()
    rows = tuple(replace(a_row(f"R{n}"), directorate=f"D{n:03}") for n in range(MOST_BARS + 5))
    content = replace(content, rows=rows, sources=())
    page = directorate_page(content, None)

    (chart,) = with_status_chart(replace(page, rows=page.rows[:-1]), content).charts

    assert len(chart.categories) == MOST_BARS
    assert f"(the first {MOST_BARS} of {MOST_BARS + 5})" in chart.title


def test_no_measures_have_no_chart() -> None:
    empty = replace(a_varied_consolidation(), rows=())

    assert not with_status_chart(directorate_page(empty, data_page(empty)), empty).charts


@pytest.mark.parametrize(
    "given",
    [{}, {"colour": "#000000", "fill": "#FFFFFF"}],
    ids=["without colours", "all black on white"],
)
def test_target_met_and_off_target_are_never_the_same_grey(given: dict[str, str]) -> None:
    labels = {"met": "Green", "within": "Amber", "off": "Red"}
    scheme = scheme_from(
        {
            "key": "ours",
            "title": "Our rule",
            "source": "Cabinet, 4 June 2021",
            "rule": {"tolerance": "5%"},
            "status": {key: {"label": label, **given} for key, label in labels.items()},
        }
    )
    rows = [
        a_row("A1", "95", target="90", scheme=scheme),
        a_row("A2", "88", target="90", scheme=scheme),
        a_row("A3", "10", target="90", scheme=scheme),
    ]
    content = combine([a_source_book("ours.xlsx", *rows, scheme=scheme)])
    (chart,) = with_status_chart(directorate_page(content, data_page(content)), content).charts

    colours = {series.name: series.colour for series in chart.series}
    assert len({colours["Green"], colours["Amber"], colours["Red"]}) == 3
    for series in chart.series:
        assert contrast(series.text, series.colour) >= 4.5
