"""The VBA project that ships, held against [MS-OVBA] by a reader that shares nothing with it."""

from __future__ import annotations

import functools
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from pyopenvba import ExcelFile

from kpibook.addin.xlam.vba_modules import modules, this_workbook
from kpibook.addin.xlam.vba_project import ModuleSource, as_specified, directory
from tests.support import addin, ovba

Streams = dict[str, bytes]


@functools.cache
def shipped() -> bytes:
    with zipfile.ZipFile(BytesIO(addin.SHIPPED.read_bytes())) as package:
        return package.read("xl/vbaProject.bin")


@functools.cache
def sources() -> dict[str, str]:
    """The texts that are to be in the project: ours, the generated ones, xlwings' runtime."""
    return {
        **{module.name: module.text for module in modules()},
        "ThisWorkbook": this_workbook(),
        "Sheet1": "",
    }


def test_the_shipped_project_is_as_the_specification_has_it() -> None:
    assert ovba.faults(ovba.streams_of(shipped()), sources()) == []


def test_it_holds_no_class_of_another_author() -> None:
    described = ovba.directory_of(ovba.streams_of(shipped())["VBA/dir"]).modules

    assert [module.name for module in described if not module.is_procedural] == [
        "ThisWorkbook",
        "Sheet1",
    ]


def test_what_pyopenvba_makes_by_itself_would_be_refused(tmp_path: object) -> None:
    raw = of_pyopenvba(tmp_path)
    own = {"ThisWorkbook": "", "Sheet1": "", "Module1": 'Attribute VB_Name = "Module1"\r\n'}

    found = ovba.faults(ovba.streams_of(raw), own)

    assert "_VBA_PROJECT: Version is not 0xFFFF" in found
    assert "_VBA_PROJECT: there is a PerformanceCache" in found
    assert "dir: the dir stream ends within a record" in found
    assert ovba.faults(ovba.streams_of(as_specified(raw)), own) == []


def of_pyopenvba(folder: object) -> bytes:
    path = f"{folder}/made.xlsm"
    with ExcelFile.create_new(path) as book:
        book.save()
    with zipfile.ZipFile(path) as package:
        return package.read("xl/vbaProject.bin")


def test_it_can_be_written_again_without_a_change() -> None:
    again = ovba.streams_of(as_specified(shipped()))

    assert again == ovba.streams_of(shipped())


def in_dir(change: Callable[[bytes], bytes]) -> Callable[[Streams], None]:
    def broken(streams: Streams) -> None:
        before = ovba.decompressed(streams["VBA/dir"])
        after = change(before)
        assert after != before
        streams["VBA/dir"] = ovba.compressed(after)

    return broken


def stream(name: str, change: Callable[[bytes], bytes]) -> Callable[[Streams], None]:
    def broken(streams: Streams) -> None:
        before = streams[name]
        streams[name] = change(before)
        assert streams[name] != before

    return broken


def without(record: int) -> Callable[[bytes], bytes]:
    def change(directory: bytes) -> bytes:
        out, dropped = b"", False
        for identifier, content in ovba.records_of(directory):
            if identifier == record and not dropped:
                dropped = True
                continue
            size = 4 if identifier == 0x0009 else len(content)
            out += struct.pack("<HI", identifier, size) + content
        return out

    return change


