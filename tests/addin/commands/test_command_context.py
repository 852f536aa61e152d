"""What every command is given, and which workbooks it is given."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kpibook.addin.clicks import COMMANDS
from kpibook.addin.commands.command_context import AUTO_SAVED, documents
from kpibook.addin.excel.view import IN_CLOUD, NOT_KEPT, UNDO
from kpibook.addin.take_back.keeper import Keeper
from kpibook.errors import KpibookError
from tests.addin.commands.clicking import desk, only_on
from tests.sources.test_schemes import STANDARD
from tests.support.books import a_book, example


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))


@pytest.mark.parametrize(
    "name", sorted(set(COMMANDS) - {"help", "consolidate", "take_back", "fill", "check"})
)
def test_another_workbook_is_said_to_be_none_of_ours_before_anything_is_asked(
    tmp_path: Path, name: str
) -> None:
    openpyxl.Workbook().save(tmp_path / "Budget.xlsx")
    opened = desk(tmp_path / "Budget.xlsx")

    answer = opened.press(name)

    assert answer.serious
    assert "Budget.xlsx: this is not a performance workbook" in str(answer)
    assert "kpibook" in str(answer)
    is_for_ours = name in ("sign_off", "roll_forward", "measures")
    assert str(answer).endswith("[layout-read-only]" if is_for_ours else "[layout-none]")
    assert opened.excel.alerts == []
    assert opened.excel.writes == []


def test_a_workbook_that_lost_a_name_is_told_what_it_marked(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    del workbook.defined_names["kpibook_period"]
    workbook.save(book)

    said = str(desk(book).press("fill", "no"))

    assert "the cell for the period cannot be found" in said


def test_the_folder_is_the_workbooks_own(book: Path) -> None:
    assert desk(book).click.folder() == book.parent


def test_a_workbook_in_the_cloud_has_none_and_its_scheme_is_built_in(book: Path) -> None:
    assert desk(book, cloud=True).click.folder() == Path()


def test_a_scheme_file_in_the_cloud_is_refused_at_its_cell(book: Path) -> None:
    opened = desk(book, cloud=True)
    opened.click.book._book.names["kpibook_scheme"].refers_to_range.value = "ours.toml"

    with pytest.raises(KpibookError) as caught:
        opened.click.folder()

    assert caught.value.code == "scheme-file-unreachable"
    assert caught.value.where.sheet == "Settings"


def test_a_workbook_in_the_cloud_is_rated_under_its_copy_of_a_scheme_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml").write_text(STANDARD, encoding="utf-8")
    made = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, scheme="ours.toml")
    (tmp_path / "ours.toml").unlink()

    answer = desk(made, cloud=True).press("check")

    assert "scheme-file-unreachable" not in str(answer)
    assert not answer.serious, str(answer)


def test_documents_are_offered_where_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert documents() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


def test_a_button_that_kept_nothing_says_so_and_names_the_way_there_is_in_a_cloud(
    tmp_path: Path,
) -> None:
    opened = desk(Path(shutil.copy(example().empty, tmp_path / "a.xlsx")), cloud=True)
    keeper = Keeper("Fill", opened.click.book, print)
    keeper.missing = "the disk is full."

    said = replace(opened.click, keeper=keeper).how_to_go_back

    assert said == f"{NOT_KEPT.format('the disk is full.')} {IN_CLOUD}"


@only_on("windows")  # a Mac does not tell
@pytest.mark.parametrize("on", [True, False])
def test_a_workbook_that_saves_itself_is_said_to_be_saved_already(tmp_path: Path, on: bool) -> None:
    opened = desk(Path(shutil.copy(example().empty, tmp_path / "a.xlsx")), cloud=True)
    opened.model.auto_save = on

    said = opened.click.how_to_go_back

    assert (AUTO_SAVED in said) is on
    assert UNDO in said
