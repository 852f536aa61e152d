"""Any format of a report read back: what a reader gets of it, and every byte that is in it."""

from __future__ import annotations

from pathlib import Path

from tests.outputs.ods import given as ods
from tests.outputs.report.docx.word import Word
from tests.outputs.report.pages import Page
from tests.outputs.report.pdf import printed
from tests.support.packages import members_of

_PACKED = (".docx", ".ods")


def text_in(path: Path) -> str:
    """Its text in the order of reading, on a single line."""
    return " ".join(_TEXTS[path.suffix](path).split())


def everything_in(path: Path) -> bytes:
    """Every part of it, unpacked: descriptions, coordinates, records and properties too."""
    if path.suffix in _PACKED:
        return b"\n".join(members_of(path).values())
    content = path.read_bytes()
    return printed.everything_in(content) if path.suffix == ".pdf" else content


def _of_document(path: Path) -> str:
    return "\n".join(words for _, words in Word(path.read_bytes()).paragraphs)


def _of_spreadsheet(path: Path) -> str:
    content = ods.part(path.read_bytes(), "content.xml")
    return "\n".join(
        text
        for table in content.findall(".//table:table", ods.NAMES)
        for row in ods.rows_of(table)
        for text, _ in row
    )


_TEXTS = {
    ".docx": _of_document,
    ".pdf": printed.text_of,
    ".html": lambda path: Page(path.read_bytes()).text,
    ".ods": _of_spreadsheet,
    ".csv": lambda path: path.read_text("utf-8-sig"),
}
