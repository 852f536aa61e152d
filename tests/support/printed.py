"""Workbooks as LibreOffice prints them: each page's words, and how high they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tests.outputs.report.pdf.printed import Word, words_of
from tests.support.libreoffice import to_pdfs

#: Height of a word's box in a font of 1 point: Liberation Sans, which has Arial's widths.
_BOX = 1.3


@dataclass(frozen=True)
class PrintedPage:
    """A page of a workbook."""

    number: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words in the order of reading."""
        return " ".join(word.text for word in self.words)

    @property
    def least_points(self) -> float:
        """The size of its smallest letters, those of its footer left out."""
        footer = max((word.top for word in self.words if word.text == "Page"), default=1e6)
        return min(w.bottom - w.top for w in self.words if w.top < footer - 1) / _BOX


def font_settings(into: Path) -> str:
    """Settings, for FONTCONFIG_FILE, that print in the font that has Arial's widths."""
    folder = Path(str(files("kpibook.outputs.report.pdf") / "fonts"))
    settings = into / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><dir>{folder}</dir>"
        f"<cachedir>{into / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return str(settings)


def pages_of(paths: Sequence[Path], into: Path) -> dict[str, list[PrintedPage]]:
    """The pages of each workbook by the stem of its name, printed in one run of LibreOffice."""
    return {pdf.stem: list(_pages(pdf)) for pdf in to_pdfs(list(paths), into)}


def _pages(pdf: Path) -> Iterator[PrintedPage]:
    by_page: dict[int, list[Word]] = {}
    for word in words_of(pdf):
        by_page.setdefault(word.page, []).append(word)
    for number, words in sorted(by_page.items()):
        yield PrintedPage(number, tuple(words))


def numbered(page: PrintedPage) -> tuple[int, int]:
    """What the page says its number and the number of pages are; (0, 0) if it does not."""
    found = re.search(r"Page (\d+) of (\d+)", page.text)
    return (int(found[1]), int(found[2])) if found else (0, 0)
