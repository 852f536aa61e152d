"""Temporary files of libraries are gone after the task, and after a kill with the next run."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files.scratch_folder import scratch_folder, sweep_scratch

KILLED = """
import os, signal, sys
from pathlib import Path
from kpibook.files.scratch_folder import scratch_folder

with scratch_folder(Path(sys.argv[1])) as folder:
    (folder / "tmp1").write_text("figures")
    print(folder.name, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_folder_is_for_its_owner_alone_and_goes_with_its_files(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        (folder / "tmp1").write_text("figures")
        assert folder.parent == tmp_path
        assert os.name == "nt" or stat.S_IMODE(folder.stat().st_mode) == 0o700

    assert list(tmp_path.iterdir()) == []


def interrupted(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        (folder / "tmp1").write_text("figures")
        raise KeyboardInterrupt


def test_it_goes_after_an_interruption_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as mine:
        (mine / "tmp1").write_text("figures")
        with scratch_folder(tmp_path) as other:
            assert other != mine
        sweep_scratch(tmp_path)
        assert (mine / "tmp1").read_text() == "figures"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_a_killed_process_left_goes_with_the_next_run(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / done.stdout.strip() / "tmp1").exists()

    with scratch_folder(tmp_path):
        assert not (tmp_path / done.stdout.strip()).exists()

    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_was_left_without_its_folder_goes_too(tmp_path: Path) -> None:
    (tmp_path / ".kpibook-0123456789abcdef.scratch.lock").touch()
    mine = tmp_path / "notes.scratch"
    mine.touch()

    sweep_scratch(tmp_path)

    assert list(tmp_path.iterdir()) == [mine]


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="temporary files") as raised, \
            scratch_folder(tmp_path / "none"):  # fmt: skip
        pass

    assert raised.value.code == "scratch-failed"
    assert list(tmp_path.iterdir()) == []
