"""A report in PDF read back with other programs, as readers of PDF do."""

from __future__ import annotations

import itertools
import re
import subprocess
import zlib
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tests.support.libreoffice import poppler

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
A4 = (595.276, 841.89)


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def overlaps(self, other: Word) -> bool:
        """True if the letters of both are printed on each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        least = min(self.bottom - self.top, other.bottom - other.top)
        return self.page == other.page and across > 1 and down > least / 3


def words_of(path: Path) -> list[Word]:
    """Every word of it with its place."""
    pages = _run("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    return [
        Word(number, *map(float, found[:4]), unescape(found[4]))
        for number, page in enumerate(pages, start=1)
        for found in _WORD.findall(page)
    ]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Words that are printed on each other."""
    pages: dict[int, list[Word]] = {}
    for word in words:
        pages.setdefault(word.page, []).append(word)
    return [
        (one.text, other.text)
        for page in pages.values()
        for one, other in itertools.combinations(page, 2)
        if one.overlaps(other)
    ]


def text_of(path: Path) -> str:
    """Its text in the order of reading, on a single line."""
    return " ".join(_run("pdftotext", "-raw", path, "-").split())


def structure_of(path: Path) -> list[tuple[str, str]]:
    """Its elements in order, each with the text that is directly in it."""
    elements: list[tuple[str, str]] = []
    for line in _run("pdfinfo", "-struct-text", path).splitlines():
        words = line.strip()
        if words.startswith('"'):
            tag, before = elements[-1]
            elements[-1] = (tag, before + words[1:-1])
        elif words and words[0].isalpha():
            elements.append((re.split(r"[ :]", words)[0], ""))
    return elements


def everything_in(content: bytes) -> bytes:
    """All of a file, what is compressed in it too; its texts are in Latin-1 or in UTF-16."""
    parts = [content]
    for stream in _STREAM.findall(content):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)


def holds(content: bytes, text: str) -> bool:
    """True if a text, such as a description, is in the file in a form that PDF has for it."""
    whole = everything_in(content)
    wide = b"\xfe\xff" + text.encode("utf-16-be")
    forms = (text.encode("utf-8"), wide, wide[2:], wide[2:].hex().upper().encode())
    return any(form in whole for form in forms)


def _run(program: str, *arguments: object) -> str:
    done = subprocess.run(
        [poppler(program), *map(str, arguments)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        errors="replace",  # it prints a heading with a dash in UTF-16
    )
    return done.stdout
