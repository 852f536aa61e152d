from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kpibook.addin.setup.addin_file import MARK
from kpibook.addin.setup.file_changes import check_free, put, read_if_there, take_out
from kpibook.addin.setup.install_record import digest_of
from kpibook.errors import AddinError, SaveError


def test_a_file_is_written_with_its_folders_and_not_again_when_it_is_the_same(
    tmp_path: Path,
) -> None:
    target = tmp_path / "a" / "b" / "kpibook.xlam"

    assert put(target, b"one")
    assert not put(target, b"one")
    assert put(target, b"two")
    assert target.read_bytes() == b"two"


def test_a_marked_file_is_written_anew_even_if_its_bytes_are_right(tmp_path: Path) -> None:
    target = tmp_path / "kpibook.xlam"
    target.write_bytes(b"one")
    target.with_name(target.name + MARK).write_bytes(b"[ZoneTransfer]")
    before = target.stat().st_ino

    assert put(target, b"one")

    assert target.stat().st_ino != before, "a new file, which on Windows has no stream"


def test_a_file_that_excel_has_open_is_left_and_the_person_told_to_close_it(tmp_path: Path) -> None:
    target = tmp_path / "kpibook.xlam"
    target.write_bytes(b"one")
    (tmp_path / "~$kpibook.xlam").write_bytes(b"")

    for refused_by in (lambda: put(target, b"two"), lambda: check_free(target)):
        with pytest.raises(AddinError, match="close every Excel window") as refused:
            refused_by()
        assert refused.value.code == "addin-in-use"
        assert "'~$kpibook.xlam'" in (refused.value.fix or ""), "or a crash leaves them stuck"
    assert target.read_bytes() == b"one"


def test_windows_refusing_to_replace_or_delete_it_is_the_same_to_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kpibook.xlam"
    target.write_bytes(b"one")
    held = PermissionError(errno.EACCES, "held by Excel")

    def refuse(*_: object) -> None:
        raise held

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)

    for refused_by in (lambda: put(target, b"two"), lambda: take_out(target, digest_of(target))):
        with pytest.raises(AddinError) as refused:
            refused_by()
        assert refused.value.code == "addin-in-use"
        assert "ask IT" in (refused.value.fix or "")
    assert target.read_bytes() == b"one"


def test_a_read_only_file_and_a_folder_in_the_way_are_told_apart(tmp_path: Path) -> None:
    marked = tmp_path / "marked.conf"
    marked.write_bytes(b"one")
    marked.chmod(0o444)
    folder = tmp_path / "kpibook.conf"
    folder.mkdir()

    with pytest.raises(AddinError) as refused:
        put(marked, b"two")
    with pytest.raises(SaveError) as in_the_way:
        put(folder, b"two")

    assert refused.value.code == "addin-read-only"
    assert in_the_way.value.code == "not-a-file"
    assert marked.read_bytes() == b"one"


def test_only_the_file_that_was_put_there_is_deleted(tmp_path: Path) -> None:
    target = tmp_path / "kpibook.xlam"
    target.write_bytes(b"one")
    digest = digest_of(target)
    target.write_bytes(b"theirs")

    assert not take_out(target, digest)
    assert not take_out(tmp_path / "none", "")
    assert target.read_bytes() == b"theirs"
    assert take_out(target, digest_of(target))
    assert not target.exists()


def test_a_file_that_is_not_there_has_no_bytes(tmp_path: Path) -> None:
    assert read_if_there(tmp_path / "none") == b""
    assert read_if_there(tmp_path) == b""
