"""Reports in PDF, by LibreOffice and by kpibook, held against the example's workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.commentary.check_text import check_text
from tests.services.commentary.test_check_text import REPORT, a_report
from tests.support.books import example
from tests.support.cli import run_here
from tests.support.libreoffice import document_to_pdf

pytest.importorskip("pypdf", reason="the extra `text` is not installed")


def test_a_typed_report_printed_by_libreoffice_is_read_as_its_text(tmp_path: Path) -> None:
    (tmp_path / "pdf").mkdir()
    text = a_report(tmp_path, REPORT.replace("\n", "\n\n"))
    pdf = document_to_pdf(text, tmp_path / "pdf")

    checked = check_text(example().filled, pdf)

    assert [(f.code, f.ref) for f in checked.findings] == [
        ("commentary-unit", "PI.433"),
        ("commentary-total", ""),
    ]
    assert checked.findings[0].where.cell == "page 1"


def test_the_report_that_kpibook_writes_agrees_with_its_workbook(tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    run_here("report", str(example().filled), "-o", str(pdf), cwd=tmp_path)

    checked = check_text(example().filled, pdf)

    assert len(checked.told) > 10
    # The workbook has no commentary, so nothing says why PI.2129 rose to 100%.
    assert [(f.code, f.ref) for f in checked.findings] == [("commentary-jump", "PI.2129")]
