"""Only a regular file is read: a pipe, a device or a socket under its name is said, at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.files.reading import (
    FileTooLarge,
    NotARegularFile,
    open_regular,
    read_regular,
    unreadable,
)

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")


def other_kind(kind: str, path: Path) -> Path:
    """Make something other than a regular file at `path`, or return a device."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    elif kind == "folder":
        path.mkdir()
    elif kind == "link to a pipe":
        os.mkfifo(path.with_name("pipe"))
        path.symlink_to(path.with_name("pipe"))
    else:
        return Path("/dev/zero")
    return path


@posix
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("pipe", "a named pipe"),
        ("socket", "a socket"),
        ("folder", "a folder"),
        ("link to a pipe", "a named pipe"),
        ("device", "a device"),
    ],
)
def test_another_kind_of_file_is_said_at_once(
    tmp_path: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path has to be short
    path = other_kind(kind, Path("book.xlsx"))

    with pytest.raises(NotARegularFile) as caught:
        read_regular(path)

    error = unreadable(caught.value, path, SourceError)
    assert error.code == "not-a-file"
    assert f"this is {name}, not a file." in str(error)


@posix
def test_a_name_that_becomes_a_pipe_between_look_and_opening_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.touch()
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_args, **_options: before)

    with pytest.raises(NotARegularFile):
        open_regular(path)


def test_a_link_is_followed_only_if_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"text")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")

    assert read_regular(link) == b"text"
    with pytest.raises(OSError, match="link"):
        read_regular(link, follow=False)


def test_the_limit_is_the_largest_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert read_regular(path, 5) == b"12345"
    with pytest.raises(FileTooLarge) as caught:
        read_regular(path, 4)
    assert unreadable(caught.value, path, SourceError).code == "file-too-large"


@pytest.mark.parametrize(
    ("name", "code"), [("none", "file-missing"), ("a\0b", "file-unreadable")], ids=["none", "null"]
)
def test_a_file_that_cannot_be_opened_is_said_in_words(
    tmp_path: Path, name: str, code: str
) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 the kind is what is checked below
        open_regular(tmp_path / name)

    assert unreadable(caught.value, name, SourceError).code == code
