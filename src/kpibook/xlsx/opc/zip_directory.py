"""Central directory of a zip file, read by hand so that nothing is hidden from the guard.

The standard ``zipfile`` merges local header and directory entry into a single record. A patcher has
to know the bytes: where each record starts and ends, its local header, its extra fields. Then an
untouched member can be copied as it is, and a file whose two headers differ can be refused.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from kpibook.errors import RefusedFile
from kpibook.on_use.dataclass import dataclass

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65535
_MAX_32 = 0xFFFFFFFF
DESCRIPTOR_FLAG = 0x0008
UTF8_FLAG = 0x0800
ENCRYPTED_FLAG = 0x0001
STORED, DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """A zip member as the central directory describes it; sizes and `offset` are in bytes."""

    raw_name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed_size: int
    size: int
    offset: int
    extra: bytes = b""
    comment: bytes = b""
    made_by: int = 20
    needed: int = 20
    internal_attributes: int = 0
    external_attributes: int = 0

    @property
    def name(self) -> str:
        """Return the name as spelled in the file; without the UTF-8 flag it is in code page 437."""
        if self.flags & UTF8_FLAG:
            return self.raw_name.decode("utf-8", "replace")
        if self.raw_name.isascii():  # where the two agree, and decoding is quicker
            return self.raw_name.decode("ascii")
        return self.raw_name.decode("cp437")


@dataclass(frozen=True, slots=True)
class Directory:
    """The members in directory order, and the offset at which the directory starts."""

    members: tuple[Member, ...]
    start: int


def read_directory(stream: BinaryIO, size: int, *, file: str, most_members: int) -> Directory:
    """Read the central directory.

    Args:
        stream: The file, open for reading.
        size: Its length in bytes.
        file: Name for messages.
        most_members: Refuse, before reading any of them, when there are more members than this.

    Raises:
        RefusedFile: ``zip-damaged`` when there is no whole directory, ``too-many-members``.
    """
    count, length, start = _find_directory(stream, size, file)
    if count > most_members:
        raise RefusedFile(
            f"the file holds {count:,} parts, more than the {most_members:,} allowed.",
            code="too-many-members",
            where=file,
            fix="Do not open it unless you know who made it. If you do, save it again in Excel, or "
            "ask the person who looks after kpibook.",
        )
    # The count comes from the file. It is believed only if so many entries fit into the directory.
    if start + length > size or length < count * _ENTRY.size:
        raise damaged(file)
    stream.seek(start)
    raw = stream.read(length)
    members, position = [], 0
    for _ in range(count):
        member, position = _read_entry(raw, position, file)
        members.append(member)
    return Directory(tuple(members), start)


def damaged(file: str) -> RefusedFile:
    """Return the refusal for a file that is cut short or not a whole zip package."""
    return RefusedFile(
        "the file is cut short or damaged.",
        code="zip-damaged",
        where=file,
        fix="Copy it again from where it came, or open it in Excel and save it as .xlsx.",
    )


def _find_directory(stream: BinaryIO, size: int, file: str) -> tuple[int, int, int]:
    """Return the number of members, the length and the start of the directory, Zip64 or not."""
    tail_start = max(0, size - _LONGEST_COMMENT - _END.size)
    stream.seek(tail_start)
    # The end record has a comment of up to 65,535 bytes behind it, so it is searched from the end.
    tail = stream.read(size - tail_start)
    end_record = tail.rfind(b"PK\5\6")
    if end_record < 0 or len(tail) - end_record < _END.size:
        raise damaged(file)
    _, disk, first_disk, on_this_disk, count, length, start, _ = _END.unpack_from(tail, end_record)
    # All ones mean that the value is in the Zip64 end record. Without a Zip64 record they are the
    # value itself, as in a file of exactly 65,535 members.
    if 0xFFFF in (disk, count) or _MAX_32 in (length, start):
        position = tail_start + end_record - _LOCATOR_64.size
        wide = _find_directory_64(stream, position, size)
        if wide is not None:
            return wide
    # A package in several volumes has no meaning for a workbook.
    if disk or first_disk or on_this_disk != count:
        raise damaged(file)
    return count, length, start


def _find_directory_64(stream: BinaryIO, position: int, size: int) -> tuple[int, int, int] | None:
    if position < 0:
        return None
    stream.seek(position)
    locator = stream.read(_LOCATOR_64.size)
    if locator[:4] != b"PK\6\7":
        return None
    end_record = _LOCATOR_64.unpack(locator)[2]
    if end_record + _END_64.size > size:
        return None
    stream.seek(end_record)
    raw = stream.read(_END_64.size)
    if raw[:4] != b"PK\6\6":
        return None
    fields = _END_64.unpack(raw)
    return fields[7], fields[8], fields[9]


def _read_entry(raw: bytes, position: int, file: str) -> tuple[Member, int]:
    """Return the entry at `position` and the position after it."""
    if len(raw) - position < _ENTRY.size or raw[position : position + 4] != b"PK\1\2":
        raise damaged(file)
    (_, made, needed, flags, method, time, date, crc, packed, size, n, x, c, _, internal, external,
     offset) = _ENTRY.unpack_from(raw, position)  # fmt: skip
    at = position + _ENTRY.size
    end = at + n + x + c
    if end > len(raw):
        raise damaged(file)
    extra = raw[at + n : at + n + x]
    if _MAX_32 in (packed, size, offset):
        size, packed, offset = _wide_sizes(extra, size, packed, offset, file)
    member = Member(
        raw[at : at + n], flags, method, time, date, crc, packed, size, offset,
        without_zip64(extra), raw[at + n + x : end], made, needed, internal, external,
    )  # fmt: skip
    return member, end


def _wide_sizes(
    extra: bytes, size: int, packed: int, offset: int, file: str
) -> tuple[int, int, int]:
    """Return the sizes and offset that did not fit into 32 bits, from the Zip64 extra field."""
    wide = next((body for tag, body in extra_fields(extra) if tag == 1), b"")
    values = [size, packed, offset]
    position = 0
    for index, value in enumerate(values):
        # The extra field holds only the values that overflowed, in a fixed order and without names.
        if value != _MAX_32:
            continue
        if position + 8 > len(wide):
            raise damaged(file)
        values[index] = int.from_bytes(wide[position : position + 8], "little")
        position += 8
    return values[0], values[1], values[2]


def extra_fields(extra: bytes) -> list[tuple[int, bytes]]:
    """Return the (tag, body) pairs of an extra field; a broken tail is left out."""
    fields, position = [], 0
    while position + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, position)
        fields.append((tag, extra[position + 4 : position + 4 + length]))
        position += 4 + length
    return fields


def without_zip64(extra: bytes) -> bytes:
    """Return the extra field without its Zip64 record, which the writer adds where it is needed."""
    if b"\1\0" not in extra:
        return extra
    fields = [(tag, body) for tag, body in extra_fields(extra) if tag != 1]
    return b"".join(struct.pack("<HH", tag, len(body)) + body for tag, body in fields)


@dataclass(frozen=True, slots=True)
class Record:
    """Offsets of a member's local header, data and record end, and the header's own fields."""

    start: int
    data: int
    end: int
    raw_name: bytes
    method: int
    flags: int


def locate(stream: BinaryIO, member: Member, *, file: str) -> Record:
    """Return the record of a member, read from its local header.

    Raises:
        RefusedFile: ``zip-damaged`` when there is no local header where the directory says.
    """
    stream.seek(member.offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or header[:4] != b"PK\3\4":
        raise damaged(file)
    _, _, flags, method, _, _, _, _, _, name_length, extra_length = _LOCAL.unpack(header)
    name = stream.read(name_length)
    # The local header has its own extra field, often of another length than the directory's.
    data = member.offset + _LOCAL.size + name_length + extra_length
    end = data + member.compressed_size
    if flags & DESCRIPTOR_FLAG:
        stream.seek(end)
        end += _descriptor_length(stream.read(24), member)
    return Record(member.offset, data, end, name, method, flags)


def _descriptor_length(raw: bytes, member: Member) -> int:
    """Return the length of the data descriptor, whose mark is optional and sizes 32 or 64 bits."""
    mark = 4 if raw[:4] == b"PK\7\x08" else 0
    # No descriptor follows, in spite of the flag: the sizes in the directory count.
    if raw[mark : mark + 4] != member.crc.to_bytes(4, "little"):
        return 0
    wide = struct.pack("<QQ", member.compressed_size, member.size)
    return mark + (20 if raw[mark + 4 : mark + 20] == wide else 12)
