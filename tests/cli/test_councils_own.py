"""The commands on a council's own workbook: its own sheets and cells are named, as if ours."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.cli import Done, run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


def _check(folder: Path, *more: str) -> Done:
    return run_here("check", "scorecard.xlsx", "--period", PERIOD, *more, cwd=folder)


def test_check_rates_it_and_finds_nothing_in_a_sound_scorecard(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    before = path.read_bytes()
    done = _check(tmp_path)

    assert "nothing to put right in 4 measures" in done.stdout
    assert "EN1 is off target, and no open action is stated" in done.stdout
    assert path.read_bytes() == before


def test_check_says_which_status_in_the_file_is_not_that_of_its_figures(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('Low = "lower"', 'Low = "higher"'))
    done = _check(tmp_path)

    assert "'Score 24-25'!I7: 'EN2' is shown as met ('92D050')" in done.stdout
    assert "layout-status-differs" in done.stdout


def test_check_says_once_what_the_layout_does_not_answer(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('polarity = "Good is"\n', ""))
    done = _check(tmp_path)

    assert done.stdout.count("[polarity-missing]") == 1
    assert "4 measures: EN1, EN2, EN3 and EN4" in done.stdout


def test_check_as_json_gives_the_cell(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('Low = "lower"', 'Low = "higher"'))
    printed = json.loads(_check(tmp_path, "--json").stdout.splitlines()[0])

    found = next(f for f in printed["findings"] if f["code"] == "layout-status-differs")
    assert (found["sheet"], found["cell"]) == ("Score 24-25", "I7")


def test_explain_names_the_council_s_own_cells(tmp_path: Path) -> None:
    council_desk(tmp_path)
    done = run_here("explain", "scorecard.xlsx", "EN1", "--period", PERIOD, cwd=tmp_path)

    assert "Off target. 42% is 3 points" in done.stdout
    assert "actual 42% ('Score 24-25'!I6); target 45% ('Score 24-25'!H6)" in done.stdout
    assert "tolerance 1% ('Register'!E2); Q2 2024/25 46.2% ('Score 24-25'!G6)." in done.stdout
    assert "()" not in done.stdout


def test_without_a_quarter_a_command_says_so(tmp_path: Path) -> None:
    council_desk(tmp_path)
    done = run_here("check", "scorecard.xlsx", cwd=tmp_path)

    assert (done.returncode, "layout-no-period" in done.stderr) == (3, True)
