"""Workbooks that two programs would read differently are refused, and never written again."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.books import a_book
from tests.support.cli import run_here
from tests.support.zips import changed, part_with

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    return a_book(folder, {"Ref": "A1", "Target": 5}, {"Ref": "A2", "Target": 7})


def _quarter(book: Path) -> str:
    return part_with(book, b'<c r="H6"')


def _after_rows(text: bytes) -> Change:
    return lambda part: part.replace(b"</sheetData>", text + b"</sheetData>", 1)


AMBIGUOUS = {
    "two lists of rows": lambda part: part.replace(
        b"</sheetData>", b'</sheetData><sheetData><row r="6"/></sheetData>'
    ),
    "a row twice": _after_rows(b'<row r="6"><c r="H6"><v>9</v></c></row>'),
    "a cell twice": lambda part: part.replace(b'<c r="H6"', b'<c r="H6"><v>9</v></c><c r="H6"', 1),
    "a value twice": lambda part: part.replace(
        b'<c r="H6"', b'<c r="ZZ6"><v>1</v><v>2</v></c><c r="H6"', 1
    ),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_cells_that_could_be_read_in_two_ways_are_refused_by_every_command(
    book: Path, tmp_path: Path, name: str
) -> None:
    odd = changed(book, tmp_path / "odd.xlsx", {_quarter(book): AMBIGUOUS[name]})

    _refused(odd, "workbook-ambiguous")


@pytest.mark.parametrize(
    "junk",
    [
        pytest.param(b"<sheetData/>", id="an element"),
        pytest.param(b"x", id="text"),
        pytest.param(b"\0", id="a null"),
        pytest.param(b"<!-- never closed", id="a comment without its end"),
    ],
)
def test_a_part_with_something_behind_its_end_is_refused(
    book: Path, tmp_path: Path, junk: bytes
) -> None:
    odd = changed(book, tmp_path / "odd.xlsx", {_quarter(book): lambda part: part + junk})

    _refused(odd, "xml-not-well-formed")


def test_a_part_that_no_command_reads_is_looked_at_before_it_is_copied(
    book: Path, tmp_path: Path
) -> None:
    odd = changed(book, tmp_path / "odd.xlsx", {"docProps/app.xml": lambda part: part + b"<x>"})

    done = run_here("fill", odd, "-o", "out.xlsx", cwd=tmp_path)

    assert done.returncode == 3
    assert "[xml-not-well-formed]" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_two_workbook_parts_are_refused(book: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(book) as package:
        second = package.read("xl/workbook.xml")
    relation = (
        b'<Relationship Id="rId99" Target="xl/other.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/officeDocument"/>'
    )
    odd = changed(
        book,
        tmp_path / "odd.xlsx",
        {
            "xl/other.xml": second,
            "_rels/.rels": lambda part: part.replace(
                b"</Relationships>", relation + b"</Relationships>"
            ),
        },
    )

    _refused(odd, "workbook-ambiguous")


def test_an_id_that_two_relationships_share_is_refused(book: Path, tmp_path: Path) -> None:
    odd = changed(
        book,
        tmp_path / "odd.xlsx",
        {
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(
                b"</Relationships>",
                b'<Relationship Id="rId1" Target="worksheets/sheet3.xml" Type="http://schemas.'
                b'openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
                b"</Relationships>",
            )
        },
    )

    _refused(odd, "workbook-ambiguous")


@pytest.mark.parametrize("behind", [pytest.param(2, id="between"), pytest.param(-1, id="last")])
def test_a_part_that_the_directory_of_the_file_does_not_list_is_refused(
    book: Path, tmp_path: Path, behind: int
) -> None:
    with zipfile.ZipFile(book) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        for number, (name, content) in enumerate(parts):
            package.writestr(name, content)
            if number == behind % len(parts):
                package.writestr("xl/hidden.xml", b"<a/>")
                package.filelist.pop()  # its bytes stay, its entry goes
                package.NameToInfo.pop("xl/hidden.xml")
    (tmp_path / "odd.xlsx").write_bytes(memory.getvalue())

    _refused(tmp_path / "odd.xlsx", "member-hidden")


@pytest.mark.parametrize("offset", [2**63 - 1, 2**63, 2**64 - 1])
def test_an_offset_beyond_any_file_is_refused_and_not_a_traceback(
    book: Path, tmp_path: Path, offset: int
) -> None:
    content = bytearray(book.read_bytes())
    at = content.rfind(b"PK\1\2")
    name_length, extra_length = struct.unpack_from("<HH", content, at + 28)
    assert extra_length == 0
    struct.pack_into("<H", content, at + 30, 12)
    struct.pack_into("<L", content, at + 42, 0xFFFFFFFF)
    extra = struct.pack("<HHQ", 1, 8, offset)
    content[at + 46 + name_length : at + 46 + name_length] = extra
    end = content.rfind(b"PK\5\6")
    (length,) = struct.unpack_from("<L", content, end + 12)
    struct.pack_into("<L", content, end + 12, length + len(extra))
    (tmp_path / "odd.xlsx").write_bytes(content)

    _refused(tmp_path / "odd.xlsx", "zip-damaged")


def _refused(odd: Path, code: str) -> None:
    for command in (
        ["check", odd],
        ["fill", odd, "-o", "out.xlsx"],
        ["return", odd, "-o", "out.xlsx"],
        ["consolidate", odd, "-o", "out.xlsx"],
    ):
        done = run_here(*command, cwd=odd.parent)
        assert done.returncode == 3, (command[0], done.stdout)
        shown = "consolidate-nothing" if command[0] == "consolidate" else code
        assert f"[{shown}]" in done.stderr + done.stdout, (command[0], done.stderr)
        assert not (odd.parent / "out.xlsx").exists()
