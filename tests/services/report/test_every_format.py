"""One report in every format: the same figures, and what is withheld in none."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kpibook.docx.controls import layout_of
from kpibook.docx.record import record_of
from kpibook.docx.word_file import open_word_file
from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.report import Report
from kpibook.outputs.report.formats import WRITERS
from kpibook.services.publish import publish_return
from kpibook.services.report.read import read_reports
from kpibook.services.report.write import Order, write_reports
from tests.outputs.ods.given import faults, part, rows_of
from tests.outputs.report.docx.word import Word
from tests.outputs.report.every_format import everything_in, text_in
from tests.outputs.report.pages import Page
from tests.outputs.report.pdf.printed import holds
from tests.support import libreoffice
from tests.support.returns import Q3, a_return

_HASH = re.compile(rb"[0-9a-f]{64}")
_QUARTERS = ("Q4 2020/21", "Q1 2021/22", str(Q3.previous))
_SMALL = {"Unit": "count", "Decimals": "0", "Which way is good": "lower",
          "Suppress small numbers": "Yes"}  # fmt: skip


def a_council_s_book(path: Path, *small: int) -> Path:
    """A workbook with a percentage, money and small counts: of this quarter, and before."""
    return a_return(
        path,
        {"Ref": "HR.01", "Target": "85.5%", "Actual": "72.1%", "Decimals": "1",
         "Owner": "Head of Repairs", "Comparator": "England", "Comparator value": "70.4%",
         "Forecast": "81%", "Commentary": "Fewer plasterers than planned."},
        {"Ref": "HR.02", "Unit": "currency", "Decimals": "2", "Target": "13000000",
         "Actual": "12500000.5"},
        {"Ref": "HR.03", **_SMALL, "Target": "7", "Actual": str(small[-1]),
         "Commentary": f"We placed {small[-1]} of them."},
        {"Ref": "HR.04", **_SMALL, "Target": "7000", "Actual": "8000"},
        history=[
            {"Ref": ref, "Period": quarter, "Actual": value}
            for number, quarter in enumerate(_QUARTERS)
            for ref, value in (
                ("HR.01", f"{90 + number}.3%"),
                ("HR.02", f"£11,75{number},000.25"),
                ("HR.03", small[number]),
                ("HR.04", 9000 + number),
            )
        ],
    )  # fmt: skip


def in_every_format(book: Path) -> dict[str, Path]:
    """The report of a workbook in each format, with the file that describes the table."""
    for ending in WRITERS:
        write_reports(Order([book], book.with_name(f"report{ending}")))
    found = {ending: book.with_name(f"report{ending}") for ending in WRITERS}
    return {**found, "metadata": book.with_name("report.csv-metadata.json")}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_council_s_book(tmp_path_factory.mktemp("formats") / "housing.xlsx", 5, 3, 4, 2)


@pytest.fixture(scope="module")
def files(book: Path) -> dict[str, Path]:
    return in_every_format(book)


@pytest.fixture(scope="module")
def report(book: Path) -> Report:
    (made,) = read_reports([book]).reports
    return made


def printed_figures(report: Report) -> list[Figure]:
    """The figures that every format prints, with those of the trend."""
    found = [figure for block in report.blocks for _, figure in block.positions(report.labels)]
    found += [p.actual for block in report.blocks for p in block.trend.points]
    assert {"72.1%", "85.5%", "70.4%", "92.3%", "£12,500,000.50", "£11,751,000.25", "[c]"} <= {
        figure.text for figure in found
    }
    return found


def test_every_figure_is_read_back_from_the_page_by_its_id(
    report: Report, files: dict[str, Path]
) -> None:
    page = Page(files[".html"].read_bytes())

    for figure in printed_figures(report):
        if figure.value:
            assert page.figures[figure.id] == (figure.text, figure.value)
        else:
            assert figure.id not in page.figures
    assert "[c]" in page.text


def test_every_figure_is_read_back_from_its_control_in_word_with_its_cell(
    report: Report, files: dict[str, Path]
) -> None:
    word = open_word_file(files[".docx"])
    with word.package:
        read = record_of(word)
        texts = {control.name: control.text for control in layout_of(word).controls}
    assert read is not None
    entries = {entry.id: entry for entry in read.record.entries}

    for block in report.blocks:
        for _, figure in block.positions(report.labels):
            entry, origin = entries[figure.id], figure.origin
            assert texts[entry.name] == entry.printed == figure.text
            assert entry.value == figure.value
            assert (entry.workbook, entry.sheet, entry.cell) == (
                origin.workbook, origin.sheet, origin.cell,
            )  # fmt: skip


def test_every_figure_is_read_back_from_the_spreadsheet_in_the_row_of_its_measure(
    report: Report, files: dict[str, Path]
) -> None:
    content = part(files[".ods"].read_bytes(), "content.xml")
    rows: dict[str, set[str]] = {}
    for table in content.findall(".//{*}table"):
        for row in rows_of(table):
            rows.setdefault(row[0][0], set()).update(text for text, _ in row)

    for block in report.blocks:
        shown = rows[block.name.ref]
        assert {block.target.text, block.actual.text, block.previous.text} <= shown
        assert {point.actual.text for point in block.trend.points} <= shown


def test_every_figure_is_read_back_from_the_table_as_a_number_and_as_it_is_printed(
    report: Report, files: dict[str, Path]
) -> None:
    with files[".csv"].open(encoding="utf-8-sig", newline="") as stream:
        rows = {(row["measure_id"], row["period"]): row for row in csv.DictReader(stream)}

    for block in report.blocks:
        now = rows[block.name.id, block.period]
        assert (now["actual"], now["actual_printed"]) == (block.actual.value, block.actual.text)
        assert (now["target"], now["target_printed"]) == (block.target.value, block.target.text)
        for point in block.trend.points[:-1]:
            row = rows[block.name.id, point.period]
            assert (row["actual"], row["actual_printed"]) == (
                point.actual.value, point.actual.text,
            )  # fmt: skip


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_every_figure_is_in_the_text_that_people_read(
    report: Report, files: dict[str, Path], ending: str
) -> None:
    text = text_in(files[ending])

    for figure in printed_figures(report):
        if figure.field is not Field.TREND:
            assert figure.text in text, figure


def test_the_trend_has_every_figure_in_its_description_and_no_other_in_its_drawing(
    report: Report, files: dict[str, Path]
) -> None:
    word = Word(files[".docx"].read_bytes())
    pdf = files[".pdf"].read_bytes()
    drawn = [block for block in report.blocks if block.trend.has_chart]

    assert [block.name.ref for block in drawn] == ["HR.01", "HR.02", "HR.04"]
    for block, chart in zip(drawn, word.charts, strict=True):
        assert all(point.actual.text in block.alt_text for point in block.trend.points)
        assert block.alt_text in word.alternative_texts
        assert holds(pdf, block.alt_text)
        values = {each.text for each in chart.iter() if each.tag.endswith("}v")}
        figures = {f.value for p in block.trend.points for f in (p.actual, p.target)}
        numbers = {value for value in values if value and value[0].isdigit()}
        assert {p.actual.value for p in block.trend.points} <= numbers <= figures


def test_a_withheld_count_is_in_no_part_of_any_file(files: dict[str, Path], tmp_path: Path) -> None:
    """Whatever the small counts are, every part is the same but for the hash of the workbook.

    That covers what cannot be searched for: coordinates, widths, descriptions and properties.
    """
    other = in_every_format(a_council_s_book(tmp_path / "housing.xlsx", 1, 2, 5, 3))
    large = in_every_format(a_council_s_book(tmp_path / "large" / "housing.xlsx", 61, 62, 65, 63))

    for name, path in files.items():
        one, two, shown = (
            _HASH.sub(b"", everything_in(each)) for each in (path, other[name], large[name])
        )
        assert one == two, name
        assert one != shown or name == "metadata", "the test would notice"
    assert not re.search("We placed [0-9]", " ".join(map(text_in, list(files.values())[:-1])))


@pytest.mark.parametrize("ending", WRITERS)
def test_the_owner_of_a_measure_is_printed(files: dict[str, Path], ending: str) -> None:
    assert "Head of Repairs" in text_in(files[ending])


def test_the_return_as_ods_passes_the_checklist_and_holds_what_the_workbook_holds(
    book: Path, tmp_path: Path
) -> None:
    publish_return(book, tmp_path / "r.xlsx")
    publish_return(book, tmp_path / "r.ods")
    ods = (tmp_path / "r.ods").read_bytes()
    assert faults(ods) == []
    texts = [
        text
        for table in part(ods, "content.xml").findall(".//{*}table")
        for row in rows_of(table)
        for text, _ in row
    ]
    assert "72.1%" in texts
    assert "£12,500,000.50" in texts
    (again,) = libreoffice.recalculated_all([tmp_path / "r.ods"], tmp_path / "again")
    assert _numbers(again) == _numbers(tmp_path / "r.xlsx")


def _numbers(path: Path) -> list[tuple[str, str, float]]:
    return [
        (sheet.title, cell.coordinate, round(float(cell.value), 9))
        for sheet in openpyxl.load_workbook(path, data_only=True)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]


def test_the_same_bytes_come_with_another_hash_seed_and_time_zone(
    book: Path, tmp_path: Path
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from kpibook.services.report.write import Order, write_reports\n"
        "for ending in ('.html', '.ods', '.csv', '.docx'):\n"
        "    write_reports(Order([Path(sys.argv[1])], Path(sys.argv[2]) / f'r{ending}'))\n"
    )
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        (tmp_path / seed).mkdir()
        subprocess.run(
            [sys.executable, "-c", code, book, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
        )
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name
