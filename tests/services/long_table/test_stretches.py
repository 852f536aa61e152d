from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.services.long_table.stretches import NotForStretches, start_of_file, stretches
from kpibook.sources.records import Record
from kpibook.workbook import layout


def records(tmp_path: Path, raw: bytes, piece: int = 16) -> list[Record]:
    path = tmp_path / "long.csv"
    path.write_bytes(raw)
    start = start_of_file(path, (layout.ACTUAL,))
    return [s.record(i) for s in stretches(path, start, piece) for i in range(len(s))]


def test_rows_come_with_the_lines_they_begin_on(tmp_path: Path) -> None:
    raw = b'ref,actual\r\nA1,5\r\n"A\r\n2",6\r\n\r\nA3,"7"\r\nA4,8'

    assert records(tmp_path, raw) == [
        (2, ["A1", "5"]),
        (3, ["A\r\n2", "6"]),
        (5, []),
        (6, ["A3", "7"]),
        (7, ["A4", "8"]),
    ]


@pytest.mark.parametrize("piece", [1, 7, 20, 1000])
def test_a_quoted_field_over_several_pieces_is_one_field(tmp_path: Path, piece: int) -> None:
    raw = b'ref,actual\nA1,5\n"one\ntwo\nthree",6\nA3,7\n'

    assert records(tmp_path, raw, piece)[1] == (3, ["one\ntwo\nthree", "6"])


def test_rows_with_more_or_fewer_fields_are_named(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"ref,actual\nA1,5\nA2\nA3,7,8\n")

    (stretch,) = stretches(path, start_of_file(path, (layout.ACTUAL,)))

    assert list(stretch.odd) == [1, 2]
    assert [list(column) for column in stretch.columns] == [["A1", "A2", "A3"], ["5", "", "7"]]
    assert stretch.record(2) == (4, ["A3", "7", "8"])


def test_titles_above_the_headings_are_no_rows(tmp_path: Path) -> None:
    assert records(tmp_path, b"Performance,\n,\nref,actual\nA1,5\n") == [(4, ["A1", "5"])]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("ref,actual\nA1,5\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"ref,actual\nCaf\xe9,5\n", id="Windows-1252"),
        pytest.param(b"ref,actual\nA\x001,5\n", id="no text"),
        pytest.param("ref,actual\nCafÃ©,5\n".encode(), id="garbled"),
        pytest.param(b"sep=,\nref,actual\nA1,5\n", id="says its delimiter"),
    ],
)
def test_what_only_the_whole_file_tells_is_left_to_its_reading(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(NotForStretches):
        records(tmp_path, raw)


def test_an_open_quotation_mark_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        records(tmp_path, b'ref,actual\nA1,5\nA2,"6\n')

    assert caught.value.code == "csv-unreadable"


def test_the_longest_row_is_known(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"ref,actual\n" + b"A" * 20_000 + b",5\nA2,6\n")
    start = start_of_file(path, (layout.ACTUAL,))

    assert max(s.longest for s in stretches(path, start, 10)) >= 20_002
