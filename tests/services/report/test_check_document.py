from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.docx.record import Entry, record_of
from kpibook.docx.word_file import open_word_file
from kpibook.domain.finding import Finding
from kpibook.errors import KpibookError, RefusedFile, SourceError
from kpibook.services.report.check_document import check_document
from kpibook.services.report.write import Order, write_reports
from tests.docx import documents
from tests.support import libreoffice
from tests.support.books import cell_under, typed
from tests.support.packages import members_of, packed
from tests.support.returns import a_return

WORDS = """
[[section]]
place = "before"
heading = "Background"
text = "Of {quarter}:\\n\\n{by_priority}"
"""
EARLIER = ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    history = [
        {"Ref": ref, "Period": period, "Actual": f"{60 + number}%"}
        for ref in ("HR.01", "HR.02")
        for number, period in enumerate(EARLIER)
    ]
    return a_return(
        tmp_path_factory.mktemp("check") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Priority": "Homes",
         "Comparator": "England", "Comparator value": "70%"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "55%", "Priority": "Safety",
         "Note": "Provisional."},
        {"Ref": "HR.03", "Target": "80%"},
        history=history,
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(book: Path) -> Path:
    words = book.with_name("words.toml")
    words.write_text(WORDS, encoding="utf-8")
    output = book.with_name("report.docx")
    write_reports(Order([book], output, wording=words))
    return output


@pytest.fixture(scope="module")
def entries(report: Path) -> tuple[Entry, ...]:
    word = open_word_file(report)
    with word.package:
        read = record_of(word)
    assert read is not None
    return read.record.entries


def found(path: Path, *against: Path) -> tuple[Finding, ...]:
    return check_document(path, against).findings


def refused(path: Path, *against: Path) -> list[str]:
    """The refusal of a document, if it is refused."""
    try:
        check_document(path, against)
    except KpibookError as error:
        return [str(error)]
    return []


def changed(book: Path, folder: Path, cells: dict[str, object]) -> Path:
    """The workbook with other figures, saved under its own name elsewhere."""
    copy = folder / book.name
    shutil.copy(book, copy)
    return typed(copy, cells)


def test_an_untouched_report_is_as_it_was_printed(report: Path, book: Path) -> None:
    checked = check_document(report, [book])

    assert checked.findings == ()
    assert checked.entries > 35
    assert checked.period == "Q3 2021/22"


def test_figures_statuses_and_made_sentences_are_all_kept_track_of(
    entries: tuple[Entry, ...],
) -> None:
    parts = {entry.part for entry in entries}

    assert parts >= {"target", "comparator", "previous", "actual", "status", "direction", "reason",
                     "attention", "count", "count-share", "count-which", "summary", "words",
                     "comparison"}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(
            lambda p, n: documents.retyped(p, n, "99.9"), "report-text-retyped", id="typed"
        ),
        pytest.param(
            lambda p, n: documents.retyped_in_word(p, n, "99.9"),
            "report-text-retyped",
            id="in Word",
        ),
        pytest.param(
            lambda p, n: documents.behind(p, n, "99.9"), "report-text-retyped", id="behind it"
        ),
        pytest.param(documents.deleted, "report-text-deleted", id="deleted"),
        pytest.param(documents.emptied, "report-text-deleted", id="emptied"),
        pytest.param(
            lambda p, n: documents.pasted_over(p, n, "99.9"), "report-text-pasted-over", id="pasted"
        ),
        pytest.param(
            documents.deleted_in_tracked_changes, "report-text-deletion-tracked", id="tracked"
        ),
    ],
)
def test_each_control_that_is_changed_is_the_one_finding(
    report: Path,
    entries: tuple[Entry, ...],
    change: Callable[[Path, str], Path],
    code: str,
) -> None:
    for entry in entries:
        findings = found(change(report, entry.name))

        assert [(f.code, f.ref) for f in findings] == [(code, entry.ref)], entry
        assert entry.part.replace("-", " ") in findings[0].what
        if entry.cell:
            assert f"housing.xlsx '{entry.sheet}'!{entry.cell}" in findings[0].what
        if code in ("report-text-retyped", "report-text-pasted-over"):
            assert "'99.9'" in findings[0].what


def test_text_typed_next_to_a_figure_is_found_and_next_to_the_council_s_words_is_not(
    report: Path, entries: tuple[Entry, ...]
) -> None:
    for entry in entries:
        other = documents.with_control(
            report, entry.name, lambda m: f"{m[0]}<w:r><w:t> (75%)</w:t></w:r>"
        )

        codes = [(f.code, f.ref) for f in found(other)]

        expected = [] if entry.part == "words" else [("report-text-added", entry.ref)]
        assert codes == expected, entry


