from __future__ import annotations

import csv
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from pyarrow import parquet

from kpibook.errors import SaveError
from kpibook.outputs import tidy_files
from kpibook.outputs.tidy_files import (
    CHUNK,
    csv_line,
    csv_lines,
    write_csv_rows,
    write_parquet,
    write_sheet,
    writer_for,
)
from kpibook.outputs.tidy_table import COLUMNS, Kind, TidyRow, TidyValue

HEADINGS = [column.heading for column in COLUMNS]
HOSTILE = ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "a\n=1", 'a,"b"', "", "–", "Siân"]


def a_line(text: str | None = "text", number: str | None = "-3.2", day: bool = True) -> TidyRow:
    """A row that holds one text, one number and one day wherever a column takes it."""
    values: dict[Kind, TidyValue] = {
        Kind.TEXT: text,
        Kind.NUMBER: None if number is None else Decimal(number),
        Kind.DATE: date(2022, 1, 17) if day else None,
    }
    return tuple(values[column.kind] for column in COLUMNS)


def as_csv(*rows: TidyRow) -> list[list[str]]:
    stream = io.BytesIO()
    write_csv_rows(stream, rows)
    text = stream.getvalue()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_csv_holds_plain_numbers_iso_dates_and_blanks() -> None:
    header, row, blank = as_csv(a_line(number="-1234.50"), a_line(None, None, day=False))

    assert header == HEADINGS
    assert row[HEADINGS.index("Actual")] == "-1234.5"
    assert row[HEADINGS.index("As at")] == "2022-01-17"
    assert set(blank) == {""}


@pytest.mark.parametrize(
    ("number", "said"), [("1E+6", "1000000"), ("0.000001", "0.000001"), ("0", "0"), ("12.0", "12")]
)
def test_csv_holds_numbers_without_groups_or_exponents(number: str, said: str) -> None:
    (_, row) = as_csv(a_line(number=number))

    assert row[HEADINGS.index("Actual")] == said


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_runs_as_a_formula_in_csv(text: str) -> None:
    (_, row) = as_csv(a_line(text))

    assert not row[0].startswith(("=", "+", "@", "\t", "\r"))
    assert row[0].removeprefix("'") == text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_every_text_stays_text_in_a_sheet(text: str) -> None:
    stream = io.BytesIO()
    write_sheet(stream, [a_line(text), a_line(None, None, day=False)])

    sheet = openpyxl.load_workbook(stream)["Data"]

    cell = sheet["A2"]
    assert cell.data_type != "f"
    assert (cell.value or "").replace("_x000D_", "\r") == text.replace("\r", "\r")
    assert cell.quotePrefix == (text.startswith(("=", "+", "-", "@", "\t", "\r")))
    assert sheet.cell(2, HEADINGS.index("Actual") + 1).value == -3.2
    assert str(sheet.cell(2, HEADINGS.index("As at") + 1).value) == "2022-01-17 00:00:00"
    assert all(cell.value is None for cell in sheet[3])
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(HEADINGS))}3"


def test_parquet_holds_text_numbers_and_dates() -> None:
    stream = io.BytesIO()
    write_parquet(stream, [a_line("=1"), a_line(None, None, day=False)])

    table = parquet.read_table(stream)

    assert table.column_names == HEADINGS
    assert table["Ref"].to_pylist() == ["=1", None]
    assert table["Actual"].to_pylist() == [-3.2, None]
    assert table["As at"].to_pylist() == [date(2022, 1, 17), None]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_a_table_without_rows_still_has_its_columns(ending: str) -> None:
    stream = io.BytesIO()
    writer_for(ending)(stream, [])

    if ending == ".csv":
        assert stream.getvalue().decode("utf-8-sig") == ",".join(HEADINGS) + "\r\n"
    elif ending == ".parquet":
        assert parquet.read_table(stream).num_rows == 0
    else:
        assert [c.value for c in openpyxl.load_workbook(stream)["Data"][1]] == HEADINGS


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_the_same_rows_give_the_same_bytes(ending: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        writer_for(ending)(stream, [a_line()])

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("ending", [".CSV", ".Parquet", ".XLSX"])
def test_an_ending_is_known_whatever_its_case(ending: str) -> None:
    assert writer_for(ending) is writer_for(ending.lower())


@pytest.mark.parametrize("ending", [".xls", "", ".json"])
def test_another_ending_is_refused(ending: str) -> None:
    with pytest.raises(SaveError) as raised:
        writer_for(ending)

    assert raised.value.code == "data-ending"


def test_parquet_without_pyarrow_says_how_to_install_it() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from kpibook.outputs.tidy_files import writer_for\n"
        "from kpibook.errors import SaveError\n"
        "try: writer_for('.parquet')\n"
        "except SaveError as error: print(error)\n"
        "writer_for('.csv')"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "pip install pyarrow" in done.stdout
    assert "[parquet-missing]" in done.stdout


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy_files, "MOST_ROWS", 2)

    with pytest.raises(SaveError) as raised:
        write_sheet(io.BytesIO(), [a_line()] * 3)

    assert raised.value.code == "data-too-long"


class _Nowhere(io.RawIOBase):
    """A stream that keeps nothing, so that only what the writer holds is measured."""

    def __init__(self) -> None:
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._at += len(memoryview(data))  # type: ignore[arg-type]
        return len(memoryview(data))  # type: ignore[arg-type]

    def tell(self) -> int:
        return self._at


@pytest.mark.parametrize("write", [write_csv_rows, write_parquet])
def test_four_times_the_rows_take_no_more_memory(write: tidy_files.Writer) -> None:
    def peak(rows: int) -> int:
        def lines() -> Iterator[TidyRow]:
            for number in range(rows):
                yield a_line(f"a text of its own {number}")

        tracemalloc.start()
        write(_Nowhere(), lines())  # type: ignore[arg-type]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    few = peak(2 * CHUNK)

    assert peak(8 * CHUNK) < 1.2 * few


VALUES = (
    st.sampled_from([*HOSTILE, None, "plain", "\r", "\n", " ", ",", "-3.2"])
    | st.text(max_size=5)
    | st.sampled_from([Decimal(text) for text in ("90", "90.0", "9E+1", "-0.10", "1E-7")])
    | st.dates(date(1999, 1, 1), date(2030, 1, 1))
)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[VALUES] * width), min_size=1, max_size=5)
)


@given(TABLES)
def test_lines_made_by_columns_are_those_made_by_rows(rows: list[TidyRow]) -> None:
    assert csv_lines([*zip(*rows, strict=True)]) == [csv_line(row) for row in rows]


@given(st.lists(VALUES, min_size=2, max_size=2).map(tuple), st.integers(1, 4))
def test_a_value_that_all_rows_share_is_written_in_each(row: TidyRow, count: int) -> None:
    assert csv_lines([*zip(*[row] * count, strict=True)]) == [csv_line(row)] * count
