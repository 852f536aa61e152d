"""A sheet part read as a stream: what is before its rows, blocks of whole rows, what is after.

A sheet of 200,000 rows unpacks to hundreds of megabytes. It passes through here a block at a time,
cut between rows, so that memory stays flat and a stretch that nobody edits is never looked into.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from kpibook.xlsx.opc.opc_package import Piece
from kpibook.xlsx.xml import elements as xml

BLOCK = 1024 * 1024
_MOST_AROUND_ROWS = 32 * 1024 * 1024
_LONGEST_NAME = 16
_LONGEST_ROW = 64 * 1024 * 1024
_ENOUGH = 512
_LONGEST_OPENING = 9
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\?>")
_UTF8 = re.compile(rb"encoding\s*=\s*[\"'](?:utf-?8|us-ascii|ascii)[\"']", re.IGNORECASE)
_ODD = re.compile(rb"<!--|<!\[CDATA\[|<\?|<!")
_ODD_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


class SheetStream:
    """One pass over a sheet part.

    Attributes:
        prefix: Namespace prefix of its elements, colon included, or empty.
        head: From the start up to and including the start tag ``<sheetData>``, which is opened
            when it was written as an empty element.
        tail: From ``</sheetData>`` to the end; whole once `blocks` has been exhausted.
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
        """Read on until the rows begin."""
        pieces: list[bytes] = []
        length, found, buffer = 0, None, b""
        while found is None:
            piece = next(self._pieces, None)
            if piece is None or length > _MOST_AROUND_ROWS:
                raise xml.damaged(self._part, self._file)
            seam = pieces[-1][-_LONGEST_NAME:] if pieces else b""
            pieces.append(piece)
            length += len(piece)
            # Once the name has been seen its tag may still be cut, so every later piece is tried.
            if buffer or b"sheetData" in seam + piece:
                buffer = b"".join(pieces)
                found = xml.first_tag(buffer, "sheetData")
        self.prefix = found.prefix
        tag = found.source(buffer)
        self.head = buffer[: found.start] + xml.opened(tag)
        self._rest = buffer[found.end :]
        self.empty = found.empty
        if self.empty:
            self._rest = b"</" + found.name + b">" + self._rest

    def blocks(self) -> Iterator[bytes]:
        """Blocks of the rows' source, in order, each ending where a row ends."""
        buffer = self._rest
        while (end := buffer.find(self._close)) < 0:
            # Growing by its own length keeps a row of many megabytes from being joined anew
            # for each piece of it.
            pieces = self._more(max(BLOCK, len(buffer)))
            if not pieces or len(buffer) > _LONGEST_ROW:
                raise xml.damaged(self._part, self._file)
            buffer = b"".join((buffer, *pieces))
            cut = buffer.rfind(self._row)
            if cut > 0 and buffer.find(self._close) < 0:
                yield buffer[:cut]
                buffer = buffer[cut:]
        if end:
            yield buffer[:end]
        after = [buffer[end:]]
        length = len(after[0])
        for piece in self._pieces:
            length += len(piece)
            if length > _MOST_AROUND_ROWS:
                raise xml.damaged(self._part, self._file)
            after.append(piece)
        self.tail = b"".join(after)

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
    """Yield the pieces as `xlsx.xml.elements.clean` would leave the whole, without holding it.

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
    waiting = b""
    for piece in itertools.chain((start,), source):
        buffer = waiting + piece if waiting else bytes(piece)
        plain, waiting = _plain(buffer, part, file)
        if plain:
            yield plain
    if waiting:
        raise xml.damaged(part, file)


def _is_utf8(declared: re.Match[bytes] | None) -> bool:
    if declared is None or b"encoding" not in declared[0]:
        return True
    return _UTF8.search(declared[0]) is not None


def _plain(buffer: bytes, part: str, file: str) -> tuple[bytes, bytes]:
    """What can be passed on, and what has to wait until more of it has come."""
    # One rare letter is found many times faster than a pair of which the first is common.
    odd = (b"!" in buffer and b"<!" in buffer) or (b"?" in buffer and b"<?" in buffer)
    if not odd:
        return (buffer[:-1], b"<") if buffer.endswith(b"<") else (buffer, b"")
    done: list[bytes] = []
    position = 0
    while found := _ODD.search(buffer, position):
        done.append(buffer[position : found.start()])
        opening = found[0]
        end = buffer.find(_ODD_ENDS.get(opening, b">"), found.end())
        if opening == b"<!" and len(buffer) - found.start() >= _LONGEST_OPENING:
            xml.clean(b"<!", part=part, file=file)  # raises: a document type
        if end < 0 or opening == b"<!":
            return b"".join(done), buffer[found.start() :]
        position = end + len(_ODD_ENDS[opening])
        done.append(xml.clean(buffer[found.start() : position], part=part, file=file))
    rest = buffer[position:]
    done.append(rest[:-1] if rest.endswith(b"<") else rest)
    return b"".join(done), b"<" if rest.endswith(b"<") else b""
