"""Sign off, as a button: recorded as the command line records it, and asked in plain words."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection

from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx import Workbook
from tests.addin.commands.clicking import Desk, desk, system, values
from tests.support.books import a_book, cell_under, example, typed

ASKED = SignOffAsked("Head of Service", date(2022, 1, 12), "2")
TYPED = ["Head of Service", "12/01/2022", "2"]
AGREED = "Agreed by Head of Service on 12th January 2022 (version 2)."
SHEETS = (*layout.SHEETS, layout.SIGN_OFF, layout.SIGN_OFF_HASHES)
CODES = {"changed-since-agreed", "sign-off-record-changed", "called-agreed"}

#: A value of each kind that a cell can hold, in the measures of a register.
KINDS: tuple[dict[str, object], ...] = (
    {"Ref": "K.01", "Measure": "Number", "Unit": "count", "Target": "1,200", "Actual": 1234.5},
    {"Ref": "K.02", "Measure": "Percent", "Unit": "percent", "Target": "80%", "Actual": 0.1 + 0.2},
    {"Ref": "K.03", "Measure": "Typed percent", "Unit": "percent", "Actual": "72.1%"},
    {"Ref": "K.04", "Measure": "Money", "Unit": "GBP", "Target": "12500000", "Actual": 12500000.01},
    {"Ref": "K.05", "Measure": "Marker", "Unit": "count", "Actual": 3, "Marker": "[p]"},
    {"Ref": "K.06", "Measure": "Not available", "Unit": "count", "Actual": "[x]"},
    {"Ref": "K.07", "Measure": "Date", "Unit": "days", "Actual": 4, "As at": date(2021, 12, 31)},
    {"Ref": "K.08", "Measure": "Long text", "Actual": 1, "Commentary": "Long. " * 1_500},
    {
        "Ref": "K.09",
        "Measure": "Gŵyl Siân, café",
        "Actual": 2,
        "Commentary": "cafe\u0301 – £5",
    },
    {"Ref": "K.10", "Measure": "Blank"},
    {"Ref": "K.11", "Measure": "Lines", "Actual": 7, "Commentary": "One.\nTwo.\t\u00a0Three. "},
    {"Ref": "K.12", "Measure": "Of two", "Unit": "percent", "Numerator": 1, "Denominator": 3},
    {"Ref": "K.13", "Measure": "Zero and negative", "Target": "-5", "Actual": -0.0},
    {"Ref": "K.14", "Measure": "Text like a number", "Actual": "0012.50"},
    {"Ref": "K.15", "Measure": "Formula", "Unit": "count"},
)


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def found(path: Path) -> set[str]:
    return CODES & {finding.code for finding in check_file(path).findings}


def test_it_is_recorded_as_the_command_line_records_it(opened: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    sign_off_file(opened.path, ASKED, Destination(file=by_command))

    answer = opened.press("sign_off", ChooseName=list(TYPED))

    assert not answer.serious, str(answer)
    assert str(answer).startswith(f"Return of Q3 2021/22, 6 measures. {AGREED}")
    for sheet in SHEETS:
        assert values(opened.saved(), sheet) == values(by_command, sheet), sheet
    assert found(opened.saved()) == set()


def test_it_asks_for_post_day_and_version_and_offers_today_and_no_version(opened: Desk) -> None:
    asked: list[tuple[str, str]] = []
    replies = iter(TYPED)

    def window(_: str, question: str, offered: str) -> str:
        asked.append((question, offered))
        return next(replies)

    opened.press("sign_off", ChooseName=window)

    today = date.today()  # noqa: DTZ011 the officer's own day
    assert [offered for _, offered in asked] == ["", f"{today:%d/%m/%Y}", "No version"]
    assert "Which post agrees the return of Q3 2021/22" in asked[0][0]


def test_no_version_is_no_version(opened: Desk) -> None:
    said = str(opened.press("sign_off", ChooseName=[*TYPED[:2], "no version"]))

    assert "Agreed by Head of Service on 12th January 2022." in said


@pytest.mark.parametrize("answered", range(3))
def test_cancel_at_any_question_changes_nothing(opened: Desk, answered: int) -> None:
    said = str(opened.press("sign_off", ChooseName=[*TYPED[:answered], ""]))

    assert said == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


def test_signed_twice_it_offers_the_post_again_and_keeps_the_first(opened: Desk) -> None:
    opened.press("sign_off", ChooseName=list(TYPED))

    said = str(opened.press("sign_off", "yes", ChooseName=["Director", "13/01/2022", "3"]))

    assert AGREED.removeprefix("Agreed by").rstrip(".") in opened.excel.alerts[-1]
    assert "Agreed by Director on 13th January 2022 (version 3)." in said
    with ClosedBook.open(opened.saved()) as book:
        kept = [(each.by, each.standing.value) for each in read_workbook(book).sign_offs]
    assert kept == [("Head of Service", "Replaced by a later one"), ("Director", "Agreed")]


def test_withdrawn_it_is_a_draft_and_cover_and_settings_say_so(opened: Desk) -> None:
    opened.press("sign_off", ChooseName=list(TYPED))

    said = str(opened.press("sign_off", "no"))

    assert "Draft: not yet agreed." in said
    saved = openpyxl.load_workbook(opened.saved())
    assert {saved["Cover"]["A2"].value, saved["Settings"]["A3"].value} == {"Draft: not yet agreed."}
    assert found(opened.saved()) == set()


def test_cancel_where_it_is_signed_off_already_changes_nothing(opened: Desk) -> None:
    opened.press("sign_off", ChooseName=list(TYPED))
    opened.excel.forget_calls()

    assert str(opened.press("sign_off", "cancel")) == "Cancelled. Nothing was changed."
    assert opened.excel.writes == []


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        pytest.param(0, "x" * 101, "sign-off-by-missing", id="long post"),
        pytest.param(1, "yesterday", "date-unreadable", id="no day"),
        pytest.param(1, "n/a", "date-unreadable", id="word for nothing"),
        pytest.param(1, "01/01/2190", "sign-off-day", id="still to come"),
        pytest.param(2, "1" * 41, "sign-off-version-long", id="long version"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_as_on_the_command_line(
    opened: Desk, place: int, text: str, code: str
) -> None:
    answer = opened.press("sign_off", ChooseName=[*TYPED[:place], text, *TYPED[place + 1 :]])

    assert answer.serious
    assert f"[{code}]" in str(answer)
    assert opened.excel.writes == []


def test_a_read_only_workbook_is_refused_before_anything_is_asked(opened: Desk) -> None:
    opened.model.read_only = True

    answer = opened.press("sign_off", ChooseName=lambda *_: pytest.fail("asked"))

    assert answer.serious
    assert "[excel-read-only]" in str(answer)
    assert opened.excel.writes == []


@pytest.mark.parametrize("sheet", ["Cover", "Settings", "Return"])
def test_a_protected_sheet_is_refused_and_nothing_is_half_done(opened: Desk, sheet: str) -> None:
    opened.wb[sheet].protection.enable()
    opened.wb[sheet].protection.password = "of the finance team"
    before = {name: values(opened.saved(), name) for name in layout.SHEETS}

    answer = opened.press("sign_off", ChooseName=list(TYPED))

    assert answer.serious, str(answer)
    assert "protected" in str(answer)
    assert {name: values(opened.saved(), name) for name in layout.SHEETS} == before
    assert layout.SIGN_OFF not in opened.wb.sheetnames


def test_a_workbook_whose_structure_is_protected_is_refused(opened: Desk) -> None:
    opened.wb.security = WorkbookProtection(lockStructure=True)

    answer = opened.press("sign_off", ChooseName=list(TYPED))

    assert "[structure-protected]" in str(answer)
    assert opened.excel.writes == []


def test_the_hash_of_each_kind_of_value_is_that_of_the_saved_file(tmp_path: Path) -> None:
    book = a_book(tmp_path, *({"Measure": "", **each} for each in registered()))
    typed(book, of_this_quarter(book))
    with Workbook.open(book) as package:
        cell = cell_under(book, "Actual", "K.15")
        package.sheet(layout.THIS_QUARTER).set_formula(cell, "=1100+134.5", cached=1234.5)
        package.save(book)
    by_command = tmp_path / "by the command.xlsx"
    sign_off_file(book, ASKED, Destination(file=by_command))
    at_desk = desk(book)

    answer = at_desk.press("sign_off", ChooseName=list(TYPED))

    assert not answer.serious, str(answer)
    saved = at_desk.saved()
    for sheet in (layout.SIGN_OFF, layout.SIGN_OFF_HASHES):
        assert values(saved, sheet) == values(by_command, sheet), sheet
    hashes = {row[0]: row for row in values(saved, layout.SIGN_OFF_HASHES)}
    assert len(hashes) > len(KINDS)
    assert hashes["K15"][1] == hash_of("1234.5", 5), "the result of the formula is agreed"
    assert hashes["K02"][1] == hash_of("30", 5), "0.1 + 0.2 is 30%"
    assert found(saved) == set()


def hash_of(text: str, blanks: int) -> str:
    """The hash of a part with a text and blanks after it, as decision 17 has it."""
    return sha256((text + "\t" * blanks).encode()).hexdigest()[:32]


def registered() -> list[dict[str, str]]:
    headings = ("Ref", "Measure", "Unit", "Target")
    return [{h: str(each[h]) for h in headings if h in each} for each in KINDS]


def of_this_quarter(book: Path) -> dict[str, object]:
    """The cells of 'This quarter' that hold the values."""
    headings = ("Actual", "Marker", "As at", "Commentary", "Numerator", "Denominator")
    return {
        cell_under(book, heading, str(each["Ref"])): each[heading]
        for each in KINDS
        for heading in headings
        if heading in each
    }


def test_take_back_undoes_it(opened: Desk) -> None:
    opened.press("return")
    before = {name: values(opened.saved(), name) for name in layout.SHEETS}
    opened.press("sign_off", ChooseName=list(TYPED))

    said = str(opened.press("take_back", "ok"))

    assert said.startswith("Taken back: Sign off of ")
    if system.flavour == "mac":  # it saves no copy from which a sheet could come back
        assert "Not put back: Return. Press Return" in said
        opened.press("return")
    assert {name: values(opened.saved(), name) for name in layout.SHEETS} == before
    assert not {layout.SIGN_OFF, layout.SIGN_OFF_HASHES} & set(opened.wb.sheetnames)
