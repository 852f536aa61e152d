"""Typed report in plain text or Markdown, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.sources.text_file import read_text

_RULE = regex(r"[\s|:-]+")


def plain_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the lines of a text file that are not empty, and the rows of its tables.

    Raises:
        SourceError: As `kpibook.sources.text_file.read_text`.
    """
    is_markdown = path.suffix.casefold() == ".md"
    table, in_table = 0, False
    for number, line in enumerate(read_text(path, []).splitlines(), start=1):
        text, where = line.strip(), Location(path.name, line=number)
        is_row = is_markdown and text.startswith("|")
        table += is_row and not in_table
        in_table = is_row
        if is_row and not _RULE.fullmatch(text):
            cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
            yield Paragraph("\t".join(cells), where, cells=cells, table=table)
        elif text and not is_row:
            yield Paragraph(text, where, is_markdown and text.startswith("#"))