def test_a_row_of_a_table_that_is_deleted_is_a_finding_for_each_text_in_it(
    report: Path, entries: tuple[Entry, ...]
) -> None:
    row = next(entry for entry in entries if entry.part == "count")
    members = members_of(report)
    document = members["word/document.xml"].decode()
    place = documents.control(document, row.name).start()
    start, end = document.rindex("<w:tr>", 0, place), document.index("</w:tr>", place)
    cut = document[:start] + document[end + len("</w:tr>") :]
    other = report.with_name("without a row.docx")
    other.write_bytes(packed({**members, "word/document.xml": cut.encode()}))

    assert {f.code for f in found(other)} == {"report-text-deleted"}
    assert len(found(other)) == 3


def test_libreoffice_may_save_a_report_without_a_finding(
    report: Path, book: Path, tmp_path: Path
) -> None:
    saved = libreoffice.document_saved(report, tmp_path)

    assert saved.read_bytes() != report.read_bytes()
    assert found(saved, book) == ()


def test_a_figure_retyped_before_libreoffice_saved_is_found_after_it(
    report: Path, entries: tuple[Entry, ...], tmp_path: Path
) -> None:
    actual = next(e for e in entries if e.part == "actual" and e.ref == "HR.02")
    typed_over = documents.retyped_in_word(report, actual.name, "88.8%")

    findings = found(libreoffice.document_saved(typed_over, tmp_path))

    assert [(f.code, f.ref) for f in findings] == [("report-text-retyped", "HR.02")]
    assert "'88.8%'" in findings[0].what


def test_each_kind_of_change_is_found_after_libreoffice_saved_the_report(
    report: Path, book: Path, entries: tuple[Entry, ...], tmp_path: Path
) -> None:
    by_part = {(entry.part, entry.ref): entry for entry in entries}
    typed, gone, pasted = (
        by_part[each] for each in (("actual", "HR.01"), ("target", "HR.02"), ("previous", "HR.02"))
    )
    changed = documents.retyped_in_word(report, typed.name, "88.8%")
    changed = documents.deleted(changed, gone.name)
    changed = documents.pasted_over(changed, pasted.name, "77.7%")

    findings = found(libreoffice.document_saved(changed, tmp_path), book)

    assert {f.code: f.ref for f in findings} == {
        "report-text-retyped": "HR.01",
        "report-text-deleted": "HR.02",
        "report-text-pasted-over": "HR.02",
    }
    for entry in (typed, gone, pasted):
        (one,) = [f for f in findings if f"{entry.ref} {entry.part}" in f.what]
        assert f"'{entry.sheet}'!{entry.cell}" in one.what


def test_a_figure_that_the_workbook_has_otherwise_now_is_out_of_date(
    report: Path, book: Path, tmp_path: Path
) -> None:
    cell = cell_under(book, "Comparator value", "HR.01", "Measures")
    now = changed(book, tmp_path, {})
    typed(now, {cell: 0.65}, "Measures")

    findings = found(report, now)

    assert findings[0].code == "report-source-changed"
    stale = {f.what.split(" is ")[0]: f for f in findings[1:]}
    assert {f.code for f in stale.values()} == {"report-text-out-of-date"}
    figure = stale["HR.01 comparator"]
    assert (figure.where.file, figure.where.cell) == ("housing.xlsx", cell)
    assert "'65.0%' now" in figure.what
    assert "'70.0%'" in figure.what
    assert all(f.ref == "HR.01" for f in stale.values()), "nothing else changed"


def test_counts_are_out_of_date_with_the_figures_that_they_count(
    report: Path, book: Path, tmp_path: Path
) -> None:
    now = changed(book, tmp_path, {cell_under(book, "Actual", "HR.02"): 0.95})

    parts = {f.what.split(" for ")[0] for f in found(report, now)}

    assert {"HR.02 actual", "HR.02 status", "count", "summary"} <= parts


def test_a_workbook_that_was_saved_again_is_a_finding_even_if_every_figure_is_the_same(
    report: Path, book: Path, tmp_path: Path
) -> None:
    now = changed(book, tmp_path, {cell_under(book, "Commentary", "HR.01"): "Another story."})

    assert [f.code for f in found(report, now)] == ["report-source-changed"]


