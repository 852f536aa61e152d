"""Picture of a sheet's first rows in text, with the roles above the columns."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.services.layouts.proposal.values import TableProposal
from kpibook.workbook.mapped.council_layout import Orientation
from kpibook.xlsx.cells.references import column_name

_ROWS, _COLUMNS = 12, 18
_NARROWEST, _WIDEST = 4, 16


def picture_of(table: TableProposal) -> Iterator[str]:
    """Yield the lines of a picture: letters, roles, then the rows from the headings on."""
    grid = table.grid
    first = max(min(table.table.heading_rows, default=1) - 2, 1)
    rows = [number for number in grid.rows if number >= first][:_ROWS]
    columns = sorted({column for number in rows for column in grid.rows[number]})[:_COLUMNS]
    roles: dict[int, str] = {}
    for guess in table.guesses:
        if table.table.orientation is not Orientation.BLOCKS:
            number = guess.column.number
            roles[number] = f"{roles[number]}, {guess.role}" if number in roles else guess.role
    widths = {
        column: min(
            max(
                _NARROWEST,
                len(roles.get(column, "")),
                *(len(grid.text(row, column)) for row in rows),
            ),
            _WIDEST,
        )
        for column in columns
    }
    labels = {text: role for role, text in table.table.columns.items()}
    for role, shown in (("status", table.table.status), ("direction", table.table.direction)):
        labels |= {shown.at: role} if shown is not None else {}
    yield "      " + _line({c: column_name(c) for c in columns}, widths)
    if roles:
        yield "      " + _line(roles, widths)
    yield "      " + "-".join("-" * width for width in widths.values())
    for row in rows:
        texts = {column: grid.text(row, column) for column in columns}
        own = [] if roles else [labels[text] for text in texts.values() if text in labels]
        role = own[0] if own else ""
        yield f"{row:>5} {_line(texts, widths)}{f'  <- {role}' if role else ''}".rstrip()


def _line(texts: dict[int, str], widths: dict[int, int]) -> str:
    return "|".join(_cut(texts.get(c, ""), width).ljust(width) for c, width in widths.items())


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}\u2026"
