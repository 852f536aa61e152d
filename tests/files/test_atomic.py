import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files import atomic
from kpibook.files.atomic import append_line, atomic_write, check_target, passing_file
from kpibook.files.backups import backup_for, is_backup
from kpibook.files.temporary import PREFIX


def written(path, content=b"new", **given):
    return atomic_write(path, lambda stream: stream.write(content), **given)


def leftovers(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    return path


def test_the_new_content_takes_the_place_of_the_old(book):
    assert written(book) == book
    assert book.read_bytes() == b"new"
    assert leftovers(book.parent) == []


def test_permissions_stay(book):
    book.chmod(0o640)

    written(book)

    assert stat.S_IMODE(book.stat().st_mode) == 0o640


def test_a_new_file_is_as_open_as_any_other(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")

    made = written(tmp_path / "made.xlsx")

    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_persons_umask_leaves(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        made = written(tmp_path / "made.xlsx")
    finally:
        os.umask(before)

    assert stat.S_IMODE(made.stat().st_mode) == mode


def test_a_symbolic_link_stays_one_and_its_file_is_written(book, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)

    assert written(link) == book
    assert link.is_symlink()
    assert book.read_bytes() == b"new"


def test_a_backup_keeps_the_old_file_beside_the_new(book):
    written(book, backup=True)

    (kept,) = book.parent.glob("book.backup-*.xlsx")
    assert kept.read_bytes() == b"old"
    assert book.read_bytes() == b"new"


def test_a_disk_without_second_names_gets_a_copy_as_backup(book, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    written(book, backup=True)

    (kept,) = book.parent.glob("book.backup-*.xlsx")
    assert kept.read_bytes() == b"old"
    assert leftovers(book.parent) == []


def test_each_of_many_saves_in_a_second_keeps_a_backup(book):
    for number in range(12):
        written(book, b"%d" % number, backup=True)

    kept = [path.read_bytes() for path in book.parent.glob("book.backup-*.xlsx")]
    assert sorted(kept) == sorted([b"old", *(b"%d" % number for number in range(11))])
    assert book.read_bytes() == b"11"


def test_a_backup_goes_under_the_name_that_was_promised(book):
    promised = backup_for(book)

    written(book, backup=promised)

    assert promised.read_bytes() == b"old"


def test_a_name_that_something_took_meanwhile_is_not_written_over(book):
    promised = backup_for(book)
    promised.write_bytes(b"another's")

    with pytest.raises(SaveError):
        written(book, backup=promised)

    assert (book.read_bytes(), promised.read_bytes()) == (b"old", b"another's")
    assert leftovers(book.parent) == []


def test_the_backup_of_a_link_lies_beside_its_file(book, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.xlsx"
    link.symlink_to(book)

    assert backup_for(link).parent == book.parent
    assert backup_for(link).name.startswith("book.backup-")


def test_a_place_is_checked_before_there_is_anything_to_write(book):
    check_target(book)
    (book.parent / "~$book.xlsx").write_bytes(b"")

    with pytest.raises(SaveError) as caught:
        check_target(book)

    assert caught.value.code == "workbook-open"


@pytest.mark.parametrize("mark", ["~$book.xlsx", ".~lock.book.xlsx#"], ids=["Excel", "LibreOffice"])
def test_a_workbook_that_is_open_is_refused(book, mark):
    (book.parent / mark).write_bytes(b"")

    with pytest.raises(SaveError) as caught:
        written(book)

    assert caught.value.code == "workbook-open"
    assert mark in str(caught.value)
    assert book.read_bytes() == b"old"


def test_a_read_only_workbook_is_refused(book):
    book.chmod(0o444)

    with pytest.raises(SaveError) as caught:
        written(book)

    assert caught.value.code == "workbook-read-only"


@pytest.mark.parametrize(
    ("place", "code"), [("none/book.xlsx", "folder-missing"), (".", "not-a-file")]
)
def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path, place, code):
    with pytest.raises(SaveError) as caught:
        written(tmp_path / place)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "workbook-locked"),
        (errno.EIO, "save-failed"),
    ],
    ids=["disk full", "quota", "locked", "broken disk"],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_whatever_fails_the_old_file_stays_and_nothing_is_left(
    book, monkeypatch, number, code, step
):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "_WAITS", (0.0, 0.0))
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(SaveError) as caught:
        atomic_write(book, fail if step == "write" else lambda stream: stream.write(b"new"))

    assert caught.value.code == code
    assert book.read_bytes() == b"old"
    assert leftovers(book.parent) == []


def test_an_error_of_the_writers_own_passes_and_nothing_is_left(book):
    def fail(stream):
        stream.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        atomic_write(book, fail)

    assert book.read_bytes() == b"old"
    assert leftovers(book.parent) == []


def test_a_full_disk_is_met_for_real(tmp_path):
    """The system's own full device, by way of a limit on the size of files."""
    resource = pytest.importorskip("resource", reason="only POSIX limits file sizes")
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from kpibook.files.atomic import atomic_write\n"
        "from kpibook.errors import SaveError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100, {resource.RLIM_INFINITY}))\n"
        "try: atomic_write(sys.argv[1], lambda s: s.write(bytes(100_000)))\n"
        "except SaveError as error: print(error.code)\n"
    )

    command = [sys.executable, "-c", script, book]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "disk-full", done.stderr
    assert book.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_file_held_for_a_moment_is_tried_again(book, monkeypatch):
    tries = []
    replace = Path.replace

    def held(self, target):
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "held by a virus scanner")
        return replace(self, target)

    monkeypatch.setattr(atomic, "_WAITS", (0.0,) * 5)
    monkeypatch.setattr(Path, "replace", held)
    written(book)

    assert len(tries) == 3
    assert book.read_bytes() == b"new"


