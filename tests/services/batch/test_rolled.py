from __future__ import annotations

from pathlib import Path

from kpibook.services.batch.rolled import rolled_since
from kpibook.services.batch.task import Work, attempt
from kpibook.xlsx.opc.digest import sha256_of
from tests.services.batch.given import backups, in_place, some_books
from tests.support.books import typed


def test_a_workbook_that_was_rolled_since_is_known_by_its_backup_and_period(tmp_path: Path) -> None:
    (book,) = some_books(tmp_path, 1, rated=True)
    before = sha256_of(book)
    attempt(Work("roll-forward", book, in_place(), before))
    rolled = book.read_bytes()

    again = attempt(Work("roll-forward", book, in_place(), before))

    assert (again["closed"], again["period"]) == ("Q3 2021/22", "Q4 2021/22")
    assert again["kept"] == str(backups(tmp_path)[0])
    assert book.read_bytes() == rolled


def test_a_workbook_as_it_was_is_still_to_be_rolled(tmp_path: Path) -> None:
    (book,) = some_books(tmp_path, 1, rated=True)

    assert rolled_since(book, sha256_of(book)) is None
    assert rolled_since(book, "") is None
    assert rolled_since(tmp_path / "none.xlsx", "abc") is None


def test_a_workbook_that_an_officer_changed_meanwhile_is_still_to_be_rolled(tmp_path: Path) -> None:
    (book,) = some_books(tmp_path, 1, rated=True)
    before = sha256_of(book)
    (tmp_path / "book000.backup-20260703-090500.xlsx").write_bytes(book.read_bytes())
    typed(book, {"H6": 0.5})

    assert rolled_since(book, before) is None


def test_a_workbook_without_its_backup_is_not_taken_for_rolled(tmp_path: Path) -> None:
    (book,) = some_books(tmp_path, 1, rated=True)
    before = sha256_of(book)
    attempt(Work("roll-forward", book, in_place(), before))
    backups(tmp_path)[0].unlink()

    assert rolled_since(book, before) is None
