"""A file under one of our names is left alone unless it is ours: links, folders, pipes, others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files import own_files
from kpibook.files.lock import lock_for, locked, sweep_locks
from kpibook.files.own_files import is_link, is_own_file, is_own_folder
from kpibook.files.scratch_folder import sweep_scratch
from kpibook.files.temporary import sweep
from kpibook.services.batch.leftovers import clear

SCRATCH = ".kpibook-0123456789abcdef.scratch"
OURS = (".kpibook-abcd_123.tmp", ".kpibook-Housing.xlsx.lock", SCRATCH, f"{SCRATCH}.lock")
SWEEPS: tuple[Callable[[Path], None], ...] = (
    sweep,
    sweep_locks,
    sweep_scratch,
    lambda folder: clear([folder]),
)


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder and below it, with the bytes of the files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def a_folder_elsewhere(tmp_path: Path) -> Path:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "Accounts.xlsx").write_bytes(b"the only copy")
    return elsewhere


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("to", ["folder", "file", "nothing"])
@pytest.mark.parametrize("clean", SWEEPS, ids=["tmp", "lock", "scratch", "all"])
def test_a_link_under_our_name_is_not_followed_and_nothing_is_lost(
    tmp_path: Path, name: str, to: str, clean: Callable[[Path], None]
) -> None:
    elsewhere = a_folder_elsewhere(tmp_path)
    target = {"folder": elsewhere, "file": elsewhere / "Accounts.xlsx", "nothing": tmp_path / "no"}
    output = tmp_path / "output"
    output.mkdir()
    (output / name).symlink_to(target[to])

    clean(output)

    assert everything(elsewhere) == {"Accounts.xlsx": b"the only copy"}
    assert (output / name).is_symlink(), "it is not ours, so it stays"
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("name", [*OURS[:2], OURS[3]])
@pytest.mark.parametrize("clean", SWEEPS, ids=["tmp", "lock", "scratch", "all"])
def test_a_second_name_of_another_file_is_neither_emptied_nor_removed(
    tmp_path: Path, name: str, clean: Callable[[Path], None]
) -> None:
    elsewhere = a_folder_elsewhere(tmp_path)
    output = tmp_path / "output"
    output.mkdir()
    os.link(elsewhere / "Accounts.xlsx", output / name)

    clean(output)

    assert everything(elsewhere) == {"Accounts.xlsx": b"the only copy"}
    assert (output / name).read_bytes() == b"the only copy"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("clean", SWEEPS, ids=["tmp", "lock", "scratch", "all"])
def test_a_pipe_under_our_name_holds_nothing_up(
    tmp_path: Path, name: str, clean: Callable[[Path], None]
) -> None:
    os.mkfifo(tmp_path / name)

    clean(tmp_path)

    assert (tmp_path / name).is_fifo()


@pytest.mark.parametrize("name", OURS[:2])
def test_a_folder_under_the_name_of_a_file_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()

    clear([tmp_path])

    assert (tmp_path / name).is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no owner by number")
@pytest.mark.parametrize("name", OURS)
def test_what_belongs_to_another_person_stays(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == SCRATCH:
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).touch()
    other = os.geteuid() + 1
    monkeypatch.setattr(own_files.os, "geteuid", lambda: other)

    for clean in SWEEPS:
        clean(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "name",
    [".kpibook-notes.tmp", ".kpibook-mine.scratch", "Housing.xlsx.lock", ".kpibook-a.lock.xlsx"],
)
def test_a_name_that_only_resembles_ours_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")

    for clean in SWEEPS:
        clean(tmp_path)

    assert (tmp_path / name).exists()


def test_a_lock_file_with_something_in_it_is_not_ours(tmp_path: Path) -> None:
    notes = tmp_path / ".kpibook-Housing.xlsx.lock"
    notes.write_bytes(b"notes")

    sweep_locks(tmp_path)

    assert notes.read_bytes() == b"notes"


def test_what_is_ours_still_goes(tmp_path: Path) -> None:
    for name in OURS[:2]:
        (tmp_path / name).touch()
    elsewhere = a_folder_elsewhere(tmp_path)
    (tmp_path / SCRATCH).mkdir()
    (tmp_path / SCRATCH / "tmp1").write_bytes(b"rows")
    (tmp_path / SCRATCH / "link").symlink_to(elsewhere / "Accounts.xlsx")

    clear([tmp_path])
    sweep_scratch(tmp_path)

    assert list(tmp_path.iterdir()) == [elsewhere]
    assert everything(elsewhere) == {"Accounts.xlsx": b"the only copy"}


def test_a_folder_within_a_scratch_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / SCRATCH / "within").mkdir(parents=True)
    (tmp_path / SCRATCH / "within" / "Accounts.xlsx").write_bytes(b"the only copy")

    sweep_scratch(tmp_path)

    assert (tmp_path / SCRATCH / "within" / "Accounts.xlsx").read_bytes() == b"the only copy"


@pytest.mark.parametrize("kind", ["link", "second name", "folder", "pipe"])
def test_a_lock_that_is_something_else_is_refused_and_left_as_it_is(
    tmp_path: Path, kind: str
) -> None:
    book = tmp_path / "Housing.xlsx"
    victim = a_folder_elsewhere(tmp_path) / "Accounts.xlsx"
    lock = lock_for(book)
    makers: dict[str, Callable[[], object]] = {
        "link": lambda: lock.symlink_to(victim),
        "second name": lambda: os.link(victim, lock),
        "folder": lock.mkdir,
        "pipe": lambda: os.mkfifo(lock),
    }
    makers[kind]()

    with pytest.raises(SaveError) as caught, locked(book, wait=0.1):
        pass

    assert caught.value.code == "lock-not-ours"
    assert victim.read_bytes() == b"the only copy"
    assert os.path.lexists(lock)


def test_a_link_is_told_from_a_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")

    assert is_link((tmp_path / "link").lstat())
    assert not is_link((tmp_path / "file").lstat())
    assert (is_own_file(tmp_path / "file"), is_own_file(tmp_path / "link")) == (True, False)
    assert (is_own_folder(tmp_path), is_own_folder(tmp_path / "file")) == (True, False)
    assert not is_own_file(tmp_path / "none")


@pytest.mark.parametrize(
    ("tag", "link"),
    [(0xA0000003, True), (0xA000000C, True), (0x9000001A, False), (0, False)],
    ids=["junction", "symbolic link", "file in the cloud", "file"],
)
def test_a_junction_of_windows_is_a_link_and_a_file_in_the_cloud_is_none(
    tmp_path: Path, tag: int, link: bool
) -> None:
    class Status:
        """Status of a file on Windows, with its reparse tag."""

        st_mode = tmp_path.stat().st_mode
        st_reparse_tag = tag

    assert is_link(Status()) is link  # type: ignore[arg-type]
