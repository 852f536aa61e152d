from __future__ import annotations

import gc
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.services.batch.outcome import Outcome, State
from kpibook.services.batch.processes import workers_of
from kpibook.services.batch.runner import Batch, Which
from tests.services.batch.given import (
    ACTUALS,
    actuals,
    backups,
    in_place,
    litter,
    outcomes,
    run_of,
    some_books,
)
from tests.support.books import a_book, a_csv


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def into_folder(tmp_path: Path, count: int = 3) -> Batch:
    out = tmp_path / "out"
    config = {"actuals": str(actuals(tmp_path)), "folder": str(out)}
    return Batch("fill", config, some_books(tmp_path / "books", count), [out] * count)


def skipped(found: list) -> list[bool]:  # type: ignore[type-arg]
    return [outcome.skipped for outcome in found]


def marks(outcome: Outcome) -> list[tuple[object, ...]]:
    """The findings of an outcome without their words."""
    names = ("code", "file", "sheet", "cell", "line")
    return [tuple(finding[name] for name in names) for finding in outcome.data["findings"]]


def test_what_is_done_is_skipped_by_the_next_run_and_its_findings_are_said_again(
    tmp_path: Path, journal: Path
) -> None:
    books = some_books(tmp_path, 2)
    first = outcomes(Batch("check", {}, books), journal)

    again = outcomes(Batch("check", {}, books), journal)

    assert skipped(first) == [False, False]
    assert skipped(again) == [True, True]
    assert [marks(o) for o in again] == [marks(o) for o in first]
    assert {o.state for o in again} == {State.FINDINGS}


def test_without_a_journal_everything_is_done_each_time(tmp_path: Path) -> None:
    batch = Batch("check", {}, some_books(tmp_path, 2))

    assert skipped(outcomes(batch)) == skipped(outcomes(batch)) == [False, False]


def test_a_workbook_that_changed_is_done_again(tmp_path: Path, journal: Path) -> None:
    books = some_books(tmp_path / "a", 2)
    outcomes(Batch("check", {}, books), journal)
    books[1].write_bytes(some_books(tmp_path / "b", 1, rated=True)[0].read_bytes())

    assert skipped(outcomes(Batch("check", {}, books), journal)) == [True, False]


def test_a_scheme_file_beside_a_workbook_that_changed_has_it_done_again(
    tmp_path: Path, journal: Path
) -> None:
    batch = Batch("check", {}, some_books(tmp_path / "a", 1))
    outcomes(batch, journal)
    (tmp_path / "a" / "rules.toml").write_text("key = 'x'", encoding="utf-8")

    assert skipped(outcomes(batch, journal)) == [False]


def test_a_result_that_is_gone_or_changed_is_made_again(tmp_path: Path, journal: Path) -> None:
    batch = into_folder(tmp_path)
    whole = [o.output.read_bytes() for o in outcomes(batch, journal) if o.output]
    (tmp_path / "out" / "book000.xlsx").unlink()
    (tmp_path / "out" / "book001.xlsx").write_bytes(b"another's")

    again = outcomes(batch, journal)

    assert skipped(again) == [False, False, True]
    assert [o.output.read_bytes() for o in again if o.output] == whole
    assert [path.read_bytes() for path in backups(tmp_path / "out")] == [b"another's"]


def test_other_actuals_under_the_same_name_have_everything_done_again(
    tmp_path: Path, journal: Path
) -> None:
    batch = into_folder(tmp_path)
    outcomes(batch, journal)
    a_csv(tmp_path / "actuals.csv", {**ACTUALS, "Actual": "82"})

    assert skipped(outcomes(batch, journal)) == [False] * 3


def test_in_place_a_workbook_is_done_when_it_is_as_the_run_left_it(
    tmp_path: Path, journal: Path
) -> None:
    books = some_books(tmp_path / "a", 2)
    batch = Batch("fill", in_place(actuals(tmp_path)), books)
    outcomes(batch, journal)
    books[1].write_bytes(some_books(tmp_path / "b", 1)[0].read_bytes())

    assert skipped(outcomes(batch, journal)) == [True, False]
    assert books[0].read_bytes() == books[1].read_bytes()
    assert litter(tmp_path / "a") == []


def test_what_failed_is_tried_again_and_retry_takes_nothing_else(
    tmp_path: Path, journal: Path
) -> None:
    batch = into_folder(tmp_path)
    good = batch.books[1].read_bytes()
    batch.books[1].write_bytes(b"no workbook")
    first = outcomes(batch, journal)
    assert [o.state for o in first].count(State.FAILED) == 1
    assert [o.state for o in outcomes(batch, journal)].count(State.FAILED) == 1
    batch.books[1].write_bytes(good)
    batch.books[2].write_bytes(good + b" ")

    retried = outcomes(replace(batch, which=Which.FAILED), journal)

    assert skipped(retried) == [True, False, True]
    assert [o.path for o in retried if not o.skipped] == [batch.books[1]]


