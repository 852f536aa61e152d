"""The zip package: parts in, parts out; what nobody touched leaves as the bytes it came as."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kpibook.errors import Location, PackageError, RefusedFile
from kpibook.xlsx.opc.guard import admit
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.zip_directory import DEFLATED, UTF8_FLAG, Member, Record
from kpibook.xlsx.opc.zip_reader import inflate
from kpibook.xlsx.opc.zip_writer import ZipWriter

Piece = bytes | memoryview
Content = bytes | Sequence[Piece] | Callable[[], Iterator[Piece]]
"""What a part is given: its bytes, its pieces, or a function that yields its pieces anew."""

_STAMP_DATE = (1 << 5) | 1
"""1 January 1980, the first date a zip file can say: new parts carry no clock."""

_KEPT = 128 * 1024
"""Parts up to this many bytes are kept once read: workbook, styles and relationships are asked
for again and again, and inflating them each time would be the larger part of a small edit."""


def normalised(name: str) -> str:
    r"""A part name with forward slashes and no leading slash, as spelled.

    >>> normalised("\\xl\\Workbook.XML")
    'xl/Workbook.XML'
    """
    return name.replace("\\", "/").lstrip("/")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A container's edits at one moment."""

    members: dict[str, Member]
    records: dict[str, Record]
    edits: dict[str, Content]
    removed: list[str]


class OpcPackage:
    """The parts of a workbook file, with edits held until they are written out.

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
        self._kept: dict[str, bytes] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a file.

        Raises:
            PackageError: ``file-missing``, ``file-unreadable``.
            RefusedFile: What the guard refuses; see `kpibook.xlsx.opc.guard`.
        """
        path = Path(path)
        stream = open_for_reading(path)
        try:
            return cls(stream, path.name, limits)
        except BaseException:
            stream.close()
            raise

    @classmethod
    def from_bytes(cls, data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a workbook held in memory; `name` is for messages."""
        return cls(io.BytesIO(data), name, limits)

    def names(self) -> list[str]:
        """Names of all parts, in the order of the file, folders left out."""
        return [
            normalised(member.name)
            for key, member in self._members.items()
            if not key.endswith("/")
        ]

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and normalised(part).lower() in self._members

    def size(self, part: str) -> int:
        """Size of a part in bytes, uncompressed; before edits when it is edited piece by piece."""
        key = self._key(part)
        edit = self._edits.get(key)
        if edit is None or callable(edit):
            return self._members[key].size
        return len(edit) if isinstance(edit, bytes) else sum(len(piece) for piece in edit)

    def read(self, part: str) -> bytes:
        """The whole content of a part, edits included.

        Raises:
            PackageError: ``part-missing``.
            RefusedFile: ``part-damaged``, ``xml-too-large``.
        """
        key = self._key(part)
        if key in self._kept:
            return self._kept[key]
        if key not in self._edits and self._members[key].size > self._limits.xml_size:
            raise self._too_large(part)
        content = b"".join(self.stream(part))
        if len(content) <= _KEPT:
            self._kept[key] = content
        return content

    def stream(self, part: str) -> Iterator[Piece]:
        """The content of a part in pieces, edits included; for parts too large to hold."""
        return self.reader(part)()

    def reader(self, part: str) -> Callable[[], Iterator[Piece]]:
        """A function that streams the part as it is now, whatever is written to it later."""
        key = self._key(part)
        edit = self._edits.get(key)
        if edit is not None:
            return lambda: iter(_pieces(edit))
        member, record = self._members[key], self._records[key]
        return lambda: inflate(self._stream, member, record, file=self.name)

    def write(self, part: str, content: Content) -> None:
        """Give a part new content, or add it last under this spelling when there is none."""
        key = normalised(part).lower()
        if key not in self._members:
            self._members[key] = _new_member(normalised(part))
        self._edits[key] = content
        self._kept.pop(key, None)

    def remove(self, part: str) -> None:
        """Take a part out; one that is not there is no matter."""
        key = normalised(part).lower()
        member = self._members.pop(key, None)
        if member is not None and self._records.pop(key, None) is not None:
            self._removed.append(normalised(member.name))
        self._edits.pop(key, None)
        self._kept.pop(key, None)

    def changed(self) -> list[str]:
        """Names of the parts rewritten or added, in the order of the file."""
        return [normalised(self._members[key].name) for key in self._members if key in self._edits]

    def added(self) -> list[str]:
        """Names of the parts that were not in the file."""
        return [
            normalised(member.name)
            for key, member in self._members.items()
            if key not in self._records
        ]

    def removed(self) -> list[str]:
        """Names of the parts that were in the file and will not be."""
        return list(self._removed)

    def is_as_opened(self) -> bool:
        """Whether every part says what it said in the file, and there are the same parts."""
        held = {normalised(m.name).lower(): (m, r) for m, r in self._admitted}
        if held.keys() != self._members.keys():
            return False
        return all(
            _digest(_pieces(edit)) == _digest(inflate(self._stream, *held[key], file=self.name))
            for key, edit in self._edits.items()
        )

    def dump(self, target: BinaryIO) -> None:
        """Write the package to a seekable stream; with no edits, the very bytes it came as."""
        if not self._edits and not self._removed:
            self._copy_whole(target)
            return
        writer = ZipWriter(target)
        for key, member in self._members.items():
            edit = self._edits.get(key)
            if edit is None:
                writer.copy(self._stream, member, self._records[key])
            else:
                expected = max(member.size, self.size(member.name))
                writer.add(member, _pieces(edit), expected_size=expected)
        writer.finish()

    def _copy_whole(self, target: BinaryIO) -> None:
        self._stream.seek(0)
        while piece := self._stream.read(1024 * 1024):
            target.write(piece)

    def checkpoint(self) -> Checkpoint:
        """What has been edited so far, to go back to with `roll_back`."""
        members, records = dict(self._members), dict(self._records)
        return Checkpoint(members, records, dict(self._edits), list(self._removed))

    def roll_back(self, to: Checkpoint) -> None:
        """Forget every edit made since a checkpoint."""
        self._members, self._records = dict(to.members), dict(to.records)
        self._edits, self._removed = dict(to.edits), list(to.removed)
        self._kept.clear()

    @property
    def in_memory(self) -> bool:
        """Whether it was opened from bytes, so that it holds no file."""
        return isinstance(self._stream, io.BytesIO)

    def reattach(self, path: Path) -> None:
        """Read on from a file that was let go of and has not changed since."""
        if self._stream.closed:
            self._stream = open_for_reading(path)

    def close(self) -> None:
        """Let go of the file."""
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
            fix="If the file is trusted, raise Limits.xml_size.",
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
        PackageError: ``file-missing``, or ``file-unreadable`` with the system's reason.
    """
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise PackageError(
            "there is no such file.", code="file-missing", where=path.name, fix="Check the path."
        ) from error
    except OSError as error:
        raise PackageError(
            f"the file cannot be read ({error.strerror or type(error).__name__}).",
            code="file-unreadable",
            where=path.name,
            fix="Close it wherever it is open, and check that you may read it.",
        ) from error


def _new_member(name: str) -> Member:
    raw = name.encode("utf-8")
    flags = 0 if name.isascii() else UTF8_FLAG
    return Member(raw, flags, DEFLATED, 0, _STAMP_DATE, 0, 0, 0, 0)


def _digest(pieces: Iterable[Piece]) -> bytes:
    """What tells one content from another, without holding a large part whole."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _pieces(content: Content) -> Iterable[Piece]:
    if isinstance(content, bytes):
        return (content,)
    return content() if callable(content) else content
