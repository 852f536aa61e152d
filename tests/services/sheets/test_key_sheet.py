from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from kpibook.xlsx import Workbook
from tests.support import validator
from tests.support.books import a_book

OURS = """\
key = "ours"
title = "Ours"
source = "Our performance framework"
[rule]
met_within = "10%"
[status.met]
label = "On course"
[status.off]
label = "Off course"
"""


def words(path: Path) -> list[object]:
    with Workbook.open(path) as package:
        return [row["Word"].value for row in package.table(layout.KEY_TABLE).rows()]


def coloured_words(path: Path) -> set[str]:
    sheet = openpyxl.load_workbook(path)[layout.THIS_QUARTER]
    return {
        rule.formula[0]
        for form in sheet.conditional_formatting
        for rule in form.rules
        if rule.formula
    }


def test_the_key_says_the_scheme_of_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    with Workbook.open(book) as package:
        sheet, address = package.named_cell(layout.SCHEME_SETTING.name) or ("", "")
        package.sheet(sheet).set(address, "ours.toml")
        package.save()

    done = fill_file(book, None, None, Destination(tmp_path / "filled.xlsx"))

    assert done.output is not None
    assert words(done.output)[:2] == ["On course", "Off course"]
    assert {'"On course"', '"Off course"', '"Improved"'} <= coloured_words(done.output)
    assert '"Target met"' not in coloured_words(done.output)
    assert validator.errors(done.output) == []


def test_a_key_that_already_says_it_is_left_alone(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    with Workbook.open(book) as package:
        before = package.container.read("xl/worksheets/sheet7.xml")

    done = fill_file(book, None, None, Destination(tmp_path / "filled.xlsx"))

    assert done.output is not None
    with Workbook.open(done.output) as package:
        assert package.container.read("xl/worksheets/sheet7.xml") == before
