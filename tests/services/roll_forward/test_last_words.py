"""Last quarter's words, kept to read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl

from kpibook.domain.measures.measure import Reading
from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.last_words import words_of
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.support.books import Q3, a_book, cell_under, typed, value_under


def a_rolled(folder: Path, words: dict[str, str], name: str) -> Path:
    path = a_book(folder, {"Ref": "PI.1", "Target": "80%"}, {"Ref": "PI.2"})
    typed(path, {cell_under(path, "Actual", "PI.1"): 0.81})
    typed(path, {cell_under(path, heading, "PI.1"): text for heading, text in words.items()})
    done = roll_forward_file(path, Destination(file=folder / name))
    assert done.output is not None
    return done.output


def test_commentary_and_action_are_to_be_read_after_the_sheet_is_emptied(tmp_path: Path) -> None:
    words = {"Commentary": "Fewer vans.", "Action": "Hire two by May."}

    out = a_rolled(tmp_path, words, "next.xlsx")

    said = value_under(out, layout.SAID_LAST_QUARTER, "PI.1")
    assert said == "Fewer vans.\nAction: Hire two by May."
    assert value_under(out, "Commentary", "PI.1") is None
    assert value_under(out, layout.SAID_LAST_QUARTER, "PI.2") is None


def test_they_are_locked_and_not_printed(tmp_path: Path) -> None:
    out = a_rolled(tmp_path, {"Commentary": "Fewer vans."}, "next.xlsx")

    sheet = openpyxl.load_workbook(out)[layout.THIS_QUARTER]
    cell = sheet[cell_under(out, layout.SAID_LAST_QUARTER, "PI.1")]
    assert cell.protection.locked
    with zipfile.ZipFile(a_book(tmp_path, {"Ref": "PI.1"}, name="as made.xlsx")) as package:
        names = package.read("xl/workbook.xml").decode()
    printed = re.search(r"'This quarter'!\$A:\$([A-Z]+)<", names)
    assert printed is not None, "whole columns, so that rows that are added are printed too"
    assert cell.column == openpyxl.utils.column_index_from_string(printed[1]) + 1


def test_words_of_the_quarter_before_last_go(tmp_path: Path) -> None:
    out = a_rolled(tmp_path, {"Commentary": "Fewer vans."}, "next.xlsx")
    typed(out, {cell_under(out, "Actual", "PI.1"): 0.82})

    again = roll_forward_file(out, Destination(file=tmp_path / "again.xlsx"))

    assert again.output is not None
    assert value_under(again.output, layout.SAID_LAST_QUARTER, "PI.1") is None


def test_words_too_long_for_a_cell_are_cut() -> None:
    long = "vans 🚐 " * 6000

    words = words_of(Reading("PI.1", Q3, commentary=long[:32_000], action=long[:900]))

    assert words.endswith(" ...")
    assert len(words.encode("utf-16-le")) <= 2 * 32_767
