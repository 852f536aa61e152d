"""Content of a zip member, in pieces, checked against its directory entry."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from kpibook.errors import Location, PackageError, RefusedFile
from kpibook.xlsx.opc.zip_directory import STORED, Member, Record, damaged

PIECE = 256 * 1024


def inflate(stream: BinaryIO, member: Member, record: Record, *, file: str) -> Iterator[bytes]:
    """Yield the content in pieces of at most about a quarter of a megabyte.

    Raises:
        RefusedFile: ``part-damaged`` when the bytes do not inflate, are fewer or more than the
            directory declares, or fail their check sum. No more is unpacked than declared.
        PackageError: ``package-closed``.
    """
    crc = total = 0
    pieces = _stored if member.method == STORED else _deflated
    for piece in pieces(stream, member, record, file):
        total += len(piece)
        if total > member.size:
            raise part_damaged(file, member.name, "it holds more than it declares")
        crc = zlib.crc32(piece, crc)
        yield piece
    if total != member.size:
        raise part_damaged(file, member.name, "it holds less than it declares")
    if crc != member.crc:
        raise part_damaged(file, member.name, "its check sum is wrong")


def inflate_short(stream: BinaryIO, member: Member, record: Record) -> bytes | None:
    """Return the content of a member that is at most one piece long, as `inflate` yields it.

    None for any other member, and for one with anything wrong, which `inflate` says.
    """
    if member.method == STORED or max(member.size, member.compressed_size) > PIECE:
        return None
    if stream.closed:
        return None
    stream.seek(record.data)
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = engine.decompress(stream.read(member.compressed_size), PIECE)
    except zlib.error:
        return None
    is_whole = engine.eof and not engine.unconsumed_tail and len(content) == member.size
    return content if is_whole and zlib.crc32(content) == member.crc else None


def part_damaged(file: str, part: str, why: str) -> RefusedFile:
    """Return the refusal for a part whose bytes do not agree with the directory."""
    return RefusedFile(
        f"the part {part!r} is damaged: {why}.",
        code="part-damaged",
        where=Location(file),
        fix="Copy the file again from where it came, or open it in Excel and save it as .xlsx.",
    )


def _raw(stream: BinaryIO, member: Member, record: Record, file: str) -> Iterator[bytes]:
    """Yield the compressed bytes."""
    if stream.closed:
        raise PackageError(
            "the workbook has been closed.", code="package-closed", where=file, fix="Open it again."
        )
    position, remaining = record.data, member.compressed_size
    while remaining:
        # Seeks for each piece, because two parts may be read by turns from the one stream.
        stream.seek(position)
        piece = stream.read(min(PIECE, remaining))
        if not piece:
            raise damaged(file)
        position += len(piece)
        remaining -= len(piece)
        yield piece


def _stored(stream: BinaryIO, member: Member, record: Record, file: str) -> Iterator[bytes]:
    return _raw(stream, member, record, file)


def _deflated(stream: BinaryIO, member: Member, record: Record, file: str) -> Iterator[bytes]:
    # Negative window bits: zip holds a raw deflate stream, without zlib's header and check sum.
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _raw(stream, member, record, file):
            # decompress() stops at PIECE bytes of output, so a bomb never fills the memory.
            waiting = piece
            while waiting and not engine.eof:
                yield engine.decompress(waiting, PIECE)
                waiting = engine.unconsumed_tail
        if not engine.eof:
            yield engine.flush()
    except zlib.error as error:
        raise part_damaged(file, member.name, "it does not inflate") from error
    if not engine.eof:
        raise part_damaged(file, member.name, "it is cut short")
