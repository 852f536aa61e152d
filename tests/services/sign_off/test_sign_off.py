from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.report.words.wording import Wording
from kpibook.errors import WorkbookError
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.report.read import read_reports
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from tests.support.books import cell_under, example, typed, value_under, with_actions

ASKED = SignOffAsked("Head of Service", date(2022, 1, 12), "2")
AGREED = "Agreed by Head of Service on 12th January 2022 (version 2)"
CODES = {"changed-since-agreed", "sign-off-record-changed"}


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    path = tmp_path / "agreed.xlsx"
    sign_off_file(example().filled, ASKED, Destination(file=path))
    return path


def changes(path: Path) -> list[tuple[str, str]]:
    """The measure and the cell of each finding on what was changed since."""
    return [(f.ref, f.where.cell) for f in check_file(path).findings if f.code in CODES]


def state(path: Path, wording: Wording | None = None) -> str:
    return read_reports([path], wording or Wording()).reports[0].state


def sign_offs(path: Path) -> list[tuple[object, object]]:
    """Post and standing in each row of the sheet Sign-off."""
    sheet = openpyxl.load_workbook(path)["Sign-off"]
    (table,) = sheet.tables.values()
    return [(row[1].value, row[4].value) for row in sheet[table.ref][1:]]


def lines(path: Path) -> tuple[object, object]:
    book = openpyxl.load_workbook(path)
    return book["Cover"]["A2"].value, book["Settings"]["A3"].value


def test_nothing_is_agreed_at_first_and_the_report_is_a_draft() -> None:
    assert state(example().filled) == "Draft: not yet agreed"


def test_cover_settings_and_report_say_who_agreed_and_nothing_is_changed_since(
    agreed: Path,
) -> None:
    assert lines(agreed) == (f"{AGREED}.", f"{AGREED}.")
    assert state(agreed) == AGREED
    assert changes(agreed) == []


@pytest.mark.parametrize(
    ("heading", "value", "sheet"),
    [
        pytest.param("Actual", 0.5, "This quarter", id="figure"),
        pytest.param("Commentary", "Another text.", "This quarter", id="commentary"),
        pytest.param("Action", "Another action.", "This quarter", id="action"),
        pytest.param("Marker", "[p]", "This quarter", id="marker"),
        pytest.param("Target", 0.5, "Measures", id="target"),
        pytest.param("Note", "Another note.", "Measures", id="note"),
        pytest.param("Measure", "Another title", "Measures", id="title"),
    ],
)
def test_a_change_is_a_finding_with_its_cell_and_the_report_is_a_draft_again(
    agreed: Path, heading: str, value: object, sheet: str
) -> None:
    cell = cell_under(agreed, heading, "PI.426", sheet)
    typed(agreed, {cell: value}, sheet)

    [finding] = [f for f in check_file(agreed).findings if f.code in CODES]

    assert finding.ref == "PI.426"
    assert "Head of Service on 12th January 2022" in finding.what
    if heading in ("Actual", "Commentary", "Action", "Target"):
        assert (finding.where.sheet, finding.where.cell) == (sheet, cell)
    assert state(agreed).startswith("Draft: changed since")


def test_a_new_action_on_the_list_is_a_change(agreed: Path) -> None:
    changed = with_actions(
        agreed, {"Ref": "PI.426", "Action": "Recruit.", "Owner": "Head of Service"}
    )

    assert [ref for ref, _ in changes(changed)] == ["PI.426"]


def test_blanks_and_line_breaks_of_another_program_are_no_change(agreed: Path) -> None:
    cell = cell_under(agreed, "Commentary", "PI.426")
    text = str(value_under(agreed, "Commentary", "PI.426"))
    typed(agreed, {cell: text.replace(" ", "  \n") + " "})

    assert changes(agreed) == []


def test_words_of_the_council_do_not_call_a_changed_return_agreed(agreed: Path) -> None:
    own = Wording(agreed="the Director on Monday")
    assert state(agreed, own) == "Agreed by the Director on Monday"

    typed(agreed, {cell_under(agreed, "Actual", "PI.426"): 0.5})

    assert state(agreed, own).startswith("Draft: changed since")


def test_a_fill_says_that_the_agreement_no_longer_holds(agreed: Path, tmp_path: Path) -> None:
    typed(agreed, {cell_under(agreed, "Actual", "PI.426"): 0.5})

    done = fill_file(agreed, None, None, Destination(file=tmp_path / "filled.xlsx"))

    assert "changed-since-agreed" in {f.code for f in done.findings}
    assert done.output is not None
    assert all(str(line).startswith("Draft: changed since Head of") for line in lines(done.output))