def text_of(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda data: ovba.compressed(change(ovba.decompressed(data)))


def without_attribute(name: bytes) -> Callable[[bytes], bytes]:
    return text_of(
        lambda text: b"".join(line for line in text.splitlines(keepends=True) if name not in line)
    )


def number(record: int, value: int) -> bytes:
    return struct.pack("<HIH", record, 2, value)


STREAM = struct.pack("<HI", 0x1A, 9) + b"KpiRibbon"
OFFSET, PROCEDURAL = struct.pack("<HII", 0x31, 4, 0), struct.pack("<HI", 0x21, 0)


def office(data: bytes) -> int:
    return data.index(struct.pack("<HI", 0x16, 6) + b"Office")


def modules_at(data: bytes) -> int:
    return data.index(struct.pack("<HI", 0x0F, 2))


NEEDED = [
    *(record for record, _ in (*ovba.INFORMATION, *ovba.MODULE) if record != 0x004A),
    *(0x3E, 0x0D, 0x0F, 0x13, 0x2B),
]
BROKEN: list[tuple[str, Callable[[Streams], None], str]] = [
    (
        "the version of one VBA",
        stream("VBA/_VBA_PROJECT", lambda data: data[:2] + b"\xb5\x00" + data[4:]),
        "_VBA_PROJECT: Version",
    ),
    (
        "another head",
        stream("VBA/_VBA_PROJECT", lambda data: b"\xcd" + data[1:]),
        "_VBA_PROJECT: Reserved1",
    ),
    (
        "a byte that is to be zero",
        stream("VBA/_VBA_PROJECT", lambda data: data[:4] + b"\x01" + data[5:]),
        "_VBA_PROJECT: Reserved2",
    ),
    (
        "a cache of the project",
        stream("VBA/_VBA_PROJECT", lambda data: data + bytes(2537)),
        "_VBA_PROJECT: there is a PerformanceCache",
    ),
    ("a cache in a stream", lambda streams: streams.update({"VBA/__SRP_0": b"x"}), "VBA/__SRP_0"),
    (
        "compiled code before a source",
        in_dir(lambda data: data.replace(OFFSET, struct.pack("<HII", 0x31, 4, 819), 1)),
        "so there is a PerformanceCache",
    ),
    (
        "a module's cookie",
        in_dir(lambda data: data.replace(number(0x2C, 0xFFFF), number(0x2C, 7), 1)),
        "its cookie is not 0xFFFF",
    ),
    (
        "the project's cookie",
        in_dir(lambda data: data.replace(number(0x13, 0xFFFF), number(0x13, 7))),
        "the project's cookie",
    ),
    *(
        (f"no record {record:#06x}", in_dir(without(record)), "dir: record ")
        for record in NEEDED
    ),
    ("no terminator", in_dir(without(0x0010)), "dir: record 0x0010 was expected"),
    (
        "records after the end",
        in_dir(lambda data: data + struct.pack("<HI", 0x10, 0)),
        "dir: records follow",
    ),
    ("two records swapped", in_dir(lambda data: _swapped(data, 4, 5)), "dir: record 0x0003"),
    ("a record cut short", in_dir(lambda data: data[:-3]), "dir: the dir stream ends"),
    (
        "no reference to Office",
        in_dir(lambda data: data[: office(data)] + data[modules_at(data) :]),
        "references: none to Office",
    ),
    (
        "a reference that names no library",
        in_dir(lambda data: data.replace(rb"*\G{0002", rb"*\X{0002")),
        "reference stdole: not a LibidReference",
    ),
    (
        "a document without one of its attributes",
        stream("VBA/Sheet1", without_attribute(b"VB_Customizable")),
        "Sheet1: not the attributes of its kind",
    ),
    (
        "a module of another kind",
        in_dir(lambda data: data.replace(PROCEDURAL, struct.pack("<HI", 0x22, 0), 1)),
        "PROJECT: other modules, or of other kinds",
    ),
    (
        "a text changed by a letter",
        stream("VBA/KpiRibbon", text_of(lambda text: text.replace(b"KpiClick", b"KpiClack", 1))),
        "KpiRibbon: another text",
    ),
    (
        "a stream that is no container",
        stream("VBA/KpiDialogs", lambda data: b"\x00" + data[1:]),
        "KpiDialogs: its source cannot be read",
    ),
    ("a stream that has gone", lambda streams: streams.pop("VBA/KpiDialogs"), "VBA: other streams"),
    (
        "a name in another place",
        in_dir(lambda data: data.replace(STREAM, STREAM[:-2] + b"in")),
        "dir: record 0x001a differs",
    ),
    (
        "a module that PROJECT does not list",
        stream("PROJECT", lambda data: data.replace(b"Module=KpiDialogs\r\n", b"")),
        "PROJECT: other modules",
    ),
    (
        "another name of the project",
        stream("PROJECT", lambda data: data.replace(b'Name="VBAProject"', b'Name="Other"')),
        "PROJECT: another name",
    ),
    (
        "no window of a module",
        stream("PROJECT", lambda data: data.replace(b"KpiDialogs=0, 0, 0, 0, C\r\n", b"")),
        "PROJECT: windows",
    ),
    (
        "a protection that another identifier made",
        stream("PROJECT", lambda data: data.replace(b'ID="{B', b'ID="{C')),
        "PROJECT: CMG",
    ),
    (
        "names of a module that is not there",
        stream("PROJECTwm", lambda data: data.replace(b"KpiDialogs", b"KpiDialigs", 1)),
        "PROJECTwm: other names",
    ),
]  # fmt: skip


def _swapped(data: bytes, first: int, second: int) -> bytes:
    records = list(ovba.records_of(data))
    records[first], records[second] = records[second], records[first]
    return b"".join(
        struct.pack("<HI", identifier, 4 if identifier == 9 else len(content)) + content
        for identifier, content in records
    )


@pytest.mark.parametrize(
    ("broken", "said"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_each_rule_is_seen_to_be_broken(broken: Callable[[Streams], None], said: str) -> None:
    streams = ovba.streams_of(shipped())

    broken(streams)

    assert any(fault.startswith(said) or said in fault for fault in ovba.faults(streams, sources()))


def test_a_directory_without_modules_is_whole_too() -> None:
    read = ovba.directory_of(ovba.compressed(directory([])))

    assert read.modules == []
    assert list(read.references) == ["stdole", "Office"]


def test_a_module_of_a_document_is_no_procedural_one() -> None:
    made = directory(
        [ModuleSource("A", "", is_procedural=True), ModuleSource("B", "", is_procedural=False)]
    )

    read = ovba.directory_of(ovba.compressed(made))

    assert [(module.name, module.is_procedural) for module in read.modules] == [
        ("A", True),
        ("B", False),
    ]
