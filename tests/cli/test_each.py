from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kpibook.cli.each import each_book
from kpibook.domain.finding import Finding
from kpibook.errors import WorkbookError

GOOD, DOUBTFUL, BAD = Path("good.xlsx"), Path("doubtful.xlsx"), Path("bad.xlsx")


@dataclass(frozen=True)
class Done:
    """What came of a workbook."""

    findings: tuple[Finding, ...]


def task(book: Path) -> Done:
    if book == BAD:
        raise WorkbookError("has no table.", code="table-missing", where=book.name)
    return Done((Finding("a-code", "Something."),) if book == DOUBTFUL else ())


def run(*books: Path, as_json: bool = False) -> int:
    return each_book(
        books,
        task,
        show=lambda book, done: print(book, len(done.findings)),  # noqa: T201 - it shows
        data=lambda book, done: {"file": str(book), "findings": len(done.findings)},
        as_json=as_json,
    )


@pytest.mark.parametrize(
    ("books", "code"),
    [
        pytest.param((GOOD,), 0, id="nothing to put right"),
        pytest.param((GOOD, DOUBTFUL, GOOD), 1, id="findings in one"),
        pytest.param((BAD, GOOD), 3, id="one that failed"),
        pytest.param((BAD, DOUBTFUL), 3, id="a failure outweighs findings"),
    ],
)
def test_the_worst_decides_the_exit_code(books: tuple[Path, ...], code: int) -> None:
    assert run(*books) == code


def test_one_that_fails_is_said_and_the_others_are_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(DOUBTFUL, BAD, GOOD)

    said = capsys.readouterr()
    assert said.out.splitlines() == ["doubtful.xlsx 1", "good.xlsx 0"]
    assert said.err == "Error: bad.xlsx: has no table. [table-missing]\n"


def test_as_data_there_is_one_object_with_every_workbook_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(DOUBTFUL, BAD, GOOD, as_json=True)

    books: list[Mapping[str, object]] = json.loads(capsys.readouterr().out)["books"]
    assert [book["file"] for book in books] == ["doubtful.xlsx", "bad.xlsx", "good.xlsx"]
    assert [set(book) for book in books] == [
        {"file", "findings"}, {"file", "error"}, {"file", "findings"},
    ]  # fmt: skip
