"""Typed report read by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path

from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.errors import SourceError
from kpibook.sources.report_text.pdf_text import pdf_paragraphs
from kpibook.sources.report_text.plain_text import plain_paragraphs
from kpibook.sources.report_text.word_text import word_paragraphs

_MOST_PARAGRAPHS = 20_000
_READERS: Mapping[str, Callable[[Path], Iterable[Paragraph]]] = {
    ".docx": word_paragraphs,
    ".pdf": pdf_paragraphs,
    ".txt": plain_paragraphs,
    ".md": plain_paragraphs,
}


def read_report_text(path: Path) -> list[Paragraph]:
    """Return the paragraphs of a typed report in .docx, .pdf, .txt or .md.

    Raises:
        SourceError: ``typed-report-ending`` for another ending, ``typed-report-too-long``; what a
            text file or a PDF is refused for.
        RefusedFile, PackageError: What a Word document is refused for.
    """
    ending = path.suffix.casefold()
    if ending not in _READERS:
        raise SourceError(
            "a typed report is read from a .docx, .pdf, .txt or .md file.",
            code="typed-report-ending",
            where=path.name,
            fix="Save it as a Word Document (.docx) or as plain text (.txt).",
        )
    paragraphs = list(islice(_READERS[ending](path), _MOST_PARAGRAPHS + 1))
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise SourceError(
            f"the report has more than {_MOST_PARAGRAPHS:,} paragraphs.",
            code="typed-report-too-long",
            where=path.name,
            fix="Check the part of it that is about the measures.",
        )
    return paragraphs
