from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files.private import is_private
from kpibook.outputs.report.formats import WRITERS
from kpibook.services.report.write import Order, write_reports
from tests.support.returns import a_return

COMMITTEES = """
[[committee]]
name = "Homes: Board/One"
includes = ["Homes"]
[[committee]]
name = "Safety"
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_return(
        tmp_path_factory.mktemp("write") / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Priority": "Homes"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "60%", "Priority": "Safety"},
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_gets_the_format_of_its_ending(book: Path, tmp_path: Path) -> None:
    written = write_reports(Order([book], tmp_path / "r.HTML"))

    assert names(tmp_path) == ["r.HTML"]
    assert written.files[0].kept is None
    assert (tmp_path / "r.HTML").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_table_comes_with_its_metadata(book: Path, tmp_path: Path) -> None:
    write_reports(Order([book], tmp_path / "r.csv"))

    assert names(tmp_path) == ["r.csv", "r.csv-metadata.json"]


def test_a_folder_gets_every_format_and_each_page_leads_to_its_data(
    book: Path, tmp_path: Path
) -> None:
    write_reports(Order([book], tmp_path / "new" / "out"))

    folder = tmp_path / "new" / "out"
    assert {Path(name).suffix for name in names(folder)} >= set(WRITERS)
    page = next(folder.glob("*.html")).read_text("utf-8")
    assert f'href="{next(folder.glob("*.csv")).name.replace(" ", "%20")}"' in page


def test_each_committee_gets_its_report_under_a_name_that_every_system_takes(
    book: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.toml"
    words.write_text(COMMITTEES, encoding="utf-8")

    order = Order([book], tmp_path / "out", endings=(".html",), wording=words)
    written = write_reports(order)

    assert [report.committee for report in written.reports] == ["Homes: Board/One", "Safety"]
    files = names(tmp_path / "out")
    assert len(files) == 2
    assert not any(set(name) & set(':/\\*?"<>|') for name in files)


def test_a_single_file_for_several_committees_is_refused(book: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(COMMITTEES, encoding="utf-8")

    with pytest.raises(SaveError) as caught:
        write_reports(Order([book], tmp_path / "r.html", wording=words))

    assert caught.value.code == "report-is-several"
    assert names(tmp_path) == ["words.toml"]


def test_a_single_committee_s_report_fits_in_a_file(book: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(COMMITTEES.rsplit("[[", 1)[0], encoding="utf-8")

    written = write_reports(Order([book], tmp_path / "r.html", wording=words))

    assert [report.committee for report in written.reports] == ["Homes: Board/One"]
    assert (tmp_path / "r.html").is_file()


def test_a_format_without_a_writer_is_refused_with_those_there_are(
    book: Path, tmp_path: Path
) -> None:
    with pytest.raises(SaveError) as caught:
        write_reports(Order([book], tmp_path / "r.exe"))

    assert caught.value.code == "report-ending"
    assert all(ending in str(caught.value) for ending in WRITERS)


def test_a_file_that_is_read_is_never_written_over(book: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.html"
    words.write_text("", encoding="utf-8")

    with pytest.raises(SaveError) as caught:
        write_reports(Order([book], words, wording=words))

    assert caught.value.code == "output-is-input"
    assert words.read_text("utf-8") == ""


def test_an_earlier_report_is_kept_among_the_person_s_own_files(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    target.write_text("as sent to committee", encoding="utf-8")

    written = write_reports(Order([book], target))

    kept = written.files[0].kept
    assert kept is not None
    assert is_private(kept)
    assert kept.read_text("utf-8") == "as sent to committee"


def test_nothing_is_written_if_one_part_cannot_be_made(book: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text(f'{COMMITTEES}\n[[committee]]\nname = "Parks"', encoding="utf-8")
    order = Order([book], tmp_path / "out", wording=words)

    with pytest.raises(Exception, match="Parks"):
        write_reports(order)

    assert names(tmp_path) == ["words.toml"]
    assert replace(order, wanted="Homes").is_folder
