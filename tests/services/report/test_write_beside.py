from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kpibook.services.report.check_document import check_document
from kpibook.services.report.write import Order, write_reports
from kpibook.services.report.write_beside import ReportsBeside, write_beside
from kpibook.workbook.closed import ClosedBook
from tests.outputs.test_finish import parts
from tests.support.returns import a_return

MEASURES = (
    {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Priority": "Homes"},
    {"Ref": "HR.02", "Target": "80%", "Actual": "60%", "Priority": "Safety"},
    {
        "Ref": "HR.03",
        "Unit": "count",
        "Decimals": "0",
        "Actual": "3",
        "Suppress small numbers": "Yes",
        "Priority": "Safety",
    },
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return a_return(tmp_path / "own" / "Housing Q3.xlsx", *MEASURES)


def written(book: Path, output: Path, wanted: str | None = None) -> ReportsBeside:
    with ClosedBook.open(book) as opened:
        return write_beside(opened, book.parent, output, wanted)


def texts_of(path: Path) -> str:
    """Return everything a Word document says, without its markup."""
    document = parts(path.read_bytes())["word/document.xml"].decode()
    return re.sub(r"<[^>]+>", " ", document)


def test_word_and_pdf_are_written_under_the_name_of_the_workbook(
    book: Path, tmp_path: Path
) -> None:
    done = written(book, tmp_path)

    names = [file.output.name for file in done.files]
    assert names == ["Housing Q3 report Q3 2021-22.docx", "Housing Q3 report Q3 2021-22.pdf"]
    assert done.files[1].output.read_bytes().startswith(b"%PDF")
    assert done.no_pdf is None


def test_it_says_what_the_command_line_says(book: Path, tmp_path: Path) -> None:
    done = written(book, tmp_path)
    write_reports(Order([book], tmp_path / "by command.docx"))

    assert texts_of(done.files[0].output) == texts_of(tmp_path / "by command.docx")


def test_nothing_withheld_is_in_any_part_and_the_document_can_be_checked(
    book: Path, tmp_path: Path
) -> None:
    done = written(book, tmp_path)

    word = done.files[0].output
    assert "[c]" in texts_of(word)
    for name, content in parts(word.read_bytes()).items():
        figures = re.findall(rb'HR\.03[^<>]{0,80}(?:value|printed)="3"', content)
        assert not figures, name
    assert not check_document(word, [book]).findings


def test_a_part_withholds_what_the_whole_does(book: Path, tmp_path: Path) -> None:
    done = written(book, tmp_path, "Safety")

    said = texts_of(done.files[0].output)
    assert "HR.01" not in said
    assert "[c]" in said


def test_without_the_library_word_is_written_and_why_there_is_no_pdf(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    done = written(book, tmp_path)

    assert [file.output.suffix for file in done.files] == [".docx"]
    assert done.no_pdf is not None
    assert "pip install typst" in str(done.no_pdf)


def test_each_committee_of_the_words_gets_a_report_of_its_own(book: Path, tmp_path: Path) -> None:
    (book.parent / "kpibook.toml").write_text('wording = "words.toml"\n')
    (book.parent / "words.toml").write_text(
        '[[committee]]\nname = "Homes Committee"\nincludes = ["Homes"]\n'
        '[[committee]]\nname = "Safety Committee"\nincludes = ["Safety"]\n'
    )

    done = written(book, tmp_path)

    names = [file.output.name for file in done.files if file.output.suffix == ".docx"]
    assert names == [
        "Housing Q3 report Q3 2021-22 for Homes Committee.docx",
        "Housing Q3 report Q3 2021-22 for Safety Committee.docx",
    ]
    assert "HR.02" not in texts_of(tmp_path / names[0])
