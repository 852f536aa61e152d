from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import FILLED, a_desk, contents, parsed
from tests.support.books import a_book, filled
from tests.support.cli import run

OF = ("settle", FILLED, "pi433", "--code", "as-at-outside-period", "--by", "Head of Service")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_says_what_is_settled_and_by_whom_and_the_finding_is_gone(desk: Path) -> None:
    done = run(*OF, "-o", "settled.xlsx", cwd=desk)

    assert (
        "PI.433: actual 43.1 per 10,000 of Q3 2021/22 is right, says Head of Service" in done.stdout
    )
    assert "as-at-outside-period" in run("check", FILLED, cwd=desk).stdout
    assert "as-at-outside-period" not in run("check", "settled.xlsx", cwd=desk).stdout


def test_a_settled_figure_is_printed_with_its_part_and_its_unit(tmp_path: Path) -> None:
    past = [{"Ref": "A1", "Period": "Q2 2021/22", "Actual": "140%"}]
    book = a_book(tmp_path, {"Ref": "A1", "Target": "90%"}, history=past)
    first = ("--code", "percent-out-of-bounds", "--by", "Head", "--dry-run")

    done = run("settle", str(book), "A1", *first, cwd=tmp_path)

    assert "A1: figure of Q2 2021/22 140% is right, says Head" in done.stdout


def test_a_note_that_is_only_about_the_run_is_not_printed(tmp_path: Path) -> None:
    made = a_book(tmp_path, {"Ref": "A1", "Unit": "Count", "Decimals": "0", "Target": 5})
    book = filled(made, {"Ref": "A1", "Actual": 60.5}).output
    doubt = ("settle", str(book), "A1", "--code", "count-not-whole", "--by", "Head", "-o")

    done = run(*doubt, "a.xlsx", cwd=tmp_path)
    told = parsed(run(*doubt, "b.xlsx", "--json", cwd=tmp_path))

    assert any(note.startswith("Excel works out the formulas") for note in told["run_notes"])
    assert "Note:" not in done.stdout


def test_json_says_the_same_as_data(desk: Path) -> None:
    told = parsed(run(*OF, "--dry-run", "--json", cwd=desk))

    assert told["settled"] == [
        {
            "ref": "PI.433",
            "period": "Q3 2021/22",
            "code": "as-at-outside-period",
            "figure": "43.1",
            "by": "Head of Service",
        }
    ]


def test_a_dry_run_writes_nothing(desk: Path) -> None:
    before = contents(desk)

    done = run(*OF, "--dry-run", cwd=desk)

    assert "Dry run: nothing was written." in done.stdout
    assert contents(desk) == before


def test_what_is_not_in_doubt_is_refused_with_the_doubts_there_are(desk: Path) -> None:
    done = run(
        "settle", FILLED, "PI.433", "--code", "figure-jump", "--by", "Head", "--dry-run", cwd=desk
    )

    assert done.returncode == 3
    assert (
        "Its doubts are as-at-outside-period, commentary-date and commentary-unit." in done.stderr
    )
