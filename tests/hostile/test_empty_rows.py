"""Tables dragged down by mistake: a million blank rows cost nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.support.books import a_book, value_under
from tests.support.cli import run_here
from tests.support.zips import changed

LAST_ROW = 1_048_576
#: Processor seconds; the machine that runs the tests may be busy with something else. Without the
#: change each command took more than a minute.
MOST_SECONDS = 8.0


def _to_row(part: bytes, last: int) -> bytes:
    return re.sub(rb'ref="([A-Z]+\d+):([A-Z]+)\d+"', rb'ref="\1:\g<2>%d"' % last, part)


@pytest.fixture(scope="module")
def dragged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of which every table reaches down to the last row of its sheet."""
    folder = tmp_path_factory.mktemp("dragged")
    book = a_book(folder, {"Ref": "A1", "Target": 5}, {"Ref": "A2", "Target": 7})
    return changed(
        book, folder / "dragged.xlsx", {"xl/tables/*": lambda part: _to_row(part, LAST_ROW)}
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check"], id="check"),
        pytest.param(["inspect"], id="inspect"),
        pytest.param(["fill", "-o", "out.xlsx"], id="fill"),
        pytest.param(["return", "-o", "out.xlsx"], id="return"),
        pytest.param(["consolidate", "-o", "out.xlsx"], id="consolidate"),
    ],
)
def test_a_table_as_high_as_its_sheet_is_read_in_seconds(
    dragged: Path, tmp_path: Path, arguments: list[str]
) -> None:
    began = time.process_time()

    done = run_here(arguments[0], dragged, *arguments[1:], cwd=tmp_path)

    assert done.returncode in (0, 1), done.stderr
    assert time.process_time() - began < MOST_SECONDS


def test_a_row_far_down_is_read_although_the_rows_above_it_are_blank(
    dragged: Path, tmp_path: Path
) -> None:
    row = (
        f'<row r="{LAST_ROW}"><c r="A{LAST_ROW}" t="inlineStr"><is><t>A9</t></is></c></row>'
    ).encode()
    book = changed(
        dragged,
        tmp_path / "far.xlsx",
        {"xl/worksheets/sheet*": lambda part: part.replace(b"</sheetData>", row + b"</sheetData>")},
    )

    done = run_here("check", book, cwd=tmp_path)

    assert f"G{LAST_ROW}" in done.stdout, done.stdout + done.stderr


def test_a_measure_added_goes_below_the_last_row_typed_and_not_below_the_table(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    (tmp_path / "a.csv").write_text("Ref,Actual\nA1,6\n", encoding="utf-8")
    run_here("fill", book, "-o", "filled.xlsx", "--actuals", "a.csv", cwd=tmp_path)
    low = changed(
        tmp_path / "filled.xlsx",
        tmp_path / "low.xlsx",
        {"xl/tables/*": lambda part: _to_row(part, 300)},
    )

    done = run_here("roll-forward", low, "-o", "next.xlsx", cwd=tmp_path)

    assert done.returncode in (0, 1), done.stderr
    assert value_under(tmp_path / "next.xlsx", "Actual", "A1", "History") == 0.06
