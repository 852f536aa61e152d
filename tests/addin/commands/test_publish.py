"""Publish, as a button: a copy under a name the officer chooses, the workbook left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpibook.addin.commands.publish import publish, suggested_name
from tests.addin.commands.clicking import Desk, desk, values
from tests.support.books import example, typed


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def test_the_copy_is_what_the_command_line_writes(opened: Desk, tmp_path: Path) -> None:
    answer = opened.press("publish", SaveName=str(tmp_path / "to send.xlsx"))

    assert not answer.serious, str(answer)
    assert (tmp_path / "to send.xlsx").read_bytes() == example().returned.read_bytes()
    assert str(answer).startswith(f"Wrote {tmp_path / 'to send.xlsx'}.")
    assert opened.excel.writes == []


def test_a_file_that_is_there_is_kept(opened: Desk, tmp_path: Path) -> None:
    (tmp_path / "to send.xlsx").write_bytes(b"an earlier one")

    said = str(opened.press("publish", SaveName=str(tmp_path / "to send")))

    assert not list(tmp_path.glob("to send.backup-*.xlsx"))
    kept = Path(said.split("kept as ", 1)[1].split(".xlsx", 1)[0] + ".xlsx")
    assert kept.read_bytes() == b"an earlier one"


def test_it_never_replaces_the_workbook_itself(opened: Desk) -> None:
    before = opened.path.read_bytes()

    answer = opened.press("publish", SaveName=str(opened.path))

    assert answer.serious
    assert "[output-is-input]" in str(answer)
    assert opened.path.read_bytes() == before


def test_cancel_writes_nothing(opened: Desk, tmp_path: Path) -> None:
    answer = opened.press("publish", SaveName="")

    assert str(answer) == "Cancelled. Nothing was changed."
    assert [path.name for path in tmp_path.iterdir()] == ["Childrens Q3.xlsx"]


@pytest.mark.parametrize("cloud", [False, True])
def test_the_name_is_suggested_beside_the_workbook_or_in_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cloud: bool
) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    path = Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))
    opened, offered = desk(path, cloud=cloud), []

    def save_name(_title: str, suggested: str, _kinds: str) -> str:
        offered.append(Path(suggested))
        return ""

    opened.excel.macros = {"KpiDialogs.SaveName": save_name}
    publish(opened.click)

    folder = home / "Documents" if cloud else tmp_path
    assert offered == [folder / "Childrens Q3 return Q3 2021-22.xlsx"]


@pytest.mark.parametrize(
    ("book", "name"),
    [
        ("Housing.xlsm", "Housing return Q1 2026-27.xlsx"),
        ("Housing v1.2", "Housing v1.2 return Q1 2026-27.xlsx"),
    ],
)
def test_the_suggested_name_has_no_sign_that_a_system_refuses(book: str, name: str) -> None:
    assert suggested_name(book, "Q1 2026/27") == name


def test_published_values_are_worked_out_again(tmp_path: Path) -> None:
    path = Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))

    desk(typed(path, {"O8": "Target met"})).press("publish", SaveName=str(tmp_path / "a.xlsx"))

    names = load_workbook(example().returned, read_only=True).sheetnames
    assert len(names) > 4
    for name in names:
        assert values(tmp_path / "a.xlsx", name) == values(example().returned, name)