def test_a_workbook_under_another_name_is_still_the_one(
    report: Path, book: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Housing Q3 final.xlsx"
    shutil.copy(book, other)

    assert found(report, other) == ()


def test_a_measure_that_left_the_workbook_is_one_finding(report: Path, tmp_path: Path) -> None:
    fewer = a_return(
        tmp_path / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Priority": "Homes"},
        {"Ref": "HR.03", "Target": "80%"},
    )

    gone = [f for f in found(report, fewer) if f.ref == "HR.02"]

    assert len(gone) == 1
    assert "no measure of the workbook now" in gone[0].what


def test_a_committee_s_part_is_compared_with_the_same_part(book: Path, tmp_path: Path) -> None:
    for how in ({"wanted": "Homes"}, {"only_exceptions": True}):
        output = tmp_path / f"{next(iter(how))}.docx"
        write_reports(Order([book], output, **how))  # type: ignore[arg-type]

        assert found(output, book) == ()


def test_a_report_of_several_workbooks_is_checked_against_any_of_them(tmp_path: Path) -> None:
    books = [
        a_return(tmp_path / "in" / f"{name}.xlsx", {"Ref": "HR.01", "Target": "80%",
                 "Actual": actual}, directorate=name)
        for name, actual in (("Housing", "90%"), ("Adults", "70%"))
    ]  # fmt: skip
    write_reports(Order(books, tmp_path / "r.docx"))

    assert found(tmp_path / "r.docx", *books) == ()
    assert found(tmp_path / "r.docx", books[0]) == ()
    now = changed(books[1], tmp_path, {cell_under(books[1], "Actual", "HR.01"): 0.71})
    findings = found(tmp_path / "r.docx", now)
    assert {f.where.file for f in findings} == {"Adults.xlsx"}
    assert "count" not in {f.what.split(" for ")[0] for f in findings}, "the other may have changed"


def test_a_workbook_the_report_was_not_made_from_is_refused(tmp_path: Path) -> None:
    books = [
        a_return(tmp_path / f"{name}.xlsx", {"Ref": "HR.01", "Actual": "90%"}, directorate=name)
        for name in ("Housing", "Adults", "Place")
    ]
    write_reports(Order(books[:2], tmp_path / "r.docx"))

    with pytest.raises(SourceError, match="It was made from") as raised:
        found(tmp_path / "r.docx", books[2])

    assert raised.value.code == "report-book-unknown"
    assert "Adults.xlsx and Housing.xlsx" in raised.value.fix


def test_a_withheld_figure_is_not_told_by_the_check(tmp_path: Path) -> None:
    small = {"Unit": "count", "Decimals": "0", "Which way is good": "lower",
             "Suppress small numbers": "Yes"}  # fmt: skip
    book = a_return(
        tmp_path / "housing.xlsx",
        {"Ref": "HR.01", "Target": "6", **small, "Actual": "2"},
        {"Ref": "HR.02", "Target": "7000", **small, "Actual": "8000"},
    )
    write_reports(Order([book], tmp_path / "r.docx"))
    (tmp_path / "now").mkdir()
    now = changed(book, tmp_path / "now", {cell_under(book, "Actual", "HR.01"): 4711})

    findings = found(tmp_path / "r.docx", now)

    assert any("which the report withholds" in f.what for f in findings)
    assert "4,711" not in " ".join(f.what for f in findings if "actual" in f.what)


def test_a_list_that_was_edited_inside_the_document_is_found(report: Path) -> None:
    members = members_of(report)
    part = documents.record_part(members)
    forged = members[part].replace(b'printed="90.0%"', b'printed="91.0%"')
    other = report.with_name("forged.docx")
    other.write_bytes(packed({**members, part: forged}))

    assert found(other)[0].code == "report-record-edited"


def test_a_document_that_kpibook_did_not_write_is_refused(report: Path, tmp_path: Path) -> None:
    members = members_of(report)
    part = documents.record_part(members)
    inspected = {n: c for n, c in members.items() if not n.startswith("customXml")}
    rels = "word/_rels/document.xml.rels"
    inspected[rels] = inspected[rels].replace(part.encode(), b"customXml/gone.xml")
    path = tmp_path / "inspected.docx"
    path.write_bytes(packed(inspected))

    with pytest.raises(RefusedFile) as raised:
        found(path)

    assert raised.value.code == "report-record-missing"
    assert "Document Inspector" in str(raised.value)


@pytest.mark.parametrize("harm", ["missing", "cut", "garbage", "empty", "a document type"])
def test_a_document_with_a_damaged_part_is_refused_or_read_and_nothing_else(
    report: Path, tmp_path: Path, harm: str
) -> None:
    members = members_of(report)
    path = tmp_path / "harmed.docx"
    refusals: list[str] = []
    for name, content in members.items():
        harmed = {
            "missing": None,
            "cut": content[: len(content) // 2],
            "garbage": b"\xff\x00<w:p",
            "empty": b"",
            "a document type": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        }[harm]
        kept = {**members, name: harmed}
        path.write_bytes(packed({n: c for n, c in kept.items() if c is not None}))
        refusals += refused(path)

    assert any(refusals)
    assert not [each for each in refusals if re.search("spreadsheet|workbook|Excel", each)]


def test_a_record_that_makes_no_sense_is_not_relied_on(report: Path, book: Path) -> None:
    members = members_of(report)
    part = documents.record_part(members)
    nonsense = {
        b'period="Q3 2021/22" seal': b'period="soon" seal',
        b'<workbook name="housing.xlsx"': b'<workbook name=""',
        b'paragraph="': b'paragraph="9999999999999999999',
        b'<measure id="': b'<measure id="x',
    }
    other = report.with_name("nonsense.docx")
    for old, new in nonsense.items():
        assert old in members[part]
        other.write_bytes(packed({**members, part: members[part].replace(old, new)}))

        assert found(other)[0].code == "report-record-edited"
        assert all(each.endswith("]") for each in refused(other, book))