def test_trying_again_has_an_end(book, monkeypatch):
    tries = []

    def held(self, target):
        tries.append(target)
        raise PermissionError(errno.EACCES, "held for good")

    monkeypatch.setattr(atomic, "_WAITS", (0.0,) * 3)
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(SaveError):
        written(book)

    assert len(tries) == 4


def test_what_a_killed_process_left_is_swept_up(book):
    (book.parent / f"{PREFIX}left_1ab.tmp").write_bytes(b"half a workbook")

    written(book)

    assert leftovers(book.parent) == []


def test_a_file_that_holds_these_bytes_already_is_left_alone_without_a_backup(book):
    before = book.stat()

    written(book, b"old", backup=True)

    assert (book.stat().st_ino, book.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path for path in book.parent.iterdir() if is_backup(path.name)] == []


def test_lines_are_added_one_after_another_and_each_has_its_place(tmp_path):
    path = tmp_path / "lines"

    places = [append_line(path, line) for line in ("first", "second – 2", "third")]

    content = path.read_bytes()
    assert content.decode().splitlines() == ["first", "second – 2", "third"]
    assert [content[place:].split(b"\n")[0].decode() for place in places] == [
        "first", "second – 2", "third",
    ]  # fmt: skip


@pytest.mark.parametrize("torn", [b"x", b"x" * 200_000], ids=["short", "longer than a piece"])
@pytest.mark.parametrize("whole", [b"", b"first\n"], ids=["alone", "after a line"])
def test_a_line_without_its_end_is_removed_by_the_next(tmp_path, whole, torn):
    path = tmp_path / "lines"
    path.write_bytes(whole + torn)

    place = append_line(path, "next")

    assert path.read_bytes() == whole + b"next\n"
    assert place == len(whole)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_a_line_that_does_not_fit_on_the_disk_is_said(tmp_path):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        with pytest.raises(SaveError) as caught:
            append_line(tmp_path / "lines", "a line of more than twenty bytes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert caught.value.code == "disk-full"


def test_the_temporary_file_is_private_and_in_the_same_folder(book):
    seen = []

    def look(stream):
        (name,) = leftovers(book.parent)
        seen.append(stat.S_IMODE((book.parent / name).stat().st_mode))

    atomic_write(book, look)

    assert seen == [0o600]


def test_a_folder_that_a_program_opens_at_its_start_never_holds_the_temporary_file(tmp_path):
    start = tmp_path / "XLSTART"
    start.mkdir()
    seen = []

    def look(stream):
        seen.append((leftovers(start), len(leftovers(tmp_path))))
        stream.write(b"new")

    atomic_write(start / "kpibook.xlam", look, above=True)

    assert seen == [([], 1)]
    assert [path.name for path in tmp_path.iterdir()] == ["XLSTART"]
    assert [path.read_bytes() for path in start.iterdir()] == [b"new"]


def test_a_passing_file_is_private_and_gone_when_the_block_is_left(tmp_path: Path) -> None:
    with passing_file(b"a workbook", ".xlsx", tmp_path) as path:
        assert path.read_bytes() == b"a workbook"
        assert path.suffix == ".xlsx"
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    assert list(tmp_path.iterdir()) == []


def test_two_passing_files_have_different_names() -> None:
    with passing_file(b"1", ".xlsx") as one, passing_file(b"2", ".xlsx") as other:
        assert one.name != other.name
        assert not one.name.startswith(".")
