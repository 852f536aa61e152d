"""A workbook as it is put aside: its rows as bytes, drawn already, and what the rules need of it.

It is made where the workbook is read, in another process too, and is sent as plain values.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    RefusedRow,
    Source,
    SourceBook,
)
from kpibook.domain.consolidation.row_brief import RowBrief, made_briefs
from kpibook.domain.consolidation.row_digest import owner_of
from kpibook.domain.finding import Finding
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.consolidated.draw_ahead import OF_THE_BOOK, draw_ahead
from kpibook.services.consolidate import pickling as pickling  # how its values are sent
from kpibook.services.consolidate.records import RecordLines, Records


@dataclass(frozen=True, slots=True)
class Rest:
    """Refused rows, findings and actions of a workbook, which are kept apart from its rows."""

    refused: tuple[RefusedRow, ...]
    findings: tuple[Finding, ...]
    actions: tuple[Action, ...]


ROWS: RecordLines[ConsolidatedRow] = RecordLines(ConsolidatedRow)
REST: Records[Rest] = Records(Rest)


@dataclass(frozen=True, slots=True)
class PutAside:
    """Workbook that was read.

    Attributes:
        source: Its name and what it says of itself.
        scheme: The rules it was rated under; None if it could not be read.
        figures: Number of its measures with an actual.
        total: Control total of these actuals.
        owners: Council and directorate of each row, in the form in which they are compared.
        keys: The reference of each row, likewise.
        briefs: The brief of each row; empty if only the table is wanted, as the counts on the
            sheets alone need them.
        rows: Its rows, for `ROWS`.
        rest: Its refused rows, findings and actions, for `REST`.
        has_actions: True if it has actions.
        drawn: Its rows as they are drawn, by sheet.
    """

    source: Source
    scheme: Scheme | None
    figures: int
    total: Decimal
    owners: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    briefs: tuple[RowBrief, ...]
    rows: bytes
    rest: bytes
    has_actions: bool
    drawn: Mapping[str, bytes]


def put_aside(book: SourceBook | PutAside, wanted: Collection[str] = ()) -> PutAside:
    """Return a workbook as it is put aside.

    Args:
        book: The workbook; one that is put aside already comes back as it is.
        wanted: What to draw of it, as in `draw_ahead`.
    """
    if isinstance(book, PutAside):
        return book
    # Made while the rows are in memory: to read them back takes longest.
    briefs = () if OF_THE_BOOK.isdisjoint(wanted) else tuple(made_briefs(book.rows))
    return PutAside(
        source=book.source,
        scheme=book.scheme,
        figures=book.figures,
        total=book.total,
        owners=tuple(map(owner_of, book.rows)),
        keys=tuple(row.rated.measure.key for row in book.rows),
        briefs=briefs,
        rows=ROWS.pack(book.rows),
        rest=REST.pack(Rest(book.refused, book.findings, book.actions)),
        has_actions=bool(book.actions),
        drawn=draw_ahead(book, briefs, wanted),
    )
