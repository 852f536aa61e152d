"""Zip writer: old records copied byte for byte, new content compressed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kpibook.errors import SaveError
from kpibook.on_use.replacing import replace
from kpibook.xlsx.opc.zip_directory import (
    DEFLATED,
    DESCRIPTOR_FLAG,
    ENCRYPTED_FLAG,
    Member,
    Record,
    without_zip64,
)

#: Bytes of content that is held whole; longer content is compressed in pieces.
_COPY = WHOLE = 1024 * 1024
_MAX_32 = 0xFFFFFFFF
_WIDE_FROM = 0xE0000000
"""Bytes from which a member gets room for 64-bit sizes in its local header, as compressed data can
be a little larger than its content."""

SMALL_LEVEL, LARGE_LEVEL = 4, 1
"""Level 6 takes a third more processor time than level 4, for a report in Word 7% smaller."""

_SMALL = 8 * 1024
#: Bits of the window and level of memory, which is cleared for each part: a report in Word has a
#: thousand small ones. Real parts that fit into the window get no larger by that.
_FOR_SMALL, _FOR_OTHERS = (-13, 6), (-zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
LARGE = 8 * 1024 * 1024
"""Parts above this many bytes are compressed at level 1: measured on a 230 MB sheet, level 6 takes
2.4 times the processor time of the whole save at level 1 and makes the file a fifth smaller."""


class ZipWriter:
    """Writer of members to a seekable stream, in order, and then of the directory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._entries: list[bytes] = []

    def copy(self, source: BinaryIO, member: Member, record: Record) -> None:
        """Copy a member's whole record, compressed bytes and local header included."""
        offset = self._stream.tell()
        source.seek(record.start)
        remaining = record.end - record.start
        while remaining:
            piece = source.read(min(_COPY, remaining))
            if not piece:
                raise SaveError(
                    "the workbook changed on disk while it was being saved.", code="source-changed"
                )
            self._stream.write(piece)
            remaining -= len(piece)
        self._entries.append(_entry(replace(member, offset=offset)))

    def add(
        self, member: Member, pieces: Iterable[bytes | memoryview], *, expected_size: int
    ) -> None:
        """Compress new content under a member's name, stamp and attributes."""
        offset = self._stream.tell()
        wide = expected_size >= _WIDE_FROM
        fresh = _fresh(member, offset)
        self._stream.write(_local(fresh, wide=wide))
        engine = _engine(expected_size)
        size, packed, crc = self._compress(pieces, engine)
        if max(size, packed) >= _MAX_32 and not wide:
            raise SaveError(
                f"the part {member.name!r} grew past 4 GB.", code="part-too-large-to-save"
            )
        fresh = replace(fresh, size=size, compressed_size=packed, crc=crc)
        end = self._stream.tell()
        # The header is written twice, as its sizes and check sum are known only now.
        self._stream.seek(offset)
        self._stream.write(_local(fresh, wide=wide))
        self._stream.seek(end)
        self._entries.append(_entry(fresh))

    def add_whole(self, member: Member, content: bytes) -> None:
        """Compress content of at most `WHOLE` bytes, as `add`; its header is written once."""
        engine = _engine(len(content))
        packed = engine.compress(content) + engine.flush()
        sizes = len(content), len(packed), zlib.crc32(content)
        fresh = _fresh(member, self._stream.tell(), *sizes)
        self._stream.write(_local(fresh, wide=False) + packed)
        self._entries.append(_entry(fresh))

    def _compress(
        self, pieces: Iterable[bytes | memoryview], engine: zlib._Compress
    ) -> tuple[int, int, int]:
        """Compress and write the pieces; return size, compressed size and check sum."""
        size = packed = crc = 0
        for piece in _bounded(pieces):
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            packed += self._stream.write(engine.compress(piece))
        packed += self._stream.write(engine.flush())
        return size, packed, crc

    def finish(self) -> None:
        """Write the directory and its end record."""
        start = self._stream.tell()
        length = sum(self._stream.write(entry) for entry in self._entries)
        self._stream.write(_end(len(self._entries), length, start))


def _fresh(
    member: Member, offset: int, size: int = 0, compressed_size: int = 0, crc: int = 0
) -> Member:
    """Return a member with new content, of sizes that may not be known yet."""
    return replace(
        member,
        # No data descriptor: sizes and check sum go into the local header. Bits 1 and 2 tell the
        # compression level of the old content.
        flags=member.flags & ~(DESCRIPTOR_FLAG | ENCRYPTED_FLAG | 0x0006),
        method=DEFLATED,
        extra=without_zip64(member.extra),
        offset=offset,
        size=size,
        compressed_size=compressed_size,
        crc=crc,
    )


def _engine(size: int) -> zlib._Compress:
    """Return a compressor for a part of about that many bytes."""
    level = LARGE_LEVEL if size > LARGE else SMALL_LEVEL
    return zlib.compressobj(level, zlib.DEFLATED, *(_FOR_SMALL if size <= _SMALL else _FOR_OTHERS))


def _bounded(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    for piece in pieces:
        if len(piece) <= _COPY:
            yield piece
            continue
        view = memoryview(piece)
        # A memoryview cuts without copying.
        for position in range(0, len(view), _COPY):
            yield view[position : position + _COPY]


def _local(member: Member, *, wide: bool) -> bytes:
    size, packed, extra = member.size, member.compressed_size, b""
    needed = member.needed
    if wide:
        # Tag 1 is the Zip64 extra field; a local header must hold both sizes in it, in this order.
        extra = struct.pack("<HHQQ", 1, 16, size, packed)
        size = packed = _MAX_32
        # Version 4.5 is the first that knows Zip64.
        needed = max(needed, 45)
    name = member.raw_name
    return (
        struct.pack("<4s5H3L2H", b"PK\3\4", needed, member.flags, member.method, member.time,
                    member.date, member.crc, packed, size, len(name), len(extra))
        + name + extra
    )  # fmt: skip


def _entry(member: Member) -> bytes:
    values = [member.size, member.compressed_size, member.offset]
    wide = b"".join(struct.pack("<Q", value) for value in values if value >= _MAX_32)
    size, packed, offset = (min(value, _MAX_32) for value in values)
    extra = (struct.pack("<HH", 1, len(wide)) + wide if wide else b"") + member.extra
    needed = max(member.needed, 45) if wide else member.needed
    name, comment = member.raw_name, member.comment
    return (
        struct.pack("<4s6H3L5H2L", b"PK\1\2", member.made_by, needed, member.flags, member.method,
                    member.time, member.date, member.crc, packed, size, len(name), len(extra),
                    len(comment), 0, member.internal_attributes, member.external_attributes, offset)
        + name + extra + comment
    )  # fmt: skip


def _end(count: int, length: int, start: int) -> bytes:
    wide = b""
    if count >= 0xFFFF or length >= _MAX_32 or start >= _MAX_32:
        wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, start)
        wide += struct.pack("<4sLQL", b"PK\6\7", 0, start + length, 1)
    few = min(count, 0xFFFF)
    return wide + struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, few, few, min(length, _MAX_32), min(start, _MAX_32), 0
    )
