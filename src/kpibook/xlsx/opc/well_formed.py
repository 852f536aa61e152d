"""Check that a part is one well-formed XML document, as every strict reader asks.

We read parts by their bytes and would not notice text behind the document's end or a broken tag.
Another reader would see another workbook there, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NoReturn
from xml.parsers import expat

from kpibook.errors import Location, RefusedFile
from kpibook.on_use.regex import regex
from kpibook.xlsx.xml.text import doctype_refusal, encoding_refusal

Piece = bytes | memoryview
"""A part of a part's bytes, as it is read or written."""

_SHORT = 4_096  # bytes
_ENDINGS = (".xml", ".rels")
# A tag that is an element by itself: an attribute's value may hold "/>".
_EMPTY = regex(rb"<[^<>\"']*(?:(?:\"[^\"<]*\"|'[^'<]*')[^<>\"']*)*/>")
_UNKNOWN = expat.errors.XML_ERROR_UNKNOWN_ENCODING
_INCORRECT = expat.errors.XML_ERROR_INCORRECT_ENCODING
_ENCODING_ERRORS = (expat.errors.codes[_UNKNOWN], expat.errors.codes[_INCORRECT])
_DEEPEST = 1_000_000
"""Elements within elements. The parser keeps about a hundred bytes for each that is open."""
_LONGEST_TAG = 4 * 1024 * 1024
"""Bytes of a tag or comment: with every piece the parser reads it again from its beginning."""


def is_xml(part: str) -> bool:
    """Return True for the name of a part that is XML by the rules of the package.

    Old drawings (.vml) are not: Excel writes some that no strict reader takes.
    """
    return part.lower().endswith(_ENDINGS)


def checked(
    pieces: Iterable[Piece], *, part: str, file: str, size: int | None = None
) -> Iterator[Piece]:
    """Yield the pieces of a part, and refuse it where it stops being a well-formed document.

    Args:
        pieces: Its content.
        part: Its name, for messages.
        file: The workbook's name, for messages.
        size: The most bytes that the pieces have together; None if that is not known.

    Raises:
        RefusedFile: ``xml-not-well-formed``, ``xml-doctype``, ``xml-encoding``, ``xml-too-large``.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    # Newer parsers put off what they cannot finish, and a tag would seem longer than it is.
    if hasattr(parser, "SetReparseDeferralEnabled"):
        parser.SetReparseDeferralEnabled(False)
    # A short part has not the bytes for so many elements within each other.
    may_be_deep = size is None or size >= _DEEPEST * len(b"<a>")
    depth, length = _Depth(parser), 0
    try:
        for piece in pieces:
            source = bytes(piece)
            if may_be_deep:
                depth.see(source)
            parser.Parse(source, False)
            length += len(source)
            if depth.open > _DEEPEST:
                raise _not_well_formed(part, file, "its elements are nested without end")
            if length - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _tag_too_long(part, file)
            yield piece
        parser.Parse(b"", True)
    except _DocumentType:
        raise doctype_refusal(part, file) from None
    except (LookupError, ValueError) as error:  # an encoding that Python has not, or cannot feed
        raise encoding_refusal(part, file) from error
    except expat.ExpatError as error:
        if error.code in _ENCODING_ERRORS:
            raise encoding_refusal(part, file) from error
        raise _not_well_formed(part, file, expat.ErrorString(error.code)) from error


def is_sound(source: bytes) -> bool:
    """Return True if `checked` takes a part whose source is short enough to be parsed at once.

    Of the parts of a workbook most are short, and the same in the workbooks of a template: what
    was proven of their bytes once holds again.
    """
    return _short_is_sound(source) if len(source) <= _SHORT else _parses(source)


def _parses(source: bytes) -> bool:
    try:
        for _ in checked((source,), part="", file="", size=len(source)):
            pass
    except RefusedFile:
        return False
    return True


_short_is_sound = lru_cache(maxsize=128)(_parses)


class _DocumentType(Exception):
    """A document type, met by the parser."""


def _refuse_doctype(*_: Any) -> NoReturn:
    raise _DocumentType


class _Depth:
    """Number of elements that are open: tags are counted, as calls from the parser take longer.

    Where the bytes may hold a ``<`` that is no tag, the parser's calls count from then on.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.open = 0
        self._parser = parser
        self._cut = b""  # a tag that the last piece did not end

    def see(self, piece: bytes) -> None:
        """Count the tags of a piece that the parser has not had yet."""
        if self._parser.StartElementHandler is not None:
            return
        source = self._cut + piece
        if not _has_only_tags(source):
            self._parser.StartElementHandler = self._opened
            self._parser.EndElementHandler = self._closed
            return
        end = source.rfind(b"<")
        if end < 0 or b">" in source[end:]:
            end = len(source)
        whole, self._cut = source[:end], source[end:]
        opening = whole.count(b"<")
        # A search for "/>" is four times faster, and right if every ">" ends a tag.
        empty = whole.count(b"/>") if whole.count(b">") == opening else len(_EMPTY.findall(whole))
        self.open += opening - 2 * whole.count(b"</") - empty

    def _opened(self, *_: Any) -> None:
        self.open += 1

    def _closed(self, *_: Any) -> None:
        self.open -= 1


def _has_only_tags(source: bytes) -> bool:
    """Return False for UTF-16, comments, CDATA sections and instructions, the first line apart."""
    if b"\0" in source or b"<!" in source:
        return False
    instructions = source.count(b"<?")
    return not instructions or instructions == source.count(b"<?xml ")


def _not_well_formed(part: str, file: str, why: str) -> RefusedFile:
    return RefusedFile(
        f"the part {part} is not well-formed XML: {why}.",
        code="xml-not-well-formed",
        where=Location(file),
        why="Excel does not open it, and two programs may read two different workbooks in it.",
        fix="Open the file in Excel, let it repair the file, and save it again.",
    )


def _tag_too_long(part: str, file: str) -> RefusedFile:
    return RefusedFile(
        f"a tag or comment of the part {part} is longer than {_LONGEST_TAG:,} bytes.",
        code="xml-too-large",
        where=Location(file),
        why="No workbook that people made has such a tag.",
        fix="Do not open it unless you know who made it. If you do, save it again in Excel, or "
        "ask the person who looks after kpibook.",
    )
