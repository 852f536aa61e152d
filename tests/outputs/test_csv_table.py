from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import KpibookError
from kpibook.outputs.csv_table import (
    columns_as_lines,
    csv_text,
    harmless,
    line_end,
    write_csv,
    write_csv_lines,
)

NUMBERS = ["-3.2", "+3.2", "-1,234", "-72.1%", "+0", "-.5", "-£5", "+£1,200.50"]


@pytest.mark.parametrize(
    "field",
    [
        pytest.param("=1+1", id="equals"),
        pytest.param('=HYPERLINK("https://example.org","x")', id="link"),
        pytest.param("+cmd|' /C calc'!A0", id="plus"),
        pytest.param("-2+3+cmd|' /C calc'!A0", id="minus"),
        pytest.param("@SUM(1)", id="at"),
        pytest.param("\t=1+1", id="tab first"),
        pytest.param("\r=1+1", id="return first"),
        pytest.param("-A1", id="minus a cell"),
        pytest.param("-1=1", id="a comparison"),
    ],
)
def test_a_field_that_excel_would_calculate_becomes_text(field: str) -> None:
    assert harmless(field) == f"'{field}"


@pytest.mark.parametrize("field", [*NUMBERS, "-", "–", "--", "72.1%", "", "PI.1", "a=b", "[x]"])
def test_a_field_that_calculates_nothing_is_left_alone(field: str) -> None:
    assert harmless(field) == field


def test_a_header_of_ones_own_is_made_harmless_too() -> None:
    assert csv_text(["=1+1"], [["5"]]) == "'=1+1\n5\n"


@given(st.text(max_size=20))
def test_no_field_comes_out_as_a_formula(field: str) -> None:
    said = harmless(field)

    assert said.lstrip("'") == field.lstrip("'")
    assert not said.startswith(("=", "@", "\t", "\r"))
    assert not said.startswith(("+", "-")) or not any(letter.isalpha() for letter in said)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
            min_size=2,
            max_size=2,
        )
    )
)
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    text = csv_text(("ref", "measure"), rows)

    read = list(csv.reader(io.StringIO(text, newline="")))

    assert read == [["ref", "measure"], *[[harmless(field) for field in row] for row in rows]]


def test_fields_with_commas_quotes_and_line_breaks_are_quoted() -> None:
    assert csv_text(("a", "b"), [("x,y", 'say "z"\nnow')]) == 'a,b\n"x,y","say ""z""\nnow"\n'


def test_a_carriage_return_in_a_field_ends_no_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "out.csv", ("Ref", "Note"), [("PI.1", "late\rand low"), ("2", "")])

    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["Ref", "Note"], ["PI.1", "late\rand low"], ["2", ""]]
    assert len(pandas.read_csv(path)) == 2


def test_the_file_is_utf8_with_the_mark_that_excel_looks_for(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "out.csv", ("Wörd",), [("–",)])

    assert path.read_bytes() == "\ufeffWörd\r\n–\r\n".encode()


def test_a_file_that_cannot_be_written_is_explained_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KpibookError) as caught:
        write_csv(tmp_path / "no such folder" / "out.csv", ("a",), [])

    assert caught.value.fix
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    old = tmp_path / "out.csv"
    old.write_text("much longer than what comes now\n" * 9, encoding="utf-8")

    write_csv(old, ("a",), [("1",)])

    assert old.read_text(encoding="utf-8-sig") == "a\n1\n"
    assert list(tmp_path.iterdir()) == [old]


AWKWARD = ("", "a", "=1+1", "-", "-3.2", "+x", "@a", "\tb", "a,b", 'say "a"', "a\nb", "a\rb", "é")


@pytest.mark.parametrize("fields", [AWKWARD, ("a", "b"), ("1", ""), ("-5", "x-")], ids=str)
def test_columns_come_out_as_the_same_rows_do(fields: tuple[str, ...]) -> None:
    rows = [(one, other, "met", "On, or above") for one in fields for other in reversed(fields)]
    ends = [line_end(row[2:]) for row in rows]
    stream = io.BytesIO()
    write_csv_lines(stream, ("ref",), rows)

    lines = columns_as_lines([[row[0] for row in rows], [row[1] for row in rows]], (), ends)

    assert lines.encode() == stream.getvalue().removeprefix(b"\xef\xbb\xbfref\r\n")
