from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import contents, results
from tests.services.batch.given import actuals, backups, litter, some_books
from tests.support.cli import PROGRAM, run
from tests.support.evil import evil, evil_names, needs_evil
from tests.support.memory import run_measured
from tests.xlsx.test_evil import OUTCOMES


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    some_books(tmp_path / "books", 3)
    actuals(tmp_path)
    return tmp_path


FILL = ("fill", "books", "--actuals", "actuals.csv")


def summary(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The counts at the end of JSON Lines."""
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["summary"]
    return found


def _codes(book: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["code"], finding["cell"]) for finding in book["findings"]]


def test_a_folder_is_filled_into_another_and_the_end_says_how_many(desk: Path) -> None:
    done = run(*FILL, "--output-dir", "out", cwd=desk)

    assert done.returncode == 0, done.stderr
    assert done.stderr == "3 workbooks: 3 done.\n"
    assert not list((desk / "out").glob(".*")), "the folder for results holds results alone"
    assert done.stdout.splitlines()[0] == (
        f"{Path('books/book000.xlsx')}: nothing to put right in 1 measure."
    )
    names = [f"book00{n}.xlsx" for n in range(3)]
    assert sorted(path.name for path in (desk / "out").glob("*.xlsx")) == names
    assert litter(desk / "out") == litter(desk / "books") == []


def test_the_path_of_the_journal_is_for_those_who_ask(desk: Path) -> None:
    done = run(*FILL, "--output-dir", "out", "--verbose", cwd=desk)

    assert done.stderr.startswith("3 workbooks: 3 done. Journal: ")
    assert str(desk) not in done.stderr, "a journal is among the person's own files"


def test_the_same_command_again_does_nothing_and_says_the_same_findings(desk: Path) -> None:
    first = run("check", "books", "--json", cwd=desk)
    before = contents(desk)

    again = run("check", "books", "--json", cwd=desk)

    assert (first.returncode, again.returncode) == (1, 1)
    assert [_codes(b) for b in results(again)] == [_codes(b) for b in results(first)]
    assert [b["skipped"] for b in results(again)] == [True] * 3
    assert summary(again) | {"journal": ""} == {
        "workbooks": 3, "done": 0, "skipped": 3, "with_findings": 3, "failed": 0,
        "not_begun": 0, "journal": "",
    }  # fmt: skip
    assert contents(desk) == before, "the journal lies among the person's own files"


def test_retry_takes_what_failed_and_again_takes_all(desk: Path) -> None:
    bad = desk / "books" / "book001.xlsx"
    good = bad.read_bytes()
    bad.write_bytes(b"text")
    assert run(*FILL, "--output-dir", "out", cwd=desk).returncode == 1
    bad.write_bytes(good)

    retried = run(*FILL, "--output-dir", "out", "--retry", "--json", cwd=desk)
    again = run(*FILL, "--output-dir", "out", "--again", "--json", cwd=desk)

    (only,) = results(retried)
    assert Path(only["file"]).name == "book001.xlsx"
    assert summary(retried)["skipped"] == 2
    assert summary(again)["done"] == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_some_that_fail_are_1_and_all_that_fail_are_3(desk: Path, jobs: str) -> None:
    (desk / "books" / "book001.xlsx").write_bytes(b"text")
    shutil.copytree(desk / "books", desk / "bad")
    for book in (desk / "bad").iterdir():
        book.write_bytes(b"")

    some = run(*FILL, "--in-place", "--jobs", jobs, "--json", cwd=desk)
    none = run("check", "bad", "--jobs", jobs, cwd=desk)
    fast = run("check", "bad", "--fail-fast", "--json", cwd=desk)

    assert (some.returncode, none.returncode, fast.returncode) == (1, 3, 3)
    assert summary(some)["failed"] == 1
    assert none.stderr.count("[file-empty]") == 3
    assert (summary(fast)["failed"], summary(fast)["not_begun"]) == (1, 2)


def test_a_journal_can_be_named_even_for_one_workbook(desk: Path) -> None:
    arguments = ("check", "books/book000.xlsx", "--journal", "own.jsonl", "--json")

    first, again = run(*arguments, cwd=desk), run(*arguments, cwd=desk)

    assert summary(first)["journal"] == "own.jsonl"
    assert (summary(first)["done"], summary(again)["skipped"]) == (1, 1)


def test_a_file_that_is_no_journal_stops_the_command_and_is_left_alone(desk: Path) -> None:
    before = contents(desk)

    done = run("check", "books", "--journal", "actuals.csv", "--json", cwd=desk)

    assert done.returncode == 3
    assert "[journal-foreign]" in done.stderr
    assert [list(json.loads(line)) for line in done.stdout.splitlines()] == [["summary"], ["error"]]
    assert contents(desk) == before


def test_without_a_place_for_a_journal_it_is_done_all_the_same(desk: Path) -> None:
    nowhere = {"XDG_STATE_HOME": os.devnull, "LOCALAPPDATA": os.devnull}

    done = run("check", "books", cwd=desk, env=nowhere)

    assert done.returncode == 1
    assert "Note: without a journal" in done.stderr
    assert done.stderr.splitlines()[-1] == "3 workbooks: 3 done, 3 with findings."


def test_a_dry_run_leaves_no_journal(desk: Path) -> None:
    before = contents(desk)

    done = run(*FILL, "--output-dir", "out", "--dry-run", cwd=desk)

    assert done.stderr == "3 workbooks: 3 done.\n"
    assert contents(desk) == before


def test_returns_of_many_go_into_a_folder(desk: Path) -> None:
    done = run("return", "books", "--output-dir", "public", "--jobs", "2", cwd=desk)

    assert done.returncode == 1
    assert len(list((desk / "public").glob("book*.xlsx"))) == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["check", "books", "--retry", "--again"], "only one", id="both"),
        pytest.param(["check", "books", "--jobs", "0"], "--jobs", id="no jobs"),
        pytest.param(["return", "books"], "-o and --output-dir", id="nowhere"),
        pytest.param(["return", "books", "-o", "a.xlsx"], "--output-dir", id="one file"),
    ],
)
def test_a_command_line_that_cannot_be_meant_is_explained(
    desk: Path, arguments: list[str], says: str
) -> None:
    done = run(*arguments, cwd=desk)

    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())


def test_a_consolidation_by_two_processes_has_the_bytes_of_one(desk: Path) -> None:
    for jobs in ("1", "2"):
        some_books(desk / "rated", 1, rated=True)
        done = run("consolidate", "rated", "books", "-o", f"{jobs}.xlsx", "--jobs", jobs, cwd=desk)
        assert done.returncode == 1, done.stderr
    assert (desk / "1.xlsx").read_bytes() == (desk / "2.xlsx").read_bytes()
    stopped = run("consolidate", "rated", "actuals.csv", "-o", "3.xlsx", "--fail-fast", cwd=desk)
    assert stopped.returncode == 3
    assert not (desk / "3.xlsx").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_command_with_two_jobs_that_was_killed_is_completed_by_the_same_command(
    tmp_path: Path,
) -> None:
    books = some_books(tmp_path / "books", 12)
    old = books[0].read_bytes()
    actuals(tmp_path)
    arguments = (*FILL, "--in-place", "--jobs", "2")
    for _ in range(4):
        with subprocess.Popen(
            [PROGRAM, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            running.send_signal(signal.SIGKILL)
    time.sleep(0.5)  # its workers end with it

    done = run(*arguments, "--json", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    (new,) = {book.read_bytes() for book in books}
    assert new != old
    assert [path.read_bytes() for path in backups(tmp_path / "books")] == [old] * 12
    assert litter(tmp_path / "books") == []


#: What is said of a file that may be opened: it is no performance workbook, so no more is read.
NO_MEASURES = "not-a-performance-workbook"
#: Some that are refused before anything in them is looked for.
AT_THE_DOOR = (
    "bomb_sst", "bomb_unused_member", "duplicate_members", "encrypted", "local_header_mismatch",
    "macro_as_xlsx", "traversal", "symlink_member", "truncated", "zero_bytes", "csv_as_xlsx",
)  # fmt: skip


@pytest.mark.slow
@needs_evil
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_hostile_file_in_one_batch_is_refused_by_its_code_and_the_others_are_done(
    tmp_path: Path, jobs: str
) -> None:
    good = [book.name for book in some_books(tmp_path / "books", 2, rated=True)]
    for name in evil_names():
        (tmp_path / "books" / f"evil {name}.xlsx").write_bytes(evil(name))

    done, megabytes = run_measured(
        [PROGRAM, "check", "books", "--jobs", jobs, "--json", "--journal", "j"],
        tmp_path / "peak", cwd=tmp_path, timeout=120,
    )  # fmt: skip

    assert done.returncode == 1
    said = {Path(book["file"]).name: book for book in results(done)}
    assert len(said) == len(evil_names()) + 2
    assert all("error" not in said[name] for name in good)
    codes = {name: said[f"evil {name}.xlsx"]["error"]["code"] for name in evil_names()}
    assert {
        name: code for name, code in codes.items() if code not in {OUTCOMES[name], NO_MEASURES}
    } == {}
    assert {codes[name] for name in AT_THE_DOOR} == {OUTCOMES[name] for name in AT_THE_DOOR}
    assert megabytes < 500


@pytest.mark.parametrize("what", ["books/book000.xlsx", "single"], ids=["file", "folder of one"])
def test_a_look_at_a_single_workbook_leaves_nothing_in_the_home(
    desk: Path, tmp_path: Path, what: str
) -> None:
    (desk / "single").mkdir()
    shutil.copy(desk / "books" / "book000.xlsx", desk / "single")
    state = tmp_path / "state"

    done = run("check", what, cwd=desk, env={"XDG_STATE_HOME": str(state)})

    assert done.returncode == 1
    assert not state.exists()


def test_a_folder_of_returns_holds_the_returns_alone(desk: Path) -> None:
    """Also when they are written again: what was there before may show what is withheld now."""
    assert run("return", "books", "--output-dir", "public", cwd=desk).returncode in (0, 1)
    for path in (desk / "public").iterdir():
        path.write_bytes(b"an earlier return")

    assert run("return", "books", "--output-dir", "public", cwd=desk).returncode in (0, 1)

    names = [f"book00{number}.xlsx" for number in range(3)]
    assert sorted(path.name for path in (desk / "public").iterdir()) == names
