from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.services.batch.books import books_of, outputs_of


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.xlsx", "b.xlsm", "x/a.xlsx", "x/.kpibook-1.tmp", "out/a.xlsx", "~$a.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_files_folders_and_patterns_stand_for_workbooks_each_once(desk: Path) -> None:
    found = books_of(["b.xlsm", "x", "*.xls?", "./x/a.xlsx"])

    assert found == [Path("b.xlsm"), Path("x/a.xlsx"), Path("a.xlsx")]


def test_a_file_that_is_not_there_is_for_its_own_task_to_say(desk: Path) -> None:
    assert books_of(["none.xlsx", "a.xlsx"]) == [Path("none.xlsx"), Path("a.xlsx")]


@pytest.mark.parametrize("said", ["none*.xlsx", "empty"])
def test_what_stands_for_nothing_is_refused(desk: Path, said: str) -> None:
    (desk / "empty").mkdir()

    with pytest.raises(SourceError):
        books_of(["a.xlsx", said])


def test_the_results_of_one_run_are_not_the_workbooks_of_the_next(desk: Path) -> None:
    assert books_of(["."], desk / "out") == [Path("a.xlsx"), Path("b.xlsm"), Path("x/a.xlsx")]
    assert books_of(["out/a.xlsx"], Path("out")) == [Path("out/a.xlsx")], "it was named"


def test_results_lie_side_by_side_when_names_differ() -> None:
    out = Path("out")

    assert outputs_of([Path("a.xlsx"), Path("x/b.xlsx")], out) == [out, out]
    assert outputs_of([Path("a.xlsx"), Path("a.xlsm")], out) == [out, out]


def test_results_of_one_name_keep_their_folders() -> None:
    books = [Path("x/a.xlsx"), Path("y/z/A.xlsx")]

    assert outputs_of(books, Path("out")) == [Path("out/x"), Path("out/y/z")]
    copies = [Path("x/a.xlsx"), Path("y/a.xlsm")]
    assert outputs_of(copies, Path("out"), as_xlsx=True) == [Path("out/x"), Path("out/y")]


def test_results_that_nothing_tells_apart_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        outputs_of([Path("x/a.xlsx"), Path("x/a.xlsm")], Path("out"), as_xlsx=True)

    assert caught.value.code == "outputs-collide"