def test_again_takes_up_everything(tmp_path: Path, journal: Path) -> None:
    batch = into_folder(tmp_path)
    outcomes(batch, journal)

    assert skipped(outcomes(replace(batch, which=Which.ALL), journal)) == [False] * 3
    assert backups(tmp_path / "out") == [], "the same bytes replace nothing"


@pytest.mark.parametrize("jobs", [1, 2])
def test_fail_fast_begins_no_other_once_one_failed(tmp_path: Path, jobs: int) -> None:
    books = some_books(tmp_path, 30)
    books[0].write_bytes(b"no workbook")
    batch = Batch("check", {}, books, fail_fast=True)

    found = outcomes(batch, None, workers_of(jobs))

    assert [o.state for o in found].count(State.FAILED) == 1
    assert len(found) <= 1 if jobs == 1 else len(found) < 20


def test_a_run_that_is_left_half_way_is_completed_by_the_next(
    tmp_path: Path, journal: Path
) -> None:
    batch = into_folder(tmp_path, 5)
    with run_of(batch, journal) as run:
        done = [next(run).path for _ in range(2)]

    again = outcomes(batch, journal)

    assert [o.path for o in again if o.skipped] == done
    assert len(list((tmp_path / "out").glob("*.xlsx"))) == 5


def test_two_processes_give_the_bytes_that_one_gives(tmp_path: Path) -> None:
    alone, together = into_folder(tmp_path / "a"), into_folder(tmp_path / "b", 6)

    (expected,) = {o.output.read_bytes() for o in outcomes(alone) if o.output}
    found = outcomes(together, tmp_path / "b.jsonl", workers_of(2))

    assert sorted(o.path for o in found) == together.books
    assert {o.output.read_bytes() for o in found if o.output} == {expected}


def test_what_a_killed_run_left_beside_the_workbooks_is_removed(tmp_path: Path) -> None:
    books = some_books(tmp_path, 1)
    (tmp_path / ".kpibook-left_123.tmp").write_bytes(b"half")

    outcomes(Batch("check", {}, books))

    assert sorted(tmp_path.iterdir()) == books


@pytest.mark.slow
def test_many_workbooks_need_no_more_memory_than_few(tmp_path: Path, journal: Path) -> None:
    batch = Batch("check", {}, some_books(tmp_path / "books", 150))
    held: dict[int, int] = {}

    tracemalloc.start()
    try:
        with run_of(batch, journal) as run:
            for number, _ in enumerate(run):
                if number in (29, 149):
                    gc.collect()
                    held[number] = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    # Of each workbook stays where its line in the journal begins: some hundred bytes.
    assert held[149] - held[29] < 120 * 500


def test_the_journal_holds_no_figure_no_text_and_no_name(tmp_path: Path, journal: Path) -> None:
    """It outlives the quarter, and may be sent to the person who looks after kpibook."""
    folder = tmp_path / "Ann Example"
    folder.mkdir()
    a_book(
        folder,
        {"Ref": "SECRET.1", "Measure": "Absence of Ann", "Target": "80"},
        name="Ann.xlsx",
    )
    a_csv(
        tmp_path / "figures of Ann.csv",
        {"Ref": "SECRET.1", "Actual": "987.65", "Commentary": "Ann is ill"},
        {"Ref": "UNKNOWN.7", "Actual": "54.321"},
    )
    config = {"actuals": str(tmp_path / "figures of Ann.csv"), "folder": str(tmp_path / "out")}
    batch = Batch("fill", config, [folder / "Ann.xlsx"], [tmp_path / "out"])

    (first,) = outcomes(batch, journal)
    (again,) = outcomes(batch, journal)

    assert first.data["findings"], "there is something to quote"
    content = journal.read_text(encoding="utf-8")
    for secret in ("Ann", "SECRET", "UNKNOWN", "987", "54.3", "ill", str(tmp_path)):
        assert secret not in content
    assert again.skipped
    assert marks(again) == marks(first)
    assert again.output == first.output


def test_only_a_change_of_what_is_withheld_does_a_return_again() -> None:
    """Not any change in another workbook of the council."""

    def withholding(sha256: str, *protected: int) -> str:
        plain = {"sha256": sha256, "protected": list(protected)}
        return Batch("return", {"withheld": {"Care.xlsx": plain}}, []).fingerprint

    assert withholding("1", 4) == withholding("2", 4)
    assert withholding("1", 4) != withholding("1", 5)
