"""A click, all the way: the shipped VBA, xlwings' own runtime, a real process, a real file."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.outputs.pages.findings_page import CODE, SERIOUS
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.reader import read_workbook
from tests.addin.commands.clicking import in_table, values
from tests.addin.test_ribbon import COMMANDS
from tests.support.books import EXAMPLE, a_book, example, typed
from tests.support.desk import Desk

pytestmark = pytest.mark.slow

ACTUALS = str(EXAMPLE / "actuals_q3.csv")


@pytest.fixture
def at_desk(tmp_path: Path) -> Desk:
    """The example's workbook open, nothing reported yet; the log of faults in a folder of ours."""
    return a_desk(example().empty, tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> Desk:
    return a_desk(example().filled, tmp_path)


def a_desk(book: Path, folder: Path) -> Desk:
    copy = Path(shutil.copy(book, folder / "Siân's children & co.xlsx"))
    return Desk(copy, environment={"XDG_STATE_HOME": str(folder / "state")})


def test_fill_with_a_file_of_actuals(at_desk: Desk) -> None:
    at_desk.answers, at_desk.files = ["yes"], {"KpiDialogs.ChooseFile": ACTUALS}

    said = at_desk.click("kpiFill")

    assert said.startswith("Filled ")
    for sheet in (layout.THIS_QUARTER, layout.RETURN):
        assert values(at_desk.book, sheet) == values(example().filled, sheet), sheet
    with ClosedBook.open(at_desk.book) as book:
        readings = read_workbook(book).readings.values()
    assert Decimal("72.1") in [reading.actual for reading in readings]
    assert at_desk.line[1:3] == ["-P", "-c"], "the shipped line's own flags were used"


def test_take_back_in_another_process_on_the_saved_file(at_desk: Desk) -> None:
    before = {name: values(at_desk.book, name) for name in layout.SHEETS}
    at_desk.answers, at_desk.files = ["yes"], {"KpiDialogs.ChooseFile": ACTUALS}
    at_desk.click("kpiFill")
    assert values(at_desk.book, layout.THIS_QUARTER) != before[layout.THIS_QUARTER]
    at_desk.answers = ["ok"]

    said = at_desk.click("kpiTakeBack")

    assert said.startswith("Taken back: Fill of ")
    for name in (layout.THIS_QUARTER, layout.MEASURES, layout.HISTORY, layout.SETTINGS):
        assert values(at_desk.book, name) == before[name], name


def test_fill_with_what_is_typed(tmp_path: Path) -> None:
    book = typed(a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}), {"H6": 0.79})
    desk = Desk(book, answers=["no"])

    desk.click("kpiFill")

    assert "Within tolerance" in {v for row in values(book, layout.THIS_QUARTER) for v in row}


def test_check(filled: Desk) -> None:
    expected = [finding.code for finding in check_file(filled.book).findings]

    said = filled.click("kpiCheck")

    assert said.startswith("Checked 6 measures")
    rows = values(filled.book, "Findings")
    header = next(at for at, row in enumerate(rows) if row[0] == SERIOUS)
    code = rows[header].index(CODE)
    assert sorted(row[code] for row in rows[header + 1 :] if row[code]) == sorted(expected)
    assert openpyxl.load_workbook(filled.book).active.title == "Findings"


def test_return(filled: Desk) -> None:
    typed(filled.book, {"H8": 0.99})

    said = filled.click("kpiReturn")

    assert said.startswith("The sheet Return is up to date for Q3 2021/22")
    assert "99.0%" in {str(v) for row in values(filled.book, layout.RETURN) for v in row} or (
        0.99 in {v for row in values(filled.book, layout.RETURN) for v in row}
    )
    assert openpyxl.load_workbook(filled.book).active.title == layout.RETURN


def test_publish(filled: Desk, tmp_path: Path) -> None:
    filled.files = {"KpiDialogs.SaveName": str(tmp_path / "to send")}

    said = filled.click("kpiPublish")

    assert said.startswith(f"Wrote {tmp_path / 'to send.xlsx'}.")
    assert (tmp_path / "to send.xlsx").read_bytes() == example().returned.read_bytes()


