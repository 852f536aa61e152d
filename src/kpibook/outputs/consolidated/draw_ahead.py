"""Drawing of a workbook's rows for the sheets of a consolidation, where the workbook is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import compress

from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    SourceBook,
)
from kpibook.domain.consolidation.row_brief import RowBrief, briefs_of
from kpibook.outputs.ahead.loose_rows import (
    ODD,
    Heights,
    LooseCell,
    RowDrawer,
    loose_columns,
    number_cell,
    text_cell,
)
from kpibook.outputs.ahead.rows_ahead import in_words
from kpibook.outputs.consolidated.data import Content, data_contents
from kpibook.outputs.consolidated.exceptions import exceptions_cells, exceptions_columns
from kpibook.outputs.consolidated.scorecard import (
    direction_columns_of,
    scorecard_cells,
    scorecard_columns,
)
from kpibook.outputs.page import PageCell, Shown
from kpibook.outputs.tidy_files import csv_lines
from kpibook.outputs.tidy_table import TidyValue, tidy_columns
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.sizes.look import letters_in, lines_of

#: The table of a consolidation as CSV, among the sheets that are drawn.
CSV = "csv"
#: Between the lines of CSV; a line with such a character in it is made again.
LINE = "\x1e"
_LINKED = "linked"  # for a cell that the place of the row decides

#: Sheets of the consolidated workbook that are drawn ahead.
OF_THE_BOOK = frozenset({sheets.DATA, sheets.SCORECARD, sheets.EXCEPTIONS})


_Columns = Sequence[Sequence[TidyValue]]


class _Rows(tuple[ConsolidatedRow, ...]):
    """Rows with their briefs, which are made once for all sheets."""

    briefs: Sequence[RowBrief] = ()
    distinct: Collection[RowBrief] = ()


def draw_ahead(
    book: SourceBook, briefs: Sequence[RowBrief], wanted: Collection[str]
) -> Mapping[str, bytes]:
    """Draw the rows of a workbook for sheets of a consolidation, each as bytes.

    They are drawn as if the workbook was alone in the consolidation, and as if there were several
    councils; where that leads to another row, the row says what it was drawn for.

    Args:
        book: The workbook.
        briefs: The briefs of its rows; not needed for `CSV`.
        wanted: The sheets, and `CSV`.
    """
    source = book.source
    if source.period is None or book.scheme is None or not book.rows:
        return {}
    rows = _Rows(book.rows)
    rows.briefs, rows.distinct = briefs, {id(brief): brief for brief in briefs}.values()
    alone = Consolidation(source.period, source.council, (source,), rows, schemes=(book.scheme,))
    columns = tidy_columns(book.rows, {source.name: source.sha256})
    drawers: Mapping[str, Callable[[Consolidation, _Columns], bytes]] = {
        CSV: _csv,
        sheets.DATA: _data,
        sheets.SCORECARD: _scorecard,
        sheets.EXCEPTIONS: _exceptions,
    }
    return {sheet: draw(alone, columns) for sheet, draw in drawers.items() if sheet in wanted}


def _csv(_: Consolidation, columns: _Columns) -> bytes:
    lines = csv_lines(columns)
    text = LINE.join("" if LINE in line else line for line in lines)
    return text.encode("utf-8", "surrogatepass")


def _data(alone: Consolidation, columns: _Columns) -> bytes:
    drawer = RowDrawer()
    contents = data_contents([row.rated.measure for row in alone.rows], columns)
    return drawer.packed(drawer.rows([*map(_data_column, contents)]))


def _data_column(contents: Sequence[Content]) -> Sequence[LooseCell]:
    if contents.count(contents[0]) == len(contents):
        return [_data_cell(*contents[0])] * len(contents)
    return [_data_cell(value, form) for value, form in contents]


def _data_cell(value: Shown, form: str) -> LooseCell:
    return text_cell(value) if isinstance(value, str) else number_cell(value, form)


def _scorecard(alone: Consolidation, _: _Columns) -> bytes:
    directions = direction_columns_of(alone)
    widths = scorecard_columns(alone, directions, council=True, trend=True)
    columns = scorecard_cells(alone, directions, council=True, trend=True)(alone.rows, _LINKED)
    drawer = RowDrawer()
    drawn = _drawn(drawer, columns, widths, _figures(alone, widths))
    return drawer.packed(drawn, in_words(directions), widths[layout.TARGET])


def _exceptions(alone: Consolidation, _: _Columns) -> bytes:
    directions = direction_columns_of(alone)
    widths = exceptions_columns(alone, directions, council=True)
    is_on_it = [brief.is_exception for brief in briefs_of(alone.rows)]
    rows = list(compress(alone.rows, is_on_it))
    columns = exceptions_cells(alone, directions, council=True)(rows, _LINKED)
    drawer = RowDrawer()
    drawn = iter(_drawn(drawer, columns, widths, _figures(alone, widths)))
    every = [next(drawn) if on_it else ODD for on_it in is_on_it]
    return drawer.packed(every, in_words(directions), widths[layout.TARGET])


def _figures(alone: Consolidation, columns: Mapping[str, int]) -> frozenset[int]:
    """Return the columns whose width depends on the other workbooks."""
    period = alone.period
    headings = (layout.TARGET, layout.ACTUAL, *map(str, (period, period.previous)),
                str(period.same_last_year))  # fmt: skip
    return frozenset(n for n, heading in enumerate(columns) if heading in headings)


def _drawn(
    drawer: RowDrawer,
    columns: Sequence[Sequence[str | PageCell]],
    widths: Mapping[str, int],
    of_figures: Collection[int],
) -> list[str]:
    if not columns[0]:
        return []
    lines = [
        _lines(column, letters_in(width))
        for column, width in zip(columns, widths.values(), strict=True)
    ]
    highest = map(max, zip(*lines[1:], strict=True))
    figures = zip(*(lines[column] for column in of_figures), strict=True)
    heights = map(Heights, highest, (max(row) == 1 for row in figures), lines[0])
    loose, link_texts = loose_columns(columns)
    return drawer.rows(loose, heights, link_texts)


def _lines(column: Sequence[str | PageCell], letters: int) -> Sequence[int]:
    """Return the number of lines of each text of a column."""
    texts = [cell if isinstance(cell, str) else cell.shown or str(cell.value) for cell in column]
    if len(max(texts, key=len)) <= letters and "".join(texts).isprintable():
        return [1] * len(texts)
    return [lines_of(text, letters) for text in texts]
