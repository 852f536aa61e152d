"""`kpibook inspect --layout` and `kpibook layout check` work together on one file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from click.testing import CliRunner

from kpibook.cli import kpibook
from tests.services.layouts.shapes import SHAPES


def _run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(kpibook, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_a_layout_is_proposed_written_and_checked(tmp_path: Path) -> None:
    book, layout = str(SHAPES["headings_at_nine"](tmp_path)), str(tmp_path / "nine.layout.toml")

    code, _, picture = _run("inspect", book, "--layout", "-o", layout)
    assert code == 0
    assert "measure" in picture
    code, text, _ = _run("layout", "check", layout, book, "--period", "Q3 2024/25")
    assert "2 of 2 statuses in the file are those worked out." in text
    code, text, _ = _run("layout", "check", layout, book, "--period", "Q3 2024/25", "--json")
    assert code == 0
    assert [measure["ref"] for measure in json.loads(text)["measures"]] == ["E1", "E2"]


def test_a_layout_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    book, layout = SHAPES["welsh"](tmp_path), tmp_path / "a.layout.toml"
    layout.write_text("mine", encoding="utf-8")

    result = CliRunner().invoke(kpibook, ["inspect", str(book), "--layout", "-o", str(layout)])

    assert "layout-exists" in str(result.exception)
    assert layout.read_text(encoding="utf-8") == "mine"


def test_a_file_of_other_things_is_said_to_be_no_table(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Telephone\nA. Body,01632 960001\n", encoding="utf-8")

    assert "does not look like a table of measures" in _run("inspect", str(path), "--layout")[1]


def test_plain_inspect_takes_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text("Ref,Actual\nA1,5\n", encoding="utf-8")

    assert "A1:B2, 4 cells" in _run("inspect", str(path))[1]


def _as_ods(book: Path) -> Path:
    """Return the first sheet of a workbook as an .ods with the same values."""
    rows = []
    for cells in openpyxl.load_workbook(book).worksheets[-1].iter_rows(values_only=True):
        fields = "".join(_ods_cell(value) for value in cells)
        rows.append(f"<table:table-row>{fields}</table:table-row>")
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="KPIs">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = book.with_suffix(".ods")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return path


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def test_plain_inspect_takes_an_ods(tmp_path: Path) -> None:
    path = _as_ods(SHAPES["headings_at_nine"](tmp_path))
    code, text, _ = _run("inspect", str(path))
    assert code == 0
    assert "'KPIs', A1:H14" in text


def test_an_ods_is_proposed_a_layout_that_reads_it(tmp_path: Path) -> None:
    book = str(_as_ods(SHAPES["headings_at_nine"](tmp_path)))
    layout = str(tmp_path / "a.layout.toml")
    assert _run("inspect", book, "--layout", "-o", layout)[0] == 0
    text = _run("layout", "check", layout, book, "--period", "Q3 2024/25")[1]
    assert "2 of 2 statuses in the file are those worked out." in text


def test_two_quarters_of_targets_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "Ref,Measure,Good is,Q1,,Q2,\n,,,Target,Actual,Target,Actual\n"
        "A1,Boats moored,High,5,6,7,8\nA2,Boats lost,Low,3,2,2,4\n",
        encoding="utf-8",
    )
    layout = str(tmp_path / "a.layout.toml")
    assert _run("inspect", str(path), "--layout", "-o", layout)[0] == 0
    text = _run("layout", "check", layout, str(path), "--period", "Q2 2024/25", "--json")[1]
    measures = json.loads(text)["measures"]
    assert [(m["target"], m["actual"], m["previous"]) for m in measures] == [(7, 8, 6), (2, 4, 2)]
