from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.services.destination import Destination, refuse_other_kind, refuse_same_file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"a workbook")
    return path


def test_a_dry_run_writes_nowhere(source: Path) -> None:
    assert Destination(dry_run=True).output_for(source) is None


def test_in_place_is_the_input_itself(source: Path) -> None:
    assert Destination(in_place=True).output_for(source) == source


def test_a_named_file_is_taken_as_it_is(source: Path) -> None:
    target = source.with_name("filled.xlsx")

    assert Destination(file=target).output_for(source) == target
    assert not target.exists()


def test_a_folder_is_made_and_keeps_the_inputs_name(source: Path) -> None:
    folder = source.parent / "out" / "q3"

    assert Destination(folder=folder).output_for(source) == folder / "book.xlsx"
    assert folder.is_dir()


@pytest.mark.parametrize("way", ["same", "dotted", "linked", "its own folder"])
def test_the_input_is_refused_by_whatever_name(source: Path, way: str) -> None:
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
    assert source.read_bytes() == b"a workbook"


def test_a_file_in_a_folder_that_is_not_there_is_refused(source: Path) -> None:
    with pytest.raises(SaveError) as caught:
        Destination(file=source.parent / "none" / "out.xlsx").output_for(source)

    assert caught.value.code == "folder-missing"
    assert caught.value.fix


def test_a_folder_that_is_a_file_is_refused(source: Path) -> None:
    with pytest.raises(SaveError) as caught:
        Destination(folder=source).output_for(source)

    assert caught.value.code == "folder-missing"
    assert source.read_bytes() == b"a workbook"


@pytest.mark.parametrize("name", ["out.csv", "out.xlsm", "out.xls", "out"])
def test_a_workbook_is_not_written_under_another_ending(source: Path, name: str) -> None:
    with pytest.raises(SaveError, match=r"\.xlsx") as caught:
        Destination(file=source.with_name(name)).output_for(source)

    assert caught.value.code == "output-kind"


def test_an_ending_in_capitals_is_the_same_kind(source: Path) -> None:
    refuse_other_kind(Path("OUT.XLSX"), source.suffix)


def test_another_file_of_the_same_content_is_not_the_same_file(source: Path) -> None:
    other = source.with_name("other.xlsx")
    other.write_bytes(source.read_bytes())

    refuse_same_file(other, source)
