from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.outputs.report.formats import WRITERS
from kpibook.services.report.in_pdf import check_pdf, on_letters_of, why_no_pdf
from kpibook.services.report.write import Order, write_reports
from tests.domain.reported import a_report, a_reported_row
from tests.support.returns import a_return


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_return(
        tmp_path_factory.mktemp("pdf") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Commentary": "Good \u2714"},
    )


@pytest.fixture
def no_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)


@pytest.mark.usefixtures("no_typst")
def test_a_pdf_without_its_library_is_refused_and_what_was_there_stays(
    book: Path, tmp_path: Path
) -> None:
    output = tmp_path / "r.pdf"
    output.write_bytes(b"earlier")

    with pytest.raises(SaveError, match="pip install typst") as caught:
        write_reports(Order([book], output))

    assert (caught.value.code, str(output) in str(caught.value)) == ("report-pdf-missing", True)
    assert output.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["r.pdf"]


@pytest.mark.usefixtures("no_typst")
def test_a_folder_gets_every_other_format_and_a_note(book: Path, tmp_path: Path) -> None:
    written = write_reports(Order([book], tmp_path / "out"))

    endings = {saved.output.suffix for saved in written.files}
    assert endings >= set(WRITERS) - {".pdf"}
    assert ".pdf" not in endings
    assert "report-pdf-left-out" in {finding.code for finding in written.findings}


@pytest.mark.usefixtures("no_typst")
def test_a_folder_of_pdf_alone_is_refused_without_its_library(book: Path, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="report-pdf-missing"):
        write_reports(Order([book], tmp_path / "out", endings=(".pdf",)))

    assert not (tmp_path / "out").exists()


def test_with_its_library_nothing_is_said(tmp_path: Path) -> None:
    check_pdf(tmp_path / "r.pdf")

    assert why_no_pdf() == []


def test_a_sign_that_the_font_lacks_is_a_finding_of_a_pdf_alone(book: Path, tmp_path: Path) -> None:
    missing, in_page = (
        [each for each in write_reports(Order([book], tmp_path / name)).findings
         if each.code == "report-letter-missing"]
        for name in ("r.pdf", "r.html")
    )  # fmt: skip

    assert in_page == []
    (finding,) = missing
    assert str(finding).startswith("housing.xlsx 'This quarter'!"), "the row of the measure"
    assert "HR.01 has '\u2714'" in str(finding)


def test_a_finding_on_a_measure_in_several_reports_is_said_once() -> None:
    report = a_report(a_reported_row("PI.1", "60", commentary="\u2714"))

    assert len(on_letters_of([report, report])) == 1
