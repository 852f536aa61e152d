"""``kpibook actions``, and the day that ``kpibook check`` judges actions on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl

from tests.support.books import a_book, filled, with_actions, without_actions
from tests.support.cli import run_here


def test_an_older_workbook_gets_the_sheet(tmp_path: Path) -> None:
    older = without_actions(a_book(tmp_path, {"Ref": "PI.1"}))

    done = run_here("actions", older.name, "-o", "new.xlsx", cwd=tmp_path)

    assert done.returncode == 0
    assert "The sheet 'Actions' is ready to type in" in done.stdout
    assert "Actions" in openpyxl.load_workbook(tmp_path / "new.xlsx").sheetnames


def test_as_json_it_tells_whether_the_sheet_is_new(tmp_path: Path) -> None:
    older = without_actions(a_book(tmp_path, {"Ref": "PI.1"}))

    first, second = (
        json.loads(run_here("actions", *line, "--json", cwd=tmp_path).stdout)
        for line in ((older.name, "-o", "new.xlsx"), ("new.xlsx", "-o", "again.xlsx"))
    )

    assert (first["added"], second["added"]) == (True, False)
    assert (first["file"], Path(first["output"]).name) == (older.name, "new.xlsx")


def test_check_judges_actions_on_the_day_that_is_given(tmp_path: Path) -> None:
    book = with_actions(
        a_book(tmp_path, {"Ref": "PI.1"}),
        {"Action": "Recruit", "Owner": "Manager", "Due": date(2022, 1, 31)},
    )

    at_the_end = run_here("check", book.name, cwd=tmp_path)
    later = run_here("check", book.name, "--on", "14/03/2022", cwd=tmp_path)

    assert "[action-overdue]" not in at_the_end.stdout
    assert "is open on 14th March 2022" in later.stdout
    assert "[action-overdue]" in later.stdout


def test_a_report_judges_actions_on_the_day_that_is_given(tmp_path: Path) -> None:
    made = filled(a_book(tmp_path, {"Ref": "PI.1"}), {"Ref": "PI.1", "Actual": "41%"}).output
    assert made is not None
    book = with_actions(
        made, {"Ref": "PI.1", "Action": "Recruit", "Owner": "Manager", "Due": date(2022, 1, 31)}
    )

    for day in ((), ("--on", "31/01/2022"), ("--on", "01/02/2022")):
        run_here("report", book.name, "-o", "r.html", *day, cwd=tmp_path)

        overdue = "was due 31st January 2022; overdue" in (tmp_path / "r.html").read_text("utf-8")
        assert overdue is ("01/02/2022" in day)

    refused = run_here("report", book.name, "-o", "r.html", "--on", "soon", cwd=tmp_path)
    assert (refused.returncode, "the day first" in refused.stderr) == (2, True)


def test_a_day_that_is_no_day_is_refused_with_the_way_to_write_it(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1"})

    for day in ("03/14/2022", "soon", "-"):
        done = run_here("check", book.name, "--on", day, cwd=tmp_path)

        assert done.returncode == 2
        assert "the day first" in done.stderr
