"""OPC package: parts read and written; an untouched part keeps its compressed bytes."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kpibook.errors import Location, PackageError, RefusedFile, shown_name
from kpibook.files.reading import open_regular, unreadable
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc.guard import admit
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.well_formed import Piece, checked, is_sound, is_xml
from kpibook.xlsx.opc.zip_directory import DEFLATED, UTF8_FLAG, Member, Record
from kpibook.xlsx.opc.zip_reader import inflate, inflate_short
from kpibook.xlsx.opc.zip_writer import WHOLE, ZipWriter

Content = bytes | Sequence[Piece] | Callable[[], Iterator[Piece]]
"""Content of a part: its bytes, its pieces, or a function that yields its pieces each time."""

_STAMP_DATE = (1 << 5) | 1
"""1 January 1980, the first date of zip: an edit gives the same bytes on any day."""

_CACHED_UP_TO = 128 * 1024
"""Bytes up to which a part is cached once read: workbook, styles and relationships are read again
and again, and inflating them each time would take most of the time of a small edit."""


def normalised(name: str) -> str:
    r"""Return a part name with forward slashes and no leading slash, its case as spelled.

    >>> normalised("\\xl\\Workbook.XML")
    'xl/Workbook.XML'
    """
    return name.replace("\\", "/").lstrip("/")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The edits of a package at one moment."""

    members: dict[str, Member]
    records: dict[str, Record]
    edits: dict[str, Content]
    removed: list[str]


