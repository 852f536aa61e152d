"""Rows with more text than Excel's tallest row holds, which go on in a second row."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.page import PageCell
from kpibook.outputs.text_fit import PADDING, line_count, wrapped

#: Points; Excel's limit.
TALLEST = 409
_LINE, _AROUND = 1.28, 7
_WHOLE = ("",)  # the only part of a cell, which stays as it is
_ENDS = (". ", "! ", "? ", ".\n", "; ", ", ", "\n", " ")


def in_parts(
    rows: Sequence[Sequence[PageCell]], pixels: Sequence[int], points: int, labels: Labels
) -> tuple[list[list[PageCell]], list[int]]:
    """Return the rows, a row that is too tall as several, and the position that each comes from.

    A text is cut at the end of a sentence. The first cell of a further row says that it is a
    part, and cells with nothing more to say refer to the row above.

    Args:
        rows: The rows.
        pixels: Width of each column.
        points: Size of the font.
        labels: The words for further rows.
    """
    shown: list[list[PageCell]] = []
    origins: list[int] = []
    most = math.floor((TALLEST - _AROUND) / (points * _LINE))
    for position, row in enumerate(rows):
        parts = [
            cut(str(cell), px - PADDING, points, most)
            if isinstance(cell.value, str) and len(cell.shown or cell.value) >= most
            else _WHOLE  # as each line has a letter or ends one
            for cell, px in zip(row, pixels, strict=True)
        ]
        number = max(map(len, parts))
        shown.append(list(row) if number == 1 else _first(row, parts))
        shown += [_further(row, parts, n, labels) for n in range(1, number)]
        origins += [position] * number
    return shown, origins


def cut(text: str, pixels: float, points: int, most: int) -> list[str]:
    """Return a text in parts of at most that many lines each, cut at a sentence where it can be.

    >>> cut("It rose. It fell.", 60, 12, 1)
    ['It rose.', 'It fell.']
    """
    parts = []
    while line_count(text, pixels, points) > most:
        room = _length_of(text, wrapped(text, pixels, points)[:most])
        at = next((end for mark in _ENDS if (end := _end(text, mark, room)) > room // 3), room)
        parts.append(text[:at].strip())
        text = text[at:].strip()
    return [*parts, text]


def _length_of(text: str, lines: Sequence[str]) -> int:
    """Return how many letters of a text are on its first lines."""
    letters = sum(len(line.replace(" ", "")) for line in lines)
    for position, letter in enumerate(text):
        letters -= not letter.isspace()
        if letters < 0:
            return max(position, 1)
    return len(text)


def _end(text: str, mark: str, room: int) -> int:
    found = text.rfind(mark, 0, room)
    return found + len(mark) if found >= 0 else 0


def _first(row: Sequence[PageCell], parts: Sequence[Sequence[str]]) -> list[PageCell]:
    return [
        cell if len(texts) == 1 else cell._replace(value=texts[0], shown="")
        for cell, texts in zip(row, parts, strict=True)
    ]


def _further(
    row: Sequence[PageCell], parts: Sequence[Sequence[str]], number: int, labels: Labels
) -> list[PageCell]:
    name = labels.part.replace("{}", str(row[0].value), 1).replace("{}", str(number + 1), 1)
    return [
        PageCell(name, bold=True),
        *(
            cell._replace(value=texts[number], shown="")
            if number < len(texts)
            else PageCell(labels.as_above)
            for cell, texts in zip(row[1:], parts[1:], strict=True)
        ),
    ]
