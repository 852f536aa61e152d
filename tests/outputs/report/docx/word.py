"""A report in Word read back: headings, tables, charts, whatever part they are in."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from typing import Any

from defusedxml.ElementTree import fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Word:
    """A .docx, by its bytes."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    @cached_property
    def root(self) -> Any:
        return fromstring(self.parts["word/document.xml"])

    @cached_property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Style id and text of each paragraph, in tables too."""
        return [(_style(each), text(each)) for each in self.root.iter(f"{W}p")]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and text of each heading, by style."""
        return [
            (int(style[-1]), words)
            for style, words in self.paragraphs
            if style.startswith("Heading")
        ]

    @property
    def tables(self) -> list[Any]:
        return list(self.root.iter(f"{W}tbl"))

    @property
    def alternative_texts(self) -> list[str]:
        return [each.get("descr") for each in self.root.iter(_DRAWN)]

    @property
    def charts(self) -> list[Any]:
        names = [name for name in self.parts if name.startswith("word/charts/")]
        return [fromstring(self.parts[name]) for name in names]


def rows(table: Any) -> list[list[str]]:
    """The texts of a table's cells."""
    return [
        [" / ".join(map(text, cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def text(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")
