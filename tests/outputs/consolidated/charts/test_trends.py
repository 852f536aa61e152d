from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.outputs.consolidated.charts import trends as module
from kpibook.outputs.consolidated.charts.trends import Trends, last_quarters, most_urgent
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page
from kpibook.workbook import layout
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import Q3, a_measure
from tests.outputs.consolidated.given import a_past, a_varied_consolidation, column_of, many


def test_eight_quarters_end_with_the_period() -> None:
    assert [str(quarter) for quarter in last_quarters(Quarter(2021, 1))] == [
        "Q2 2019/20", "Q3 2019/20", "Q4 2019/20", "Q1 2020/21",
        "Q2 2020/21", "Q3 2020/21", "Q4 2020/21", "Q1 2021/22",
    ]  # fmt: skip


def test_each_measure_has_eight_rows_and_a_missing_quarter_is_blank() -> None:
    trends = Trends(a_varied_consolidation())
    page = trends.page

    assert len(page.rows) == 8 * 8
    refs = column_of(page, layout.REF)
    first = refs.index("HSG1")
    assert refs[first : first + 8] == ["HSG1"] * 8
    assert column_of(page, layout.ACTUAL)[first : first + 8] == ["", "", "", "", 85, 86, 88, 91]
    # The register's target is this year's: it was not set for the quarters of years before.
    assert column_of(page, layout.TARGET)[first : first + 8] == ["", "", "", "", "", 90, 90, 90]


def test_a_figure_that_is_missing_is_never_a_text_which_would_be_drawn_as_zero() -> None:
    page = Trends(a_varied_consolidation()).page

    values = column_of(page, layout.ACTUAL)
    assert all(value == "" or isinstance(value, (int, float)) for value in values)


def test_the_place_of_a_measure_holds_its_own_quarters() -> None:
    trends = Trends(a_varied_consolidation())

    assert trends.cells_of(0) == "'Trend data'!$E$6:$E$13"
    assert trends.cells_of(1, layout.PERIOD) == "'Trend data'!$D$14:$D$21"
    assert trends.page.address(8, layout.ACTUAL) == "'Trend data'!E14"
    assert trends.all_cells()[1] == "'Trend data'!$E$14:$E$21"


def test_of_too_many_measures_the_urgent_ones_are_shown_and_that_is_said() -> None:
    content = many(module.MOST_MEASURES + 5, off=[module.MOST_MEASURES + 3])

    trends = Trends(content)

    assert module.MOST_MEASURES + 3 in trends.numbers
    assert len(trends.numbers) == module.MOST_MEASURES
    assert trends.cells_of(module.MOST_MEASURES + 4) == ""
    assert "2,000 of 2,005 measures" in " ".join(str(line) for line in trends.page.lines)


def test_the_urgent_keep_the_order_of_the_rows() -> None:
    content = many(6, off=[4, 2])

    assert most_urgent(range(6), content, 3) == [0, 2, 4]
    assert most_urgent(range(6), content, 6) == [0, 1, 2, 3, 4, 5]


def parts(page: Page) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(draw([page], Document("Title", streamed=True)))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_rows_made_from_columns_are_those_made_cell_by_cell() -> None:
    books = a_varied_consolidation()
    odd = a_source_book(
        "odd.xlsx",
        a_row(" _x000D_", "5", past=a_past("1", "[c]", "1234567.5")),
        a_row("=1", "72.1", unit=Unit.PERCENT, past=a_past("[x]", "60.25")),
        a_row("Y.1", "40", measure=replace(a_measure("Y.1"), basis=Basis.CUMULATIVE),
              past=a_past("10", "20", "30", "90", "15", "25")),
    )  # fmt: skip
    for consolidation in (books, combine([odd], Q3)):
        page = Trends(consolidation).page

        assert page.ahead is not None
        assert parts(page) == parts(replace(page, ahead=None))
