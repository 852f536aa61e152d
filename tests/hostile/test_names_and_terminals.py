"""Odd characters in texts and file names: every command goes on, and no terminal obeys them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.xlsx.cells.values import text_from
from tests.support.books import a_book, typed
from tests.support.cli import PROGRAM, run_here
from tests.support.zips import changed

needs_odd_names = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the system stores no such names"
)
RED, NOT_UTF8, LINE_END = "\x1b[31mred\x1b[0m", os.fsdecode(b"caf\xe9"), "two\nlines"
ODD_NAMES = [
    pytest.param(f"{RED}.xlsx", id="escape"),
    pytest.param(f"{NOT_UTF8}.xlsx", id="not UTF-8"),
    pytest.param(f"{LINE_END}.xlsx", id="line end"),
    pytest.param("\u202exslx.xlsx", id="turned"),
    pytest.param(f"{'n' * 250}.xlsx", id="255 bytes"),
]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        pytest.param("a_xD83D_", "a\ufffd", id="half an emoji"),
        pytest.param("_xDE00__xD83D_", "\ufffd\ufffd", id="halves the wrong way round"),
        pytest.param("_xD83D__xDE00_", "\U0001f600", id="two halves that belong together"),
    ],
)
def test_half_a_character_is_read_as_the_mark_for_an_unknown_character(
    stored: str, text: str
) -> None:
    assert text_from(stored) == text


def test_a_commentary_cut_in_an_emoji_stops_neither_a_fill_nor_a_consolidation(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5}, {"Ref": "_xD83D_", "Title": "_xDE00_"})
    other = a_book(tmp_path, {"Ref": "B1", "Target": 5}, name="other.xlsx")
    typed(book, {"H6": 6, "L6": "MARK", "M6": "MARK"})
    half = changed(
        book, tmp_path / "half.xlsx", {"xl/*": lambda part: part.replace(b"MARK", b"_xD83D_ a")}
    )

    filled = run_here("fill", half, "-o", "filled.xlsx", cwd=tmp_path)
    together = run_here(
        "consolidate", half, other, "-o", "all.xlsx", "--data", "all.csv", cwd=tmp_path
    )
    published = run_here("return", half, "-o", "return.xlsx", cwd=tmp_path)

    for done in (filled, together, published):
        assert done.returncode in (0, 1), done.stderr
        assert "fault" not in done.stderr + done.stdout
    assert "2 of 2 workbooks" in together.stdout


@needs_odd_names
@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_workbook_of_any_name_goes_through_every_command(tmp_path: Path, name: str) -> None:
    plain = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    folder = tmp_path / "books"
    folder.mkdir()
    shutil.copy(plain, folder / name)
    shutil.copy(plain, folder / "plain.xlsx")

    for command in (
        ["check", folder],
        ["check", folder / name],
        ["check", folder, "--json"],
        ["inspect", folder / name],
        ["explain", folder / name, "A1"],
        ["diff", folder / name, folder / "plain.xlsx"],
        ["fill", folder, "--output-dir", "filled"],
        ["fill", folder / name, "--in-place"],
        ["return", folder / name, "-o", "return.xlsx"],
        ["return", folder, "--output-dir", "returns"],
        ["roll-forward", folder / name, "--dry-run"],
        ["consolidate", folder, "-o", "all.xlsx", "--data", "all.csv", "--publish", "p.xlsx"],
    ):
        done = run_here(*command, cwd=tmp_path)  # type: ignore[arg-type]
        assert done.returncode in (0, 1) or command[0] in ("explain", "roll-forward"), (
            command[0] + done.stderr
        )
        assert "fault" not in done.stderr, command[0] + done.stderr
        assert "Traceback" not in done.stderr
        assert not set("\x1b\u202e") & set(done.stdout + done.stderr), command[0]


@needs_odd_names
def test_a_name_with_a_line_end_does_not_forge_a_line_of_output(tmp_path: Path) -> None:
    a_book(tmp_path, {"Ref": "A1", "Target": 5})
    forged = tmp_path / "a\nWrote everything.xlsx"
    shutil.move(tmp_path / "book.xlsx", forged)

    for command in (
        ["check", forged],
        ["fill", forged, "-o", "b\nWrote everything.xlsx"],
        ["inspect", forged],
        ["check", "c\nWrote everything.xlsx"],
    ):
        done = run_here(*command, cwd=tmp_path)  # type: ignore[arg-type]
        assert not [
            line
            for line in (done.stdout + done.stderr).splitlines()
            if line.startswith("Wrote everything")
        ], command


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([RED], id="no such command"),
        pytest.param(["check", f"--{RED}"], id="no such option"),
        pytest.param(["fill", "a.xlsx", "--dry-run", "--period", RED], id="no such quarter"),
        pytest.param(["check", f"{RED}.xlsx"], id="no such file"),
        pytest.param(["rate", f"{RED}.csv"], id="no such table"),
        pytest.param(["scheme", "show", RED], id="no such scheme"),
        pytest.param(["check", f"{RED}/*.xlsx"], id="no match"),
    ],
)
def test_no_escape_of_the_command_line_comes_back_in_a_message(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = run_here(*arguments, cwd=tmp_path)

    assert done.returncode in (2, 3)
    assert "red" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_that_lacks_characters_breaks_no_command(tmp_path: Path, encoding: str) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5, "Measure": "Łódź \U0001f600 – ☂"})
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}

    for command in (["fill", book, "--dry-run"], ["check", book, "--json"]):
        done = subprocess.run(
            [PROGRAM, *command], env={**os.environ, **env}, capture_output=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
    assert json.loads(done.stdout.splitlines()[0])["measures"] == 1
