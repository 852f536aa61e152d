from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.journal import OLD_NAME, Journal, default_journal, remove_old
from kpibook.services.batch.journal_entry import Entry
from tests.services.batch.given import litter

BOOK, OTHER = Path("a.xlsx"), Path("b.xlsx")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "journal.jsonl"


def written(path: Path, *entries: tuple[Path, str], config: str = "c") -> None:
    with Journal.open(path, config) as journal:
        for book, state in entries:
            journal.add(book, Entry(state, "0f"))


def states(path: Path, *books: Path, config: str = "c") -> list[str | None]:
    with Journal.open(path, config) as journal:
        found = [journal.last(book) for book in books]
    return [None if entry is None else entry.state for entry in found]


def test_the_last_entry_of_each_workbook_counts(path: Path) -> None:
    written(path, (BOOK, "begun"), (OTHER, "failed"), (BOOK, "done"))

    assert states(path, BOOK, OTHER, Path("c.xlsx")) == ["done", "failed", None]


def test_an_entry_is_there_at_once_in_the_run_that_made_it(path: Path) -> None:
    with Journal.open(path, "c") as journal:
        journal.add(BOOK, Entry("done", "0f"))

        entry = journal.last(BOOK)

    assert entry is not None
    assert entry.state == "done"


def test_other_options_have_entries_of_their_own(path: Path) -> None:
    written(path, (BOOK, "done"))
    written(path, (BOOK, "failed"), config="other")

    assert states(path, BOOK) == ["done"]
    assert states(path, BOOK, config="other") == ["failed"]


def test_each_line_is_an_object_with_a_key_and_the_version_and_no_name(path: Path) -> None:
    written(path, (BOOK, "done"))

    header, entry = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert header == {"kpibook": "journal", "format": 2}
    assert (len(bytes.fromhex(entry["key"])), entry["state"]) == (16, "done")
    assert entry["version"]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_last_line_that_was_cut_off_is_not_counted_and_is_repaired(path: Path, cut: int) -> None:
    written(path, (BOOK, "done"), (OTHER, "done"))
    path.write_bytes(path.read_bytes()[:-cut])

    assert states(path, BOOK, OTHER) == ["done", None]
    written(path, (OTHER, "failed"))

    assert states(path, BOOK, OTHER) == ["done", "failed"]
    assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("size", range(0, 35, 4))
def test_a_journal_killed_at_its_first_line_begins_anew(path: Path, size: int) -> None:
    written(path, (BOOK, "done"))
    path.write_bytes(path.read_bytes()[:size])

    written(path, (BOOK, "failed"))

    assert states(path, BOOK) == ["failed"]


@pytest.mark.parametrize(
    "content",
    [
        b"Ref,Actual\nPI.1,2\n",
        b"PK\x03\x04",
        b"{}\n",
        b"[1]\n{}\n",
        b"\n",
        b"\xff\xfe\n",
        b"no end",
    ],
    ids=repr,
)
def test_a_file_that_is_something_else_is_refused_and_left_alone(
    path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(KpibookError) as caught, Journal.open(path, "c"):
        pass

    assert caught.value.code == "journal-foreign"
    assert path.read_bytes() == content
    assert litter(path.parent) == []


@pytest.mark.parametrize(
    "line", [b"{}", b"not json", b'{"key": "xyz"}', b'{"key": 1}', b"[]"], ids=repr
)
def test_a_journal_damaged_within_is_refused_and_left_alone(path: Path, line: bytes) -> None:
    written(path, (BOOK, "done"))
    content = path.read_bytes() + line + b"\n" + path.read_bytes().splitlines(keepends=True)[1]
    path.write_bytes(content)

    with pytest.raises(KpibookError) as caught, Journal.open(path, "c"):
        pass

    assert caught.value.code == "journal-damaged"
    assert path.read_bytes() == content


def test_a_journal_that_another_run_has_is_refused(path: Path) -> None:
    with (
        Journal.open(path, "c"),
        pytest.raises(KpibookError) as caught,
        Journal.open(path, "c"),
    ):
        pass

    assert caught.value.code == "journal-busy"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(KpibookError) as caught, Journal.open(tmp_path / "file" / "j", "c"):
        pass

    assert caught.value.code == "folder-not-made"


def test_a_journal_lies_among_the_persons_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first, second = tmp_path / "a" / "x.xlsx", tmp_path / "a" / "b" / "y.xlsx"

    own = default_journal("c", [first, second])

    assert own == default_journal("c", [second, first])
    assert own != default_journal("other", [first, second])
    assert own != default_journal("c", [second])
    assert own.parent.name == "journals"
    if os.name != "nt":
        written(own, (BOOK, "done"))
        assert stat.S_IMODE(own.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(own.stat().st_mode) == 0o600


def test_journals_that_were_not_used_for_a_quarter_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    old, recent = default_journal("old", [BOOK]), default_journal("recent", [BOOK])
    written(old, (BOOK, "done"))
    written(recent, (BOOK, "done"))
    notes = old.with_name("notes.jsonl")
    notes.touch()
    for path, days in ((old, 91), (recent, 89), (notes, 400)):
        used = time.time() - days * 24 * 3600
        os.utime(path, (used, used))

    default_journal("another", [BOOK])

    assert sorted(old.parent.iterdir()) == sorted([recent, notes])


def test_a_journal_with_many_overtaken_lines_is_written_again_without_them(path: Path) -> None:
    for _ in range(3):
        written(path, *[(BOOK, "failed")] * 110, (BOOK, "done"), (OTHER, "failed"))

    assert states(path, BOOK, OTHER) == ["done", "failed"]
    assert len(path.read_bytes().splitlines()) == 3
    written(path, (OTHER, "done"))
    assert states(path, BOOK, OTHER) == ["done", "done"]


OLD = b"""{"kpibook": "journal", "format": 1}
{"key": "00", "book": "Ann Example.xlsx", "version": "0", "result": {"findings": ["99.12"]}}
"""


def test_a_journal_of_the_form_that_quoted_figures_is_emptied(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)

    written(path, (BOOK, "done"))

    assert states(path, BOOK) == ["done"]
    assert b"Ann" not in path.read_bytes()
    assert b"99.12" not in path.read_bytes()


def test_such_a_journal_in_a_folder_for_results_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / OLD_NAME).write_bytes(OLD)
    assert remove_old(tmp_path) == tmp_path / OLD_NAME
    (tmp_path / OLD_NAME).write_bytes(b"mine")

    assert remove_old(tmp_path) is None
    assert (tmp_path / OLD_NAME).read_bytes() == b"mine"


def test_a_link_of_that_name_is_neither_followed_nor_removed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(OLD)
    (tmp_path / OLD_NAME).symlink_to(target)

    assert remove_old(tmp_path) is None
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("kind", ["link", "second name", "pipe"])
def test_nothing_is_added_to_what_is_no_file_of_its_own(path: Path, kind: str) -> None:
    path.parent.mkdir()
    victim = path.with_name("victim")
    victim.write_bytes(b"text\n")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(victim)
    else:
        os.link(victim, path)

    with pytest.raises(KpibookError) as caught:
        written(path, (BOOK, "done"))

    assert caught.value.code in ("journal-unreadable", "journal-foreign")
    assert victim.read_bytes() == b"text\n"
