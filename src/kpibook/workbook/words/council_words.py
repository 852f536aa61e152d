"""A council's own words, from the table CouncilWords of the sheet Lists."""

from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.vocabulary.council_words import (
    CouncilWord,
    CouncilWords,
    is_known,
)
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.reading import MARKER, TARGET
from kpibook.domain.wording import counted, nearest, quoted
from kpibook.errors import Location
from kpibook.workbook import layout
from kpibook.workbook.fields import CHOICE_ROLES, Row
from kpibook.workbook.protocol import Book, CellWrite

#: The roles of words, by the heading of the column that they are written in.
ROLES = {**CHOICE_ROLES, layout.TARGET: TARGET, layout.MARKER: MARKER}
_ROLES = {folded(name): role for heading, role in ROLES.items() for name in (heading, role)}


def council_words_in(book: Book, findings: list[Finding]) -> CouncilWords:
    """Read the council's own words; a row that is not understood is a finding and is left out.

    A workbook without the table has none.
    """
    table = book.table(layout.COUNCIL_WORDS_TABLE)
    if table is None or any(
        column.heading not in table.headings for column in layout.COUNCIL_WORD_COLUMNS
    ):
        return CouncilWords()
    rows = [Row(book.name, table.sheet, cells, findings) for cells in table.filled_rows()]
    entries = [_entry_in(row) for row in rows if not row.is_blank]
    return CouncilWords(tuple(entry for entry in entries if entry is not None))


def write_council_words(book: Book, words: CouncilWords) -> list[Finding]:
    """Write words into the workbook's table of them; the rest is a finding if they do not fit.

    Words that are there already stay, and come first.
    """
    if not words.entries:
        return []
    table = book.table(layout.COUNCIL_WORDS_TABLE)
    rows = [] if table is None else [Row(book.name, table.sheet, c, []) for c in table.rows]
    blank = [row for row in rows if row.is_blank]
    book.write(
        [
            CellWrite(row.sheet, row.cells[heading].address, value)
            for row, own in zip(blank, words.entries, strict=False)
            for heading, value in (
                (layout.WORD, own.word),
                (layout.USED_FOR, heading_of(own.role)),
                (layout.MEANS, own.means),
            )
        ]
    )
    left = len(words.entries) - len(blank)
    if left <= 0:
        return []
    return [
        Finding(
            "council-words-left-out",
            f"{counted(left, 'word')} of your council's own did not fit into the table of them on "
            f"the sheet {layout.LISTS}.",
            Location(book.name),
            "Add rows to the table, or make the workbook from the present template.",
            "The workbook does not understand them.",
        )
    ]


def role_named(name: str) -> str:
    """Return the role that a heading, or a role itself, names; "" if it names none."""
    return _ROLES.get(folded(name), "")


def heading_of(role: str) -> str:
    """Return the heading of the column of a role."""
    return next(heading for heading, its_role in ROLES.items() if its_role == role)


def _entry_in(row: Row) -> CouncilWord | None:
    word, used_for, means = (
        _shown(row, heading) for heading in (layout.WORD, layout.USED_FOR, layout.MEANS)
    )
    role = role_named(used_for)
    if word and role and is_known(role, means, MARKERS):
        return CouncilWord(role, word, means)
    heading = layout.MEANS if word and role else layout.USED_FOR if word else layout.WORD
    row.report(
        "council-word-unknown",
        f"the council's word {quoted(word)} is used for {quoted(used_for)} and means "
        f"{quoted(means)}, which kpibook does not know.",
        heading,
        f"Used for is one of {', '.join(ROLES)}; Means is a word that kpibook knows there."
        if role
        else nearest(used_for, ROLES),
        "The word is not understood until then.",
    )
    return None


def _shown(row: Row, heading: str) -> str:
    """Return a cell's text, also where it is a word for nothing, such as a dash."""
    cell = row.cells.get(heading)
    return row.text(heading) or (str(cell.value).strip() if cell and cell.value else "")
