"""``kpibook measure``: what it prints, writes and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import contents, parsed
from tests.services.sheets.test_register_order import refs
from tests.support.books import a_book, a_csv, value_under
from tests.support.cli import run

NEW = ("--ref", "PI.9", "--title", "Homes retrofitted", "--unit", "count", "--polarity", "higher")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    a_book(tmp_path, *({"Ref": f"PI.{n}", "Target": "80%"} for n in (1, 2, 3)))
    return tmp_path


def test_add_says_what_it_did_and_leaves_the_workbook_alone(desk: Path) -> None:
    before = contents(desk)

    done = run("measure", "add", "book.xlsx", *NEW, "--target", "40", "--set", "Target Q2=20",
               "--after", "PI.1", "-o", "out.xlsx", cwd=desk)  # fmt: skip

    assert "PI.9 is in the register now" in done.stdout
    assert refs(desk / "out.xlsx") == ["PI.1", "PI.9", "PI.2", "PI.3"]
    assert value_under(desk / "out.xlsx", "Target Q2", "PI.9", "Measures") == 20
    assert {name: contents(desk)[name] for name in before} == before


def test_add_takes_a_file_in_a_councils_own_words(desk: Path) -> None:
    a_csv(desk / "new.csv", {"PI Ref": "PI.9", "Indicator": "Bins", "UoM": "count",
                             "Good to be": "higher"})  # fmt: skip

    done = run("measure", "add", "book.xlsx", "--from", "new.csv", "-o", "out.xlsx", cwd=desk)

    assert done.returncode in (0, 1)
    assert refs(desk / "out.xlsx") == ["PI.1", "PI.2", "PI.3", "PI.9"]


def test_retire_change_and_move_change_the_workbook_in_place(desk: Path) -> None:
    book = desk / "book.xlsx"

    run("measure", "move", "book.xlsx", "PI.3", "--first", "--in-place", cwd=desk)
    run("measure", "change", "book.xlsx", "PI.1", "--target", "85%", "--in-place", cwd=desk)
    run("measure", "retire", "book.xlsx", "PI.2", "--in-place", cwd=desk)

    assert refs(book) == ["PI.3", "PI.1"]
    assert value_under(book, "Target", "PI.1") == 0.85

    run("measure", "change", "book.xlsx", "PI.2", "--last-period", "", "--in-place", cwd=desk)
    assert refs(book) == ["PI.3", "PI.1", "PI.2"]


def test_json_has_what_was_done(desk: Path) -> None:
    told = parsed(run("measure", "retire", "book.xlsx", "PI.2", "--dry-run", "--json", cwd=desk))

    assert told["done"].startswith("PI.2 is reported until Q2 2021/22")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "book.xlsx"), "Give --ref with the measure's columns, or --from"),
        (("change", "book.xlsx", "PI.1"), "Say what changes"),
        (("change", "book.xlsx", "PI.1", "--set", "Target"), "write COLUMN=TEXT"),
        (("move", "book.xlsx", "PI.1"), "Say where it goes"),
    ],
)
def test_a_command_line_that_says_too_little_is_explained(
    desk: Path, words: tuple[str, ...], says: str
) -> None:
    done = run("measure", *words, "--dry-run", cwd=desk)

    assert done.returncode == 2
    assert says in done.stderr


def test_a_measure_that_is_there_already_is_refused(desk: Path) -> None:
    done = run("measure", "add", "book.xlsx", *NEW[2:], "--ref", "PI.2", "--dry-run", cwd=desk)

    assert done.returncode == 3
    assert "[ref-duplicate]" in done.stderr
