from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.services.publish import publish_return
from kpibook.services.publish_audit.return_rows import is_return, rows_of_return
from kpibook.services.rating.explain import ref_in_row
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from tests.support.books import a_book, cell_under, filled

LONG = "The team reviews each case every week and reports what it learns. " * 100


def published(tmp_path: Path) -> Path:
    """The published return of two measures of two priorities."""
    book = a_book(
        tmp_path,
        {"Ref": "PI.1", "Measure": "Homes let", "Priority": "Homes", "Target": "80%"},
        {"Ref": "PI.2", "Measure": "Plans on time", "Priority": "Care", "Target": "80%"},
    )
    done = filled(
        book,
        {"Ref": "PI.1", "Actual": "81%", "Commentary": "Rose in June.", "Action": "Hire two."},
        {"Ref": "PI.2", "Actual": "60%", "Commentary": LONG, "Action": ""},
    )
    assert done.output is not None
    return publish_return(done.output, tmp_path / "return.xlsx").output


def read(path: Path) -> dict[str, Row]:
    """The rows of a return by reference."""
    with ClosedBook.open(path) as book:
        return {row.text(layout.REF): row for row in rows_of_return(book)}


def test_measures_of_every_priority_come_with_figures_and_both_texts(tmp_path: Path) -> None:
    rows = read(published(tmp_path))

    assert sorted(rows) == ["PI.1", "PI.2"]
    assert rows["PI.1"].text(layout.MEASURE) == "Homes let"
    assert rows["PI.1"].text(layout.COMMENTARY) == "Rose in June."
    assert rows["PI.1"].text(layout.ACTION) == "Hire two."
    assert rows["PI.2"].text("Q3 2021/22") == "0.6"


def test_a_text_that_goes_on_in_further_rows_is_read_whole(tmp_path: Path) -> None:
    path = published(tmp_path)
    sheet = openpyxl.load_workbook(path)["Commentary"]

    assert any("part 2" in str(row[0].value) for row in sheet.iter_rows())
    text = read(path)["PI.2"].text(layout.COMMENTARY)
    assert text.count("what it learns.") == 100


def test_the_sheet_of_an_officers_workbook_is_read_in_the_councils_own_words(
    tmp_path: Path,
) -> None:
    words = "[labels]\nref = 'Cyf'\nmeasure = 'Mesur'\ncommentary = 'Sylwadau'\naction = 'Camau'\n"
    (tmp_path / "words.toml").write_text(words, encoding="utf-8")
    (tmp_path / "kpibook.toml").write_text('wording = "words.toml"\n', encoding="utf-8")
    book = a_book(tmp_path, {"Ref": "PI.1", "Measure": "Homes let", "Target": "80%"})
    texts = {"Commentary": "Rose in June.", "Action": "Hire two."}
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", **texts})
    assert done.output is not None

    row = read(done.output)["PI.1"]

    assert row.text(layout.MEASURE) == "Homes let"
    assert row.text(layout.COMMENTARY) == "Rose in June."
    assert row.text(layout.ACTION) == "Hire two."
    cell = cell_under(done.output, "Mesur", "PI.1", layout.RETURN, over_refs="Cyf")
    with ClosedBook.open(done.output) as book_read:
        assert ref_in_row(book_read, layout.RETURN, cell) == "PI.1"


def test_the_headings_may_be_in_the_councils_own_words(tmp_path: Path) -> None:
    path = published(tmp_path)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for table in sheet.tables.values():
            if table.name.startswith("ReturnPriority"):
                first = sheet[table.ref][0]
                for cell, column, word in zip(
                    first, table.tableColumns, ("Cyf", "Mesur"), strict=False
                ):
                    cell.value = column.name = word
    book.save(path)

    assert read(path)["PI.2"].text(layout.MEASURE) == "Plans on time"


def test_a_workbook_that_is_no_return_has_no_such_rows(tmp_path: Path) -> None:
    path = published(tmp_path)
    other = openpyxl.Workbook()
    other.save(tmp_path / "other.xlsx")

    with ClosedBook.open(path) as book:
        assert is_return(book)
    with ClosedBook.open(tmp_path / "other.xlsx") as book:
        assert not is_return(book)
        assert rows_of_return(book) == []
