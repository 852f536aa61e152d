"""Guard against harmful files: refuse them before a parser sees a byte.

Only the zip directory and the local headers are read here: a few milliseconds on an ordinary
workbook, whatever its size. The content of a part is checked when it is read
(`kpibook.xlsx.opc.zip_reader`, `kpibook.xlsx.xml.text`).
"""

from __future__ import annotations

import stat
from typing import BinaryIO

from kpibook.errors import Location, RefusedFile
from kpibook.xlsx.opc import file_signature
from kpibook.xlsx.opc.limits import Limits
from kpibook.xlsx.opc.zip_directory import (
    DEFLATED,
    ENCRYPTED_FLAG,
    STORED,
    Directory,
    Member,
    Record,
    damaged,
    locate,
    read_directory,
)

_UNIX = 3
_HOSTILE = "Do not open this file: no spreadsheet program makes it."
#: Of honest workbooks only the largest that a program exports come near a limit.
_TOO_LARGE = (
    "Delete sheets and pictures that are not needed in Excel and save it, or ask the person who "
    "looks after kpibook."
)
_UNLIKELY = (
    "Do not open it unless you know who made it. If you do, save it again in Excel, or ask the "
    "person who looks after kpibook."
)


def admit(stream: BinaryIO, file: str, limits: Limits) -> list[tuple[Member, Record]]:
    """Read the directory of a package and refuse any member that no honest writer makes.

    Args:
        stream: The file, open for reading.
        file: Name for messages.
        limits: Sizes allowed.

    Returns:
        Each member with its record (the offsets of its bytes), in directory order.

    Raises:
        RefusedFile: ``file-too-large``, ``file-empty``, ``workbook-encrypted``,
            ``workbook-legacy``, ``not-a-workbook``, ``zip-damaged``, ``too-many-members``,
            ``member-name-unsafe``, ``member-duplicate``, ``member-encrypted``,
            ``member-compression``, ``member-mismatch``, ``member-overlap``, ``member-hidden``,
            ``part-too-large``, ``package-too-large``, ``part-inflates-too-far``,
            ``content-types-missing``.
    """
    size = stream.seek(0, 2)
    if size > limits.file_size:
        raise _refused(
            f"the file is {size:,} bytes, more than the {limits.file_size:,} allowed.",
            "file-too-large", file, _TOO_LARGE,
        )  # fmt: skip
    stream.seek(0)
    # A zip file with no members at all starts with its end record, PK 5 6.
    if stream.read(4) not in (b"PK\3\4", b"PK\5\6"):
        raise file_signature.refusal(stream, file)
    directory = read_directory(stream, size, file=file, most_members=limits.members)
    _check_names(directory.members, file)
    _check_sizes(directory.members, file, limits)
    for member in directory.members:
        _check_member(member, file)
    return _locate_all(stream, directory, file)


def _check_names(members: tuple[Member, ...], file: str) -> None:
    keys: set[str] = set()
    for member in members:
        name = member.name.replace("\\", "/")
        # The packaging standard compares part names without regard to case, and Windows tools write
        # backslashes: names that differ only in these are one part.
        key = name.lstrip("/").lower()
        if _is_unsafe(name):
            raise _refused(
                f"the part name {_shown(name)} would climb out of the package.",
                "member-name-unsafe", file, _HOSTILE,
            )  # fmt: skip
        if key in keys:
            raise _refused(
                f"the part {_shown(name)} is there twice, so two readers could see two workbooks.",
                "member-duplicate", file, "Open it in Excel and save it again, if you trust it.",
            )  # fmt: skip
        keys.add(key)
    if "[content_types].xml" not in keys:
        raise _refused(
            "the file is a zip archive, but not a workbook: it has no [Content_Types].xml.",
            "content-types-missing", file, "Open it in Excel and save it as .xlsx.",
        )  # fmt: skip


def _is_unsafe(name: str) -> bool:
    """Return True for a name that leaves its folder when unpacked, or has a meaning in Windows.

    >>> _is_unsafe("xl/../../x"), _is_unsafe("C:/x"), _is_unsafe("/xl/workbook.xml")
    (True, True, False)
    """
    return ".." in name.split("/") or ":" in name or "\0" in name or not name.strip("/")


