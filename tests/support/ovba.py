"""A reader of VBA projects after [MS-OVBA], and what it has against one.

Written from the specification and not from pyOpenVBA, which builds the add-in: the same mistake is
then not made twice. Sections are named where a rule comes from.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import olefile

#: PROJECTINFORMATION (2.3.4.2.1): identifier and length of each record, None for any length.
INFORMATION: tuple[tuple[int, int | None], ...] = (
    (0x0001, 4), (0x004A, 4), (0x0002, 4), (0x0014, 4), (0x0003, 2), (0x0004, None), (0x0005, None),
    (0x0040, None), (0x0006, None), (0x003D, None), (0x0007, 4), (0x0008, 4), (0x0009, 6),
    (0x000C, None), (0x003C, None),
)  # fmt: skip
#: MODULE (2.3.4.2.3.2), without its two optional records before the last.
MODULE: tuple[tuple[int, int | None], ...] = (
    (0x0019, None), (0x0047, None), (0x001A, None), (0x0032, None), (0x001C, None), (0x0048, None),
    (0x0031, 4), (0x001E, 4), (0x002C, 2),
)  # fmt: skip
PROCEDURAL, NOT_PROCEDURAL, READ_ONLY, PRIVATE, END_OF_MODULE = 0x21, 0x22, 0x25, 0x28, 0x2B
NAME, NAME_IN_UNICODE, REGISTERED = 0x16, 0x3E, 0x0D
MODULES, COOKIE, END = 0x0F, 0x13, 0x10
#: [MS-VBAL] 4.2: the attributes that a class or a document's module has, in this order.
OF_A_CLASS = (
    "VB_Name", "VB_Base", "VB_GlobalNameSpace", "VB_Creatable", "VB_PredeclaredId", "VB_Exposed",
    "VB_TemplateDerived", "VB_Customizable",
)  # fmt: skip
#: The library in which IRibbonUI and IRibbonControl are.
OFFICE = "{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}"
_LIBID = re.compile(
    r"\*\\G\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}#[0-9a-fA-F]+\.[0-9a-fA-F]+#[0-9A-F]+#.*#.*"
)


class Broken(Exception):
    """A stream is not made of the records that the specification has in that place."""


@dataclass
class Module:
    """A module as ``dir`` describes it."""

    name: str
    stream: str
    offset: int
    cookie: int
    is_procedural: bool


@dataclass
class Directory:
    """The ``dir`` stream, read record by record."""

    texts: dict[int, bytes] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    modules: list[Module] = field(default_factory=list)
    cookie: int = 0


def streams_of(project: bytes) -> dict[str, bytes]:
    """Every stream of a vbaProject.bin, by its path."""
    with olefile.OleFileIO(BytesIO(project)) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


def decompressed(data: bytes) -> bytes:
    """A CompressedContainer (2.4.1) as it was before compression."""
    if data[:1] != b"\x01":
        raise Broken("a compressed container begins with 1")
    at, out = 1, bytearray()
    while at < len(data):
        header = int.from_bytes(data[at : at + 2], "little")
        if (header >> 12) & 7 != 3:
            raise Broken("a chunk has another signature than 3")
        end = min(at + (header & 0xFFF) + 3, len(data))
        out += _chunk(data[at + 2 : end], is_compressed=bool(header >> 15))
        at = end
    return bytes(out)


def _chunk(data: bytes, *, is_compressed: bool) -> bytes:
    if not is_compressed:
        return data
    out, at = bytearray(), 0
    while at < len(data):
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            token, at = int.from_bytes(data[at : at + 2], "little"), at + 2
            bits = max((len(out) - 1).bit_length(), 4)
            offset, length = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
            for _ in range(length):
                out.append(out[-offset])
    return bytes(out)


def compressed(data: bytes) -> bytes:
    """Data in a CompressedContainer, nothing of it made shorter: for a broken project."""
    out = bytearray(b"\x01")
    for at in range(0, len(data), 3000):
        part = data[at : at + 3000]
        tokens = b"".join(b"\x00" + part[i : i + 8] for i in range(0, len(part), 8))
        out += struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens
    return bytes(out)


def records_of(directory: bytes) -> Iterator[tuple[int, bytes]]:
    """Identifier and content of each record of a ``dir`` stream, in turn."""
    at = 0
    while at < len(directory):
        if at + 6 > len(directory):
            raise Broken("the dir stream ends within a record")
        identifier, size = struct.unpack_from("<HI", directory, at)
        if identifier == 0x0009:
            size = 6  # 2.3.4.2.1.11: the number there is 4, and two bytes more follow
        if at + 6 + size > len(directory):
            raise Broken(f"record {identifier:#06x} is longer than the stream")
        yield identifier, directory[at + 6 : at + 6 + size]
        at += 6 + size


class _Reader:
    def __init__(self, directory: bytes) -> None:
        self._records = list(records_of(directory))
        self._at = 0

    @property
    def next(self) -> int | None:
        return self._records[self._at][0] if self._at < len(self._records) else None

    def take(self, identifier: int, size: int | None = None) -> bytes:
        if self.next != identifier:
            shown = "the end" if self.next is None else f"{self.next:#06x}"
            raise Broken(f"record {identifier:#06x} was expected and {shown} is there")
        content = self._records[self._at][1]
        if size is not None and len(content) != size:
            raise Broken(f"record {identifier:#06x} has {len(content)} bytes, not {size}")
        self._at += 1
        return content


def directory_of(data: bytes) -> Directory:
    """Read a ``dir`` stream after the grammar of 2.3.4.2; raise Broken where it departs."""
    reader, read = _Reader(decompressed(data)), Directory()
    for identifier, size in INFORMATION:
        if identifier == 0x004A and reader.next != identifier:
            continue  # optional
        read.texts[identifier] = reader.take(identifier, size)
    while reader.next == NAME:
        name = reader.take(NAME).decode("cp1252")
        if reader.take(NAME_IN_UNICODE).decode("utf-16-le") != name:
            raise Broken(f"the reference {name} has another name in Unicode")
        read.references[name] = _libid(reader.take(REGISTERED))
    (count,) = struct.unpack("<H", reader.take(MODULES, 2))
    (read.cookie,) = struct.unpack("<H", reader.take(COOKIE, 2))
    read.modules = [_module(reader) for _ in range(count)]
    reader.take(END, 0)
    if reader.next is not None:
        raise Broken("records follow the terminator")
    return read


def _libid(content: bytes) -> str:
    (size,) = struct.unpack_from("<I", content)
    if len(content) != size + 10 or content[4 + size :] != bytes(6):
        raise Broken("a registered reference has another length than it states")
    return content[4 : 4 + size].decode("cp1252")


def _module(reader: _Reader) -> Module:
    taken = {identifier: reader.take(identifier, size) for identifier, size in MODULE}
    kind = reader.next
    if kind not in (PROCEDURAL, NOT_PROCEDURAL):
        raise Broken("a module has no type")
    reader.take(kind, 0)
    for optional in (READ_ONLY, PRIVATE):
        if reader.next == optional:
            reader.take(optional, 0)
    reader.take(END_OF_MODULE, 0)
    for first, second in ((0x0019, 0x0047), (0x001A, 0x0032), (0x001C, 0x0048)):
        if taken[first].decode("cp1252") != taken[second].decode("utf-16-le"):
            raise Broken(f"record {first:#06x} differs from {second:#06x}")
    return Module(
        taken[0x0019].decode("cp1252"),
        taken[0x001A].decode("cp1252"),
        int.from_bytes(taken[0x0031], "little"),
        int.from_bytes(taken[0x002C], "little"),
        kind == PROCEDURAL,
    )


def faults(streams: Mapping[str, bytes], sources: Mapping[str, str]) -> list[str]:
    """What the specification, or the text that was to be in it, has against a project.

    Args:
        streams: As of `streams_of`.
        sources: The text that each module is to end with, by name.
    """
    cache = list(_cache(streams))
    try:
        directory = directory_of(streams["VBA/dir"])
        return [
            *cache,
            *_of_modules(streams, directory, sources),
            *_of_references(directory),
            *_in_step(streams, directory),
            *_protection(streams["PROJECT"].decode("cp1252")),
        ]
    except Broken as error:
        return [*cache, f"dir: {error}"]


def _cache(streams: Mapping[str, bytes]) -> Iterator[str]:
    # 2.3.4.1, and 1.6: only with Version 0xFFFF are caches of another version left alone.
    head = streams["VBA/_VBA_PROJECT"]
    if head[:2] != b"\xcc\x61":
        yield "_VBA_PROJECT: Reserved1 is not 0x61CC"
    if head[2:4] != b"\xff\xff":
        yield "_VBA_PROJECT: Version is not 0xFFFF"
    if head[4:5] != b"\x00":
        yield "_VBA_PROJECT: Reserved2 is not 0"
    if len(head) != 7:
        yield "_VBA_PROJECT: there is a PerformanceCache"
    for name in streams:
        if name.startswith("VBA/__SRP_"):  # 2.2.6
            yield f"{name}: a cache of another version"


def _of_modules(
    streams: Mapping[str, bytes], directory: Directory, sources: Mapping[str, str]
) -> Iterator[str]:
    if directory.cookie != 0xFFFF:
        yield "dir: the project's cookie is not 0xFFFF"
    if {module.name for module in directory.modules} != set(sources):
        yield "dir: other modules than there are sources"
    streamed = {name for name in streams if name not in ("VBA/dir", "VBA/_VBA_PROJECT")}
    if {f"VBA/{module.stream}" for module in directory.modules} != {
        name for name in streamed if name.startswith("VBA/") and "__SRP_" not in name
    }:
        yield "VBA: other streams than dir has modules"
    for module in directory.modules:
        if module.cookie != 0xFFFF:
            yield f"{module.name}: its cookie is not 0xFFFF"
        if module.offset:
            yield f"{module.name}: source at {module.offset}, so there is a PerformanceCache"
        try:
            text = decompressed(streams.get(f"VBA/{module.stream}", b"")[module.offset :])
        except (Broken, IndexError):
            yield f"{module.name}: its source cannot be read where dir says it is"
            continue
        yield from _of_source(module, text.decode("cp1252"), sources.get(module.name, ""))


def _of_source(module: Module, text: str, source: str) -> Iterator[str]:
    attributes = tuple(re.findall(r"(?m)^Attribute (\w+) = ", text))
    header = ("VB_Name",) if module.is_procedural else OF_A_CLASS
    if attributes[: len(header)] != header:
        yield f"{module.name}: not the attributes of its kind"
    if f'Attribute VB_Name = "{module.name}"\r\n' not in text:
        yield f"{module.name}: named otherwise in its source"
    body = text if module.is_procedural else "".join(re.split(r"(?m)^Attribute .*\r\n", text))
    if body != source:
        yield f"{module.name}: another text than its source"


def _of_references(directory: Directory) -> Iterator[str]:
    for name, libid in directory.references.items():
        if not _LIBID.fullmatch(libid):  # 2.1.1.8
            yield f"reference {name}: not a LibidReference"
    if not any(OFFICE in libid for libid in directory.references.values()):
        yield "references: none to Office, which has the types of the ribbon"


def _in_step(streams: Mapping[str, bytes], directory: Directory) -> Iterator[str]:
    project = streams["PROJECT"].decode("cp1252")
    kinds = {"Module": True, "Class": False, "Document": False}
    listed = {
        name.partition("/")[0]: kinds[kind]
        for kind, name in re.findall(r"(?m)^(Module|Class|Document)=(.*?)\r$", project)
    }
    described = {module.name: module.is_procedural for module in directory.modules}
    if listed != described:
        yield "PROJECT: other modules, or of other kinds, than dir"
    if f'Name="{directory.texts[4].decode("cp1252")}"' not in project:
        yield "PROJECT: another name than dir"
    workspace = re.findall(r"(?m)^(\w+)=-?\d+, ", project.partition("[Workspace]")[2])
    if set(workspace) != set(described):
        yield "PROJECT: windows of other modules"
    named = b"".join(
        name.encode("cp1252") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in described
    )
    if streams["PROJECTwm"] != named + b"\0\0":  # 2.3.3
        yield "PROJECTwm: other names than dir"


def _protection(project: str) -> Iterator[str]:
    """A project that can be viewed and edited: no protection, no password (2.3.1.15 to 17)."""
    values = dict(re.findall(r'(?m)^(ID|CMG|DPB|GC)="(.*?)"\r$', project))
    for key, wanted in (("CMG", bytes(4)), ("DPB", b"\0"), ("GC", b"\xff")):
        if _decrypted(bytes.fromhex(values[key]), values["ID"]) != wanted:
            yield f"PROJECT: {key} does not say that anyone may look"


def _decrypted(data: bytes, identifier: str) -> bytes:
    """Data Encryption undone (2.4.3.3), with the project's identifier as the key."""
    key = sum(identifier.encode("cp1252")) & 0xFF
    seed, version_encrypted, key_encrypted = data[0], data[1], data[2]
    version, project_key = seed ^ version_encrypted, seed ^ key_encrypted
    if version != 2 or project_key != key:
        return b"unreadable"
    before, older, last = project_key, key_encrypted, version_encrypted
    plain = bytearray()
    for byte in data[3:]:
        value = byte ^ ((last + before) & 0xFF)
        plain.append(value)
        last, older, before = older, byte, value
    ignored = (seed & 6) // 2
    (length,) = struct.unpack_from("<I", plain, ignored)
    return bytes(plain[ignored + 4 : ignored + 4 + length])
