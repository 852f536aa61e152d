from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from kpibook.errors import KpibookError, PackageError, SaveError
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.template import template_path

FELL = CellWrite(layout.THIS_QUARTER, "M6", "Fell.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(template_path(), tmp_path / "book.xlsx"))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_save_elsewhere_leaves_the_file_as_it_was(path: Path) -> None:
    before = path.read_bytes()

    with ClosedBook.open(path) as book:
        book.write([FELL])
        written = book.save(path.with_name("other.xlsx"))

    assert written.name == "other.xlsx"
    assert path.read_bytes() == before
    assert written.read_bytes() != before


def test_a_save_in_place_keeps_a_backup_with_the_old_bytes(path: Path) -> None:
    before = path.read_bytes()

    with ClosedBook.open(path) as book:
        book.write([FELL])
        assert book.save(backup=True) == path.resolve()

    (backup,) = [other for other in path.parent.iterdir() if other != path]
    assert "backup" in backup.name
    assert backup.read_bytes() == before
    assert path.read_bytes() != before


def test_one_cell_changes_one_sheet_and_nothing_of_the_other_sheets(path: Path) -> None:
    before = parts(path)

    with ClosedBook.open(path) as book:
        book.write([FELL])
        book.save()

    after = parts(path)
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    assert {name for name in sheets if before[name] != after[name]} == {"xl/worksheets/sheet2.xml"}
    for kept in ("xl/tables/table1.xml", "docProps/core.xml", "xl/theme/theme1.xml"):
        assert before[kept] == after[kept]


def test_a_sheet_protected_without_a_password_is_written_without_a_word(path: Path) -> None:
    with ClosedBook.open(path) as book:
        book.write([FELL])

        assert not any("protected" in note for note in (*book.notes(), *book.run_notes()))


def test_a_write_that_is_refused_leaves_the_file_as_it_was(path: Path) -> None:
    before = path.read_bytes()

    with ClosedBook.open(path) as book, pytest.raises(KpibookError):
        book.write([FELL, CellWrite(layout.THIS_QUARTER, "M6", "x" * 40_000)])

    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize("content", [b"", b"Ref,Actual\n", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.xlsx").write_bytes(content)

    with pytest.raises(PackageError, match=r"book\.xlsx"):
        ClosedBook.open(tmp_path / "book.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        ClosedBook.open(tmp_path / "none.xlsx")

    assert caught.value.code == "file-missing"


def test_a_workbook_open_in_excel_is_not_overwritten(path: Path) -> None:
    """Excel keeps an owner file beside a workbook that it has open."""
    owner = path.with_name("~$book.xlsx")
    owner.write_bytes(b"\x07Officer" + b" " * 157)
    before = path.read_bytes()

    with ClosedBook.open(path) as book:
        book.write([FELL])
        with pytest.raises(SaveError) as caught:
            book.save()

    assert path.read_bytes() == before
    assert "open" in caught.value.code
    assert caught.value.fix
    assert sorted(other.name for other in path.parent.iterdir()) == ["book.xlsx", "~$book.xlsx"]
