from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.docx.record import Entry, record_of
from kpibook.docx.word_file import open_word_file
from kpibook.domain.finding import Finding
from kpibook.services.report.check_document import check_document
from kpibook.services.report.write import Order, write_reports
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.docx import documents
from tests.support import agreed, libreoffice
from tests.support.books import typed
from tests.support.returns import a_return

STALE = "report-text-out-of-date"


def a_book(path: Path, directorate: str = "Housing") -> Path:
    return a_return(
        path,
        {"Ref": "HR.01", "Target": "85%", "Actual": "90.5%"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "60%"},
        directorate=directorate,
    )


def reported(book: Path, words: str = "") -> Path:
    """The report in Word of a workbook, next to it."""
    output, file = book.with_suffix(".docx"), book.with_suffix(".toml")
    file.write_text(words, encoding="utf-8")
    write_reports(Order([book], output, wording=file if words else None))
    return output


def entry_of(report: Path, part: str) -> Entry:
    word = open_word_file(report)
    with word.package:
        read = record_of(word)
    assert read is not None
    (entry,) = [each for each in read.record.entries if each.part == part]
    return entry


def stale(report: Path, *books: Path) -> list[Finding]:
    return [f for f in check_document(report, books).findings if f.code == STALE]


def cell_with(book: Path, sheet: str, text: str) -> str:
    with ClosedBook.open(book) as opened:
        table = opened.table(layout.SIGN_OFF_TABLE)
        assert table is not None
        assert table.sheet == sheet
        (cell,) = [c for row in table.filled_rows() for c in row.values() if c.value == text]
    return cell.address


def setting_cell(book: Path, setting: layout.Setting) -> tuple[str, str]:
    with ClosedBook.open(book) as opened:
        place = opened.named_cell(setting.name)
    assert place is not None
    return place[0], place[1].address


@pytest.mark.parametrize("state", [agreed.DRAFT, agreed.AGREED, agreed.CHANGED])
def test_that_it_is_agreed_or_a_draft_is_a_generated_sentence_with_its_origin(
    tmp_path: Path, state: str
) -> None:
    book = agreed.in_three_states(tmp_path)[state]
    report = reported(book)

    entry = entry_of(report, "agreement")

    assert entry.printed == state
    assert entry.workbook == book.name
    if state == agreed.DRAFT:
        assert (entry.sheet, entry.cell) == ("", "")
    else:
        post = cell_with(book, layout.SIGN_OFF, agreed.ASKED.by)
        assert (entry.sheet, entry.cell) == (layout.SIGN_OFF, post)
    assert check_document(report, [book]).findings == ()


CHANGES: list[tuple[Callable[[Path, str], Path], str]] = [
    (lambda p, n: documents.retyped(p, n, "Agreed by all"), "report-text-retyped"),
    (lambda p, n: documents.retyped_in_word(p, n, "Agreed by all"), "report-text-retyped"),
    (documents.deleted, "report-text-deleted"),
    (documents.emptied, "report-text-deleted"),
    (lambda p, n: documents.pasted_over(p, n, "Agreed by all"), "report-text-pasted-over"),
    (documents.deleted_in_tracked_changes, "report-text-deletion-tracked"),
    (
        lambda p, n: documents.with_control(p, n, lambda m: f"{m[0]}<w:r><w:t> x</w:t></w:r>"),
        "report-text-added",
    ),
]


@pytest.mark.parametrize("part", ["agreement", "title", "council", "meeting", "directorate"])
def test_a_fact_at_the_head_that_is_changed_in_the_document_is_the_one_finding(
    tmp_path: Path, part: str
) -> None:
    book = agreed.signed(typed_committee(a_book(tmp_path / "housing.xlsx")))
    report = reported(book)
    name = entry_of(report, part).name

    for change, code in CHANGES:
        findings = check_document(change(report, name)).findings

        assert [f.code for f in findings] == [code], (part, code)
        assert findings[0].what.startswith(f"{part} for Q3 2021/22 ")


def typed_committee(book: Path, name: str = "Homes Board") -> Path:
    sheet, address = setting_cell(book, layout.COMMITTEE)
    return typed(book, {address: name}, sheet)


