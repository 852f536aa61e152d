from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.services.paths.output import Destination, Saved, kept_as, refuse_same_file
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import CellWrite, Value
from tests.support.books import a_sheet


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return a_sheet(tmp_path / "book.xlsx", [["Ref", "Actual"], ["PI.1", 1]])


def test_a_dry_run_writes_nowhere(source: Path) -> None:
    assert Destination(dry_run=True).output_for(source) is None


def test_in_place_is_the_input_itself(source: Path) -> None:
    assert Destination(in_place=True).output_for(source) == source


def test_a_named_file_is_taken_as_it_is(source: Path) -> None:
    target = source.with_name("filled.xlsx")

    assert Destination(file=target).output_for(source) == target
    assert not target.exists()


def saved(source: Path, destination: Destination, value: Value = 2) -> Saved:
    with ClosedBook.open(source) as book:
        book.write([CellWrite("Export", "B2", value)])
        return destination.save(book, destination.output_for(source))


def test_a_folder_is_made_once_there_is_something_to_put_into_it(source: Path) -> None:
    folder = source.parent / "out" / "q3"
    destination = Destination(folder=folder)

    assert destination.output_for(source) == folder / "book.xlsx"
    assert not folder.parent.exists()
    assert saved(source, destination) == Saved(folder / "book.xlsx", None, rewritten=True)
    assert [path.name for path in folder.iterdir()] == ["book.xlsx"]


def test_a_save_that_fails_leaves_no_folder(source: Path) -> None:
    folder = source.parent / "out" / "q3"
    destination = Destination(folder=folder)

    with ClosedBook.open(source) as book:
        target = destination.output_for(source)
        source.write_bytes(b"changed meanwhile")
        with pytest.raises(SaveError) as caught:
            destination.save(book, target)

    assert caught.value.code == "source-changed"
    assert not folder.parent.exists()


def test_a_file_that_is_there_is_kept_under_another_name(source: Path) -> None:
    target = source.with_name("filled.xlsx")
    target.write_bytes(b"somebody's work")

    done = saved(source, Destination(file=target))

    assert done.kept is not None
    assert done.kept.name.startswith("filled.backup-")
    assert done.kept.read_bytes() == b"somebody's work"
    assert done.output == target
    assert kept_as(source.with_name("none.xlsx")) is None


def test_in_place_what_is_said_already_is_not_written_again(source: Path) -> None:
    before, at = source.read_bytes(), source.stat().st_mtime_ns

    assert saved(source, Destination(in_place=True), 1) == Saved(source, None, rewritten=False)
    assert (source.read_bytes(), source.stat().st_mtime_ns) == (before, at)
    assert [path.name for path in source.parent.iterdir()] == ["book.xlsx"]

    done = saved(source, Destination(in_place=True), 2)
    assert done.rewritten
    assert done.kept is not None
    assert done.kept.read_bytes() == before


@pytest.mark.parametrize("where", ["named", "folder", "in place"])
def test_a_dry_run_checks_where_it_would_go_and_makes_nothing(source: Path, where: str) -> None:
    (source.parent / "there").mkdir()
    chosen = {
        "named": Destination(source.with_name("out.xlsx"), dry_run=True),
        "folder": Destination(folder=source.parent / "there", dry_run=True),
        "in place": Destination(in_place=True, dry_run=True),
    }[where]
    target = chosen.output_for(source)
    assert target is not None
    before = sorted(source.parent.rglob("*"))

    assert saved(source, chosen) == Saved()
    assert sorted(source.parent.rglob("*")) == before
    target.with_name(f"~${target.name}").write_bytes(b"")
    with pytest.raises(SaveError) as caught:
        saved(source, chosen)
    assert caught.value.code == "workbook-open"
    with pytest.raises(SaveError):
        chosen.save_bytes(source, b"Ref,Actual", is_as_opened=False)


@pytest.mark.parametrize("way", ["same", "dotted", "linked", "its own folder"])
def test_the_input_is_refused_by_whatever_name(source: Path, way: str) -> None:
    before = source.read_bytes()
    link = source.with_name("link.xlsx")
    link.symlink_to(source)
    (source.parent / "sub").mkdir()
    where = {
        "same": Destination(file=source),
        "dotted": Destination(file=source.parent / "sub" / ".." / "book.xlsx"),
        "linked": Destination(file=link),
        "its own folder": Destination(folder=source.parent),
    }[way]

    with pytest.raises(SaveError) as caught:
        where.output_for(source)

    assert caught.value.code == "output-is-input"
    assert "--in-place" in caught.value.fix
    assert source.read_bytes() == before


def test_a_file_in_a_folder_that_is_not_there_is_refused(source: Path) -> None:
    with pytest.raises(SaveError) as caught:
        Destination(file=source.parent / "none" / "out.xlsx").output_for(source)

    assert caught.value.code == "folder-missing"
    assert caught.value.fix


def test_a_folder_that_is_a_file_is_refused(source: Path) -> None:
    other = a_sheet(source.with_name("other.xlsx"), [["Ref"]])

    for folder in (other, other / "q3"):
        with pytest.raises(SaveError) as caught:
            Destination(folder=folder).output_for(source)
        assert caught.value.code == "folder-not-made"


def test_another_file_of_the_same_content_is_not_the_same_file(source: Path) -> None:
    other = source.with_name("other.xlsx")
    other.write_bytes(source.read_bytes())

    refuse_same_file(other, source)


def test_a_command_that_changes_no_input_does_not_offer_to(source: Path) -> None:
    with pytest.raises(SaveError) as caught:
        refuse_same_file(source, source)

    assert caught.value.code == "output-is-input"
    assert "--in-place" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_result_is_as_open_as_any_new_file_and_an_old_one_keeps_its_mode(
    source: Path, tmp_path: Path
) -> None:
    """Colleagues can open what was written for them."""
    source.chmod(0o600)
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"old")
    there.chmod(0o640)
    before = os.umask(0o022)
    try:
        saved(source, Destination(tmp_path / "new.xlsx"))
        saved(source, Destination(there))
    finally:
        os.umask(before)

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new.xlsx", there, source)]
    assert modes == [0o644, 0o640, 0o600]
