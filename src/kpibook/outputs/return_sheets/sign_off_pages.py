"""Pages of the sign-offs: which post agreed which return, and the hashes of what was agreed."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.sign_off.canonical import Marks
from kpibook.domain.sign_off.sign_off import SignOff
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT

_LINES = (
    "Each row is a return that a post agreed, the last at the end. Rows of earlier quarters stay.",
    "kpibook check says whether the return of this quarter was changed since it was agreed.",
)
_HASHES_LINE = (
    "Hashes of what was agreed, by which kpibook finds what was changed since. Not to be edited."
)


def sign_offs_page(name: str, sign_offs: Sequence[SignOff]) -> Page:
    """Return the sign-offs, a row each.

    Args:
        name: Name of the sheet.
        sign_offs: The sign-offs, at least one.
    """
    return Page(
        name=name,
        title="Who agreed the return",
        lines=_LINES,
        table=layout.SIGN_OFF_TABLE,
        header=tuple(layout.headings(layout.SIGN_OFF_COLUMNS)),
        widths=tuple(column.width for column in layout.SIGN_OFF_COLUMNS),
        rows=[
            [
                PageCell(str(each.period)),
                PageCell(each.by),
                PageCell(each.on, DATE_FORMAT, f"{each.on:%d/%m/%Y}"),
                PageCell(each.version),
                PageCell(each.standing.value),
                PageCell(each.sha256),
            ]
            for each in sign_offs
        ],
    )


def hashes_page(name: str, marks: Sequence[Marks]) -> Page:
    """Return the hashes of the measures of a return that is agreed, a row each.

    Args:
        name: Name of the sheet.
        marks: The hashes; empty if the quarter's return is not agreed.
    """
    header = layout.headings(layout.SIGN_OFF_HASH_COLUMNS)
    return Page(
        name=name,
        title="Hashes of the agreed return",
        lines=(_HASHES_LINE,),
        table=layout.SIGN_OFF_HASHES_TABLE,
        header=tuple(header),
        widths=tuple(column.width for column in layout.SIGN_OFF_HASH_COLUMNS),
        rows=[
            [PageCell(each.key or layout.NO_MEASURE), *map(PageCell, each.hashes)] for each in marks
        ]
        or [[PageCell("") for _ in header]],
    )
