"""Check that a part is one well-formed XML document, as every strict reader asks.

We read parts by their bytes and would not notice text behind the document's end or a broken tag.
Another reader would see another workbook there, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn
from xml.parsers import expat

from kpibook.errors import Location, RefusedFile

Piece = bytes | memoryview
"""A part of a part's bytes, as it is read or written."""

_ENDINGS = (".xml", ".rels")
# A tag that is an element by itself: an attribute's value may hold "/>".
_EMPTY = re.compile(rb"<[^<>\"']*(?:(?:\"[^\"<]*\"|'[^'<]*')[^<>\"']*)*/>")
_UNKNOWN = expat.errors.XML_ERROR_UNKNOWN_ENCODING
_INCORRECT = expat.errors.XML_ERROR_INCORRECT_ENCODING
_ENCODING_ERRORS = (expat.errors.codes[_UNKNOWN], expat.errors.codes[_INCORRECT])
_DEEPEST = 1_000_000
"""Elements within elements. The parser keeps about a hundred bytes for each that is open."""


def is_xml(part: str) -> bool:
    """Return True for the name of a part that is XML by the rules of the package.

    Old drawings (.vml) are not: Excel writes some that no strict reader takes.
    """
    return part.lower().endswith(_ENDINGS)


def checked(pieces: Iterable[Piece], *, part: str, file: str) -> Iterator[Piece]:
    """Yield the pieces of a part, and refuse it where it stops being a well-formed document.

    Args:
        pieces: Its content.
        part: Its name, for messages.
        file: The workbook's name, for messages.

    Raises:
        RefusedFile: ``xml-not-well-formed``, ``xml-doctype``, ``xml-encoding``.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    depth, held_back = 0, b""
    try:
        for piece in pieces:
            parser.Parse(bytes(piece), False)
            depth_change, held_back = _opened(held_back + bytes(piece).replace(b"\0", b""))
            depth += depth_change
            if depth > _DEEPEST:
                raise _not_well_formed(part, file, "its elements are nested without end")
            yield piece
        parser.Parse(b"", True)
    except _DocumentType:
        raise RefusedFile(
            f"the part {part} declares a document type.",
            code="xml-doctype",
            where=Location(file),
            why="No spreadsheet program writes one, and it can be used to attack a reader.",
            fix="Ask where the file came from, or open it in Excel and save it again.",
        ) from None
    except (LookupError, ValueError) as error:  # an encoding that Python has not, or cannot feed
        raise _unknown_encoding(part, file) from error
    except expat.ExpatError as error:
        if error.code in _ENCODING_ERRORS:
            raise _unknown_encoding(part, file) from error
        raise _not_well_formed(part, file, expat.ErrorString(error.code)) from error


class _DocumentType(Exception):
    """A document type, met by the parser."""


def _refuse_doctype(*_: Any) -> NoReturn:
    raise _DocumentType


def _opened(source: bytes) -> tuple[int, bytes]:
    """Return how many more elements open than close, and the cut tag at the end."""
    end = source.rfind(b"<")
    if end < 0 or b">" in source[end:]:
        end = len(source)
    whole = source[:end]
    opening = whole.count(b"<")
    # A search for "/>" is four times faster, and right if every ">" ends a tag.
    empty = whole.count(b"/>") if whole.count(b">") == opening else len(_EMPTY.findall(whole))
    return opening - 2 * whole.count(b"</") - empty, source[end:]


def _unknown_encoding(part: str, file: str) -> RefusedFile:
    return RefusedFile(
        f"the part {part} is not in an encoding that can be read.",
        code="xml-encoding",
        where=Location(file),
        fix="Open the file in Excel and save it again.",
    )


def _not_well_formed(part: str, file: str, why: str) -> RefusedFile:
    return RefusedFile(
        f"the part {part} is not well-formed XML: {why}.",
        code="xml-not-well-formed",
        where=Location(file),
        why="Excel does not open it, and two programs may read two different workbooks in it.",
        fix="Open the file in Excel, let it repair the file, and save it again.",
    )
