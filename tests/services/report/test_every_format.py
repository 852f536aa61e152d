"""One report in every format: the same figures, and what is withheld in none."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kpibook.outputs.report.formats import WRITERS
from kpibook.services.publish import publish_return
from kpibook.services.report.write import Order, write_reports
from tests.outputs.ods.given import faults, part, rows_of
from tests.support import libreoffice
from tests.support.returns import Q3, a_return

_HISTORY = [
    {"Ref": "HR.01", "Period": str(Q3.previous), "Actual": "90.3%"},
    {"Ref": "HR.02", "Period": str(Q3.previous), "Actual": "£11,750,000.25"},
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_return(
        tmp_path_factory.mktemp("formats") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "85.5%", "Actual": "72.1%", "Decimals": "1"},
        {"Ref": "HR.02", "Unit": "currency", "Decimals": "2", "Target": "13000000",
         "Actual": "12500000.5"},
        {"Ref": "HR.03", "Unit": "count", "Decimals": "0", "Target": "7", "Actual": "4",
         "Suppress small numbers": "Yes"},
        history=_HISTORY,
    )  # fmt: skip


def _text(path: Path, folder: Path) -> str:
    """Return what a reader gets of a report."""
    if path.suffix == ".pdf":
        return libreoffice.pdf_text(path)
    if path.suffix == ".docx":
        return libreoffice.pdf_text(libreoffice.document_to_pdf(path, folder))
    if path.suffix == ".ods":
        return libreoffice.pdf_text(libreoffice.to_pdf(path, folder))
    return path.read_text("utf-8-sig")


def test_the_same_figures_are_read_from_every_format_and_the_withheld_one_from_none(
    book: Path, tmp_path: Path
) -> None:
    for ending in WRITERS:
        output = tmp_path / f"report{ending}"
        write_reports(Order([book], output))
        text = " ".join(_text(output, tmp_path / f"pdf{ending}").split())
        figures = ("72.1", "85.5", "12500000.5") if ending == ".csv" else (
            "72.1%", "85.5%", "90.3%", "£12,500,000.50", "£13,000,000.00", "[c]"
        )  # fmt: skip
        for figure in figures:
            assert figure in text, f"{figure} in {ending}"
        assert "HR.03" in text
        assert "4.0" not in text


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


def test_a_withheld_count_is_in_no_part_of_the_spreadsheet(book: Path, tmp_path: Path) -> None:
    write_reports(Order([book], tmp_path / "r.ods"))
    with zipfile.ZipFile(tmp_path / "r.ods") as package:
        content = package.read("content.xml").decode()
    assert "HR.03" in content
    assert 'office:value="4"' not in content
    assert "<text:p>4</text:p>" not in content
