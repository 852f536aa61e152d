"""Disks without locks, as some network drives: work goes on, and nothing is left there."""

from __future__ import annotations

import errno
import os
import warnings
from pathlib import Path

import pytest

from kpibook.files.lock import locked, sweep_locks
from kpibook.files.scratch_folder import scratch_folder
from tests.support.books import a_book
from tests.support.cli import run_here

fcntl = pytest.importorskip("fcntl")


@pytest.fixture(params=["ENOLCK", "EOPNOTSUPP", "ENOSYS"], autouse=True)
def _disk_without_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    number = getattr(errno, request.param)

    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_a_lock_is_not_had_and_leaves_no_file(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with locked(tmp_path / "a.xlsx") as is_locked:
            assert not is_locked
            assert list(tmp_path.iterdir()) == []
    sweep_locks(tmp_path)


def test_a_scratch_folder_is_made_and_removed(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_another_runs_scratch_folder_is_never_swept_away(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as first, scratch_folder(tmp_path):
        assert first.is_dir()


def test_a_fill_in_place_goes_on_with_a_note(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": 5})
    (tmp_path / "a.csv").write_text("Ref,Actual\nA1,6\n", encoding="utf-8")

    done = run_here("fill", book, "--in-place", "--actuals", "a.csv", cwd=tmp_path)

    assert done.returncode in (0, 1), done.stderr
    assert "knows no locks" in done.stdout
    assert not list(tmp_path.glob(".kpibook-*"))


def test_a_figure_settled_in_place_is_settled_with_a_note(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "A1", "Target": "90%"})
    (tmp_path / "a.csv").write_text("Ref,Actual\nA1,0.8%\n", encoding="utf-8")
    run_here("fill", book, "--in-place", "--actuals", "a.csv", cwd=tmp_path)

    doubt = ("--code", "percent-as-fraction", "--by", "Head of Service")
    done = run_here("settle", book, "A1", *doubt, "--in-place", cwd=tmp_path)

    assert done.returncode in (0, 1), done.stderr
    assert "knows no locks" in done.stdout
