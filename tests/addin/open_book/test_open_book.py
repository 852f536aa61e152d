"""A workbook open in Excel gives what the closed file gives, in few calls, and stays in view."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlwings

from kpibook.addin.excel.view import show
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.errors import RefusedEdit
from kpibook.services.fill import Filled, fill
from kpibook.services.rating.check import check
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import CellWrite
from tests.addin.filling import the_actuals
from tests.addin.opened import FLAVOURS, Desk, a_desk, cells_of
from tests.support.books import Q3, a_book, example, typed
from tests.support.openpyxl_engine import Flavour

SCHEMES = ["standard", "maidstone", "kent-qpr-2020", "havering-2024-25"]


def filled_open(desk: Desk, rows: Callable[[], list[object]] = the_actuals) -> Filled:
    with desk.opened() as book:
        done = fill(book, rows(), None, desk.path.parent)  # type: ignore[arg-type]
        book.commit()
    return done


def filled_closed(path: Path, rows: Callable[[], list[object]] = the_actuals) -> Filled:
    with ClosedBook.open(path) as book:
        done = fill(book, rows(), None, path.parent)  # type: ignore[arg-type]
        book.save()
    return done


def the_example(folder: Path, scheme: str) -> Path:
    path = folder / f"{scheme}.xlsx"
    path.write_bytes(example().empty.read_bytes())
    with ClosedBook.open(path) as book:
        found = book.named_cell(layout.SCHEME_SETTING.name)
        assert found is not None
        book.write([CellWrite(found[0], found[1].address, scheme)])
        book.save()
    return path


class TestTheSameAsTheClosedFile:
    @pytest.mark.parametrize("flavour", FLAVOURS)
    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_fill_leaves_the_same_cells_and_tables(
        self, tmp_path: Path, flavour: Flavour, scheme: str
    ) -> None:
        closed = the_example(tmp_path, scheme)
        desk = a_desk(tmp_path, closed, flavour, name="open.xlsx")

        by_file, by_excel = filled_closed(closed), filled_open(desk)
        desk.book.save()

        assert cells_of(desk.path) == cells_of(closed)
        assert [c.write for c in by_excel.changes] == [c.write for c in by_file.changes]
        with ClosedBook.open(closed) as one, ClosedBook.open(desk.path) as other:
            for name in (layout.RETURN_TABLE, layout.KEY_TABLE, layout.THIS_QUARTER_TABLE):
                assert ref_of(one, name) == ref_of(other, name)

    @pytest.mark.parametrize("flavour", FLAVOURS)
    def test_filling_again_changes_no_cell(self, tmp_path: Path, flavour: Flavour) -> None:
        desk = a_desk(tmp_path, example().filled, flavour)
        before = desk.contents()

        assert filled_open(desk).changes == ()
        assert desk.contents() == before

    @pytest.mark.parametrize("flavour", FLAVOURS)
    def test_a_live_workbook_gets_the_same_formulas(self, tmp_path: Path, flavour: Flavour) -> None:
        from kpibook.services.new import new_workbook
        from kpibook.workbook.performance import Settings
        from tests.support.books import EXAMPLE

        closed = new_workbook(
            EXAMPLE / "measures.csv",
            Settings(Q3),
            tmp_path / "live.xlsx",
            history_file=EXAMPLE / "history.csv",
            live=True,
        ).output
        desk = a_desk(tmp_path, closed, flavour, name="open.xlsx")

        filled_closed(closed)
        filled_open(desk)
        desk.book.save()

        assert cells_of(desk.path) == cells_of(closed)

    @pytest.mark.parametrize("flavour", FLAVOURS)
    def test_check_finds_the_same(self, tmp_path: Path, flavour: Flavour) -> None:
        path = a_book(tmp_path, {"Ref": "PI.1", "Target": "80"}, {"Ref": "PI.2", "Target": "x"})
        path = typed(path, {"H6": 0.5, "H7": "about 70", "K6": "31/02/2022", "L7": "[q]"})
        with ClosedBook.open(path) as book:
            expected = [str(finding) for finding in check(book, tmp_path).findings]
        desk = a_desk(tmp_path, path, flavour, name=f"{path.stem}.xlsx.copy.xlsx")

        with desk.opened() as book:
            found = [str(finding) for finding in check(book, tmp_path).findings]

        assert len(found) > 3
        assert found == [line.replace(path.name, desk.path.name) for line in expected]


def ref_of(book: ClosedBook, name: str) -> tuple[str, list[str]]:
    table = book.table(name)
    assert table is not None
    return table.sheet, [cell.address for row in table.rows for cell in row.values()]


class TestCalls:
    def filled(
        self, folder: Path, measures: int, flavour: Flavour, units: Sequence[str] = ("percent",)
    ) -> tuple[int, int, int]:
        """Reads and writes of a fill that gives every measure its actual, and all calls of COM."""
        folder.mkdir()
        chance = random.Random(1)
        refs = [f"PI.{number}" for number in range(measures)]
        rows = [{"Ref": ref, "Target": "80", "Unit": chance.choice(units)} for ref in refs]
        book = a_book(folder, *rows)
        desk = a_desk(folder, book, flavour, name="open.xlsx")
        actuals = folder / "actuals.csv"
        lines = [f"{ref},{60 + number % 40}.5" for number, ref in enumerate(refs)]
        actuals.write_text("\n".join(["Ref,Actual", *lines]), encoding="utf-8")
        from kpibook.sources.tabular import read_rows

        desk.excel.forget_calls()
        filled_open(desk, lambda: list(read_rows(actuals, ("Ref", "Actual"), [])))
        assert desk.sheet(layout.THIS_QUARTER).range(f"O{5 + measures}").raw_value
        reads = desk.excel.calls - len(desk.excel.writes)
        return reads, len(desk.excel.writes), desk.excel.crossings

    @pytest.mark.slow
    @pytest.mark.parametrize(("flavour", "most_reads"), [("windows", 375), ("mac", 530)])
    def test_ten_times_the_measures_take_no_more_calls(
        self, tmp_path: Path, flavour: Flavour, most_reads: int
    ) -> None:
        few = self.filled(tmp_path / "few", 60, flavour)
        many = self.filled(tmp_path / "many", 600, flavour)

        assert many == few
        # The workbook is read again before the commit, and what was written after it.
        assert few[0] <= most_reads
        assert few[1] <= 15
        assert few[2] <= 850, "each is a round trip to Excel, of about a millisecond"

    @pytest.mark.slow
    def test_figures_in_all_kinds_of_units_take_a_bounded_number_of_calls(
        self, tmp_path: Path
    ) -> None:
        units = ("percent", "count", "currency")

        reads, writes, _ = self.filled(tmp_path / "many", 300, "windows", units)

        assert reads <= 440
        assert writes <= 15

    def test_the_settings_and_what_is_written_above_them_are_read_in_one_call(
        self, tmp_path: Path
    ) -> None:
        desk = a_desk(tmp_path, example().filled)
        with desk.opened() as book:
            desk.excel.forget_calls()

            for setting in layout.SETTINGS_ROWS:
                assert book.named_cell(setting.name) is not None
            assert book.cell(layout.SETTINGS, "A3").is_blank

        assert desk.excel.reads.count("Value2") == 1

    def test_a_table_is_read_once(self, tmp_path: Path) -> None:
        desk = a_desk(tmp_path, example().filled)
        with desk.opened() as book:
            first = book.table(layout.THIS_QUARTER_TABLE)
            desk.excel.forget_calls()

            again = book.table(layout.THIS_QUARTER_TABLE)

        assert again == first
        assert desk.excel.calls == 0

    def test_nothing_is_written_before_the_commit(self, tmp_path: Path) -> None:
        desk = a_desk(tmp_path, example().empty)

        with desk.opened() as book:
            fill(book, the_actuals(), Q3, tmp_path)

        assert desk.excel.writes == []

    def test_a_commit_without_changes_crosses_to_excel_for_nothing(self, tmp_path: Path) -> None:
        desk = a_desk(tmp_path)
        with desk.opened() as book:
            desk.excel.forget_calls()
            book.commit()

        assert desk.excel.calls == 0


class TestTheOfficersView:
    def test_the_sheet_and_the_selection_stay(self, tmp_path: Path) -> None:
        desk = a_desk(tmp_path, example().empty)
        show(desk.book, layout.MEASURES, "C7:D9")

        filled_open(desk)

        assert desk.book.sheets.active.name == layout.MEASURES
        assert desk.book.app.selection.address == "$C$7:$D$9"

    def test_the_selected_cell_is_known_and_another_can_be_shown(self, tmp_path: Path) -> None:
        book = a_desk(tmp_path).opened()

        book.show(layout.THIS_QUARTER, "B6:C7")

        assert book.selected() == (layout.THIS_QUARTER, "B6")


class TestCloud:
    @pytest.mark.parametrize("flavour", FLAVOURS)
    def test_a_workbook_in_sharepoint_is_filled_and_its_full_name_never_resolved(
        self, tmp_path: Path, flavour: Flavour
    ) -> None:
        desk = a_desk(tmp_path, example().empty, flavour, cloud=True)
        with pytest.raises(xlwings.XlwingsError):
            _ = desk.book.fullname  # what would stop us

        assert len(filled_open(desk).changes) > 20
        assert desk.opened().folder() is None

    def test_the_folder_of_a_local_workbook_is_known(self, tmp_path: Path) -> None:
        assert a_desk(tmp_path).opened().folder() == tmp_path


class TestRefusals:
    def test_one_write_that_cannot_be_made_refuses_all_of_them(self, tmp_path: Path) -> None:
        book = a_desk(tmp_path).opened()
        good = CellWrite(layout.THIS_QUARTER, "M6", "Fell.")

        with pytest.raises(RefusedEdit, match="value-not-finite"):
            book.write([good, CellWrite(layout.THIS_QUARTER, "H6", float("inf"))])

        table = book.table(layout.THIS_QUARTER_TABLE)
        assert table is not None
        assert table.rows[0][layout.COMMENTARY].value is None

    @pytest.mark.parametrize("named", ["NoSuchTable", layout.THIS_QUARTER])
    def test_a_table_that_is_not_there_is_refused(self, tmp_path: Path, named: str) -> None:
        book = a_desk(tmp_path).opened()

        with pytest.raises(RefusedEdit, match="table-missing"):
            book.append(named, [{"Ref": "PI.1"}], [{}])
        with pytest.raises(RefusedEdit, match="table-missing"):
            book.calculate(named, {"Status": "=1"})

    def test_a_calculated_column_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(RefusedEdit, match="table-heading-unknown"):
            a_desk(tmp_path).opened().calculate(layout.THIS_QUARTER_TABLE, {"Statuss": "=1"})

    def test_a_table_does_not_grow_over_a_note_beneath_it(self, tmp_path: Path) -> None:
        desk = a_desk(tmp_path)
        desk.wb[layout.HISTORY]["A6"] = "Figures before 2019 are elsewhere."

        with pytest.raises(RefusedEdit, match=r"A6.*table-blocked"):
            desk.opened().append(layout.HISTORY_TABLE, [{"Ref": "PI.1"}], [{}])


def test_what_is_left_without_a_commit_is_forgotten(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "M6", "Fell.")])

    book.commit()

    assert desk.wb[layout.THIS_QUARTER]["M6"].value is None


def test_new_rows_look_like_the_last_one(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    ws = desk.wb[layout.HISTORY]
    last = ws.max_row

    with desk.opened() as book:
        book.append(layout.HISTORY_TABLE, [{"Ref": "PI.1"}, {"Ref": "PI.2"}], [{}, {}])
        book.commit()

    assert ws.tables[layout.HISTORY_TABLE].ref.endswith(str(last + 2))
    assert ws.cell(last + 2, 1).border.bottom.style == ws.cell(last, 1).border.bottom.style


def test_it_is_a_book_of_any_platform_by_default(tmp_path: Path) -> None:
    assert OpenBook(a_desk(tmp_path).book).name == "Housing Q3.xlsx"


def test_opening_a_workbook_imports_neither_xlwings_nor_anything_that_draws(
    tmp_path: Path,
) -> None:
    for heavy in ("matplotlib", "pandas", "xlwings", "openpyxl"):
        (tmp_path / heavy).mkdir()
        (tmp_path / heavy / "__init__.py").write_text(f"raise SystemExit('imported {heavy}')")
    module = "kpibook.addin.open_book.open_book"
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import {module}"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
