"""`kpibook inspect --layout` and `kpibook layout check` work together on one file."""

from __future__ import annotations

import json
from pathlib import Path

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
