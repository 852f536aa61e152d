import os
import subprocess
import sys

import pytest

from kpibook.errors import SaveError
from kpibook.files.lock import lock_for, locked, sweep_locks

SCRIPT = """
import sys
from pathlib import Path
from kpibook.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Housing Q3.xlsx"
    path.write_bytes(b"")
    return path


def holder(book):
    held = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, book], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert held.stdout.readline() == b"held\n"
    return held


def test_another_run_is_kept_out_and_told_so(book):
    with holder(book) as other:
        with pytest.raises(SaveError) as caught, locked(book, wait=0.1):
            pass
        other.communicate(b"\n")

    assert caught.value.code == "workbook-busy"
    assert "Housing Q3.xlsx" in str(caught.value)
    with locked(book, wait=0):
        pass


def test_a_lock_is_free_once_its_process_was_killed(book):
    with holder(book) as other:
        other.kill()
        other.wait()
        assert lock_for(book).exists()

        with locked(book, wait=0):
            pass

    assert not lock_for(book).exists()


def test_nothing_is_left_beside_the_workbook(book):
    with locked(book):
        assert lock_for(book).exists()
        assert lock_for(book).name.startswith(".")

    assert list(book.parent.iterdir()) == [book]


def test_a_link_and_its_file_are_one(book, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)

    with locked(link), pytest.raises(SaveError), locked(book, wait=0):
        pass


def test_a_sweep_takes_locks_of_the_dead_only(book):
    lock_for(book).write_bytes(b"")
    other = book.with_name("b.xlsx")

    with locked(other):
        sweep_locks(book.parent)
        assert sorted(p.name for p in book.parent.iterdir()) == [lock_for(other).name, book.name]


@pytest.mark.parametrize("name", ["x" * 250 + ".xlsx", "é" * 120 + ".xlsx"], ids=["long", "wide"])
def test_a_long_name_has_a_lock_that_the_disk_can_hold(tmp_path, name):
    assert len(os.fsencode(lock_for(tmp_path / name).name)) < 255


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(SaveError) as caught, locked(tmp_path / "none" / "a.xlsx", wait=0):
        pass

    assert caught.value.code == "lock-failed"