class OpcPackage:
    """The parts of a workbook file, with edits held in memory until they are written out.

    Part names are matched without regard to case, leading slash or which slash, as the
    packaging standard asks; every member keeps its spelling, order, stamp and attributes.
    """

    def __init__(self, stream: BinaryIO, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
        self.name = name
        self._limits = limits
        self._stream = stream
        self._admitted = admit(stream, name, limits)
        self._members: dict[str, Member] = {}
        self._records: dict[str, Record] = {}
        for member, record in self._admitted:
            key = normalised(member.name).lower()
            self._members[key] = member
            self._records[key] = record
        self._edits: dict[str, Content] = {}
        self._removed: list[str] = []
        self._cache: dict[str, bytes] = {}
        self._sound: set[str] = set()  # parts of the file that were read to their end

    @classmethod
    def open(cls, path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a file.

        Raises:
            PackageError: ``file-missing``, ``not-a-file``, ``file-unreadable``.
            RefusedFile: What the guard refuses; see `kpibook.xlsx.opc.guard`.
        """
        path = Path(path)
        stream = open_for_reading(path)
        try:
            return cls(stream, shown_name(path.name), limits)
        except BaseException:
            stream.close()
            raise

    @classmethod
    def from_bytes(cls, data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a workbook held in memory; `name` is used in messages."""
        return cls(io.BytesIO(data), name, limits)

    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the file, without folders."""
        return [
            normalised(member.name)
            for key, member in self._members.items()
            if not key.endswith("/")
        ]

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and normalised(part).lower() in self._members

    def size(self, part: str) -> int:
        """Return the size of a part in bytes, uncompressed; the old size if an edit is streamed."""
        key = self._key(part)
        edit = self._edits.get(key)
        # A streamed edit has no size until it has run once.
        if edit is None or callable(edit):
            return self._members[key].size
        return len(edit) if isinstance(edit, bytes) else sum(len(piece) for piece in edit)

    def crc(self, part: str) -> int | None:
        """Return the CRC-32 of a part's content; None for an edit that is streamed."""
        key = self._key(part)
        edit = self._edits.get(key)
        if edit is None:
            return self._members[key].crc
        if callable(edit):
            return None
        crc = 0
        for piece in _pieces(edit):
            crc = zlib.crc32(piece, crc)
        return crc

    def read(self, part: str) -> bytes:
        """Return the whole content of a part, edits included.

        Raises:
            PackageError: ``part-missing``.
            RefusedFile: ``part-damaged``, ``xml-too-large``.
        """
        key = self._key(part)
        if key in self._cache:
            return self._cache[key]
        if key not in self._edits and self._members[key].size > self._limits.xml_size:
            raise self._too_large(part)
        content = b"".join(self.stream(part))
        if len(content) <= _CACHED_UP_TO:
            self._cache[key] = content
        return content

    def stream(self, part: str) -> Iterator[Piece]:
        """Yield the content of a part in pieces, edits included; for parts too large to hold."""
        return self.reader(part)()

    def reader(self, part: str) -> Callable[[], Iterator[Piece]]:
        """Return a function that streams the part as it is now, whatever is written later."""
        key = self._key(part)
        edit = self._edits.get(key)
        if edit is not None:
            return lambda: iter(_pieces(edit))
        return lambda: self._checked(key)

    def check_parts(self) -> None:
        """Read every part of the file that was not read to its end yet, so that it is checked.

        A package that is saved is vouched for: a part copied without a look may be damaged.

        Raises:
            RefusedFile: ``part-damaged``, ``xml-not-well-formed``, ``xml-doctype``.
        """
        for key in [key for key in self._records if key not in self._edits]:
            if key not in self._sound:
                for _ in self._checked(key):
                    pass

    def _checked(self, key: str) -> Iterator[Piece]:
        """Yield a part of the file; the first time to its end, its form is checked too."""
        member, record = self._members[key], self._records[key]
        short = inflate_short(self._stream, member, record)
        if short is not None and (key in self._sound or not is_xml(key) or is_sound(short)):
            self._sound.add(key)
            yield short
            return
        pieces: Iterator[Piece] = inflate(self._stream, member, record, file=self.name)
        if key in self._sound:
            yield from pieces
            return
        if is_xml(key):
            pieces = checked(pieces, part=member.name, file=self.name, size=member.size)
        yield from pieces
        self._sound.add(key)

    def write(self, part: str, content: Content) -> None:
        """Set the content of a part; a new part comes last in the file, with this spelling."""
        key = normalised(part).lower()
        if key not in self._members:
            self._members[key] = _new_member(normalised(part))
        self._edits[key] = content
        self._cache.pop(key, None)

    def remove(self, part: str) -> None:
        """Remove a part; do nothing if the package has no such part."""
        key = normalised(part).lower()
        member = self._members.pop(key, None)
        if member is not None and self._records.pop(key, None) is not None:
            self._removed.append(normalised(member.name))
        self._edits.pop(key, None)
        self._cache.pop(key, None)

    def changed(self) -> list[str]:
        """Return the names of the parts rewritten or added, in the order of the file."""
        return [normalised(self._members[key].name) for key in self._members if key in self._edits]

    def added(self) -> list[str]:
        """Return the names of the parts that were not in the file."""
        return [
            normalised(member.name)
            for key, member in self._members.items()
            if key not in self._records
        ]

    def removed(self) -> list[str]:
        """Return the names of the parts that were in the file and will not be."""
        return list(self._removed)

    def is_as_opened(self) -> bool:
        """Return True if the parts are those of the file, each with its old content."""
        admitted = {normalised(m.name).lower(): (m, r) for m, r in self._admitted}
        if admitted.keys() != self._members.keys():
            return False
        # Contents are compared, not zip bytes: compressing again never gives Excel's bytes.
        return all(
            _digest(_pieces(edit)) == _digest(inflate(self._stream, *admitted[key], file=self.name))
            for key, edit in self._edits.items()
        )

    def dump(self, target: BinaryIO) -> None:
        """Write the package to a seekable stream; without edits, the same bytes as the file."""
        if not self._edits and not self._removed:
            self._copy_file(target)
            return
        writer = ZipWriter(target)
        for key, member in self._members.items():
            edit = self._edits.get(key)
            if edit is None:
                writer.copy(self._stream, member, self._records[key])
            elif isinstance(edit, bytes) and len(edit) <= WHOLE:
                writer.add_whole(member, edit)
            else:
                # A streamed edit tells its size too late for the local header, so the old size
                # decides if the header needs room for 64 bits.
                expected = max(member.size, self.size(member.name))
                writer.add(member, _pieces(edit), expected_size=expected)
        writer.finish()

    def _copy_file(self, target: BinaryIO) -> None:
        self._stream.seek(0)
        while piece := self._stream.read(1024 * 1024):
            target.write(piece)

    def checkpoint(self) -> Checkpoint:
        """Return the edits made so far, for `roll_back`."""
        members, records = dict(self._members), dict(self._records)
        return Checkpoint(members, records, dict(self._edits), list(self._removed))

    def roll_back(self, to: Checkpoint) -> None:
        """Undo every edit made since a checkpoint."""
        self._members, self._records = dict(to.members), dict(to.records)
        self._edits, self._removed = dict(to.edits), list(to.removed)
        self._cache.clear()

    @property
    def in_memory(self) -> bool:
        """Return True if the package was opened from bytes and has no file open."""
        return isinstance(self._stream, io.BytesIO)

    def reattach(self, path: Path) -> None:
        """Open the file again after it was closed; it must not have changed since."""
        if self._stream.closed:
            self._stream = open_for_reading(path)

    def stamp(self) -> tuple[int, int, int] | None:
        """Return what a save would change of the open file; None for a package in memory."""
        return None if self.in_memory else stamp_of(os.fstat(self._stream.fileno()))

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _key(self, part: str) -> str:
        key = normalised(part).lower()
        if key not in self._members:
            raise self._missing(part)
        return key

    def _too_large(self, part: str) -> RefusedFile:
        return RefusedFile(
            f"the part {normalised(part)!r} unpacks to more than the "
            f"{self._limits.xml_size:,} bytes that are read whole.",
            code="xml-too-large",
            where=Location(self.name),
            why="No workbook that people made has one so large.",
            fix="Do not open it unless you know who made it. If you do, save it again in Excel, or "
            "ask the person who looks after kpibook.",
        )

    def _missing(self, part: str) -> PackageError:
        return RefusedFile(
            f"the workbook has no part {normalised(part)!r}.",
            code="part-missing",
            where=Location(self.name),
            fix="Open it in Excel, which repairs such a file, and save it as .xlsx.",
        )


def open_for_reading(path: Path) -> BinaryIO:
    """Open a file to read.

    Raises:
        PackageError: ``file-missing``, ``not-a-file`` (a folder, pipe, device or socket), or
            ``file-unreadable`` with the system's reason.
    """
    try:
        return open_regular(path)
    except OSError as error:
        raise unreadable(error, shown_name(path.name), PackageError) from error


def stamp_of(status: os.stat_result) -> tuple[int, int, int]:
    """Return the time, the size and the number of a file: a save changes one of them."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def _new_member(name: str) -> Member:
    raw = name.encode("utf-8")
    flags = 0 if name.isascii() else UTF8_FLAG
    return Member(raw, flags, DEFLATED, 0, _STAMP_DATE, 0, 0, 0, 0)


def _digest(pieces: Iterable[Piece]) -> bytes:
    """Return a hash of a content, so that a large part need not be held in memory."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _pieces(content: Content) -> Iterable[Piece]:
    if isinstance(content, bytes):
        return (content,)
    return content() if callable(content) else content
