"""What every `Book` has to keep to. An adapter of another kind joins as one more parameter."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpibook.addin.open_book.open_book import OpenBook
from kpibook.errors import KpibookError
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.template import template_path
from kpibook.xlsx import Cell
from tests.support.openpyxl_engine import Excel, Flavour


@dataclass(frozen=True)
class Adapter:
    """How a test comes by a book, and how what it wrote reaches the disk.

    Attributes:
        open: The workbook at a path as a `Book`; leaving the block closes it.
        save: Writes the book to its file.
    """

    open: Callable[[Path], AbstractContextManager[Book]]
    save: Callable[[Book], object]


def _save_closed(book: Book) -> None:
    assert isinstance(book, ClosedBook)
    book.save()


@contextmanager
def _open_in_excel(path: Path, flavour: Flavour) -> Iterator[Book]:
    excel = Excel(flavour)
    with OpenBook(excel.open(path), excel.platform) as book:
        yield book


def _save_open(book: Book) -> None:
    assert isinstance(book, OpenBook)
    book.commit()
    book._book.save()


ADAPTERS = [
    pytest.param(Adapter(ClosedBook.open, _save_closed), id="closed file"),
    pytest.param(
        Adapter(lambda path: _open_in_excel(path, "windows"), _save_open),
        id="open in Excel on Windows",
    ),
    pytest.param(
        Adapter(lambda path: _open_in_excel(path, "mac"), _save_open), id="open in Excel on a Mac"
    ),
]


@pytest.fixture(params=ADAPTERS)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return request.param


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(template_path(), tmp_path / "Housing Q3.xlsx"))


@pytest.fixture
def book(adapter: Adapter, path: Path) -> Iterator[Book]:
    with adapter.open(path) as opened:
        yield opened


def a_scratch(sheet: str = "Return", value: object = "A new return") -> bytes:
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as made:
        page = made.add_worksheet(sheet)
        page.write("A1", value)
        page.write("B2", 0.721, made.add_format({"num_format": "0.0%"}))
        page.write_row("A4", ["Ref", "Status"])
        page.write_row("A5", ["PI.1", "Target met"])
        columns = [{"header": "Ref"}, {"header": "Status"}]
        page.add_table("A4:B5", {"name": "QuarterlyReturn", "columns": columns})
    return memory.getvalue()


class TestReading:
    def test_it_says_which_file_it_is(self, book: Book) -> None:
        assert book.name == "Housing Q3.xlsx"

    def test_sheets_come_in_the_order_of_their_tabs(self, book: Book) -> None:
        assert list(book.sheet_names) == list(layout.SHEETS)

    def test_a_table_is_found_by_name_in_any_case(self, book: Book) -> None:
        table = book.table("thisquarter")

        assert table is not None
        assert (table.name, table.sheet) == (layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER)
        assert list(table.headings) == layout.headings(layout.TEMPLATE_QUARTER_COLUMNS)

    def test_each_row_has_a_cell_for_each_heading_blank_or_not(self, book: Book) -> None:
        table = book.table(layout.MEASURES_TABLE)

        assert table is not None
        assert [set(row) for row in table.rows] == [set(table.headings)]
        assert {cell.kind for cell in table.rows[0].values()} == {"blank"}
        assert [table.rows[0][h].address for h in table.headings[:3]] == ["A5", "B5", "C5"]

    def test_a_table_that_is_not_there_is_none(self, book: Book) -> None:
        assert book.table("NoSuchTable") is None

    def test_the_sheet_of_a_table_is_told_also_of_a_table_that_is_to_come(self, book: Book) -> None:
        assert book.table_sheet("thisquarter") == layout.THIS_QUARTER
        assert book.table_sheet("NoSuchTable") is None

        book.replace_sheet("Extra", a_scratch("Extra"))

        table = book.table("QuarterlyReturn")
        assert table is not None
        assert book.table_sheet("quarterlyreturn") == table.sheet

    def test_a_named_cell_gives_its_sheet_and_cell(self, book: Book) -> None:
        found = book.named_cell(layout.PERIOD_SETTING.name)

        assert found is not None
        sheet, cell = found
        assert (sheet, cell.value) == (layout.SETTINGS, layout.PERIOD_SETTING.default)
        assert cell.address.startswith("B")

    def test_hidden_rows_are_known_in_their_stretch(self, adapter: Adapter, path: Path) -> None:
        workbook = openpyxl.load_workbook(path)
        for row in (5, 8, 9):
            workbook[layout.MEASURES].row_dimensions[row].hidden = True
        workbook.save(path)

        with adapter.open(path) as book:
            assert book.hidden_rows(layout.MEASURES, 6, 12) == {8, 9}
            assert book.hidden_rows(layout.MEASURES, 8, 8) == {8}
            assert book.hidden_rows(layout.THIS_QUARTER, 1, 20) == set()

    def test_a_name_that_is_not_there_is_none(self, book: Book) -> None:
        assert book.named_cell("kpibook_nothing") is None


class TestWriting:
    @pytest.mark.parametrize(
        ("value", "kind", "read"),
        [
            pytest.param(5, "number", 5, id="whole number"),
            pytest.param(0.721, "number", 0.721, id="fraction"),
            pytest.param(Decimal("72.1"), "number", 72.1, id="decimal"),
            pytest.param(0, "number", 0, id="nought"),
            pytest.param("Fell – “sharply” 😀", "text", "Fell – “sharply” 😀", id="text"),
            pytest.param("=1+1", "text", "=1+1", id="text that looks like a formula"),
            pytest.param("0.721", "text", "0.721", id="text that looks like a number"),
            pytest.param("two\nlines", "text", "two\nlines", id="two lines"),
            pytest.param(" spaces ", "text", " spaces ", id="spaces around"),
            pytest.param("<b>&amp;</b>", "text", "<b>&amp;</b>", id="markup"),
            pytest.param("_x0041_", "text", "_x0041_", id="Excel's own escape"),
            pytest.param(True, "bool", True, id="true"),
            pytest.param(date(2022, 1, 17), "date", datetime(2022, 1, 17), id="day"),  # noqa: DTZ001
        ],
    )
    def test_what_is_written_is_there_after_a_save(
        self, adapter: Adapter, path: Path, value: object, kind: str, read: object
    ) -> None:
        with adapter.open(path) as book:
            book.write([CellWrite(layout.THIS_QUARTER, "M6", value)])
            adapter.save(book)

        cell = self.cell(adapter, path, layout.COMMENTARY)
        assert (cell.kind, cell.value, cell.formula) == (kind, read, None)

    def test_none_clears_a_cell(self, adapter: Adapter, path: Path) -> None:
        for value in ("Fell.", None):
            with adapter.open(path) as book:
                book.write([CellWrite(layout.THIS_QUARTER, "M6", value)])
                adapter.save(book)

        assert self.cell(adapter, path, layout.COMMENTARY).kind == "blank"

    def test_a_number_format_is_given_or_kept(self, adapter: Adapter, path: Path) -> None:
        for value, form in ((0.7, "0.0%"), (0.8, None)):
            with adapter.open(path) as book:
                book.write([CellWrite(layout.THIS_QUARTER, "H6", value, form)])
                adapter.save(book)

        cell = self.cell(adapter, path, layout.ACTUAL)
        assert (cell.value, cell.number_format) == (0.8, "0.0%")

    def test_a_write_is_seen_before_the_save(self, book: Book) -> None:
        book.write([CellWrite(layout.THIS_QUARTER, "M6", "Fell.")])

        table = book.table(layout.THIS_QUARTER_TABLE)
        assert table is not None
        assert table.rows[0][layout.COMMENTARY].value == "Fell."

    def test_without_a_save_the_file_is_as_it_was(self, adapter: Adapter, path: Path) -> None:
        before = path.read_bytes()

        with adapter.open(path) as book:
            book.write([CellWrite(layout.THIS_QUARTER, "M6", "Fell.")])
            book.replace_sheet(layout.RETURN, a_scratch())

        assert path.read_bytes() == before

    def test_a_sheet_that_is_not_there_is_refused(self, book: Book) -> None:
        with pytest.raises(KpibookError):
            book.write([CellWrite("No such sheet", "A1", 1)])

    def cell(self, adapter: Adapter, path: Path, heading: str) -> Cell:
        with adapter.open(path) as book:
            table = book.table(layout.THIS_QUARTER_TABLE)
            assert table is not None
            return table.rows[0][heading]


class TestAppending:
    def test_rows_come_below_the_last_with_their_formats(
        self, adapter: Adapter, path: Path
    ) -> None:
        added = [
            {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": 0.9},
            {"Ref": "PI.2", "Period": "Q2 2021/22", "Actual": 12},
        ]
        with adapter.open(path) as book:
            book.append(layout.HISTORY_TABLE, added, [{"Actual": "0.0%"}, {}])
            adapter.save(book)

        with adapter.open(path) as book:
            table = book.table(layout.HISTORY_TABLE)
            assert table is not None
            rows = [(row["Ref"].value, row["Actual"].value) for row in table.rows]
            formats = [row["Actual"].number_format for row in table.rows]
        assert rows == [(None, None), ("PI.1", 0.9), ("PI.2", 12)]
        assert formats[1:] == ["0.0%", "General"]

    def test_no_rows_change_nothing(self, book: Book) -> None:
        book.append(layout.HISTORY_TABLE, [], [])

        table = book.table(layout.HISTORY_TABLE)
        assert table is not None
        assert len(table.rows) == 1

    def test_a_heading_that_is_not_there_is_refused(self, book: Book) -> None:
        with pytest.raises(KpibookError):
            book.append(layout.HISTORY_TABLE, [{"Reff": "PI.1"}], [{}])


class TestReplacing:
    def test_the_sheet_keeps_its_place_and_has_the_new_cells_and_table(
        self, adapter: Adapter, path: Path
    ) -> None:
        with adapter.open(path) as book:
            book.replace_sheet(layout.RETURN, a_scratch())
            adapter.save(book)

        with adapter.open(path) as book:
            names, table = list(book.sheet_names), book.table("QuarterlyReturn")
        assert names == list(layout.SHEETS)
        assert table is not None
        assert (table.sheet, table.headings) == (layout.RETURN, ("Ref", "Status"))
        assert [row["Status"].value for row in table.rows] == ["Target met"]

    def test_it_can_be_replaced_again(self, adapter: Adapter, path: Path) -> None:
        for value in ("first", "second"):
            with adapter.open(path) as book:
                book.replace_sheet(layout.RETURN, a_scratch(value=value))
                adapter.save(book)

        with adapter.open(path) as book:
            assert list(book.sheet_names) == list(layout.SHEETS)
            assert book.table("QuarterlyReturn") is not None

    def test_a_sheet_that_is_new_comes_last(self, adapter: Adapter, path: Path) -> None:
        with adapter.open(path) as book:
            book.replace_sheet("Extra", a_scratch("Extra"))
            adapter.save(book)

        with adapter.open(path) as book:
            assert list(book.sheet_names) == [*layout.SHEETS, "Extra"]

    def test_a_workbook_without_that_sheet_is_refused(self, book: Book) -> None:
        with pytest.raises(KpibookError):
            book.replace_sheet(layout.RETURN, a_scratch("Another"))


def test_a_formula_is_written_with_its_result_and_its_format(
    book: Book, adapter: Adapter, path: Path
) -> None:
    book.write([CellWrite(layout.THIS_QUARTER, "R6", 0.5, "0.00", formula="=1/2")])
    adapter.save(book)

    with adapter.open(path) as again:
        table = again.table(layout.THIS_QUARTER_TABLE)
        assert table is not None
        cell = table.rows[0][layout.VARIANCE]
        assert (cell.formula, cell.value, cell.number_format) == ("=1/2", 0.5, "0.00")


def test_a_calculated_column_gives_its_formula_to_new_rows(book: Book) -> None:
    book.calculate(layout.THIS_QUARTER_TABLE, {layout.STATUS: "=1+1"})
    book.append(layout.THIS_QUARTER_TABLE, [{layout.REF: "PI.1"}], [{}])

    table = book.table(layout.THIS_QUARTER_TABLE)
    assert table is not None
    assert table.rows[-1][layout.STATUS].formula == "=1+1"
