from __future__ import annotations

from dataclasses import replace

from kpibook.domain.report.block import Block
from kpibook.outputs.chart import Sparklines
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.trend_lines import trend_lines
from tests.outputs.return_sheets.given import QUARTERS
from tests.outputs.returns import a_report_of

(BLOCK,) = a_report_of(
    None, *(("PI.1", q, f) for q, f in zip(QUARTERS, ("75", "76", "78", "79"), strict=True))
).blocks


def drawn(*values: float | str, block: Block = BLOCK, name: str = "1 Aim") -> Sparklines:
    """The sparkline of a row with those figures, from column B on."""
    row = [PageCell("PI.1"), *map(PageCell, values)]
    header = ["Ref", *(f"Quarter {n}" for n in range(len(values)))]
    page = Page(name=name, title="Aim", lines=(), table="T", header=header, rows=[row])
    return trend_lines(page, "Trend", list(range(1, len(row))), [block])


def test_a_line_is_drawn_from_the_cells_of_its_own_row() -> None:
    assert drawn(1, 2, 3).references == ["'1 Aim'!B3:D3"], "under the title and the headings"


def test_an_apostrophe_in_the_name_of_the_sheet_is_doubled() -> None:
    assert drawn(1, 2, 3, name="Children's").references[0].startswith("'Children''s'!")


def test_a_shorthand_among_the_figures_is_never_drawn_as_nought() -> None:
    assert drawn(1, "[c]", 3, 4).references == [""]


def test_two_figures_are_too_few_and_three_are_enough() -> None:
    assert drawn(1, 2).references == [""]
    assert drawn(1, 2, 3).references != [""]


def test_a_line_over_the_beginning_of_a_year_that_starts_again_is_not_drawn() -> None:
    def starting(place: int) -> Block:
        points = list(BLOCK.trend.points)
        points[place] = replace(points[place], starts=True)
        return replace(BLOCK, trend=replace(BLOCK.trend, points=tuple(points)))

    assert drawn(1, 2, 3, 4, 5, block=starting(2)).references == [""]
    assert drawn(1, 2, 3, 4, 5, block=starting(0)).references != [""]
    assert drawn(3, 4, 5, block=starting(1)).references != [""], "that quarter is not shown"


def test_there_is_room_above_the_line_for_the_words_also_where_figures_are_level() -> None:
    for values in ((10, 20, 15), (7, 7, 7), (0, 0, 0), (-5, -2, -9)):
        ((low, high),) = drawn(*values).spans

        assert low < min(values) <= max(values) < high
        assert high - max(values) > 4 * (min(values) - low)
