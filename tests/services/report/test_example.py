"""The example's report as the programs of its readers see it: Word, browsers, readers of PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.outputs.report.formats import WRITERS
from kpibook.services.report.check_document import check_document
from kpibook.services.report.write import Order, write_reports
from tests.outputs.report.every_format import text_in
from tests.outputs.report.pdf.printed import A4, overlapping, structure_of, words_of
from tests.support import browser, read_aloud, validator
from tests.support.books import example


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("example")
    for ending in WRITERS:
        write_reports(Order([example().filled], folder / f"report{ending}"))
    return {ending: folder / f"report{ending}" for ending in WRITERS}


def test_the_validator_of_word_s_makers_has_nothing_against_it(files: dict[str, Path]) -> None:
    assert validator.errors(files[".docx"]) == []


def test_it_is_as_it_was_printed_and_as_the_workbook_says(files: dict[str, Path]) -> None:
    checked = check_document(files[".docx"], [example().filled])

    assert checked.findings == ()
    assert checked.entries > 50


def test_axe_has_nothing_against_the_page(files: dict[str, Path], tmp_path: Path) -> None:
    found = browser.looked_at(files[".html"].read_bytes(), tmp_path)

    assert found["faults"] == []
    assert found["passes"] > 20


def test_a_reader_of_pdf_can_be_read_to(files: dict[str, Path]) -> None:
    assert read_aloud.findings(files[".pdf"]) == []


def test_every_measure_is_a_heading_and_every_table_has_one(files: dict[str, Path]) -> None:
    elements = structure_of(files[".pdf"])
    tags = [tag for tag, _ in elements]

    for ref in ("PI.2249", "PI.432", "PI.426", "PI.433", "PI.2250", "PI.2129"):
        assert any(tag == "H3" and text.startswith(ref) for tag, text in elements), ref
    assert tags.count("Table") == tags.count("THead") >= 9


def test_no_word_is_cut_or_printed_on_another(files: dict[str, Path]) -> None:
    words = words_of(files[".pdf"])

    assert overlapping(words) == []
    assert all(word.left > 60 and word.right < A4[0] - 60 for word in words)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_figures_of_the_published_report_are_in_it(files: dict[str, Path], ending: str) -> None:
    text = text_in(files[ending])

    for figure in ("72.1%", "85.5%", "90.3%", "12.01%", "4.17%", "91.8%"):
        assert figure in text, figure
