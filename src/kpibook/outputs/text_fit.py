"""Width of text in Arial, and the lines it takes in a column: for sheets that are printed.

Excel tells neither before a person opens the file, and LibreOffice fits no row that has a height.
A computer that has neither Arial nor Liberation Sans, which is as wide, takes a wider font: there
is room for DejaVu Sans, or a figure is printed as ###.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache

# Widths in thousandths of the font's size, as Arial's own tables give them.
_GROUPS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckszvxy",
    556: "#$?L_abdeghnopqu0123456789£–",
    584: "+<=>~×±",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→←↔",
    1015: "@",
}
_OTHER = 722  # of a letter that the table lacks: accented capitals are as wide
_BOLD = 1.08  # bold letters are wider by at most that; digits are not


class _Letters(dict[str, float]):
    """Widths of letters."""

    def __missing__(self, letter: str) -> float:
        return _OTHER * (1 if letter.isdigit() else self._others)

    def __init__(self, bold: float) -> None:
        super().__init__(
            (letter, width * (1 if letter.isdigit() else bold))
            for width, letters in _GROUPS.items()
            for letter in letters
        )
        self._others = bold


_PLAIN_WIDTHS, _BOLD_WIDTHS = _Letters(1), _Letters(_BOLD)
_SPACE = int(_PLAIN_WIDTHS[" "])
#: How much wider text is than in Arial.
WIDER = 1.2  # DejaVu Sans against Arial; its bold digits are 1.25 times as wide
_PIXELS_PER_POINT = 96 / 72
#: Pixels of a cell that its text cannot use: padding on both sides and an indent.
PADDING = 16
#: Pixels across A4 landscape between margins of 0.4 inch. LibreOffice's columns are 6% wider.
PAGE = math.floor(1045 / 1.06)


@lru_cache(maxsize=4096)
def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line in a wide font, in pixels at 96 to the inch.

    >>> round(text_width("12.5", 12))
    37
    """
    if not bold:
        return _pixels(_thousandths(text), points)
    return _pixels(sum(map(_BOLD_WIDTHS.__getitem__, text)), points)


def word_width(text: str, points: float, *, bold: bool = False) -> int:
    """Return the width of the column, in pixels, in which no word of a text is cut."""
    return words_width(text.split(), points, bold=bold)


def words_width(words: Collection[str], points: float, *, bold: bool = False) -> int:
    """Return the width of the column, in pixels, in which none of some words is cut."""
    if not bold:  # the widest in plain type is the widest in pixels
        widest = _pixels(max(map(_thousandths, words), default=0), points)
    else:
        widest = max((text_width(word, points, bold=True) for word in words), default=0)
    return math.ceil(widest) + PADDING


def line_count(text: str, pixels: float, points: float, *, bold: bool = False) -> int:
    """Return how many lines `wrapped` returns, which are not made for it.

    Args:
        text: As in `wrapped`.
        pixels: As in `wrapped`.
        points: As in `wrapped`.
        bold: As in `wrapped`.
    """
    if "\n" in text:
        paragraphs = text.split("\n")
        return sum(line_count(each, pixels, points, bold=bold) for each in paragraphs)
    room, widths = _room(pixels, points), [*map(_thousandths, text.split())]
    whole = sum(widths) + _SPACE * (len(widths) - 1)
    if whole <= (room if not bold else room / _BOLD - 1):
        return 1
    if bold or max(widths, default=0) > room:
        return len(wrapped(text, pixels, points, bold=bold))
    count, used = 1, -_SPACE
    for width in widths:
        used += _SPACE + width
        if used > room:
            count, used = count + 1, width
    return count


def wrapped(text: str, pixels: float, points: float, *, bold: bool = False) -> list[str]:
    """Return the lines that a text takes in a cell that wraps, at least one.

    A word that is longer than a line is cut, as Excel cuts it.

    Args:
        text: The text; its own line ends stay.
        pixels: The room for the text, without padding.
        points: Size of the font.
        bold: True for bold type.
    """
    fitted = _bold_lines if bold else _plain_lines
    return [line for paragraph in text.split("\n") for line in fitted(paragraph, pixels, points)]


def _bold_lines(paragraph: str, pixels: float, points: float) -> list[str]:
    if text_width(whole := " ".join(paragraph.split()), points, bold=True) <= pixels:
        return [whole]
    lines: list[str] = []
    line = ""
    for word in _words(paragraph, pixels, points, bold=True):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, points, bold=True) > pixels:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _plain_lines(paragraph: str, pixels: float, points: float) -> list[str]:
    """Return the lines of a paragraph in plain type, which is as wide as its words and spaces."""
    words, room = paragraph.split(), _room(pixels, points)
    widths = [_thousandths(word) for word in words]
    if sum(widths) + _SPACE * (len(words) - 1) <= room:
        return [" ".join(words)]
    if max(widths, default=0) > room:
        words = _words(paragraph, pixels, points, bold=False)
        widths = [_thousandths(word) for word in words]
    lines: list[str] = []
    first, used = 0, -_SPACE
    for position, width in enumerate(widths):
        used += _SPACE + width
        if used > room and position > first:
            lines.append(" ".join(words[first:position]))
            first, used = position, width
    return [*lines, " ".join(words[first:])]


@lru_cache(maxsize=256)
def _room(pixels: float, points: float) -> int:
    """Return the thousandths of a font's size that a line has room for, to the last."""
    room = int(pixels / _pixels(1, points))
    while _pixels(room, points) > pixels:
        room -= 1
    while _pixels(room + 1, points) <= pixels:
        room += 1
    return room


@lru_cache(maxsize=4096)
def _thousandths(word: str) -> int:
    return int(sum(map(_PLAIN_WIDTHS.__getitem__, word)))


def _pixels(thousandths: float, points: float) -> float:
    return thousandths / 1000 * points * _PIXELS_PER_POINT * WIDER


def _words(paragraph: str, pixels: float, points: float, *, bold: bool) -> list[str]:
    """Return the words of a paragraph, each cut where it is longer than a line."""
    width_of = (_BOLD_WIDTHS if bold else _PLAIN_WIDTHS).__getitem__
    words = []
    for word in paragraph.split():
        rest, letters = word, [*map(width_of, word)]
        while (width := _pixels(sum(letters), points)) > pixels and len(rest) > 1:
            cut = max(1, int(len(rest) * pixels / width))
            while cut > 1 and _pixels(sum(letters[:cut]), points) > pixels:
                cut -= 1
            words.append(rest[:cut])
            rest, letters = rest[cut:], letters[cut:]
        words.append(rest)
    return words
