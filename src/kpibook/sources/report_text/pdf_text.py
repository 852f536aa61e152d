"""Typed report in PDF: its lines put together as paragraphs, each with its page.

A PDF holds lines, not paragraphs: a line that fills the page's width and ends no sentence goes on
in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.errors import Location, SourceError
from kpibook.files.reading import read_regular, unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_BYTES = 100_000_000
_MOST_PAGES = 1_000
_MOST_CHARACTERS = 5_000_000
_ENDS = (".", "!", "?", ":", ";")
_FULL = 0.75
# Letters that are drawn as one, and the hyphen that shows only at a line's end.
_JOINED = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xad": ""}
)


def pdf_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of a PDF, with the page as their place.

    Raises:
        SourceError: ``typed-report-pdf-missing`` without pypdf, ``typed-report-encrypted``,
            ``typed-report-no-text`` for a scan, ``typed-report-unreadable`` for a damaged file and
            ``typed-report-too-long``, and those of `unreadable` for a file that cannot be opened.
    """
    reader = _opened(path)
    characters = 0
    for number, text in enumerate(_texts(reader, path), start=1):
        characters += len(text)
        if characters > _MOST_CHARACTERS:
            raise _too_long(path)
        where = Location(path.name, cell=f"page {number}")
        lines = [" ".join(line.split()) for line in text.translate(_JOINED).splitlines()]
        yield from (Paragraph(each, where) for each in put_together(lines))
    if not characters:
        raise SourceError(
            "has no text: its pages are pictures, as a scan has them.",
            code="typed-report-no-text",
            where=path.name,
            fix="Have the text recognised (OCR), or take the Word file it was made from.",
        )


def put_together(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a page's lines.

    >>> list(put_together(["Performance has improved since the", "second quarter.", "Target: 16%"]))
    ['Performance has improved since the second quarter.', 'Target: 16%']
    """
    full = _FULL * max(map(len, lines), default=0)
    waiting, last = "", ""
    for line in lines:
        goes_on = bool(waiting and line) and not waiting.endswith(_ENDS)
        if goes_on and (line[0].islower() or len(last) >= full):
            waiting = f"{waiting[:-1]}{line}" if _is_cut(waiting, line) else f"{waiting} {line}"
        else:
            if waiting:
                yield waiting
            waiting = line
        last = line
    if waiting:
        yield waiting


def _is_cut(waiting: str, line: str) -> bool:
    """Return True for a word cut at the line's end."""
    return waiting.endswith("-") and line[0].islower() and waiting[-2:-1].isalpha()


def _opened(path: Path) -> PdfReader:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError as error:
        raise SourceError(
            "a typed report in PDF is read with pypdf, which is not installed.",
            code="typed-report-pdf-missing",
            where=path.name,
            fix="Install it with `pip install pypdf`, or give the report as .docx or .txt.",
        ) from error
    try:
        content = read_regular(path, _MOST_BYTES)
    except OSError as error:
        raise unreadable(error, path.name, SourceError) from error
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not _opens(reader, DependencyError):
            raise SourceError(
                "is protected with a password.",
                code="typed-report-encrypted",
                where=path.name,
                fix="Save a copy without the password, and check that.",
            )
        if len(reader.pages) > _MOST_PAGES:
            raise _too_long(path)
    except SourceError:
        raise
    except Exception as error:
        raise _unreadable(path) from error
    return reader


def _opens(reader: PdfReader, no_means: type[Exception]) -> bool:
    """Return True if a PDF that may not be changed can be read without a password."""
    try:
        return bool(reader.decrypt(""))
    except no_means:
        return False


def _texts(reader: PdfReader, path: Path) -> Iterator[str]:
    pages: Any = reader.pages
    for page in pages:
        try:
            yield page.extract_text().strip()
        except Exception as error:
            raise _unreadable(path) from error


def _unreadable(path: Path) -> SourceError:
    return SourceError(
        "cannot be read: the file is damaged, or is not a PDF.",
        code="typed-report-unreadable",
        where=path.name,
        fix="Save it as PDF again, or give the report as .docx or .txt.",
    )


def _too_long(path: Path) -> SourceError:
    return SourceError(
        f"the report has more than {_MOST_PAGES:,} pages, or too much text.",
        code="typed-report-too-long",
        where=path.name,
        fix="Check the part of it that is about the measures.",
    )
