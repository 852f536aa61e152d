"""The page's buttons, pressed without a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kpibook.browser import buttons
from kpibook.browser.press import press
from tests.browser.driven import EXAMPLE
from tests.support.cli import run_here


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the example's workbook, filled, and its actuals."""
    for name in ("measures.csv", "history.csv", "actuals_q3.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    command = ("new", "--measures", "measures.csv", "--history", "history.csv", "--year", "2021/22")
    assert run_here(*command, "--quarter", "Q3", "-o", "new.xlsx", cwd=tmp_path).returncode == 0
    fill = ("fill", "new.xlsx", "--actuals", "actuals_q3.csv", "-o", "book.xlsx")
    assert run_here(*fill, cwd=tmp_path).returncode == 1
    return tmp_path


def _press(desk: Path, key: str, **request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(press(key, str(desk), json.dumps(request)))
    assert "fault" not in answer, answer["fault"]
    return answer


@pytest.mark.parametrize("button", buttons.BUTTONS, ids=lambda button: button.key)
def test_a_button_without_files_says_which_it_needs_and_makes_none(
    button: buttons.Button, tmp_path: Path
) -> None:
    answer = _press(tmp_path, button.key)
    assert "[books-chosen]" in answer["refused"]
    assert list(tmp_path.rglob("*.*")) == []


def test_each_workbook_is_filled_and_told_of_by_its_name(desk: Path) -> None:
    (desk / "second.xlsx").write_bytes((desk / "new.xlsx").read_bytes())
    answer = _press(desk, "fill", books=["new.xlsx", "second.xlsx"], figures="actuals_q3.csv")
    assert answer["headline"] == "Filled 2 workbooks."
    assert answer["files"] == ["results/new_filled.xlsx", "results/second_filled.xlsx"]
    assert [sheet["caption"] for sheet in answer["sheets"]][::2] == [
        "Measures of new.xlsx",
        "Measures of second.xlsx",
    ]
    assert (desk / "new.xlsx").read_bytes() == (desk / "second.xlsx").read_bytes()


def test_results_of_an_earlier_press_do_not_stay(desk: Path) -> None:
    _press(desk, "fill", books=["new.xlsx"], figures="actuals_q3.csv")
    _press(desk, "publish", books=["book.xlsx"])
    assert [path.name for path in (desk / "results").iterdir()] == ["book_published.xlsx"]


def test_a_published_copy_is_for_the_part_that_was_typed(desk: Path) -> None:
    answer = _press(desk, "publish", books=["book.xlsx"], texts={"for": "no such committee"})
    said = run_here("return", "book.xlsx", "--for", "no such committee", "-o", "x.xlsx", cwd=desk)
    assert answer["refused"] == said.stderr.strip().removeprefix("Error: ")


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"format": "Word"}, "book_report.docx"),
        ({"format": "Web page", "no_charts": "on"}, "book_report.html"),
        ({"format": "Data (CSV)"}, "book_report.csv"),
        ({"format": "Spreadsheet (ODS)", "exceptions": "on"}, "book_report.ods"),
    ],
)
def test_the_report_is_written_in_the_format_that_was_chosen(
    texts: dict[str, str], says: str, desk: Path
) -> None:
    answer = _press(desk, "report", books=["book.xlsx"], texts=texts)
    assert Path(answer["files"][0]).name == says
    assert all((desk / name).stat().st_size for name in answer["files"])


def test_a_report_in_word_is_checked_against_the_workbook(desk: Path) -> None:
    report = _press(desk, "report", books=["book.xlsx"], texts={"format": "Word"})["files"][0]
    (desk / "report.docx").write_bytes((desk / report).read_bytes())
    untouched = _press(desk, "check", books=["book.xlsx"], others=["report.docx"])
    assert untouched["headline"].startswith("report.docx: nothing to put right")
    changed = run_here(
        *("measure", "change", "book.xlsx", "PI.426", "--target", "60%"), "--in-place", cwd=desk
    )
    assert changed.returncode in (0, 1)
    since = _press(desk, "check", books=["book.xlsx"], others=["report.docx"])
    assert since["findings"]


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"task": "Change", "ref": "PI.426", "columns": "Target = 80%"}, "PI.426"),
        ({"task": "Retire", "ref": "PI.426", "period": "Q3 2021/22"}, "PI.426"),
        ({"task": "Move", "ref": "PI.426"}, "PI.426"),
        (
            {
                "ref": "PI.7000",
                "columns": "Measure = New one\nUnit = percent\n\nWhich way is good = higher",
            },
            "PI.7000",
        ),
    ],
)
def test_the_register_is_changed_and_the_page_says_how(
    texts: dict[str, str], says: str, desk: Path
) -> None:
    answer = _press(desk, "measures", books=["book.xlsx"], texts=texts)
    assert says in answer["sentences"][0]
    assert answer["files"] == ["results/book_changed.xlsx"]


def test_measures_are_added_from_a_register(desk: Path) -> None:
    (desk / "more.csv").write_text("Ref,Measure,Unit,Which way is good\nPI.1,One,count,higher\n")
    answer = _press(desk, "measures", books=["book.xlsx"], figures="more.csv")
    assert "PI.1" in answer["sentences"][0]


@pytest.mark.parametrize(
    ("key", "request_", "code"),
    [
        ("explain", {"books": ["book.xlsx"]}, "field-blank"),
        ("explain", {"books": ["book.xlsx"], "texts": {"ref": "PI.0"}}, "ref-unknown"),
        ("explain", {"books": ["book.xlsx", "new.xlsx"]}, "books-chosen"),
        ("fill", {"books": ["book.xlsx"], "texts": {"period": "soon"}}, "period-unknown"),
        ("fill", {"books": ["gone.xlsx"]}, "file-missing"),
        (
            "measures",
            {
                "books": ["book.xlsx"],
                "texts": {"task": "Change", "ref": "PI.426", "columns": "80%"},
            },
            "column-text-unclear",
        ),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(
    key: str, request_: dict[str, Any], code: str, desk: Path
) -> None:
    answer = _press(desk, key, **request_)
    assert f"[{code}]" in answer["refused"]
    assert not list(desk.glob("results/*"))


def test_a_fault_is_told_as_a_fault(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kpibook.browser.buttons.check.check_file", broken)
    answer = json.loads(press("check", str(desk), json.dumps({"books": ["book.xlsx"]})))
    assert "ZeroDivisionError" in answer["fault"]
