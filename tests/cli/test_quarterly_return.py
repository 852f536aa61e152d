from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.commands import BOOK, FILLED, a_desk, contents, results
from tests.support.books import a_book, example
from tests.support.cli import run


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_writes_the_return_and_says_what_is_in_it(desk: Path) -> None:
    before = contents(desk)

    done = run("return", FILLED, "-o", "return.xlsx", cwd=desk)

    said = done.stdout
    assert done.returncode == 1
    assert said.startswith("Children's Services: Quarterly Performance Return – Quarter 3 (1st")
    assert "4 met their targets (80% of the 5 rated)" in said
    assert "[as-at-outside-period]" in said
    assert said.rstrip().endswith("return.xlsx.")
    assert (desk / "return.xlsx").read_bytes() == example().returned.read_bytes()
    assert {**contents(desk), **before} == contents(desk), "the workbook is only read"


def test_json_says_the_same_as_data(desk: Path) -> None:
    done = run("return", FILLED, "-o", "return.xlsx", "--json", cwd=desk)

    (said,) = results(done)
    assert Path(said["output"]).name == "return.xlsx"
    assert said["title"].startswith("Children's Services")
    assert len(said["ratings"]) == 6
    assert {finding["code"] for finding in said["findings"]} >= {"as-at-outside-period"}


def test_an_earlier_return_is_kept_and_that_is_said(desk: Path) -> None:
    (desk / "return.xlsx").write_bytes(b"as sent to committee")

    done = run("return", FILLED, "-o", "return.xlsx", cwd=desk)

    assert not list(desk.glob("return.backup-*.xlsx"))
    kept = Path(done.stdout.rstrip().rsplit("Kept the file that was there as ", 1)[1][:-1])
    assert kept.read_bytes() == b"as sent to committee"


@pytest.mark.parametrize("name", ["return.xlsm", "return.pdf", "return"])
def test_the_copy_is_never_of_a_kind_that_holds_macros(desk: Path, name: str) -> None:
    done = run("return", FILLED, "-o", name, cwd=desk)

    assert done.returncode == 2
    assert ".xlsx" in done.stderr
    assert not (desk / name).exists()


def test_a_return_may_be_drawn_before_anything_is_reported(desk: Path) -> None:
    done = run("return", BOOK, "-o", "return.xlsx", cwd=desk)

    assert done.returncode == 1
    assert "6 were not reported" in done.stdout


def test_the_workbook_itself_is_refused(desk: Path) -> None:
    before = contents(desk)

    done = run("return", FILLED, "-o", FILLED, cwd=desk)

    assert done.returncode == 3
    assert "[output-is-input]" in done.stderr
    assert contents(desk) == before


def test_a_return_for_a_committee_has_its_name_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    a_book(
        tmp_path,
        {"Ref": "PI.1", "Committee": "Children's Scrutiny"},
        {"Ref": "PI.2", "Committee": "Place / Homes"},
    )
    arguments = ("return", "book.xlsx", "--output-dir", "out", "--for", "place / homes")

    done = run(*arguments, cwd=tmp_path)
    (data,) = results(run(*arguments, "--json", cwd=tmp_path))

    assert "for the committee Place / Homes: 1 of 2 measures" in done.stdout
    assert (tmp_path / "out" / "book for place homes.xlsx").is_file()
    assert data["for"] == {"kind": "committee", "name": "Place / Homes", "of": 2}
    assert [rating["ref"] for rating in data["ratings"]] == ["PI.2"]


@pytest.mark.parametrize("wanted", ["Audit", ""])
def test_a_name_without_a_measure_is_said_with_those_there_are(tmp_path: Path, wanted: str) -> None:
    a_book(tmp_path, {"Ref": "PI.1", "Committee": "Children's Scrutiny"})

    done = run("return", "book.xlsx", "-o", "r.xlsx", "--for", wanted, cwd=tmp_path)

    assert done.returncode == 3
    assert "committees: 'Children's Scrutiny'" in done.stderr
    assert "[part-unknown]" in done.stderr
    assert not (tmp_path / "r.xlsx").exists()


def test_a_file_of_words_that_the_command_names_goes_before_the_folder_s(desk: Path) -> None:
    head = "[return]\nsheets = ['priorities', 'notes']\ntitle = "
    (desk / "folder.toml").write_text(f"{head}'Of the folder'\n", encoding="utf-8")
    (desk / "command.toml").write_text(f"{head}'Of the command'\n", encoding="utf-8")
    (desk / "kpibook.toml").write_text("wording = 'folder.toml'\n", encoding="utf-8")

    run("return", FILLED, "-o", "one.xlsx", cwd=desk)
    run("return", FILLED, "-o", "two.xlsx", "--wording", "command.toml", cwd=desk)

    for name, title in (("one.xlsx", "Of the folder"), ("two.xlsx", "Of the command")):
        book = openpyxl.load_workbook(desk / name)
        assert book.properties.title == title
        assert "Summary" not in book.sheetnames
