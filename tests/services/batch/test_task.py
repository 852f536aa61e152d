from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from kpibook.services.batch.task import (
    COMMANDS,
    Work,
    attempt,
    destination_of,
    died,
    open_notes,
    published_as,
)
from kpibook.services.paths.output import Destination
from tests.services.batch.given import actuals, some_books


def config_for(command: str, tmp_path: Path) -> dict[str, object]:
    figures = str(actuals(tmp_path)) if command == "fill" else None
    post = {"by": "Head of Service"} if command == "sign-off" else {}
    return {"actuals": figures, "folder": str(tmp_path / "out"), **post}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_task_and_its_result_can_go_to_another_process(tmp_path: Path, command: str) -> None:
    (book,) = some_books(tmp_path / "in", 1, rated=True)
    work = pickle.loads(pickle.dumps(Work(command, book, config_for(command, tmp_path))))

    result = attempt(work)

    assert "error" not in result
    assert result["file"] == str(book)
    assert result["notes"] is not None
    assert json.loads(json.dumps(result))["findings"] == result["findings"]
    assert (tmp_path / "out" / book.name).exists() == (command != "check")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("content", "code"), [(b"", "file-empty"), (b"text", "not-a-workbook"), (None, "file-missing")]
)
def test_whatever_is_wrong_is_a_result(
    tmp_path: Path, command: str, content: bytes | None, code: str
) -> None:
    book = tmp_path / "a.xlsx"
    if content is not None:
        book.write_bytes(content)

    result = attempt(Work(command, book, config_for(command, tmp_path)))

    assert result["file"] == str(book)
    assert result["error"]["code"] == code
    assert not (tmp_path / "out").exists()


def test_a_fault_of_ours_is_a_result_too_and_repeats_no_cell(tmp_path: Path) -> None:
    result = attempt(Work("return", tmp_path / "a.xlsx", {}))

    assert result["error"]["code"] == "fault"
    assert "KeyError" in result["error"]["what"]


def test_a_dead_worker_is_a_result_with_its_code() -> None:
    assert died(Work("check", Path("a.xlsx"), {}))["error"]["code"] == "worker-died"


def test_a_workbook_that_is_open_is_read_with_a_note(tmp_path: Path) -> None:
    (book,) = some_books(tmp_path, 1)
    (tmp_path / f"~${book.name}").write_bytes(b"\x07Officer")

    read = attempt(Work("check", book, {}))
    changed = attempt(Work("fill", book, {"actuals": str(actuals(tmp_path)), "in_place": True}))

    assert read["notes"] == open_notes(book)
    assert "open in a spreadsheet program" in read["notes"][0]
    assert changed["error"]["code"] == "workbook-open"


def test_options_say_where_results_go() -> None:
    assert destination_of({"output": "a"}) == Destination(file=Path("a"))
    assert destination_of({"folder": "b"}) == Destination(folder=Path("b"))
    assert destination_of({"in_place": True, "dry_run": True}) == Destination(
        in_place=True, dry_run=True
    )


def test_a_published_copy_in_a_folder_has_the_workbooks_name_without_macros() -> None:
    assert published_as(Path("x/a.xlsm"), {"folder": "out"}) == Path("out/a.xlsx")
    assert published_as(Path("x/a.xlsm"), {"output": "b.xlsx"}) == Path("b.xlsx")
