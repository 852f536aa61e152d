from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.once_more import once_more_if_changed
from kpibook.services.batch.task import check_one, return_one
from tests.support.books import a_book, typed

BUSY = KpibookError("it is cut short.", code="zip-damaged")


class Task:
    """A task that changes the file and fails as often as it is told to."""

    def __init__(self, path: Path, failures: int, *, changes: bool) -> None:
        self.path, self.failures, self.changes, self.calls = path, failures, changes, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            if self.changes:
                self.path.write_bytes(b"x" * self.calls)
            raise BUSY
        return "done"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.xlsx").write_bytes(b"")
    return tmp_path / "a.xlsx"


def test_a_task_that_fails_while_the_file_is_saved_is_done_once_more(path: Path) -> None:
    assert once_more_if_changed(path, Task(path, 1, changes=True)) == "done"


def test_a_second_failure_is_said(path: Path) -> None:
    task = Task(path, 2, changes=True)

    with pytest.raises(KpibookError):
        once_more_if_changed(path, task)

    assert task.calls == 2


def test_a_file_that_is_as_it_was_is_not_read_again(path: Path) -> None:
    task = Task(path, 1, changes=False)

    with pytest.raises(KpibookError):
        once_more_if_changed(path, task)

    assert task.calls == 1


def test_a_file_that_is_not_there_is_looked_for_once(tmp_path: Path) -> None:
    task = Task(tmp_path / "none.xlsx", 1, changes=False)

    with pytest.raises(KpibookError):
        once_more_if_changed(tmp_path / "none.xlsx", task)

    assert task.calls == 1


@pytest.mark.parametrize("command", ["check", "return"])
def test_what_is_reported_is_what_the_file_holds_at_the_end(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    later = typed(a_book(tmp_path, {"Ref": "A1", "Target": 5}, name="later.xlsx"), {"H6": 0.06})
    opened, open_file = 0, os.open

    def opening(name: str | Path, *given: int, **named: int) -> int:
        nonlocal opened
        descriptor = open_file(name, *given, **named)
        if Path(name) == book:
            opened += 1
            if opened == 1:
                later.replace(book)  # as Excel does: a new file under the old name
        return descriptor

    monkeypatch.setattr(os, "open", opening)
    if command == "check":
        findings = check_one(book, {}).findings
    else:
        findings = return_one(book, {"output": str(tmp_path / "r.xlsx")}).findings

    assert "actual-missing" not in {finding.code for finding in findings}
    assert opened > 1
