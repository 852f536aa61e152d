"""Actions in the committee report: on measures, of services, in every format, and withheld."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.report.report import Report
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording import Wording
from kpibook.outputs.report.formats import WRITERS
from kpibook.services.publish import publish_return
from kpibook.services.rating.scorecard import rate_workbook
from kpibook.services.report.check_document import check_document
from kpibook.services.report.read import read_reports, report_on_book
from kpibook.services.report.write import Order, write_reports
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.outputs.ods.given import faults
from tests.outputs.report.every_format import text_in
from tests.support import libreoffice
from tests.support.books import a_book, filled, with_actions

LATE = {"Ref": "PI.1", "Action": "Open a second panel", "Owner": "Head of Safeguarding",
        "Due": date(2021, 11, 30), "Since": "Q2 2021/22"}  # fmt: skip
LATER = {"Ref": "PI.1", "Action": "Recruit two managers", "Owner": "Service Manager",
         "Due": date(2022, 3, 31)}  # fmt: skip
OF_SERVICE = {"Action": "Publish the directorate plan", "Service": "Early Help",
              "Owner": "Director", "State": "done"}  # fmt: skip
OF_ALL = {"Action": "Agree the risk register", "Owner": "Director"}
EARLIER = {"Ref": "PI.1", "Action": "Closed long ago", "State": "done", "Closed with": "Q1 2021/22"}

LATE_WORDS = (
    "Open a second panel (Head of Safeguarding; was due 30th November 2021; overdue, open since "
    "Q2 2021/22)."
)
LATER_WORDS = "Recruit two managers (Service Manager; due 31st March 2022; open since Q3 2021/22)."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "80%", "Service": "Safeguarding"},
        {"Ref": "PI.2", "Service": "Early Help"},
        directorate="Children's Services",
    )
    done = filled(
        made,
        {"Ref": "PI.1", "Actual": "41%", "Action": "The board meets monthly."},
        {"Ref": "PI.2", "Actual": "12%"},
    )
    assert done.output is not None
    return with_actions(done.output, LATER, LATE, OF_SERVICE, OF_ALL, EARLIER)


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def report_of(book: Path, wording: Wording | None = None, **asked: str) -> Report:
    (report,) = read_reports([book], wording or Wording(), **asked).reports  # type: ignore[arg-type]
    return report


def test_a_measure_has_its_text_and_its_actions_with_the_overdue_first(book: Path) -> None:
    block = report_of(book).blocks[0]

    assert block.action == ("The board meets monthly.", LATE_WORDS, LATER_WORDS)
    assert [(a.owner, a.due, a.state.value, a.since) for a in block.actions] == [
        ("Head of Safeguarding", "30th November 2021", "overdue", "Q2 2021/22"),
        ("Service Manager", "31st March 2022", "open", "Q3 2021/22"),
    ]


def test_a_later_day_makes_actions_overdue_and_the_report_names_the_day(book: Path) -> None:
    """A committee in May is not told in its report that an action due in March is open."""
    (report,) = read_reports([book], on=date(2022, 5, 12)).reports

    assert [a.state.value for a in report.blocks[0].actions] == ["overdue", "overdue"]
    assert report.blocks[0].action[2] == (
        "Recruit two managers (Service Manager; was due 31st March 2022; overdue, open since "
        "Q3 2021/22)."
    )
    assert any("12th May 2022" in rule for rule in report.rules)
    assert not any("state of actions" in rule for rule in report_of(book).rules)


def test_the_day_is_in_every_file_and_the_document_can_be_checked(
    book: Path, tmp_path: Path
) -> None:
    for ending in WRITERS:
        output = tmp_path / f"on{ending}"
        write_reports(Order([book], output, on=date(2022, 5, 12)))
        text = text_in(output)
        assert LATER_WORDS not in text, ending
        assert "was due 31st March 2022" in text, ending
        assert ("12th May 2022" in text) is (ending != ".csv"), ending

    assert check_document(tmp_path / "on.docx", [book]).findings == ()


def test_key_actions_of_services_have_a_section_by_service(book: Path) -> None:
    section = report_of(book).after[0]

    assert section.heading == "Key actions"
    assert [paragraph.text or paragraph.items for paragraph in section.paragraphs] == [
        "Early Help",
        ("Publish the directorate plan (Director; done).",),
        "Children's Services",
        ("Agree the risk register (Director; open since Q3 2021/22).",),
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_the_published_return_has_a_sheet_of_the_actions_of_services(
    book: Path, tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"return{ending}"
    publish_return(book, output)
    if ending == ".ods":
        assert faults(output.read_bytes()) == []
        (output,) = libreoffice.recalculated_all([output], tmp_path / "again")

    sheet = openpyxl.load_workbook(output)["Key actions"]

    rows = list(sheet.iter_rows(values_only=True))
    assert rows[-3:] == [
        ("Service", "Action"),
        ("Early Help", "Publish the directorate plan (Director; done)."),
        ("Children's Services", "Agree the risk register (Director; open since Q3 2021/22)."),
    ]


def test_without_such_actions_there_is_no_section(tmp_path: Path) -> None:
    made = filled(a_book(tmp_path, {"Ref": "PI.1"}), {"Ref": "PI.1", "Actual": "41%"}).output
    assert made is not None

    assert report_of(made).after == ()
    assert report_of(made).blocks[0].actions == ()
    publish_return(made, tmp_path / "return.xlsx")
    assert "Key actions" not in openpyxl.load_workbook(tmp_path / "return.xlsx").sheetnames


def test_a_part_has_the_actions_of_its_services_alone(book: Path) -> None:
    of_part = report_of(book, wanted="Early Help")

    (section,) = of_part.after
    assert [p.text or p.items for p in section.paragraphs] == [
        "Early Help",
        ("Publish the directorate plan (Director; done).",),
    ]
    assert report_of(book, wanted="Safeguarding").after == ()


def test_the_words_around_actions_are_the_councils(book: Path) -> None:
    labels = replace(Labels(), action_due="erbyn {}", action_open="ar agor ers {}",
                     key_actions="Camau allweddol")  # fmt: skip

    report = report_of(book, Wording(labels=labels))

    assert report.blocks[0].action[-1] == (
        "Recruit two managers (Service Manager; erbyn 31st March 2022; ar agor ers Q3 2021/22)."
    )
    assert report.after[0].heading == "Camau allweddol"


def test_an_open_workbook_has_the_same_actions(book: Path) -> None:
    with ClosedBook.open(book) as opened:
        whole = rate_workbook(read_workbook(opened), book.parent)
        own = report_on_book(opened, whole, is_public=False)
        public = report_on_book(opened, whole, is_public=True)

    for report in (own, public):
        assert report.blocks[0].action == report_of(book).blocks[0].action
        assert report.after == report_of(book).after


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_prints_the_actions(book: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"report{ending}"
    write_reports(Order([book], output))
    written = text_in(output)

    assert LATE_WORDS in written
    assert LATER_WORDS in written
    assert "Closed long ago" not in written
    if ending != ".csv":  # which has a row for each measure and quarter
        assert "Publish the directorate plan (Director; done)." in written


def test_an_action_that_states_a_withheld_figure_is_in_no_part_of_the_report(
    tmp_path: Path,
) -> None:
    register = {"Unit": "count", "Decimals": "0", "Suppress small numbers": "Yes"}
    made = a_book(tmp_path, {"Ref": "PI.1", "Target": "2", **register}, {"Ref": "PI.2"})
    done = filled(made, {"Ref": "PI.1", "Actual": "3"}, {"Ref": "PI.2", "Actual": "12%"}).output
    assert done is not None
    secret = "Place the three children of Zzyzx House"
    book = with_actions(
        done,
        {"Ref": "PI.1", "Action": secret, "Owner": "Team of 3 at Zzyzx"},
        {"Ref": "PI.1", "Action": "Review placements", "Owner": "Manager"},
        {"Action": f"See PI.1: {secret}", "Service": "Care"},
    )

    for ending in (".html", ".docx", ".ods", ".csv"):
        output = tmp_path / f"report{ending}"
        write_reports(Order([book], output))
        packed = ending in (".docx", ".ods")
        content = b"".join(parts(output).values()) if packed else output.read_bytes()
        assert b"Zzyzx" not in content, ending
        assert b"Review placements" in content, ending
