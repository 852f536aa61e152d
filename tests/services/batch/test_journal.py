from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.journal import NAME, Journal, default_journal
from tests.services.batch.given import litter

BOOK, OTHER = Path("a.xlsx"), Path("b.xlsx")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "journal.jsonl"


def written(path: Path, *entries: tuple[Path, str], config: str = "c") -> None:
    with Journal.open(path, config) as journal:
        for book, state in entries:
            journal.add(book, {"state": state})


def states(path: Path, *books: Path, config: str = "c") -> list[str | None]:
    with Journal.open(path, config) as journal:
        found = [journal.last(book) for book in books]
    return [None if entry is None else entry["state"] for entry in found]


def test_the_last_entry_of_each_workbook_counts(path: Path) -> None:
    written(path, (BOOK, "begun"), (OTHER, "failed"), (BOOK, "done"))

    assert states(path, BOOK, OTHER, Path("c.xlsx")) == ["done", "failed", None]


def test_an_entry_is_there_at_once_in_the_run_that_made_it(path: Path) -> None:
    with Journal.open(path, "c") as journal:
        journal.add(BOOK, {"state": "done"})

        entry = journal.last(BOOK)

    assert entry is not None
    assert entry["state"] == "done"


def test_other_options_have_entries_of_their_own(path: Path) -> None:
    written(path, (BOOK, "done"))
    written(path, (BOOK, "failed"), config="other")

    assert states(path, BOOK) == ["done"]
    assert states(path, BOOK, config="other") == ["failed"]


def test_each_line_is_an_object_and_says_which_workbook_and_version(path: Path) -> None:
    written(path, (BOOK, "done"))

    header, entry = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert header == {"kpibook": "journal", "format": 1}
    assert (entry["book"], entry["state"]) == ("a.xlsx", "done")
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

    assert caught.value.code == "folder-missing"


def test_a_journal_lies_with_the_results_or_among_the_persons_own_files(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "x.xlsx", tmp_path / "a" / "b" / "y.xlsx"

    assert default_journal(tmp_path, "c", [one]) == tmp_path / NAME
    own = default_journal(None, "c", [one, two])
    assert own == default_journal(None, "c", [two, one])
    assert own != default_journal(None, "other", [one, two])
    assert own != default_journal(None, "c", [two])
    assert tmp_path not in own.parents
