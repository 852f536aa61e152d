"""Sheet Layout of a council's own workbook: a proposed layout that a person corrects there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell
from kpibook.services.layouts.proposal.comments import samples_of
from kpibook.services.layouts.proposal.filters import ASK
from kpibook.services.layouts.proposal.values import Column, Proposal, Sure, TableProposal
from kpibook.workbook.layout import COUNCIL_LAYOUT_TABLE
from kpibook.workbook.mapped.council_layout import ROLES
from kpibook.xlsx.cells.references import column_name

LAYOUT_SHEET = "Layout"
TABLE, COLUMN, SAMPLES, ROLE, WHY = "Table", "Column", "For example", "What it is", "Why"
HEADER = (TABLE, COLUMN, SAMPLES, ROLE, WHY)
NOT_USED = "not used"
QUESTION, QUARTER = "Question", "Which quarter does the workbook report?"
_IN_FILE = "answer it in the layout's file"
COLOUR = ", its colour"
_LABEL = "a row label that comes again"
#: Offered in the list of a cell, which holds 255 characters; the other roles are typed.
USUAL = (
    *("ref", "measure", "unit", "polarity", "tolerance", "priority", "directorate", "service"),
    *("owner", "target", "year target", "actual", "numerator", "denominator", "previous"),
    *("previous year", "commentary", "action", "period", "status", "direction", NOT_USED),
)
WAYS = ("higher", "lower")
KNOWN = frozenset({*ROLES, "status", "direction", "area", "not_used", ""})
_LINES = (
    "kpibook has looked at your cells and proposes what each column is.",
    f"Correct the column '{ROLE}' and answer the questions, then press the same button again.",
    "A role that is not in the list is typed: docs/own-workbook.md has them all.",
    "Delete the rows of columns that are not used, if you like.",
    "Once the layout is kept next to the workbook, this sheet is read no more: delete it then.",
)


def draw_layout_sheet(proposal: Proposal) -> bytes:
    """Return a scratch workbook with the sheet Layout of a proposal."""
    page = Page(
        name=LAYOUT_SHEET,
        title=f"Layout proposed for {proposal.file}",
        lines=_LINES,
        table=COUNCIL_LAYOUT_TABLE,
        header=HEADER,
        widths=(20, 34, 30, 24, 44),
        rows=list(_rows(proposal)),
        filtered=True,
    )
    return draw([page], Document(page.title))


def _rows(proposal: Proposal) -> Iterator[Sequence[PageCell]]:
    quarter = proposal.taken.get("period", "")
    yield _row(QUESTION, QUARTER, "Q3 2024/25", quarter, "the last with figures")
    for number, table in enumerate(proposal.tables, 1):
        yield from _columns(table_name(number, table), table)
    for ref, question in proposal.polarities_asked.items():
        yield _row(QUESTION, f"{ref}: {question}", " or ".join(WAYS), "", "to rate it", WAYS)
    for question in proposal.questions:
        yield _row(QUESTION, question, "", _IN_FILE, "not told by the cells")


def _columns(name: str, table: TableProposal) -> Iterator[Sequence[PageCell]]:
    guesses = {guess.column.number: guess for guess in table.guesses}
    choices = USUAL
    for column in table.columns:
        guess = guesses.get(column.number)
        role = NOT_USED if guess is None else guess.role.replace("_", " ")
        why = "no role was seen" if guess is None else guess.reason
        if guess is not None and guess.sure is not Sure.SURE:
            why = f"{why} ({guess.sure.words})"
        listed = choices if role in choices else ()
        yield _row(name, column_text(column), samples_of(column).strip(" ()"), role, why, listed)
    if not table.columns:  # a block of labelled rows for each measure
        for role, label in table.table.columns.items():
            words = role.replace("_", " ")
            yield _row(name, label, "", words, _LABEL, USUAL if words in USUAL else ())
        return
    if (coloured := coloured_column(table)) is not None:
        place = f"{column_text(coloured)}{COLOUR}"
        yield _row(name, place, "", "status", "its colours mean statuses", ("status", NOT_USED))
    for heading, text in table.table.where.items():
        value = "" if text.startswith(ASK) else text
        yield _row(name, rows_where(heading), "", value, "only these rows are read")


def _row(
    table: str, column: str, samples: str, role: str, why: str, choices: tuple[str, ...] = ()
) -> Sequence[PageCell]:
    texts = (PageCell(text) for text in (table, column, samples))
    return (*texts, PageCell(role, choices=choices), PageCell(why))


def table_name(number: int, table: TableProposal) -> str:
    """Return the name of a table on the sheet: its number and its sheet."""
    return f"{number} {table.grid.name}"


def column_text(column: Column) -> str:
    """Return the letter and the heading of a column."""
    return f"{column_name(column.number)} {column.heading}".strip()


def rows_where(heading: str) -> str:
    """Return the question which rows of a table are read."""
    return f"Rows where {heading} is"


def coloured_column(table: TableProposal) -> Column | None:
    """Return the column whose colours are statuses, if it holds something else too."""
    status = table.table.status
    if status is None or not status.shown.is_colour:
        return None
    own = (guess for guess in table.guesses if guess.at == status.at)
    return next((guess.column for guess in own if guess.role != "status"), None)
