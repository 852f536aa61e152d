"""Typed report in Word: its paragraphs and the rows of its tables, without deleted text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kpibook.docx.word_file import MAIN, open_word_file
from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.errors import Location

_W = "{" + MAIN + "}"
_LEFT_OUT = (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText")
_BREAKS = (f"{_W}br", f"{_W}cr", f"{_W}tab")


def word_paragraphs(path: Path) -> list[Paragraph]:
    """Return the paragraphs and rows of a Word document; text deleted under tracking is left out.

    Raises:
        RefusedFile, PackageError: As `kpibook.docx.word_file.open_word_file`.
    """
    word = open_word_file(path)
    with word.package:
        return list(_paragraphs(word.tree_of(word.main), path.name))


def _paragraphs(root: Any, file: str) -> Iterator[Paragraph]:
    waiting: list[tuple[Any, int]] = [(root, 0)]
    number = tables = 0
    while waiting:
        element, table = waiting.pop()
        if element.tag == f"{_W}p" or (element.tag == f"{_W}tr" and table):
            number += 1
            where = Location(file, cell=f"paragraph {number}")
            if element.tag == f"{_W}tr":
                cells = tuple(_text(cell) for cell in element.iter(f"{_W}tc"))
                yield Paragraph("\t".join(cells), where, cells=cells, table=table)
            elif text := _text(element):
                yield Paragraph(text, where, _is_heading(element))
            continue
        if element.tag == f"{_W}tbl":
            tables += 1
            table = tables
        children = (each for each in element if not each.tag.endswith("}Fallback"))
        waiting.extend(reversed([(child, table) for child in children]))


def _text(element: Any) -> str:
    parts: list[str] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag in _LEFT_OUT:
            continue
        if each.tag == f"{_W}t":
            parts.append(each.text or "")
        elif each.tag in _BREAKS:
            parts.append(" ")
        waiting.extend(reversed([child for child in each if not child.tag.endswith("}Fallback")]))
    return " ".join("".join(parts).split())


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    return name.casefold().startswith(("heading", "title"))