def _check_sizes(members: tuple[Member, ...], file: str, limits: Limits) -> None:
    # The sizes are those that the directory declares; zip_reader never unpacks more than these.
    total = 0
    for member in members:
        total += member.size
        if member.size > limits.part_size:
            raise _refused(
                f"the part {_shown(member.name)} unpacks to {member.size:,} bytes, more than the "
                f"{limits.part_size:,} allowed.",
                "part-too-large", file, _TOO_LARGE,
            )  # fmt: skip
        if member.size > limits.ratio_from and member.size > limits.ratio * member.compressed_size:
            raise _refused(
                f"the part {_shown(member.name)} unpacks to more than {limits.ratio} times its "
                "size, as files made to exhaust a computer do.",
                "part-inflates-too-far", file, _UNLIKELY,
            )  # fmt: skip
    if total > limits.total_size:
        raise _refused(
            f"the parts unpack to {total:,} bytes, more than the {limits.total_size:,} allowed.",
            "package-too-large", file, _TOO_LARGE,
        )  # fmt: skip


def _check_member(member: Member, file: str) -> None:
    if member.flags & ENCRYPTED_FLAG:
        raise _refused(
            "the file is a zip archive with a password, not a workbook.",
            "member-encrypted", file, "Unpack it with its password first.",
        )  # fmt: skip
    if member.method not in (STORED, DEFLATED):
        raise _refused(
            f"the part {_shown(member.name)} is compressed in a way (method {member.method}) that "
            "Excel does not read.",
            "member-compression", file, "Open it where it was made and save it as .xlsx again.",
        )  # fmt: skip
    # The upper half of the external attributes is a Unix file mode only if Unix made the member.
    if member.made_by >> 8 == _UNIX and stat.S_ISLNK(member.external_attributes >> 16):
        raise _refused(
            f"the part {_shown(member.name)} is a link to another file.",
            "member-name-unsafe", file, _HOSTILE,
        )  # fmt: skip


def _locate_all(stream: BinaryIO, directory: Directory, file: str) -> list[tuple[Member, Record]]:
    # An offset of 64 bits may be larger than any file, and than what a stream takes.
    if any(m.offset + m.compressed_size > directory.start for m in directory.members):
        raise damaged(file)
    located = [(member, locate(stream, member, file=file)) for member in directory.members]
    # A reader that goes by local headers and a reader that goes by the directory must see the same
    # workbook.
    for member, record in located:
        if record.raw_name != member.raw_name or record.method != member.method:
            raise _refused(
                f"the part {_shown(member.name)} goes by another name or method in its own header.",
                "member-mismatch", file, "Open it in Excel and save it again, if you trust it.",
            )  # fmt: skip
    # Overlapping records let a small file hold one bomb many times over.
    end = 0
    for _, record in sorted(located, key=lambda pair: pair[1].start):
        if record.start < end:
            raise _refused(
                "two parts of the file share the same bytes, as in files made to do harm.",
                "member-overlap", file, _HOSTILE,
            )  # fmt: skip
        end = record.end
    if end > directory.start:
        raise damaged(file)
    _check_gaps(stream, [record for _, record in located], directory.start, file)
    return located


def _check_gaps(stream: BinaryIO, records: list[Record], directory: int, file: str) -> None:
    """Refuse a member that the directory does not list: who reads from the front meets it."""
    end = 0
    spans = sorted((record.start, record.end) for record in records)
    for start, next_end in [*spans, (directory, directory)]:
        if start > end:
            stream.seek(end)
            if stream.read(min(4, start - end)) == b"PK\3\4":
                raise _refused(
                    "the file holds a part that its list of parts does not name, so two readers "
                    "could see two workbooks.",
                    "member-hidden", file, _HOSTILE,
                )  # fmt: skip
        end = next_end


def _refused(what: str, code: str, file: str, fix: str) -> RefusedFile:
    return RefusedFile(what, code=code, where=Location(file), fix=fix)


def _shown(name: str) -> str:
    """Return a part name fit for a message: short and without control characters."""
    return ascii(name if len(name) <= 60 else name[:57] + "...")
