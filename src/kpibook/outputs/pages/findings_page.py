"""Findings page: a row for each finding, with a link to its cell and a choice to settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from kpibook.domain.finding import Finding, to_put_right
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, shortened
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.page import Page, PageCell, Shown
from kpibook.workbook.layout import FINDINGS_TABLE as FINDINGS_TABLE

#: The name of the sheet, unless the workbook has another of that name.
FINDINGS = "Findings"
SERIOUS, WHERE, MEASURE, NAME = "How serious", "Where", "Measure", "Name"
WHAT, WHY, FIX, CODE, SETTLED = "What", "Why it matters", "What to do", "Code", "Settled"
HEADER = (SERIOUS, WHERE, MEASURE, NAME, WHAT, WHY, FIX, CODE, SETTLED)
#: Headings that earlier versions wrote: none of them is a column of the officer's own.
EARLIER_HEADINGS = frozenset({"Number"})

#: The two choices for a figure in doubt.
OPEN, CHOSEN = "Open", "Settled"
#: In the place of a choice: a fault, a note, and a row that is no finding.
TO_CORRECT, NO_CHOICE = "To put right", "Nothing to settle"
#: In the place of the severity: a figure that was settled, a row that only an officer's own
#: column keeps, and what was typed outside the table.
IS_SETTLED, GONE, TYPED_HERE = "Settled", "No longer found", "Typed here"

_HOW_TO_SETTLE = (
    f"A figure in doubt that is right: choose {CHOSEN} in its row, then press Check or Fill. Your "
    "name and the day are kept."
)
_NEXT_CHECK = (
    "Each link under Where leads to the cell. The next check writes this sheet again; columns "
    "that you add at the right keep their values."
)
_SEE = "See the column What"
_WORKBOOK = "The workbook"
# Together they print on one A4 page across, landscape, at no less than 9 points. A link does not
# wrap in LibreOffice, so the column Where has room for it.
_WIDTHS = (11, 21, 10, 14, 29, 16, 25, 14, 12)
_WIDTH_OF_OWN = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """Row of the page.

    Attributes:
        finding: The finding.
        name: The measure's title; "" if it is about none.
        settled: The text under Settled.
        choices: What can be chosen there; empty for no choice.
        own: What the officer's own columns hold in the row, by heading.
        heading: Words in the place of the severity; "" for the severity.
        place: Words in the place of the cell; "" for the cell.
    """

    finding: Finding
    name: str = ""
    settled: str = ""
    choices: tuple[str, ...] = ()
    own: Mapping[str, Shown] = field(default_factory=dict)
    heading: str = ""
    place: str = ""


def findings_page(
    rows: Sequence[Listed],
    *,
    file: str,
    sheets: Sequence[str],
    measures: int,
    period: Quarter,
    own: Sequence[str] = (),
) -> Page:
    """Return the findings to put right; with no finding the table has a row that says so.

    Args:
        rows: The rows, in the order in which they are shown.
        file: The workbook the page goes into: only its own cells can be linked to.
        sheets: The names of its sheets.
        measures: Number of measures checked.
        period: The quarter of the check.
        own: Headings of the officer's own columns, right of ours.
    """
    links = frozenset(sheets)
    number = len(to_put_right([row.finding for row in rows if not row.heading])) or "Nothing"
    return Page(
        name=FINDINGS,
        title=f"What to put right, {period}",
        lines=(
            f"{number} to put right in {counted(measures, 'measure')}.",
            _HOW_TO_SETTLE,
            _NEXT_CHECK,
        ),
        table=FINDINGS_TABLE,
        header=(*HEADER, *own),
        widths=(*_WIDTHS, *(_WIDTH_OF_OWN for _ in own)),
        rows=[_row(row, file, links, own) for row in rows] or [_nothing(own)],
        filtered=True,
    )


def _row(row: Listed, file: str, sheets: frozenset[str], own: Sequence[str]) -> list[PageCell]:
    finding = row.finding
    return [
        PageCell(row.heading or finding.severity.heading),
        PageCell(row.place) if row.place else _where(finding.where, file, sheets),
        PageCell(measure_words(finding)),
        PageCell(row.name or _WORKBOOK),
        PageCell(finding.what),
        PageCell(finding.why or _SEE),
        PageCell(finding.fix or _SEE),
        PageCell(finding.code),
        PageCell(row.settled or NO_CHOICE, choices=row.choices),
        *(PageCell(row.own.get(heading, "")) for heading in own),
    ]


def measure_words(finding: Finding) -> str:
    """Return the measure of a finding as its column shows it."""
    return shortened(finding.ref) if finding.ref else _WORKBOOK


def _nothing(own: Sequence[str]) -> list[PageCell]:
    what = "Nothing to put right."
    texts = ("All", _WORKBOOK, _WORKBOOK, _WORKBOOK, what, _SEE, "Nothing", "none", NO_CHOICE)
    return [PageCell(text) for text in (*texts, *("" for _ in own))]


def where_words(where: Location, file: str, sheets: frozenset[str]) -> str:
    """Return the location of a finding as its column shows it."""
    return str(_where(where, file, sheets))


def _where(where: Location, file: str, sheets: frozenset[str]) -> PageCell:
    """Return the location in words, with a link if it is in this workbook."""
    if where.file not in ("", file) or where.sheet not in sheets:
        return PageCell(str(where) or _WORKBOOK)
    words = f"{where.sheet}, cell {where.cell}" if where.cell else f"The sheet {where.sheet}"
    return PageCell(words, link=_within(where))


def _within(where: Location) -> str:
    """Return a link to a location in the same workbook: to the top of the sheet without a cell."""
    # A quote in a sheet name is doubled in a reference.
    sheet = where.sheet.replace("'", "''")
    return f"'{sheet}'!{where.cell or 'A1'}"
