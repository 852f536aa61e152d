from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.services.paths.inputs import gather
from tests.outputs.tidy import a_consolidated_file


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def names(found: list[tuple[Path, str]]) -> list[str]:
    return [name for _, name in found]


def test_a_folder_stands_for_its_workbooks_and_those_below_it_by_name(tmp_path: Path) -> None:
    files(tmp_path, "b.xlsx", "a/c.xlsm", "a/d.XLSX", "notes.docx", "data.csv")

    found = gather([tmp_path])

    assert names(found) == ["a/c.xlsm", "a/d.XLSX", "b.xlsx"]
    assert all(path.is_file() for path, _ in found)


def test_hidden_files_owner_files_and_backups_are_left_out(tmp_path: Path) -> None:
    files(
        tmp_path,
        "a.xlsx",
        "~$a.xlsx",
        ".hidden.xlsx",
        ".git/b.xlsx",
        "a.backup-20260703-090500.xlsx",
        "a.backup-20260703-090500-2.xlsx",
    )

    assert names(gather([tmp_path])) == ["a.xlsx"]
    assert names(gather([str(tmp_path / "*.xlsx")])) == ["a.xlsx"]


def test_a_pattern_is_expanded_even_if_the_shell_did_not(tmp_path: Path) -> None:
    files(tmp_path, "q3/a.xlsx", "q3/deep/b.xlsx", "q2/c.xlsx")

    assert names(gather([str(tmp_path / "q3" / "*.xlsx")])) == ["a.xlsx"]
    assert names(gather([str(tmp_path / "**" / "*.xlsx")])) == [
        "q2/c.xlsx",
        "q3/a.xlsx",
        "q3/deep/b.xlsx",
    ]


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    files(tmp_path, "a[1].xlsx", "a1.xlsx")

    assert names(gather([tmp_path / "a[1].xlsx"])) == ["a[1].xlsx"]


def test_a_backup_that_is_named_is_taken(tmp_path: Path) -> None:
    files(tmp_path, "a.backup-20260703-090500.xlsx")

    assert len(gather([tmp_path / "a.backup-20260703-090500.xlsx"])) == 1


def test_a_file_given_twice_is_listed_twice_under_two_names(tmp_path: Path) -> None:
    files(tmp_path, "a.xlsx")

    found = gather([tmp_path / "a.xlsx", tmp_path])

    assert names(found) == ["a.xlsx", "a.xlsx (given again, 2)"]
    assert {path for path, _ in found} == {tmp_path / "a.xlsx"}


def test_the_folders_names_come_back_the_same_however_they_are_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(tmp_path, "here/a.xlsx", "there/b.xlsx")
    monkeypatch.chdir(tmp_path / "here")

    assert names(gather([".", "../there/b.xlsx"])) == ["here/a.xlsx", "there/b.xlsx"]


@pytest.mark.parametrize("said", ["missing.xlsx", "*.xlsx", "none/**/*.xlsx"])
def test_what_stands_for_nothing_is_an_error(tmp_path: Path, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        gather([str(tmp_path / said)])

    assert raised.value.code == "file-missing"


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path) -> None:
    files(tmp_path, "notes.txt")

    with pytest.raises(SourceError) as raised:
        gather([tmp_path])

    assert raised.value.code == "folder-without-workbooks"


def test_nothing_given_is_an_error() -> None:
    with pytest.raises(SourceError, match="no workbook was given"):
        gather([])


def test_the_output_of_an_earlier_run_in_the_folder_is_no_source(tmp_path: Path) -> None:
    files(tmp_path, "a.xlsx")
    output = a_consolidated_file(tmp_path / "consolidated.xlsx")

    assert names(gather([tmp_path], [output])) == ["a.xlsx"]
    assert names(gather([str(tmp_path / "*.xlsx")], [output])) == ["a.xlsx"]


def test_what_kpibook_wrote_for_readers_is_passed_over_in_folders_and_patterns(
    tmp_path: Path,
) -> None:
    files(tmp_path, "a.xlsx")
    old = a_consolidated_file(tmp_path / "old.xlsx")

    for given in (tmp_path, str(tmp_path / "*.xlsx")):
        passed_over: list[Path] = []
        assert names(gather([given], passed_over=passed_over)) == ["a.xlsx"]
        assert passed_over == [old]
    assert names(gather([old])) == ["old.xlsx"]  # named, it is refused and not passed over


def test_an_output_that_is_another_workbook_stays_in_the_list(tmp_path: Path) -> None:
    files(tmp_path, "a.xlsx")

    assert names(gather([tmp_path], [tmp_path / "a.xlsx"])) == ["a.xlsx"]
