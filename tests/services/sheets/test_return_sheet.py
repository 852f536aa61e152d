from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import Finding
from kpibook.errors import WorkbookError
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.sheets.return_sheet import (
    NOT_FOR_PUBLICATION,
    RefreshedReturn,
    refresh_return,
)
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.template import template_path
from kpibook.xlsx import Workbook
from tests.support import validator
from tests.support.books import (
    a_book,
    cell_under,
    example,
    filled,
    typed,
    value_under,
    with_actions,
)

RETURN_PART = "xl/worksheets/sheet6.xml"


def refreshed(path: Path, out: Path) -> RefreshedReturn:
    with ClosedBook.open(path) as book:
        done = refresh_return(book, path.parent)
        book.save(out)
    return done


@pytest.fixture
def book(tmp_path: Path) -> Path:
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    done = filled(empty, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None
    return done.output


def test_the_return_says_what_the_figures_give(book: Path) -> None:
    with Workbook.open(book) as package:
        package.sheet(layout.THIS_QUARTER).set(cell_under(book, "Actual", "PI.1"), 0.5)
        package.save()

    done = refreshed(book, book.with_name("out.xlsx"))

    out = book.with_name("out.xlsx")
    assert done.sheet == layout.RETURN
    assert value_under(out, "Status", "PI.1", layout.RETURN) == "Off target"
    assert value_under(out, "Status", "PI.1") == "Target met", "that is a fill's to say"
    assert "rating-out-of-date" in [finding.code for finding in done.findings]


def test_no_other_sheet_changes(book: Path) -> None:
    with Workbook.open(book) as package:
        package.sheet(layout.THIS_QUARTER).set(cell_under(book, "Actual", "PI.1"), 0.5)
        package.save()
    refreshed(book, book.with_name("out.xlsx"))

    with Workbook.open(book) as before, Workbook.open(book.with_name("out.xlsx")) as after:
        changed = {
            part
            for part in before.container.names()
            if before.container.read(part) != after.container.read(part)
        }
    assert RETURN_PART in changed
    assert changed <= {RETURN_PART, "xl/styles.xml", "xl/workbook.xml"}
    assert validator.errors(book.with_name("out.xlsx")) == []


def test_it_is_the_return_a_fill_makes(tmp_path: Path) -> None:
    refreshed(example().filled, tmp_path / "refreshed.xlsx")
    fill_file(example().filled, None, None, Destination(tmp_path / "filled.xlsx"))

    with (
        Workbook.open(tmp_path / "refreshed.xlsx") as one,
        Workbook.open(tmp_path / "filled.xlsx") as two,
    ):
        assert one.container.read(RETURN_PART) == two.container.read(RETURN_PART)


def test_a_return_sheet_that_was_renamed_is_still_the_return(book: Path) -> None:
    renamed = openpyxl.load_workbook(book)
    renamed[layout.RETURN].title = "Q3 return"
    renamed.save(book)

    done = refreshed(book, book.with_name("out.xlsx"))

    assert done.sheet == "Q3 return"
    assert layout.RETURN not in openpyxl.load_workbook(book.with_name("out.xlsx")).sheetnames


def test_a_deleted_return_sheet_is_made_again_and_a_deleted_key_too(book: Path) -> None:
    spoilt = openpyxl.load_workbook(book)
    del spoilt[layout.RETURN], spoilt[layout.KEY]
    spoilt.save(book)

    refreshed(book, book.with_name("out.xlsx"))

    names = openpyxl.load_workbook(book.with_name("out.xlsx")).sheetnames
    assert names[-2:] == [layout.RETURN, layout.KEY]


def test_a_workbook_without_measures_has_nothing_to_report(tmp_path: Path) -> None:
    with ClosedBook.open(template_path()) as book, pytest.raises(WorkbookError) as caught:
        refresh_return(book, tmp_path)

    assert caught.value.code == "no-measures"


def test_typing_then_refreshing_reads_what_was_typed(book: Path) -> None:
    typed(book, {cell_under(book, "Commentary", "PI.1"): "Rose in June."})

    refreshed(book, book.with_name("out.xlsx"))

    said = value_under(book.with_name("out.xlsx"), "Commentary", "PI.1", layout.RETURN)
    assert said == "Rose in June."


@pytest.mark.parametrize("asks", ["Yes", ""])
def test_a_sheet_that_shows_small_numbers_says_that_it_is_not_for_publication(
    tmp_path: Path, asks: str
) -> None:
    made = a_book(tmp_path, {"Ref": "PI.1", "Unit": "Count", "Suppress small numbers": asks})
    done = filled(made, {"Ref": "PI.1", "Actual": "3"})
    assert done.output is not None

    sheet = openpyxl.load_workbook(done.output)["Return"]
    published = publish_return(done.output, tmp_path / "return.xlsx").output

    said = [row[0].value for row in sheet.iter_rows(max_row=9)]
    assert (NOT_FOR_PUBLICATION in said) is bool(asks)
    copy = openpyxl.load_workbook(published)["Summary"]
    assert NOT_FOR_PUBLICATION not in [row[0].value for row in copy.iter_rows(max_row=9)]


def test_actions_of_the_list_are_on_the_return_with_post_day_and_state(book: Path) -> None:
    with_actions(
        book,
        {"Ref": "PI.1", "Action": "Hire two", "Owner": "Head of Service", "Due": "31 March 2022"},
        {"Ref": "PI.1", "Action": "Train all", "Owner": "Team Manager", "Due": "30 June 2021"},
    )

    refreshed(book, book.with_name("out.xlsx"))

    told = str(value_under(book.with_name("out.xlsx"), "Action", "PI.1", layout.RETURN))
    late, due = told.splitlines()
    assert "Train all" in late
    assert "overdue" in late
    assert all(words in due for words in ("Hire two", "Head of Service", "31st March 2022"))


def typed_over(done: RefreshedReturn) -> list[Finding]:
    return [finding for finding in done.findings if finding.code == "return-typed-over"]


def test_a_text_typed_on_the_return_is_told_with_its_cell(book: Path) -> None:
    cell = cell_under(book, "Commentary", "PI.1", layout.RETURN)
    typed(book, {cell: "Only written here."}, layout.RETURN)

    (finding,) = typed_over(refreshed(book, book.with_name("out.xlsx")))

    assert (finding.where.sheet, finding.where.cell) == (layout.RETURN, cell)
    assert cell in finding.what
    assert "Only written here." not in finding.what, "a text may be about a person"
    assert "Only written here." in str(openpyxl.load_workbook(book)[layout.RETURN][cell].value)


def test_an_untouched_return_has_no_such_finding(book: Path) -> None:
    assert typed_over(refreshed(book, book.with_name("out.xlsx"))) == []


def test_a_text_typed_on_both_sheets_is_not_lost(book: Path) -> None:
    cell = cell_under(book, "Commentary", "PI.1", layout.RETURN)
    typed(book, {cell: "Written twice."}, layout.RETURN)
    typed(book, {cell_under(book, "Commentary", "PI.1"): "Written twice."})

    assert typed_over(refreshed(book, book.with_name("out.xlsx"))) == []


@pytest.mark.parametrize("columns", [["status", "periods"], ["periods", "status"]])
def test_the_file_of_words_that_the_folder_names_chooses_the_columns(
    book: Path, columns: list[str]
) -> None:
    words = f"[return]\ncolumns = {columns}\nperiods = 1\n[labels]\nstatus = 'Standing'\n"
    book.with_name("words.toml").write_text(words, encoding="utf-8")
    book.with_name("kpibook.toml").write_text('wording = "words.toml"\n', encoding="utf-8")

    refreshed(book, book.with_name("out.xlsx"))

    sheet = openpyxl.load_workbook(book.with_name("out.xlsx"))[layout.RETURN]
    (table,) = sheet.tables.values()
    header = [str(cell.value) for cell in sheet[table.ref][0]]
    names = {"status": "Standing", "periods": "Q3 2021/22"}
    assert header[3:5] == [names[each] for each in columns]
    assert "Target" not in header
