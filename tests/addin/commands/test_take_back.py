"""Take back, as a button: the last button's work undone, without what was typed since."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpibook.addin.clicks import answer_to
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.take_back import NOTHING, WHERE
from kpibook.addin.excel.dialogs import Dialogs
from kpibook.addin.kept.store import own_store
from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk, in_table, only_on, system, values
from tests.addin.opened import a_desk
from tests.support.books import EXAMPLE, cell_under, example
from tests.support.running import run

ACTUALS = str(EXAMPLE / "actuals_q3.csv")
NAME = "Childrens Q3.xlsx"


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """The example's workbook open, nothing reported yet."""
    return desk(Path(shutil.copy(example().empty, tmp_path / NAME)))


@pytest.fixture
def filled(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / NAME)))


def everything(opened: Desk) -> dict[str, list[tuple[object, ...]]]:
    """What each sheet holds, without the blank cells at its edges."""
    path = opened.saved()
    return {
        name: [tuple(v for v in row) for row in _trimmed(values(path, name))]
        for name in opened.click.book.sheet_names
    }


def _trimmed(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    cut = [tuple(row[: max((n for n, v in enumerate(row, 1) if v is not None), default=0)])
           for row in rows]  # fmt: skip
    while cut and not cut[-1]:
        cut.pop()
    return cut


def looks(opened: Desk, sheet: str) -> dict[str, object]:
    """Font, fill and number format of each cell that holds something."""
    ws = opened.excel.workbook(opened.click.book.cache.book)[sheet]
    return {
        cell.coordinate: (cell.font.b, cell.fill.fgColor.rgb, cell.number_format)
        for row in ws.iter_rows()
        for cell in row
        if cell.value is not None
    }


def fill(opened: Desk) -> str:
    """Fill from the file of actuals."""
    return str(opened.press("fill", "yes", ChooseFile=ACTUALS))


def reopened(opened: Desk, name: str = NAME) -> Desk:
    """Save the workbook, close Excel, and open the workbook in another Excel."""
    path = opened.path.with_name(name)
    opened.excel.workbook(opened.click.book.cache.book).save(path)
    return desk(path)


def put(opened: Desk, sheet: str, address: str, value: object) -> None:
    """Type a value into a cell."""
    opened.click.book.cache.book.sheets[sheet].range(address).raw_value = value
    opened.click.book.refresh()


def unprotect(opened: Desk, sheet: str) -> None:
    opened.excel.workbook(opened.click.book.cache.book)[sheet].protection.disable()


def actual_of(opened: Desk, ref: str, heading: str = layout.ACTUAL) -> str:
    return cell_under(opened.saved(), heading, ref)


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_every_cell_and_sheet_is_as_before_the_button(empty: Desk) -> None:
    before, looked = everything(empty), looks(empty, layout.RETURN)
    assert "could not" not in fill(empty)
    assert everything(empty) != before

    answer = empty.press("take_back", "ok")

    assert not answer.serious, str(answer)
    assert everything(empty) == before
    assert looks(empty, layout.RETURN) == looked
    assert str(answer).startswith("Taken back: Fill of ")
    assert "Nothing more is kept to take back" in str(answer)


def test_it_asks_first_and_says_which_button_when_and_how_much(empty: Desk) -> None:
    fill(empty)
    day = datetime.now().astimezone()

    answer = empty.press("take_back", "cancel")

    question = empty.excel.alerts[-1]
    assert question.startswith(f"Take back Fill of {day.day} {day:%B %Y}, ")
    assert f"{len(example().fill.changes)} cells as before" in question
    # A Mac saves no copy that the sheet could come back from.
    comes_back = system.flavour == "windows"
    assert ("the sheet Return as before" in question) is comes_back
    assert ("Not put back: Return" in question) is not comes_back
    assert question.endswith("OK takes it back. Cancel changes nothing.")
    assert str(answer) == "Cancelled. Nothing was changed."


def test_cancel_writes_nothing(empty: Desk) -> None:
    fill(empty)
    empty.excel.forget_calls()

    empty.press("take_back", "cancel")

    assert empty.excel.writes == []


def test_a_question_about_many_cells_keeps_its_end(filled: Desk) -> None:
    filled.press("roll_forward", "ok")
    unprotect(filled, layout.THIS_QUARTER)
    for row in range(6, 12):
        for column in "HLMN":
            put(filled, layout.THIS_QUARTER, f"{column}{row}", "typed since")

    filled.press("take_back", "cancel")

    question = filled.excel.alerts[-1]
    assert len(question) <= 1_000
    assert question.endswith("OK takes it back. Cancel changes nothing.")
    assert "and left as it is" in question


def test_a_figure_typed_while_the_question_was_open_stays(empty: Desk) -> None:
    fill(empty)
    place = actual_of(empty, "PI.426")
    told = empty.excel.alerts

    class Typing(list[str]):
        def pop(self, *_: object) -> str:
            cell = empty.click.book.cache.book.sheets[layout.THIS_QUARTER].range(place)
            cell.raw_value = 0.5
            return "ok"

    empty.excel.answers = Typing(["ok"])
    said = str(answer_to("take_back", empty.click))

    assert len(told) == 2
    assert f"'{layout.THIS_QUARTER}'!{place}" in said
    assert empty.click.book.cache.book.sheets[layout.THIS_QUARTER].range(place).raw_value == 0.5


def test_a_workbook_of_excel_on_a_mac_gets_its_cells_back(empty: Desk) -> None:
    on_a_mac = a_desk(empty.path.parent, example().empty, "mac", name="On a Mac.xlsx")
    run(on_a_mac.book.app)
    click = Click(on_a_mac.opened(), Dialogs(on_a_mac.book.app))
    opened = Desk(on_a_mac.excel, click, on_a_mac.path)
    before = everything(opened)
    assert fill(opened).startswith("Filled ")

    answer = opened.press("take_back", "ok")

    assert "Not put back: Return" in str(answer)
    assert everything(opened)[layout.THIS_QUARTER] == before[layout.THIS_QUARTER]


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_it_works_after_saving_and_after_excel_was_closed(empty: Desk) -> None:
    before = everything(empty)
    fill(empty)
    later = reopened(empty)

    later.press("take_back", "ok")

    assert everything(later) == before


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_what_was_typed_since_stays_and_is_listed(empty: Desk) -> None:
    before = everything(empty)
    fill(empty)
    place, other = actual_of(empty, "PI.426"), actual_of(empty, "PI.426", layout.MARKER)
    put(empty, layout.THIS_QUARTER, place, 0.5)
    put(empty, layout.THIS_QUARTER, other, "[p]")

    said = str(empty.press("take_back", "ok"))

    assert f"Changed since, and left as it is (1): '{layout.THIS_QUARTER}'!{place}." in said
    assert f"'{layout.THIS_QUARTER}'!{place}" in empty.excel.alerts[-1]
    put(empty, layout.THIS_QUARTER, place, None)
    put(empty, layout.THIS_QUARTER, other, None)
    assert everything(empty) == before


def test_rows_that_were_inserted_or_sorted_since_are_found_by_their_reference(
    empty: Desk,
) -> None:
    fill(empty)
    unprotect(empty, layout.THIS_QUARTER)
    sheet = empty.click.book.cache.book.sheets[layout.THIS_QUARTER]
    first, second = sheet.range("A6:T6"), sheet.range("A7:T7")
    one, other = first.formula, second.formula
    assert one != other
    first.formula, second.formula = other, one  # sorted
    sheet.range("1:1").insert("down")
    empty.click.book.refresh()
    refs = [row[0] for row in values(empty.saved(), layout.THIS_QUARTER)[6:8]]

    answer = empty.press("take_back", "ok")

    assert "left as it is" not in str(answer)
    assert [row[0] for row in values(empty.saved(), layout.THIS_QUARTER)[6:8]] == refs
    assert in_table(empty.saved(), layout.THIS_QUARTER_TABLE) == in_table(
        example().empty, layout.THIS_QUARTER_TABLE
    )


def test_a_row_whose_measure_was_removed_since_is_listed_and_no_other_row_gets_its_cells(
    empty: Desk,
) -> None:
    fill(empty)
    unprotect(empty, layout.THIS_QUARTER)
    put(empty, layout.THIS_QUARTER, actual_of(empty, "PI.426", layout.REF), "PI.999")

    said = str(empty.press("take_back", "ok"))

    row = int(actual_of(empty, "PI.999", layout.REF)[1:])
    assert f"'{layout.THIS_QUARTER}' row {row}, which is no longer found" in said
    assert values(empty.saved(), layout.THIS_QUARTER)[row - 1][7] == 0.721


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_roll_forward_is_taken_back_with_its_new_rows(filled: Desk) -> None:
    before = everything(filled)
    assert "could not" not in str(filled.press("roll_forward", "ok"))
    assert everything(filled) != before

    said = str(filled.press("take_back", "ok"))

    assert "6 new rows off the table MeasureHistory" in said
    assert everything(filled) == before


def test_a_new_row_that_was_changed_since_stays(filled: Desk) -> None:
    filled.press("roll_forward", "ok")
    rows = values(filled.saved(), layout.HISTORY)
    last = len(_trimmed(rows))
    unprotect(filled, layout.HISTORY)
    put(filled, layout.HISTORY, f"C{last}", 0.111)

    said = str(filled.press("take_back", "ok"))

    assert f"the new row '{layout.HISTORY}' row {last}" in said
    assert values(filled.saved(), layout.HISTORY)[last - 1][2] == 0.111


@only_on("windows")  # a Mac saves no copy
def test_the_copy_that_holds_a_figure_typed_over_since_is_named(filled: Desk) -> None:
    place = actual_of(filled, "PI.426")
    filled.press("roll_forward", "ok")
    put(filled, layout.THIS_QUARTER, place, 0.5)

    said = str(filled.press("take_back", "ok"))

    copy = own_store().kept()[-1].copy
    assert copy is not None
    assert f"What it held before is in {copy.name}: {WHERE}" in said
    assert values(copy, layout.THIS_QUARTER)[int(place[1:]) - 1][7] == 0.721


def test_a_sheet_that_the_button_added_is_deleted(filled: Desk) -> None:
    before = everything(filled)
    filled.press("check")
    assert "Findings" in filled.click.book.sheet_names

    said = str(filled.press("take_back", "ok"))

    assert "the new sheet Findings deleted" in said
    assert everything(filled) == before


def test_a_sheet_that_was_changed_since_stays_and_is_listed(filled: Desk) -> None:
    filled.press("check")
    put(filled, "Findings", "A1", "mine")

    answer = filled.press("take_back", "ok")

    assert str(answer).startswith("There is nothing to take back in this workbook.")
    assert values(filled.saved(), "Findings")[0][0] == "mine"


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_several_presses_go_back_step_by_step(empty: Desk) -> None:
    first = everything(empty)
    fill(empty)
    second = everything(empty)
    empty.press("check")

    said = str(empty.press("take_back", "ok"))
    assert said.startswith("Taken back: Check of ")
    assert "Press Take back again to go back further: Fill of " in said
    assert everything(empty) == second

    assert str(empty.press("take_back", "ok")).startswith("Taken back: Fill of ")
    assert everything(empty) == first

    assert str(empty.press("take_back", "ok")) == NOTHING


def test_it_does_not_take_back_its_own_work(empty: Desk) -> None:
    fill(empty)
    empty.press("take_back", "ok")
    empty.excel.alerts.clear()

    assert str(empty.press("take_back", "ok")) == NOTHING
    assert empty.excel.alerts == []


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_a_workbook_saved_under_another_name_is_known_again(filled: Desk) -> None:
    before = everything(filled)
    filled.press("roll_forward", "ok")
    later = reopened(filled, "Childrens Q4.xlsx")

    later.press("take_back", "ok")

    assert f"The workbook was named {NAME} then." in later.excel.alerts[-1]
    assert everything(later) == before


def test_another_workbook_of_the_directorate_is_not_touched(filled: Desk, tmp_path: Path) -> None:
    filled.press("roll_forward", "ok")
    other = desk(Path(shutil.copy(example().filled, tmp_path / "Childrens copy.xlsx")))

    answer = other.press("take_back", "ok")

    assert str(answer) == NOTHING
    assert other.excel.writes == []


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_a_workbook_in_a_cloud_is_known_by_its_address(tmp_path: Path) -> None:
    opened = desk(Path(shutil.copy(example().empty, tmp_path / NAME)), cloud=True)
    before = everything(opened)
    fill(opened)

    opened.press("take_back", "ok")

    assert everything(opened) == before


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_a_measure_that_was_added_goes_again(filled: Desk) -> None:
    before = everything(filled)
    answers = ["PI.999", "A measure", "percent", "higher", "80%"]
    added = filled.press("measures", "yes", "ok", ChooseName=answers)
    assert not added.serious, str(added)

    said = str(filled.press("take_back", "ok"))

    assert said.startswith("Taken back: Measures of ")
    assert everything(filled) == before


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_return_is_taken_back(filled: Desk) -> None:
    put(filled, layout.THIS_QUARTER, actual_of(filled, "PI.426"), 0.99)
    before = everything(filled)
    filled.press("return")
    assert everything(filled) != before

    filled.press("take_back", "ok")

    assert everything(filled) == before


def test_a_folder_that_cannot_be_written_stops_no_button(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")

    said = fill(empty)

    assert said.startswith("Filled ")
    assert "Neither Undo in Excel nor Take back on the ribbon can take this back" in said
    assert "[state-folder]" in said


def test_where_excel_saves_no_copy_the_cells_go_back_and_the_sheets_are_named(
    empty: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(empty)

    def refused(*_: object) -> None:
        raise OSError("a policy forbids copies")

    monkeypatch.setattr("kpibook.addin.excel.platform_api.save_copy", refused)
    assert "Take back on the ribbon does" in fill(empty)

    said = str(empty.press("take_back", "ok"))

    assert (
        "Not put back: Return and Key." in said
        or "Not put back: Key and Return." in said
        or ("Not put back: Return." in said)
    )
    after = everything(empty)
    for sheet in (layout.THIS_QUARTER, layout.MEASURES, layout.HISTORY, layout.SETTINGS):
        assert after[sheet] == before[sheet], sheet


@only_on("windows")  # a sheet is put back from a copy, which a Mac does not save
def test_what_is_not_saved_yet_is_said(empty: Desk) -> None:
    place = actual_of(empty, "PI.426")
    put(empty, layout.THIS_QUARTER, place, 0.7)

    said = str(empty.press("fill", "no"))

    assert f"Typed or changed since your last save: '{layout.THIS_QUARTER}'!{place}." in said


def test_after_a_save_nothing_is_said_to_be_unsaved(empty: Desk) -> None:
    assert "since your last save" not in fill(empty)


def test_a_refused_commit_that_was_put_back_leaves_nothing_to_take_back(empty: Desk) -> None:
    empty.excel.fail_at = 5

    answer = empty.press("fill", "yes", ChooseFile=ACTUALS)

    assert answer.serious
    assert own_store().kept() == []
    empty.excel.fail_at = None
    assert str(empty.press("take_back", "ok")) == NOTHING


def test_what_a_commit_could_not_put_back_take_back_puts_back(empty: Desk) -> None:
    before = everything(empty)
    write = empty.excel.write
    stuck = False

    def gone_for_a_while(what: str) -> None:
        nonlocal stuck
        write(what)
        stuck = stuck or (what == "copy")
        if stuck:
            raise OSError("Excel is busy")

    empty.excel.write = gone_for_a_while  # type: ignore[method-assign]
    answer = empty.press("fill", "yes", ChooseFile=ACTUALS)
    assert "could not be put back" in str(answer)
    assert "press Take back" in str(answer)
    empty.excel.write = write  # type: ignore[method-assign]

    empty.press("take_back", "ok")

    assert everything(empty)[layout.THIS_QUARTER] == before[layout.THIS_QUARTER]


def test_only_the_newest_of_what_is_too_old_is_not_offered(empty: Desk) -> None:
    fill(empty)
    store = own_store()
    store.prune(datetime(2100, 1, 1, tzinfo=UTC))

    assert str(empty.press("take_back", "ok")) == NOTHING


@only_on("mac")  # it saves no copy, from which a sheet could be taken
def test_a_button_of_which_nothing_can_come_back_is_passed_over(empty: Desk) -> None:
    empty.press("check")
    fill(empty)
    empty.press("check")

    said = str(empty.press("take_back", "ok"))

    question = empty.excel.alerts[-1]
    assert question.startswith("Take back Fill of ")
    assert "Not put back: Return" in question
    assert "the sheet Return as before" not in question
    assert said.startswith("Taken back: Fill of ")


def test_a_button_whose_cells_all_change_while_it_asks_is_not_said_to_be_taken_back(
    empty: Desk,
) -> None:
    fill(empty)

    def others_type() -> None:
        for sheet in (layout.THIS_QUARTER, layout.RETURN, layout.KEY):
            for row in empty.wb[sheet].iter_rows():
                for cell in row:
                    cell.value = "typed"

    empty.excel.meanwhile.append(("alert", others_type))

    answer = empty.press("take_back", "ok")

    assert answer.serious
    assert "Taken back" not in str(answer)
    assert own_store().kept()[0].record().taken_back is None  # type: ignore[union-attr]
