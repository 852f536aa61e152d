"""Ratings of a plain table written to the right of its figures, in a copy of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.paths.output import Destination
from kpibook.services.rating.rate_table import RatedTable
from kpibook.workbook.closed import ClosedBook
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address, area_or_none, cell_at
from kpibook.xlsx.worksheet.worksheet import Sheet
from kpibook.xlsx.xml import elements as xml

_WIDTHS = (16.0, 16.0, 60.0)  # characters, of status, direction and why


def write_ratings(
    rated: RatedTable, scheme: Scheme, source: Path, output: Path, *, explain: bool = False
) -> Path | None:
    """Write the ratings of a table into a copy of its workbook.

    The columns are named by the scheme, so that they are written again by a second run, and those
    of another scheme are there next to them. Nothing else in the workbook changes.

    Args:
        rated: The table, as rated.
        scheme: The scheme it was rated by.
        source: The workbook that it was read from.
        output: The copy.
        explain: Write the reason of each status too.

    Returns:
        The file that was there before, under its new name; None if there was none.

    Raises:
        KpibookError: The workbook cannot be read or written; nothing is written then.
    """
    _, saved = Destination(file=output).change(
        source, lambda book: _write(book, rated, scheme, explain=explain)
    )
    return saved.kept


def _write(book: ClosedBook, rated: RatedTable, scheme: Scheme, *, explain: bool) -> None:
    if not rated.places:
        return
    sheet = book.worksheet(rated.places[0].sheet)
    headings = [f"Status ({scheme.key})", f"Direction ({scheme.key})"]
    headings += [f"Why ({scheme.key})"] if explain else []
    columns = _columns(sheet, rated.headed_in, headings)
    model = address(rated.headed_in, max(_filled(sheet, rated.headed_in), default=1))
    for heading, column in columns.items():
        sheet.set(address(rated.headed_in, column), heading, style_from=model)
    for place, rating in zip(rated.places, rated.ratings, strict=True):
        row = cell_at(place.cell)[0]
        values: list[tuple[str, Status | Direction | None]] = [
            (scheme.label(rating.status), rating.status),
            (scheme.label(rating.direction), rating.direction),
            (rating.why, None),
        ]
        for column, (text, meaning) in zip(columns.values(), values, strict=False):
            sheet.set(address(row, column), text or None)
            if isinstance(meaning, Status):
                _paint(sheet, address(row, column), scheme, meaning)
    sheet.widen_columns(dict(zip(columns.values(), _WIDTHS, strict=False)))


def _paint(sheet: Sheet, cell: str, scheme: Scheme, status: Status) -> None:
    look = scheme.appearance(status)
    fill = look.fill.removeprefix("#").upper()
    sheet.set_colours(
        cell, None if fill == "FFFFFF" else fill, look.colour.removeprefix("#").upper()
    )


def _columns(sheet: Sheet, headed_in: int, headings: list[str]) -> Mapping[str, int]:
    """Return the column of each heading: where it is already, or right of all that is there."""
    present = {str(cell.value): column for column, cell in _filled(sheet, headed_in).items()}
    free = max(_used(sheet), default=0) + 1
    columns = {}
    for heading in headings:
        columns[heading] = present.get(heading, free)
        free += heading not in present
    return columns


def _filled(sheet: Sheet, row: int) -> Mapping[int, Cell]:
    return {column: cell for column, cell in sheet.row(row).items() if not cell.is_blank}


def _used(sheet: Sheet) -> Iterator[int]:
    """Yield the columns that hold anything, and the last of every merged range."""
    for _, cells in sheet.rows():
        yield max((column for column, cell in cells.items() if not cell.is_blank), default=0)
    for tag in xml.tags(sheet.tail(), "mergeCell", prefix=sheet.prefix):
        if area := area_or_none(tag.get("ref")):
            yield area.last_column
