"""Lists longer than any honest one: read in seconds, or refused with the bound in the message."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.books import a_book
from tests.support.cli import run_here
from tests.support.zips import changed

#: Processor seconds; each took minutes, or a gigabyte, without its bound.
MOST_SECONDS = 6.0
_LINK = (
    b'<Relationship Id="x%d" TargetMode="External" Target="http://a/" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
)
_TYPE = b'<Override PartName="/x/%d.xml" ContentType="application/xml"/>'


def _more(end: bytes, entry: bytes, number: int) -> Callable[[bytes], bytes]:
    entries = b"".join(entry % n for n in range(number))
    return lambda part: part.replace(end, entries + end)


@pytest.mark.parametrize(
    ("part", "end", "entry"),
    [
        pytest.param(
            "xl/_rels/workbook.xml.rels", b"</Relationships>", _LINK, id="of the workbook"
        ),
        pytest.param("_rels/.rels", b"</Relationships>", _LINK, id="of the file"),
        pytest.param("xl/worksheets/_rels/*", b"</Relationships>", _LINK, id="of sheets"),
        pytest.param("[Content_Types].xml", b"</Types>", _TYPE, id="content types"),
    ],
)
def test_a_list_of_parts_without_end_is_refused_with_the_bound(
    tmp_path: Path, part: str, end: bytes, entry: bytes
) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    long = changed(book, tmp_path / "long.xlsx", {part: _more(end, entry, 100_000)})
    began = time.process_time()

    done = run_here("check", long, cwd=tmp_path)

    assert time.process_time() - began < MOST_SECONDS
    assert done.returncode == 3
    assert "80,000" in done.stderr
    assert "[too-many-entries]" in done.stderr


@pytest.mark.parametrize("command", ["rate", "actuals"])
@pytest.mark.parametrize(
    ("header", "rows", "bound", "code"),
    [
        pytest.param(100_000, 1, "1,000", "too-many-headings", id="headings"),
        pytest.param(2, 1_000_000, "100,000", "source-too-large", id="rows"),
    ],
)
def test_a_table_without_end_is_refused_with_the_bound(
    tmp_path: Path, command: str, header: int, rows: int, bound: str, code: str
) -> None:
    headings = ["Ref", "Actual", *(f"Targe{n}" for n in range(header - 2))]
    table = tmp_path / "table.csv"
    table.write_text(",".join(headings) + "\n" + "A1,5\n" * rows, encoding="utf-8")
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    began = time.process_time()

    done = (
        run_here("rate", table, cwd=tmp_path)
        if command == "rate"
        else run_here("fill", book, "--dry-run", "--actuals", table, cwd=tmp_path)
    )

    assert time.process_time() - began < MOST_SECONDS
    assert done.returncode == 3
    assert bound in done.stderr
    assert f"[{code}]" in done.stderr


def test_a_table_of_the_most_headings_is_read(tmp_path: Path) -> None:
    headings = ["Ref", "Actual", *(f"Column {n}" for n in range(998))]
    (tmp_path / "table.csv").write_text(",".join(headings) + "\nA1,5\n", encoding="utf-8")

    assert run_here("rate", "table.csv", cwd=tmp_path).returncode in (0, 1)
