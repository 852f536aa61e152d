from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.excel.number_formats import Formats, TooMixed, formats_of
from tests.addin.opened import Desk, a_desk
from tests.support.openpyxl_engine import Flavour
from tests.support.openpyxl_native import BookApi

CODES = ["General", "0.0%", "£#,##0"]


def a_grid(folder: Path, codes: list[list[str]], flavour: Flavour = "windows") -> Desk:
    book = openpyxl.Workbook()
    for row, line in enumerate(codes, start=1):
        for column, code in enumerate(line, start=1):
            book.active.cell(row, column, 0.5).number_format = code
    book.save(folder / "grid.xlsx")
    return a_desk(folder, folder / "grid.xlsx", flavour)


@given(
    codes=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from(CODES), min_size=width, max_size=width),
            min_size=1,
            max_size=9,
        )
    ),
    gaps=st.sets(st.tuples(st.integers(1, 9), st.integers(1, 4))),
)
def test_every_format_is_found_however_they_are_mixed(
    tmp_path_factory: pytest.TempPathFactory, codes: list[list[str]], gaps: set[tuple[int, int]]
) -> None:
    desk = a_grid(tmp_path_factory.mktemp("grid"), codes)
    held = {
        (row, column): code
        for row, line in enumerate(codes, start=1)
        for column, code in enumerate(line, start=1)
        if (row, column) not in gaps
    }

    assert formats_of(desk.book.sheets[0], held) == held


@pytest.mark.parametrize("rows", [5, 500])
def test_a_column_of_one_format_is_one_call(tmp_path: Path, rows: int) -> None:
    desk = a_grid(tmp_path, [["0.0%", "General"]] * rows)
    sheet = desk.book.sheets[0]
    desk.excel.forget_calls()

    formats_of(sheet, [(row, c) for row in range(1, rows + 1) for c in (1, 2)])

    assert desk.excel.reads == ["number_format"] * 2


def mixed(folder: Path, rows: int, flavour: Flavour) -> tuple[Desk, dict[tuple[int, int], str]]:
    """A column of figures whose formats follow no pattern."""
    chance = random.Random(1)
    codes = [[chance.choice(CODES)] for _ in range(rows)]
    desk = a_grid(folder, codes, flavour)
    return desk, {(row, 1): code for row, (code,) in enumerate(codes, start=1)}


def test_formats_that_differ_from_row_to_row_are_given_up_after_so_many_calls(
    tmp_path: Path,
) -> None:
    desk, held = mixed(tmp_path, 60, "windows")

    with pytest.raises(TooMixed):
        formats_of(desk.book.sheets[0], held, 20)

    assert formats_of(desk.book.sheets[0], held, 120) == held


@pytest.mark.parametrize("rows", [60, 600])
def test_on_windows_such_formats_are_read_from_a_copy_in_one_call(
    tmp_path: Path, rows: int
) -> None:
    desk, held = mixed(tmp_path, rows, "windows")
    sheet, formats = desk.book.sheets[0], Formats(desk.book, "win32")
    desk.excel.forget_calls()

    assert formats.of(sheet, held) == held
    assert desk.excel.calls <= 52
    assert desk.excel.reads.count("copy saved") == 1

    desk.excel.forget_calls()
    assert formats.of(sheet, held) == held
    assert desk.excel.reads == ["sheet name"]


def test_on_a_mac_excel_is_asked_on(tmp_path: Path) -> None:
    desk, held = mixed(tmp_path, 60, "mac")

    assert Formats(desk.book, "darwin").of(desk.book.sheets[0], held) == held
    assert "copy saved" not in desk.excel.reads


def test_where_no_copy_may_be_saved_excel_is_asked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, held = mixed(tmp_path, 60, "windows")

    def forbidden(self: BookApi, name: str) -> None:
        raise OSError("the label does not allow it")

    monkeypatch.setattr(BookApi, "SaveCopyAs", forbidden)

    assert Formats(desk.book, "win32").of(desk.book.sheets[0], held) == held


def test_a_cell_that_the_copy_does_not_have_is_general(tmp_path: Path) -> None:
    desk, held = mixed(tmp_path, 60, "windows")
    formats = Formats(desk.book, "win32")
    formats.of(desk.book.sheets[0], held)

    assert formats.of(desk.book.sheets[0], [(500, 9)]) == {(500, 9): "General"}
