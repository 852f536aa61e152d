from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from kpibook.errors import SaveError, WorkbookError
from kpibook.files.backups import is_backup
from kpibook.files.private import is_private
from kpibook.services.publish import publish, publish_return
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.template import template_path
from tests.outputs.accessibility import RULES, Published, Rule, no_macros
from tests.support import validator
from tests.support.books import (
    Q3,
    a_book,
    a_sheet,
    cell_under,
    example,
    filled,
    published_under,
    typed,
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, council="A council")
    done = filled(empty, {"Ref": "PI.1", "Actual": "81%", "Commentary": "=1+1"})
    assert done.output is not None
    return done.output


def said(path: Path) -> set[object]:
    return {
        cell.value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    }


def test_the_copy_holds_the_return_and_nothing_of_the_workbook(book: Path) -> None:
    published = publish_return(book, book.with_name("return.xlsx"))

    assert openpyxl.load_workbook(published.output).sheetnames == [
        "Summary",
        "1 Not assigned",
        "Commentary",
        "Key",
    ]
    assert published.findings == ()


def test_it_holds_values_only(book: Path) -> None:
    published = publish_return(book, book.with_name("return.xlsx"))

    with zipfile.ZipFile(published.output) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in package.read(name) for name in sheets)
        assert not any("vba" in name or "external" in name for name in package.namelist())
    assert "=1+1" in said(published.output)


def test_a_status_typed_over_is_never_published(book: Path) -> None:
    typed(book, {cell_under(book, "Status", "PI.1"): "Excellent"})
    typed(book, {cell_under(book, "Actual", "PI.1"): 0.5})

    published = publish_return(book, book.with_name("return.xlsx"))

    assert published_under(published.output, "Status", "PI.1") == "Off target"
    assert "Excellent" not in said(published.output)


def test_findings_are_passed_on_before_it_is_sent() -> None:
    path = example().returned
    assert path.is_file()

    published = publish_return(example().filled, path.with_name("again.xlsx"))

    assert "as-at-outside-period" in {finding.code for finding in published.findings}


def test_the_same_workbook_gives_the_same_bytes(book: Path) -> None:
    outputs = [publish_return(book, book.with_name(f"{n}.xlsx")).output for n in (1, 2)]

    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_an_earlier_copy_is_replaced_whole_and_kept_under_another_name(book: Path) -> None:
    target = book.with_name("return.xlsx")
    target.write_bytes(b"an earlier copy" * 10_000)

    done = publish_return(book, target)

    assert "Target met" in said(target)
    assert done.kept is not None
    assert is_private(done.kept), "next to the publication it would be published too"
    assert not [path for path in target.parent.iterdir() if is_backup(path.name)]
    assert done.kept.read_bytes() == b"an earlier copy" * 10_000
    assert publish_return(book, book.with_name("another.xlsx")).kept is None


def test_the_workbook_itself_is_never_the_output(book: Path) -> None:
    before = book.read_bytes()

    with pytest.raises(SaveError) as caught:
        publish_return(book, book)

    assert caught.value.code == "output-is-input"
    assert book.read_bytes() == before


def test_an_open_workbook_is_published_as_it_stands_and_stays_as_it_is(book: Path) -> None:
    before = book.read_bytes()
    with ClosedBook.open(book) as opened:
        actual = cell_under(book, "Actual", "PI.1")
        opened.write([CellWrite(layout.THIS_QUARTER, actual, 0.5)])

        published = publish(opened, book.parent, book.with_name("return.xlsx"))

    assert published_under(published.output, "Status", "PI.1") == "Off target"
    assert book.read_bytes() == before


def test_an_open_workbook_is_never_written_over_either(book: Path) -> None:
    with ClosedBook.open(book) as opened, pytest.raises(SaveError) as caught:
        publish(opened, book.parent, book)

    assert caught.value.code == "output-is-input"


def test_a_folder_that_is_not_there_is_refused(book: Path) -> None:
    with pytest.raises(SaveError) as caught:
        publish_return(book, book.parent / "none" / "return.xlsx")

    assert caught.value.code == "folder-missing"


def test_a_file_that_is_no_performance_workbook_leaves_nothing_behind(tmp_path: Path) -> None:
    other = a_sheet(tmp_path / "other.xlsx", [["Ref"]])

    with pytest.raises(WorkbookError):
        publish_return(other, tmp_path / "return.xlsx")

    assert not (tmp_path / "return.xlsx").exists()


def test_a_workbook_without_measures_has_nothing_to_publish(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no measure") as caught:
        publish_return(template_path(), tmp_path / "return.xlsx")

    assert caught.value.code == "no-measures"
    assert not (tmp_path / "return.xlsx").exists()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.item)
def test_the_examples_return_keeps_to_the_checklist(rule: Rule) -> None:
    published = Published.read(example().returned)

    assert list(rule.check(published)) == []
    assert list(no_macros(published)) == []


def test_the_document_is_the_councils(book: Path) -> None:
    about = openpyxl.load_workbook(
        publish_return(book, book.with_name("return.xlsx")).output
    ).properties

    assert about.creator == "A council"
    assert about.title == f"Quarterly Performance Return – {Q3.long_label}"
    assert validator.errors(book.with_name("return.xlsx")) == []