def test_a_sign_off_after_the_report_makes_its_draft_out_of_date(tmp_path: Path) -> None:
    book = a_book(tmp_path / "housing.xlsx")
    report = reported(book)
    agreed.signed(book)

    (finding,) = stale(report, book)

    assert finding.what == (
        f"agreement for Q3 2021/22 is '{agreed.AGREED}' now; the report says '{agreed.DRAFT}'."
    )
    post = cell_with(book, layout.SIGN_OFF, agreed.ASKED.by)
    assert (finding.where.sheet, finding.where.cell) == (layout.SIGN_OFF, post)


def test_a_change_after_the_sign_off_makes_an_agreed_report_out_of_date(tmp_path: Path) -> None:
    book = agreed.signed(a_book(tmp_path / "housing.xlsx"))
    report = reported(book)
    agreed.changed(book)

    (finding,) = stale(report, book)

    assert f"'{agreed.CHANGED}' now" in finding.what
    assert finding.where.sheet == layout.SIGN_OFF


def test_words_in_another_language_are_no_difference_and_a_sign_off_is(tmp_path: Path) -> None:
    book = a_book(tmp_path / "housing.xlsx")
    report = reported(book, '[labels]\ndraft = "Drafft"\ndirectorate = "Adran"\n')

    assert entry_of(report, "agreement").printed == "Drafft"
    assert entry_of(report, "directorate").printed == "Adran: Housing"
    assert check_document(report, [book]).findings == ()
    agreed.signed(book)
    assert len(stale(report, book)) == 1


def test_the_council_s_own_words_that_it_is_agreed_are_false_once_the_workbook_changed(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path / "housing.xlsx")
    report = reported(book, '[report]\nagreed = "the Cabinet"\ncouncil = "Cyngor"\n')

    assert entry_of(report, "agreement").printed == "Agreed by the Cabinet"
    assert check_document(report, [book]).findings == ()
    agreed.signed(book)
    assert stale(report, book) == [], "agreed is what the report says"
    agreed.changed(book)
    assert ["agreement" in f.what for f in stale(report, book)] == [True]


@pytest.mark.parametrize(
    ("part", "setting", "text"),
    [
        ("council", layout.COUNCIL, "Otherton"),
        ("meeting", layout.COMMITTEE, "Other Board"),
        ("directorate", layout.DIRECTORATE_SETTING, "Adults"),
    ],
)
def test_a_name_at_the_head_that_the_workbook_has_otherwise_now_is_out_of_date(
    tmp_path: Path, part: str, setting: layout.Setting, text: str
) -> None:
    book = typed_committee(a_book(tmp_path / "housing.xlsx"))
    report = reported(book)
    sheet, address = setting_cell(book, setting)
    entry = entry_of(report, part)
    assert (entry.sheet, entry.cell) == (sheet, address)
    typed(book, {address: text}, sheet)

    (finding,) = stale(report, book)

    assert finding.what.startswith(f"{part} for Q3 2021/22 is ")
    assert text in finding.what
    assert (finding.where.sheet, finding.where.cell) == (sheet, address)


def test_a_report_of_several_is_out_of_date_once_the_last_of_them_is_agreed(tmp_path: Path) -> None:
    books = [a_book(tmp_path / f"{name}.xlsx", name) for name in ("Adults", "Housing")]
    agreed.signed(books[0])
    write_reports(Order(books, tmp_path / "r.docx"))
    assert check_document(tmp_path / "r.docx", books).findings == ()
    agreed.signed(books[1])

    (finding,) = stale(tmp_path / "r.docx", *books)

    assert f"'{agreed.AGREED}' now; the report says '{agreed.DRAFT} for Housing'" in finding.what
    assert stale(tmp_path / "r.docx", books[1]) == [], "the other may have changed"


def test_a_state_retyped_before_libreoffice_saved_is_found_after_it(tmp_path: Path) -> None:
    book = agreed.signed(a_book(tmp_path / "housing.xlsx"))
    report = reported(book)
    saved = libreoffice.document_saved(report, tmp_path / "saved")
    assert check_document(saved, [book]).findings == ()
    other = documents.retyped_in_word(report, entry_of(report, "agreement").name, "Draft")

    findings = check_document(libreoffice.document_saved(other, tmp_path / "other")).findings

    assert [f.code for f in findings] == ["report-text-retyped"]
