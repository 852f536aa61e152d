"""Stream of a sheet part: the head before its rows, blocks of whole rows, and the tail.

A sheet of 200,000 rows unpacks to hundreds of megabytes. It is read a block at a time, cut between
rows, so that memory does not grow and unedited rows are never parsed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from kpibook.on_use.regex import regex
from kpibook.xlsx.opc.relationships import ambiguous
from kpibook.xlsx.opc.well_formed import Piece
from kpibook.xlsx.xml import elements as xml

BLOCK = 1024 * 1024
_MOST_AROUND_ROWS = 32 * 1024 * 1024
_LONGEST_NAME = 16
_LONGEST_ROW = 64 * 1024 * 1024
_ENOUGH = 512
# Bytes of <![CDATA[: with fewer bytes after "<!" its kind cannot be known yet.
_LONGEST_OPENING = 9
_DECLARED = regex(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\?>")
_UTF8 = regex(rb"encoding\s*=\s*[\"'](?:utf-?8|us-ascii|ascii)[\"']", re.IGNORECASE)
_ODD = regex(rb"<!--|<!\[CDATA\[|<\?|<!")
_ODD_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


class SheetStream:
    """A pass over a sheet part.

    Attributes:
        prefix: Namespace prefix of its elements, colon included, or empty.
        head: Source up to and including the start tag ``<sheetData>``; an empty element is written
            as a start tag.
        tail: Source from ``</sheetData>`` to the end; complete once `blocks` is exhausted.
    """

    def __init__(self, pieces: Iterable[Piece], *, part: str = "", file: str = "") -> None:
        self._part, self._file = part, file
        self._pieces = cleaned(pieces, part=part, file=file)
        self.tail = b""
        self._rest = b""
        self._read_head()
        self._row = b"<" + self.prefix + b"row"
        self._close = b"</" + self.prefix + b"sheetData"

    def _read_head(self) -> None:
        """Read until the rows begin."""
        pieces: list[bytes] = []
        length, sheet_data, buffer = 0, None, b""
        while sheet_data is None:
            piece = next(self._pieces, None)
            if piece is None or length > _MOST_AROUND_ROWS:
                raise xml.damaged(self._part, self._file)
            seam = pieces[-1][-_LONGEST_NAME:] if pieces else b""
            pieces.append(piece)
            length += len(piece)
            # The tag may be cut between two pieces, even after its name, so each later piece is
            # tried.
            if buffer or b"sheetData" in seam + piece:
                buffer = b"".join(pieces)
                sheet_data = xml.first_tag(buffer, "sheetData")
        self.prefix = sheet_data.prefix
        tag = sheet_data.source(buffer)
        self.head = buffer[: sheet_data.start] + xml.opened(tag)
        self._rest = buffer[sheet_data.end :]
        self.empty = sheet_data.empty
        if self.empty:
            self._rest = b"</" + sheet_data.name + b">" + self._rest

    def blocks(self) -> Iterator[bytes]:
        """Yield the rows' source in blocks, in order, each ending where a row ends."""
        buffer = self._rest
        while (end := buffer.find(self._close)) < 0:
            # The buffer grows by its own length: else a row of many megabytes would be joined again
            # for each of its pieces, in quadratic time.
            pieces = self._more(max(BLOCK, len(buffer)))
            if not pieces or len(buffer) > _LONGEST_ROW:
                raise xml.damaged(self._part, self._file)
            buffer = b"".join((buffer, *pieces))
            cut = buffer.rfind(self._row)
            # The last row may be cut, so it waits for the next block.
            if cut > 0 and buffer.find(self._close) < 0:
                yield buffer[:cut]
                buffer = buffer[cut:]
        if end:
            yield buffer[:end]
        tail_pieces = [buffer[end:]]
        length = len(tail_pieces[0])
        for piece in self._pieces:
            length += len(piece)
            if length > _MOST_AROUND_ROWS:
                raise xml.damaged(self._part, self._file)
            tail_pieces.append(piece)
        self.tail = b"".join(tail_pieces)
        if xml.first_tag(self.tail, "sheetData", prefix=self.prefix) is not None:
            raise ambiguous(self._file, "the sheet has two lists of rows")

    def _more(self, least: int) -> list[bytes]:
        pieces: list[bytes] = []
        length = 0
        for piece in self._pieces:
            pieces.append(piece)
            length += len(piece)
            if length >= least:
                break
        return pieces


def cleaned(pieces: Iterable[Piece], *, part: str = "", file: str = "") -> Iterator[bytes]:
    """Yield the pieces as `xlsx.xml.elements.clean` would return them, without holding them all.

    A part in another encoding than UTF-8 is held whole: no program writes a large one.

    Raises:
        RefusedFile: ``xml-doctype``, ``xml-encoding``.
    """
    source = iter(pieces)
    start = b""
    for piece in source:
        start += piece
        if len(start) >= _ENOUGH:
            break
    declared = _DECLARED.match(start)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4] or not _is_utf8(declared):
        yield xml.clean(b"".join((start, *source)), part=part, file=file)
        return
    if declared:
        yield declared[0]
        start = start[declared.end() :]
    held_back = b""
    for piece in itertools.chain((start,), source):
        buffer = held_back + piece if held_back else bytes(piece)
        plain, held_back = _plain(buffer, part, file)
        if plain:
            yield plain
    if held_back:
        raise xml.damaged(part, file)


def _is_utf8(declared: re.Match[bytes] | None) -> bool:
    if declared is None or b"encoding" not in declared[0]:
        return True
    return _UTF8.search(declared[0]) is not None


def _plain(buffer: bytes, part: str, file: str) -> tuple[bytes, bytes]:
    """Return the part that can be passed on, and the part that must wait for more bytes."""
    # A search for a rare letter is many times faster than for a pair that starts with "<".
    odd = (b"!" in buffer and b"<!" in buffer) or (b"?" in buffer and b"<?" in buffer)
    if not odd:
        return (buffer[:-1], b"<") if buffer.endswith(b"<") else (buffer, b"")
    passed_on: list[bytes] = []
    position = 0
    while match := _ODD.search(buffer, position):
        passed_on.append(buffer[position : match.start()])
        opening = match[0]
        end = buffer.find(_ODD_ENDS.get(opening, b">"), match.end())
        if opening == b"<!" and len(buffer) - match.start() >= _LONGEST_OPENING:
            xml.clean(b"<!", part=part, file=file)  # raises: a document type
        if end < 0 or opening == b"<!":
            return b"".join(passed_on), buffer[match.start() :]
        position = end + len(_ODD_ENDS[opening])
        passed_on.append(xml.clean(buffer[match.start() : position], part=part, file=file))
    remainder = buffer[position:]
    passed_on.append(remainder[:-1] if remainder.endswith(b"<") else remainder)
    return b"".join(passed_on), b"<" if remainder.endswith(b"<") else b""
