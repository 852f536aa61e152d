"""Check of a report in Word: against what was printed into it, and against the workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kpibook.docx.controls import layout_of
from kpibook.docx.record import record_of
from kpibook.docx.word_file import open_word_file
from kpibook.domain.finding import Finding
from kpibook.errors import RefusedFile
from kpibook.on_use.dataclass import dataclass
from kpibook.services.report.document_findings import document_findings
from kpibook.services.report.workbook_findings import workbook_findings


@dataclass(frozen=True, slots=True)
class DocumentChecked:
    """Report in Word that was checked.

    Attributes:
        entries: How many figures and sentences kpibook printed into it.
        period: The quarter it is of.
        findings: What is no longer as it was printed, or as the workbooks say.
    """

    entries: int
    period: str
    findings: tuple[Finding, ...]


def check_document(
    path: Path, against: Sequence[str | Path] = (), layout: Path | None = None
) -> DocumentChecked:
    """Check a report in Word.

    Args:
        path: The document.
        against: The workbooks it was made from; empty compares it with what was printed alone.
        layout: The layout of councils' own workbooks among them; None takes the one found.

    Raises:
        RefusedFile: ``not-a-word-document``, ``report-record-missing`` for a document that kpibook
            did not write or whose record was taken out.
        SourceError: ``report-book-unknown`` for a workbook it was not made from.
    """
    word = open_word_file(path)
    with word.package:
        read = record_of(word)
        if read is None:
            raise _without_record(word.package.name)
        file = word.package.name
        findings = list(document_findings(read, layout_of(word), file))
    findings += workbook_findings(read.record, against, file, layout) if against else []
    return DocumentChecked(len(read.record.entries), read.record.period, tuple(findings))


def _without_record(file: str) -> RefusedFile:
    return RefusedFile(
        "the document has no record of what kpibook printed.",
        code="report-record-missing",
        where=file,
        why="It was not written by kpibook, or was saved in a way that takes the record out, such "
        "as Word's Document Inspector or a copy pasted into another document.",
        fix="Name the report as kpibook wrote it, or write it again.",
    )
