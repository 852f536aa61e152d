"""A workbook keeps a copy of its scheme file, and is rated under it wherever it is sent."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from kpibook.errors import SchemeError
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.keep_scheme import keep_scheme_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from tests.sources.test_schemes import STANDARD
from tests.support.books import a_book, filled, published_under, value_under
from tests.support.cli import run

MILD = STANDARD.replace('tolerance = "measure or 5%"', 'tolerance = "50%"')
STRICT = STANDARD.replace('tolerance = "measure or 5%"', 'tolerance = "0"')


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a filled workbook whose only figure is within the mild tolerance of its own scheme."""
    (tmp_path / "ours.toml").write_text(MILD, encoding="utf-8", newline="\r\n")
    made = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, scheme="ours.toml")
    done = filled(made, {"Ref": "PI.1", "Actual": "50%"})
    assert done.output is not None
    return done.output


@pytest.fixture
def mailed(book: Path, tmp_path: Path) -> Path:
    """Return a copy of the workbook in another folder, without its scheme file."""
    (tmp_path / "elsewhere").mkdir()
    return Path(shutil.copy(book, tmp_path / "elsewhere" / "book.xlsx"))


def status(book: Path) -> str:
    checked = check_file(book)
    return checked.scorecard.rated[0].status_in_words(checked.scorecard.scheme)


def codes(book: Path) -> set[str]:
    return {finding.code for finding in check_file(book).findings}


def test_a_mailed_workbook_is_rated_under_its_copy(book: Path, mailed: Path) -> None:
    assert status(book) == status(mailed) == "Within tolerance"
    assert codes(book) == codes(mailed)


def test_its_published_copy_and_its_consolidation_go_by_the_copy(mailed: Path) -> None:
    published = publish_return(mailed, mailed.with_name("return.xlsx")).output

    assert published_under(published, "Status", "PI.1") == "Within tolerance"
    source = read_source(mailed, "book.xlsx")
    assert [row.status_word for row in source.rows] == ["Within tolerance"]


def test_a_new_workbook_has_the_copy_before_it_is_filled(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(MILD, encoding="utf-8")
    made = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, scheme="ours.toml")
    (tmp_path / "ours.toml").unlink()

    done = filled(made, {"Ref": "PI.1", "Actual": "50%"})

    assert done.output is not None
    assert status(done.output) == "Within tolerance"


def test_a_file_that_differs_is_a_finding_and_the_copy_is_used(book: Path) -> None:
    (book.parent / "ours.toml").write_text(STRICT, encoding="utf-8")

    again = filled(book, name="again.xlsx")

    assert again.output is not None
    assert status(again.output) == "Within tolerance"
    assert "scheme-copy-differs" in codes(book) & {finding.code for finding in again.findings}


def test_a_file_that_is_no_scheme_any_more_is_a_finding_too(book: Path) -> None:
    (book.parent / "ours.toml").write_bytes(b"\xff")

    assert status(book) == "Within tolerance"
    assert "scheme-copy-differs" in codes(book)


def test_other_line_ends_are_no_difference(book: Path) -> None:
    (book.parent / "ours.toml").write_text(MILD, encoding="utf-8", newline="\n")

    assert "scheme-copy-differs" not in codes(book)


def test_the_present_file_is_kept_on_request_and_the_workbook_rated_under_it(book: Path) -> None:
    (book.parent / "ours.toml").write_text(STRICT, encoding="utf-8")

    done = keep_scheme_file(book, Destination(file=book.with_name("kept.xlsx")))

    assert done.output is not None
    assert value_under(done.output, "Status", "PI.1") == "Off target"
    assert status(done.output) == "Off target"
    assert "scheme-copy-differs" not in codes(done.output)
    names = openpyxl.load_workbook(done.output).sheetnames
    assert names.count(layout.SCHEME_COPY) == 1


def test_the_command_keeps_the_file_and_says_so(book: Path) -> None:
    (book.parent / "ours.toml").write_text(STRICT, encoding="utf-8")

    done = run("scheme", "keep", book.name, "--in-place", cwd=book.parent)

    assert done.returncode == 0, done.stderr
    assert f"{book.name} keeps a copy of ours.toml and is rated under it." in done.stdout
    assert status(book) == "Off target"


def test_a_built_in_scheme_needs_no_copy(tmp_path: Path) -> None:
    made = a_book(tmp_path, {"Ref": "PI.1"})

    assert layout.SCHEME_COPY not in openpyxl.load_workbook(made).sheetnames
    with pytest.raises(SchemeError) as error:
        keep_scheme_file(made, Destination(file=tmp_path / "kept.xlsx"))
    assert error.value.code == "scheme-not-a-file"


def with_changed_copy(book: Path) -> Path:
    opened = openpyxl.load_workbook(book)
    cell = opened[layout.SCHEME_COPY]["C5"]
    assert 'tolerance = "50%"' in str(cell.value)
    cell.value = str(cell.value).replace('tolerance = "50%"', 'tolerance = "99%"')
    opened.save(book)
    return book


def test_a_changed_copy_is_never_used(book: Path, mailed: Path) -> None:
    with pytest.raises(SchemeError) as error:
        check_file(with_changed_copy(mailed))

    assert error.value.code == "scheme-copy-damaged"
    assert error.value.where.sheet == layout.SETTINGS
    assert status(with_changed_copy(book)) == "Within tolerance"
    assert "scheme-copy-damaged" in codes(book)


def test_a_fill_copies_again_what_was_changed(book: Path) -> None:
    done = filled(with_changed_copy(book), name="again.xlsx")

    assert done.output is not None
    assert "scheme-copy-damaged" not in codes(done.output)