def test_a_fill_without_a_change_keeps_the_agreement(agreed: Path, tmp_path: Path) -> None:
    done = fill_file(agreed, None, None, Destination(file=tmp_path / "filled.xlsx"))

    assert done.output is not None
    assert state(done.output) == AGREED


def test_the_next_quarter_is_a_draft_and_the_sign_off_stays_to_be_read(
    agreed: Path, tmp_path: Path
) -> None:
    rolled = roll_forward_file(agreed, Destination(file=tmp_path / "next.xlsx")).output

    assert rolled is not None
    assert lines(rolled) == ("Draft: not yet agreed.", "Draft: not yet agreed.")
    assert sign_offs(rolled) == [("Head of Service", "Agreed")]
    assert changes(rolled) == []


def test_the_published_copy_says_who_agreed_it_and_not_once_it_was_changed(
    agreed: Path, tmp_path: Path
) -> None:
    def words() -> str:
        book = openpyxl.load_workbook(publish_return(agreed, tmp_path / "out.xlsx").output)
        return " ".join(str(c.value) for c in book.worksheets[0]["A"])

    assert AGREED in words()
    typed(agreed, {cell_under(agreed, "Action", "PI.426"): "Other."})
    assert "Agreed by" not in words()
    assert "Draft: changed since" in words()


def test_a_record_that_was_edited_agrees_nothing(agreed: Path) -> None:
    place = cell_under(agreed, "Figure", "PI426", "Sign-off hashes")
    typed(agreed, {place: "0" * 32}, "Sign-off hashes")

    assert "sign-off-record-changed" in {f.code for f in check_file(agreed).findings}
    assert state(agreed).startswith("Draft: changed since")


def test_a_withdrawn_sign_off_is_a_draft_and_cannot_be_withdrawn_twice(
    agreed: Path, tmp_path: Path
) -> None:
    asked = replace(ASKED, withdraw=True)
    output = tmp_path / "withdrawn.xlsx"

    sign_off_file(agreed, asked, Destination(file=output))

    assert state(output) == "Draft: not yet agreed"
    assert sign_offs(output) == [("Head of Service", "Withdrawn")]
    with pytest.raises(WorkbookError) as caught:
        sign_off_file(output, asked, Destination(dry_run=True))
    assert caught.value.code == "sign-off-missing"


def test_signing_again_replaces_the_first_and_keeps_it_to_be_read(
    agreed: Path, tmp_path: Path
) -> None:
    output = tmp_path / "again.xlsx"
    sign_off_file(agreed, replace(ASKED, by="Director"), Destination(file=output))

    assert sign_offs(output) == [
        ("Head of Service", "Replaced by a later one"),
        ("Director", "Agreed"),
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param(replace(ASKED, by=" \n"), "sign-off-by-missing", id="blank post"),
        pytest.param(replace(ASKED, by="x" * 101), "sign-off-by-missing", id="long post"),
        pytest.param(replace(ASKED, version="1" * 41), "sign-off-version-long", id="version"),
        pytest.param(replace(ASKED, on=date(2190, 1, 1)), "sign-off-day", id="to come"),
        pytest.param(replace(ASKED, on=date(2021, 9, 30)), "sign-off-day", id="before the quarter"),
    ],
)
def test_what_cannot_be_a_sign_off_is_refused_and_nothing_is_written(
    asked: SignOffAsked, code: str, tmp_path: Path
) -> None:
    output = tmp_path / "out.xlsx"

    with pytest.raises(WorkbookError) as caught:
        sign_off_file(example().filled, asked, Destination(file=output))

    assert caught.value.code == code
    assert not output.exists()


def test_a_councils_own_sheet_and_its_words_on_the_cover_stay(tmp_path: Path) -> None:
    book = tmp_path / "own.xlsx"
    shutil.copy(example().filled, book)
    typed(book, {"A2": "For the directors' meeting"}, "Cover")

    sign_off_file(book, ASKED, Destination(in_place=True))

    assert lines(book) == ("For the directors' meeting", f"{AGREED}.")


def test_the_lines_and_the_hashes_print_whole_and_can_be_read(agreed: Path) -> None:
    book = openpyxl.load_workbook(agreed)
    size, height = book["Cover"]["A2"].font.sz, book["Cover"].row_dimensions[2].height

    assert height >= size * 1.3, "the letters that go below the line are printed too"
    hashes = book["Sign-off hashes"]
    assert hashes.page_setup.scale * hashes["A4"].font.sz / 100 >= 8.5
