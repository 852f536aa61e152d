from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.docx.record import Entry, Record
from kpibook.domain.report.printed import printed_of
from kpibook.services.report.read import read_reports
from kpibook.services.report.workbook_findings import workbook_findings
from tests.support.returns import a_return


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_return(
        tmp_path_factory.mktemp("against") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "60%"},
    )


@pytest.fixture(scope="module")
def record(book: Path) -> Record:
    """Everything the report could print."""
    (report,) = read_reports([book]).reports
    items = enumerate(printed_of(report), start=1)
    return Record(
        report.period,
        tuple((source.name, source.sha256) for source in report.sources),
        tuple(block.name.id for block in report.blocks),
        tuple(
            Entry(f"f{n}", i.id, i.ref, i.part, i.period, i.text, cell=i.origin.cell)
            for n, i in items
        ),
    )


def changed(record: Record, ident: str, printed: str) -> Record:
    entries = tuple(replace(e, printed=printed) if e.id == ident else e for e in record.entries)
    assert entries != record.entries
    return replace(record, entries=entries)


def test_what_was_just_printed_is_up_to_date(record: Record, book: Path) -> None:
    assert list(workbook_findings(record, [book], "r.docx")) == []


def test_each_text_that_would_be_printed_otherwise_is_the_one_finding(
    record: Record, book: Path
) -> None:
    for entry in record.entries:
        stale = changed(record, entry.id, "another text")

        found = list(workbook_findings(stale, [book], "r.docx"))

        assert [(f.code, f.ref) for f in found] == [("report-text-out-of-date", entry.ref)], entry
        assert "'another text'" in found[0].what
        assert found[0].where.cell == entry.cell


def test_a_sentence_that_would_not_be_printed_any_more_is_found(record: Record, book: Path) -> None:
    more = Entry("f999", "m-housing.hr-01.note.7", "HR.01", "note", "Q3 2021/22", "Old note.")
    stale = replace(record, entries=(*record.entries, more))

    (finding,) = workbook_findings(stale, [book], "r.docx")

    assert "is no longer printed; the report says 'Old note.'" in finding.what


def test_the_council_s_words_are_not_compared(record: Record, book: Path) -> None:
    more = Entry("f999", "before.s1.p1", "", "words", "Q3 2021/22", "Of Quarter 3.")

    assert not list(
        workbook_findings(replace(record, entries=(*record.entries, more)), [book], "r.docx")
    )
