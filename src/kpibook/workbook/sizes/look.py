"""Look of our sheets: one accent colour, one font, and a fill for each kind of column.

The template and the return sheet share it, so that they cannot drift apart. The colours of a
status are not here: they belong to the council's scheme.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.layout import FilledBy


@dataclass(frozen=True, slots=True)
class Paint:
    """Colour of text and of its background, both "#RRGGBB", at least 4.5:1 apart."""

    text: str
    fill: str


FONT = "Arial"
TITLE_POINTS = 18
SECTION_POINTS = 13
BODY_POINTS = 11
#: In the wide tables, where 19 columns have to share a screen.
TABLE_POINTS = 10

ACCENT = "#1D4E5F"
INK = "#1B1F23"
SLATE = "#4A5560"
WHITE = "#FFFFFF"
#: Hairlines between rows; a line carries no text, so it may be pale.
RULE = "#C4CBD1"

BODY = Paint(INK, WHITE)
TITLE = Paint(ACCENT, WHITE)
LINK = Paint(ACCENT, WHITE)
QUIET = Paint(SLATE, WHITE)

#: Header cells of a table, by who fills the column.
HEADER: Mapping[FilledBy, Paint] = MappingProxyType(
    {
        FilledBy.FROM_REGISTER: Paint(WHITE, ACCENT),
        FilledBy.BY_OFFICER: Paint(INK, "#F0D98C"),
        FilledBy.COMPUTED: Paint(WHITE, SLATE),
    }
)
#: The cells below them.
CELL: Mapping[FilledBy, Paint] = MappingProxyType(
    {
        FilledBy.FROM_REGISTER: BODY,
        FilledBy.BY_OFFICER: Paint(INK, "#FFFAE3"),
        FilledBy.COMPUTED: Paint(INK, "#F1F3F5"),
    }
)
#: An actual that is still to come, with no marker that says why.
MISSING = Paint(INK, "#FBE3A2")

PAINTS = (BODY, TITLE, LINK, QUIET, MISSING, *HEADER.values(), *CELL.values())

# A column's width counts digits, and letters are narrower: this many go where one digit does.
_LETTERS_PER_DIGIT = 1.15
_INDENT_CHARACTERS = 2


def row_height(cells: Iterable[tuple[str, float]], points: int = BODY_POINTS) -> float:
    """Return the height of a row, in points, in which every text of `cells` can be read.

    Excel fits the height while none is set; LibreOffice and previewers do not.

    Args:
        cells: The text of each cell and the width of its column, in characters.
        points: Size of the font.

    >>> row_height([("PI.432", 10), ("Short of the target by more than the tolerance.", 30)])
    36.0
    """
    lines = max((lines_of(text, letters_in(width)) for text, width in cells), default=1)
    return height_of(lines, points)


def height_of(lines: int, points: int = BODY_POINTS) -> float:
    """Return the height, in points, of a row whose longest text has that many lines."""
    return points * 14 / 11 * max(1, lines) + 8


def lines_of(text: str, letters: int) -> int:
    """Return the number of lines of a text in a column that holds so many letters."""
    if text.isprintable():  # most are: no tab in it, no line end
        return 1 if len(text) <= letters else _wrapped(text, letters)
    return sum(_wrapped(line, letters) for line in text.splitlines())


def _wrapped(line: str, letters: int) -> int:
    """Return the number of lines that ``textwrap.wrap`` makes of a line, at least 1."""
    # It also breaks at dashes, within long words, and drops spaces: those lines are left to it.
    if "-" in line or "  " in f" {line} " or not line.isprintable():
        return len(textwrap.wrap(line, letters)) or 1
    count, start, last = 1, 0, len(line) - letters
    while start < last:
        start = line.rfind(" ", start, start + letters + 1) + 1
        if not start:  # a long word
            return len(textwrap.wrap(line, letters))
        count += 1
    return count


def letters_in(width: float) -> int:
    """Return the letters of a line in a column of a width in characters."""
    return max(1, int(width * _LETTERS_PER_DIGIT) - _INDENT_CHARACTERS)
