"""Fill in a council's own workbook: its own cells, and nothing else."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.fill_mapped import fill_mapped
from kpibook.services.layouts.which import layout_needed
from kpibook.services.paths.output import Destination
from kpibook.sources.schemes import load_scheme
from tests.addin.commands.own_workbook.scorecard import (
    SCORES,
    actuals,
    looks,
    own,
    save,
)
from tests.support.scorecards import PERIOD


def test_fill_writes_what_the_command_line_writes_into_the_open_workbook(tmp_path: Path) -> None:
    opened = own(tmp_path)
    before = opened.path.read_bytes()
    file = actuals(tmp_path)
    by_command = tmp_path / "by the command.xlsx"
    fill_mapped(
        opened.path,
        layout_needed(opened.path, None),
        file,
        Quarter.parse(PERIOD),
        load_scheme("standard"),
        Destination(file=by_command),
    )

    answer = opened.press("fill", "yes", ChooseFile=str(file))

    assert not answer.serious, str(answer)
    assert looks(opened.saved()) == looks(by_command)
    assert looks(by_command)["I7"][1] != looks(opened.path)["I7"][1], "a status by its colour"
    assert "cells of your own for Q3 2024/25" in str(answer)
    assert opened.path.read_bytes() == before, "nothing is saved for the officer"
    assert opened.wb.sheetnames == [SCORES, "Register", "Notes"]


def test_take_back_gives_figures_and_colours_back(tmp_path: Path) -> None:
    opened = own(tmp_path)
    before = looks(opened.saved())
    opened.press("fill", "yes", ChooseFile=str(actuals(tmp_path)))
    filled = looks(opened.saved())
    assert filled != before

    answer = opened.press("take_back", "ok")

    assert not answer.serious, str(answer)
    assert "the colour of" in str(answer)
    assert looks(opened.saved()) == before


def test_take_back_leaves_a_colour_that_a_person_has_chosen_since(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.press("fill", "yes", ChooseFile=str(actuals(tmp_path)))
    opened.click.book._book.sheets[SCORES].range("I7").color = (1, 2, 3)

    answer = opened.press("take_back", "ok")

    assert "the colour of 'Score 24-25'!I7" in str(answer)
    assert looks(opened.saved())["I7"][1].endswith("010203")


def test_a_second_fill_says_that_nothing_is_new(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.press("fill", "no")
    save(opened)

    answer = opened.press("fill", "no")

    assert "no cell changed" in str(answer)


def test_a_protected_sheet_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.wb[SCORES].protection.set_password("secret")
    opened.wb[SCORES].protection.enable()
    save(opened)
    before = looks(opened.saved())

    answer = opened.press("fill", "yes", ChooseFile=str(actuals(tmp_path)))

    assert "[sheet-protected]" in str(answer)
    assert looks(opened.saved()) == before
