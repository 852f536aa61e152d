"""Report, as a button: the committee report next to the workbook, which stays as it is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.addin.commands.clicking import Desk, desk
from tests.support.books import example

NAME = "Childrens Q3 report Q3 2021-22"


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def test_word_and_pdf_are_written_next_to_the_workbook_and_the_answer_says_where(
    opened: Desk, tmp_path: Path
) -> None:
    answer = opened.press("report")

    assert not answer.serious, str(answer)
    word, pdf = (tmp_path / f"{NAME}{ending}" for ending in (".docx", ".pdf"))
    assert str(answer).startswith(f"Wrote {word}.\n{pdf}.")
    assert word.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert opened.excel.writes == []


def test_figures_that_are_not_saved_yet_are_in_it(opened: Desk, tmp_path: Path) -> None:
    opened.press("report")
    before = (tmp_path / f"{NAME}.docx").read_bytes()
    opened.wb["This quarter"]["H8"] = 0.999
    opened.click.book.refresh()

    opened.press("report")

    assert (tmp_path / f"{NAME}.docx").read_bytes() != before


def test_a_report_that_is_there_is_kept_under_another_name(opened: Desk, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.docx").write_bytes(b"an earlier one")

    said = str(opened.press("report"))

    kept = Path(said.split("kept as ", 1)[1].split(".docx", 1)[0] + ".docx")
    assert kept.read_bytes() == b"an earlier one"


def test_without_the_library_for_pdf_the_answer_says_how_to_get_it(
    opened: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    said = str(opened.press("report"))

    assert not (tmp_path / f"{NAME}.pdf").exists()
    assert "No PDF was written" in said
    assert "pip install typst" in said


def test_a_workbook_in_the_cloud_has_its_report_in_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    path = Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))

    said = str(desk(path, cloud=True).press("report"))

    assert f"Wrote {home / 'Documents' / NAME}.docx." in said
