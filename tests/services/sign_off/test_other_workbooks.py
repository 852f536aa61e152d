"""Sign-off of workbooks as councils have them: resaved, locked, older, and of an own scheme."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.errors import KpibookError
from kpibook.services.fill import fill_file
from kpibook.services.keep_scheme import keep_scheme_file
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.services.test_keep_scheme import MILD, STRICT
from tests.support import libreoffice
from tests.support.agreed import AGREED, ASKED, changed, signed
from tests.support.books import cell_under, example, typed, with_actions, without_actions
from tests.support.returns import a_return
from tests.xlsx.opc.test_file_signature import ENCRYPTED, OLE

CODES = {"changed-since-agreed", "sign-off-record-changed", "called-agreed"}


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    return signed(Path(shutil.copy(example().filled, tmp_path / "agreed.xlsx")))


def found(path: Path) -> list[tuple[str, str, str]]:
    """Code and cell of each finding on the agreement."""
    findings = [f for f in check_file(path).findings if f.code in CODES]
    return [(f.code, f.where.sheet, f.where.cell) for f in findings]


def state(path: Path) -> str:
    return check_file(path).scorecard.agreement.sentence


@pytest.mark.slow
def test_a_workbook_resaved_by_libreoffice_stays_agreed(agreed: Path, tmp_path: Path) -> None:
    resaved = libreoffice.recalculated(agreed, tmp_path / "office")

    assert resaved.read_bytes() != agreed.read_bytes()
    assert (state(resaved), found(resaved)) == (f"{AGREED}.", [])


@pytest.mark.slow
def test_a_change_made_in_libreoffice_s_copy_is_a_finding(agreed: Path, tmp_path: Path) -> None:
    resaved = libreoffice.recalculated(agreed, tmp_path / "office")

    cell = cell_under(resaved, layout.ACTUAL, "PI.426")
    typed(resaved, {cell: 0.5})

    assert ("changed-since-agreed", layout.THIS_QUARTER, cell) in found(resaved)


def test_a_file_that_is_marked_read_only_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    book = Path(shutil.copy(example().filled, tmp_path / "book.xlsx"))
    before = book.read_bytes()
    book.chmod(0o444)

    with pytest.raises(KpibookError) as caught:
        signed(book)

    assert caught.value.code == "workbook-read-only"
    assert book.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_file_that_is_marked_read_only_can_be_signed_off_into_another(tmp_path: Path) -> None:
    book = Path(shutil.copy(example().filled, tmp_path / "book.xlsx"))
    book.chmod(0o444)

    sign_off_file(book, ASKED, Destination(file=tmp_path / "agreed.xlsx"))

    assert state(tmp_path / "agreed.xlsx") == f"{AGREED}."


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "locked.xlsx"
    book.write_bytes(OLE + bytes(600) + ENCRYPTED)

    with pytest.raises(KpibookError) as caught:
        sign_off_file(book, ASKED, Destination(file=tmp_path / "out.xlsx"))

    assert caught.value.code == "workbook-encrypted"
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_of_an_earlier_version_gets_its_sheets_and_its_line(tmp_path: Path) -> None:
    book = without_actions(Path(shutil.copy(example().filled, tmp_path / "older.xlsx")))
    older = openpyxl.load_workbook(book)
    del older[layout.COVER]
    older.save(book)
    with ClosedBook.open(book) as opened:
        assert opened.table(layout.SIGN_OFF_TABLE) is None

    signed(book)

    saved = openpyxl.load_workbook(book)
    assert {layout.SIGN_OFF, layout.SIGN_OFF_HASHES} <= set(saved.sheetnames)
    assert saved[layout.SETTINGS]["A3"].value == f"{AGREED}."
    assert (state(book), found(book)) == (f"{AGREED}.", [])
    typed(book, {cell_under(book, layout.ACTUAL, "PI.426"): 0.5})
    assert state(book).startswith("Draft: changed since")


def test_signed_off_twice_with_nothing_changed_between_the_later_holds(agreed: Path) -> None:
    asked = SignOffAsked("Director", date(2022, 1, 14))

    sign_off_file(agreed, asked, Destination(in_place=True))

    assert state(agreed) == "Agreed by Director on 14th January 2022."
    assert found(agreed) == []


def test_signed_off_again_after_a_change_it_is_agreed_as_it_is_now(agreed: Path) -> None:
    changed(agreed, "PI.426")
    assert found(agreed) != []

    signed(agreed)

    assert (state(agreed), found(agreed)) == (f"{AGREED}.", [])


def test_a_scheme_that_is_edited_and_kept_changes_ratings_and_the_cells_of_status_are_named(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml").write_text(MILD, encoding="utf-8")
    rows = ({"Ref": "HR.01", "Target": "80%", "Actual": "76%"}, {"Ref": "HR.02", "Actual": "60%"})
    book = tmp_path / "housing.xlsx"
    shutil.move(a_return(tmp_path / "made" / "housing.xlsx", *rows), book)
    typed(book, {setting_of(book, "kpibook_scheme"): "ours.toml"}, layout.SETTINGS)
    fill_file(book, None, None, Destination(in_place=True))
    signed(book)
    assert found(book) == []

    (tmp_path / "ours.toml").write_text(STRICT, encoding="utf-8")
    assert found(book) == [], "it is rated under the copy that it keeps"
    keep_scheme_file(book, Destination(in_place=True))

    cell = cell_under(book, layout.STATUS, "HR.01")
    assert ("changed-since-agreed", layout.THIS_QUARTER, cell) in found(book)
    assert "HR.02" not in {f.ref for f in check_file(book).findings if f.code in CODES}
    assert state(book).startswith("Draft: changed since")


def setting_of(path: Path, name: str) -> str:
    with ClosedBook.open(path) as book:
        place = book.named_cell(name)
    assert place is not None
    return place[1].address


def test_an_action_of_the_list_that_is_changed_is_named_with_its_cell(agreed: Path) -> None:
    listed = {"Ref": "PI.426", "Action": "Recruit.", "Owner": "Head of Service"}
    signed(with_actions(agreed, listed))
    with ClosedBook.open(agreed) as book:
        [action] = [a for a in read_workbook(book).actions if a.text == "Recruit."]
    assert found(agreed) == []

    typed(agreed, {action.source.cell: "Recruit two."}, layout.ACTIONS)

    [finding] = [f for f in check_file(agreed).findings if f.code == "changed-since-agreed"]
    assert (finding.where.sheet, finding.where.cell) == (layout.ACTIONS, action.source.cell)
    assert "PI.426: the list of actions was changed since" in finding.what


@pytest.mark.parametrize("day", [date(2022, 1, 12), date(2022, 6, 30)])
def test_a_day_that_passes_is_no_change(agreed: Path, day: date) -> None:
    signed(with_actions(agreed, {"Ref": "PI.426", "Action": "Recruit.", "Due": "01/03/2022"}))

    checked = check_file(agreed, on=day)

    assert checked.scorecard.agreement.sentence == f"{AGREED}."
