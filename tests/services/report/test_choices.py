"""Choices of a person, and the council's words, as they come out in every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.outputs.report.formats import WRITERS
from kpibook.outputs.report.look import Look
from kpibook.services.report.material import Surroundings
from kpibook.services.report.write import Order, Written, write_reports
from tests.outputs.report.docx.word import Word
from tests.outputs.report.every_format import everything_in, text_in
from tests.outputs.report.pages import Page
from tests.outputs.report.pdf.printed import holds
from tests.support.returns import a_return

FORMATS = pytest.mark.parametrize("ending", WRITERS)
#: The table is of figures: it has no sentences on the whole report.
IN_WORDS = pytest.mark.parametrize("ending", [each for each in WRITERS if each != ".csv"])
QUARTERS = ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
WORDS = """
[report]
title = "Performance in {qarter} – {period}"
[[section]]
place = "before"
heading = "Background"
text = "The {nonsense} of {quarter}."
"""
COMMITTEES = """
[[committee]]
name = "Homes Board"
includes = ["Homes"]
title = "Homes in {period}"
[[committee]]
name = "Safety Board"
includes = ["Safety"]
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_return(
        tmp_path_factory.mktemp("choices") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "66.6%", "Priority": "Homes",
         "Commentary": "Fewer plasterers."},
        {"Ref": "HR.02", "Target": "80%", "Actual": "91%", "Priority": "Safety",
         "Commentary": "Every alarm was tested."},
        history=[{"Ref": ref, "Period": quarter, "Actual": f"{85 + number}%"}
                 for number, quarter in enumerate(QUARTERS) for ref in ("HR.01", "HR.02")],
    )  # fmt: skip


def written(book: Path, output: Path, **chosen: object) -> Written:
    return write_reports(Order([book], output, **chosen))  # type: ignore[arg-type]


@FORMATS
def test_exceptions_alone_leave_out_what_is_on_target_and_say_that_the_counts_are_of_all(
    book: Path, tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    written(book, output, only_exceptions=True)

    text = text_in(output)
    assert "Fewer plasterers." in text
    assert "Every alarm was tested." not in text
    if ending != ".csv":
        assert "shown in full: 1 of 2 measures. The counts are of all." in text


@FORMATS
def test_a_part_has_its_own_measures_alone_and_says_so(
    book: Path, tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    written(book, output, wanted="Safety")

    text = text_in(output)
    assert "Every alarm was tested." in text
    assert "HR.01" not in text
    assert b"Fewer plasterers" not in everything_in(output)
    if ending != ".csv":
        assert "This is only what is for Safety: 1 of 2 measures." in text


def charts_in(path: Path) -> int:
    """How many trends are drawn."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return len(Word(content).charts)
    if path.suffix == ".html":
        return sum(tag == "svg" for tag, _ in Page(content).tags)
    return sum(holds(content, f"Line chart of {ref}") for ref in ("HR.01", "HR.02"))


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html"])
def test_charts_are_drawn_or_left_out_and_the_figures_stay(
    book: Path, tmp_path: Path, ending: str
) -> None:
    drawn, plain = tmp_path / f"drawn{ending}", tmp_path / f"plain{ending}"
    written(book, drawn)
    written(book, plain, look=Look(charts=False))

    assert (charts_in(drawn), charts_in(plain)) == (2, 0)
    assert "66.6%" in text_in(plain)


@FORMATS
def test_a_name_in_the_words_that_is_not_known_is_a_finding_and_in_no_part_of_the_file(
    book: Path, tmp_path: Path, ending: str
) -> None:
    words = tmp_path / "words.toml"
    words.write_text(WORDS, encoding="utf-8")
    output = tmp_path / f"r{ending}"

    findings = written(book, output, wording=words).findings

    unknown = [f for f in findings if f.code == "report-name-unknown"]
    assert [name for name in ("{qarter}", "{nonsense}") for f in unknown if name in f.what] == [
        "{qarter}", "{nonsense}",
    ]  # fmt: skip
    assert {f.where.file for f in unknown} == {"words.toml"}
    assert not any(name in everything_in(output) for name in (b"qarter", b"nonsense"))
    if ending not in (".csv", ".ods"):
        assert "The [x] of Quarter 3." in text_in(output)


def test_each_committee_gets_a_file_of_each_format_with_its_part_alone(
    book: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.toml"
    words.write_text(COMMITTEES, encoding="utf-8")

    written(book, tmp_path / "out", wording=words)

    files = {path.name: path for path in (tmp_path / "out").iterdir()}
    for ending in WRITERS:
        homes = files[f"Homes Board Q3 2021 22{ending}"]
        safety = files[f"Safety Board Q3 2021 22{ending}"]
        assert "HR.02" not in text_in(homes)
        assert "HR.01" not in text_in(safety)
        assert "HR.01" in text_in(homes)
        if ending != ".csv":
            assert "Homes in Q3 2021/22" in text_in(homes)
    assert len(files) == 2 * (len(WRITERS) + 1), "with a description of each table"


@IN_WORDS
def test_late_and_missing_directorates_are_named_in_a_report_of_several(
    tmp_path: Path, ending: str
) -> None:
    books = [
        a_return(tmp_path / f"{name}.xlsx", {"Ref": "HR.01", "Target": "80%", "Actual": "66%"},
                 directorate=name)
        for name in ("Housing", "Adults")
    ]  # fmt: skip
    expected = tmp_path / "returns.csv"
    due = date(2022, 1, 14)
    expected.write_text(
        f"Directorate,Due\nHousing,{due:%d/%m/%Y}\nAdults,{due:%d/%m/%Y}\nPlace,{due:%d/%m/%Y}\n",
        encoding="utf-8",
    )
    output = tmp_path / f"r{ending}"

    written_ = write_reports(Order(books, output, around=Surroundings(expected=expected)))

    text = text_in(output)
    assert "Place" in text
    assert all(sentence in text for report in written_.reports for sentence in report.completeness)
    assert "HR.01" in text