def test_sign_off(filled: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    asked = SignOffAsked("Head of Service", date(2022, 1, 12))
    sign_off_file(filled.book, asked, Destination(file=by_command))
    filled.files = {"KpiDialogs.ChooseName": ["Head of Service", "12/01/2022", "No version"]}

    said = filled.click("kpiSignOff")

    assert "Agreed by Head of Service on 12th January 2022." in said
    for sheet in (layout.SIGN_OFF, layout.SIGN_OFF_HASHES, layout.RETURN, layout.COVER):
        assert values(filled.book, sheet) == values(by_command, sheet), sheet


def test_report(filled: Desk) -> None:
    said = filled.click("kpiReport")

    name = f"{filled.book.stem} report Q3 2021-22.docx"
    assert said.startswith(f"Wrote {filled.book.with_name(name)}.")
    assert filled.book.with_name(name).read_bytes().startswith(b"PK")


def test_consolidate(filled: Desk, tmp_path: Path) -> None:
    housing = a_book(tmp_path, {"Ref": "HSG.1"}, name="Housing.xlsx", directorate="Housing")
    filled.files = {
        "KpiDialogs.ChooseFiles": f"{filled.book}\n{housing}",
        "KpiDialogs.SaveName": str(tmp_path / "all.xlsx"),
    }

    said = filled.click("kpiConsolidate")

    assert said.startswith(f"Wrote {tmp_path / 'all.xlsx'}.")
    assert {"PI.426", "HSG.1"} <= in_table(tmp_path / "all.xlsx", DATA_TABLE)


def test_roll_forward(filled: Desk, tmp_path: Path) -> None:
    by_command = tmp_path / "by the command.xlsx"
    roll_forward_file(filled.book, Destination(file=by_command))
    filled.answers = ["ok"]

    said = filled.click("kpiRollForward")

    assert said.startswith("Q3 2021/22 is closed and Q4 2021/22 begins.")
    for sheet in (layout.THIS_QUARTER, layout.HISTORY, layout.SETTINGS, layout.RETURN):
        assert values(filled.book, sheet) == values(by_command, sheet), sheet


def test_measures(filled: Desk) -> None:
    new = ["PI.900", "Homes retrofitted", "count", "higher", "1,200"]
    filled.answers, filled.files = ["yes", "ok"], {"KpiDialogs.ChooseName": new}

    said = filled.click("kpiMeasures")

    assert said.startswith("PI.900 is in the register now (1 measure).")
    assert "PI.900" in {value for row in values(filled.book, layout.RETURN) for value in row}
    assert openpyxl.load_workbook(filled.book).active.title == layout.MEASURES


def test_explain(filled: Desk) -> None:
    filled.selected = (layout.THIS_QUARTER, "D8:F8")
    before = values(filled.book, layout.THIS_QUARTER)

    said = filled.click("kpiExplain")

    assert said.startswith("Measure: PI.426 ")
    assert "Status: Off target. 72.1% is 13.4" in said
    assert values(filled.book, layout.THIS_QUARTER) == before


def test_settings(filled: Desk) -> None:
    said = filled.click("kpiSettings")

    assert "The scheme is standard: " in said
    assert openpyxl.load_workbook(filled.book).active.title == layout.SETTINGS


def test_help_in_a_workbook_that_is_not_ours(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "Budget.xlsx")

    said = Desk(tmp_path / "Budget.xlsx", selected=("Sheet", "A1")).click("kpiHelp")

    assert said.startswith("KPI Book ")


def test_a_workbook_that_is_not_ours_is_said_and_left_alone(tmp_path: Path) -> None:
    other = openpyxl.Workbook()
    other.active["A1"] = "Budget"
    other.save(tmp_path / "Budget.xlsx")
    desk = Desk(tmp_path / "Budget.xlsx", answers=["no"], selected=("Sheet", "A1"))

    said = desk.click("kpiFill")

    assert desk.heard == [said], "it is said before anything is asked"
    assert "Budget.xlsx: this is not a performance workbook" in said
    assert values(desk.book, "Sheet") == [("Budget",)]


def test_a_scheme_that_is_broken_is_said_with_its_cell_and_line(at_desk: Desk) -> None:
    at_desk.book.with_name("ours.toml").write_text('title = "Ours\n', encoding="utf-8")
    with_cell = openpyxl.load_workbook(at_desk.book)
    place = with_cell.defined_names["kpibook_scheme"].attr_text.replace("$", "")
    typed(at_desk.book, {place.rpartition("!")[2]: "ours.toml"}, layout.SETTINGS)
    at_desk.answers = ["no"]

    said = at_desk.click("kpiFill")

    assert said.startswith("Fill could not be done.")
    assert f"'{layout.SETTINGS}'!" in said
    assert "ours.toml" in said
    assert "[scheme-syntax]" in said


def test_a_fault_of_ours_is_said_in_words_and_logged_without_figures(
    at_desk: Desk, tmp_path: Path
) -> None:
    at_desk.answers = ["no"]
    at_desk.fault = "kpibook.services.fill"

    said = at_desk.click("kpiFill")

    assert "this is a fault in kpibook" in said
    assert "Traceback" not in said
    log = tmp_path / "state" / "kpibook" / "faults.log"
    assert str(log) in said
    assert "task fill\nbuiltins.ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "planted" not in log.read_text(encoding="utf-8")


def test_python_that_ends_with_an_error_is_said_by_the_add_in_itself(at_desk: Desk) -> None:
    at_desk.gone = True
    before = at_desk.book.read_bytes()

    said = at_desk.click("kpiFill")

    assert at_desk.heard == []
    assert said.startswith("KPI Book stopped before it was done.")
    assert "kpibook could not reach the workbook in Excel." in said
    assert "Traceback" not in said
    assert at_desk.book.read_bytes() == before


def test_every_button_of_the_ribbon_is_clicked_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")

    assert [each for each in COMMANDS if f'.click("{each}")' not in source] == []
