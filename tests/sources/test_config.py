from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpibook.errors import SchemeError
from kpibook.files.backups import BackupRule
from kpibook.sources.config import NAME, configured_backups, configured_scheme, configured_words
from tests.support import cli
from tests.support.books import a_book, a_csv


def say(folder: Path, text: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")


def test_without_the_file_the_scheme_is_kpibooks_own(tmp_path: Path) -> None:
    assert configured_scheme(tmp_path) == "standard"


def test_the_file_names_a_scheme(tmp_path: Path) -> None:
    say(tmp_path, 'scheme = "maidstone"\n')

    assert configured_scheme(tmp_path) == "maidstone"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        pytest.param("scheme = ", "config-unreadable", "kpibook.toml", id="not TOML"),
        pytest.param('sheme = "x"', "config-unknown", "Did you mean 'scheme'?", id="a slip"),
        pytest.param("scheme = 5", "config-unknown", "not text", id="not text"),
    ],
)
def test_what_is_wrong_with_it_is_said(tmp_path: Path, text: str, code: str, said: str) -> None:
    say(tmp_path, text)

    with pytest.raises(SchemeError) as caught:
        configured_scheme(tmp_path)

    assert caught.value.code == code
    assert said in str(caught.value)


def test_rate_and_new_follow_it_and_an_option_goes_before_it(tmp_path: Path) -> None:
    say(tmp_path, 'scheme = "maidstone"\n')
    a_csv(tmp_path / "a.csv", {"polarity": "higher", "actual": "92", "target": "100"})

    followed = cli.run("rate", "a.csv", cwd=tmp_path)
    told = cli.run("rate", "a.csv", "--scheme", "standard", cwd=tmp_path)

    assert ",within,Amber," in followed.stdout
    assert ",off,Off target," in told.stdout


@pytest.mark.parametrize(
    "name",
    [
        "../secret.toml",
        "\\\\server\\x.toml",
        "//server/x.toml",
        "/etc/x.toml",
        "C:x.toml",
        "out.toml",
    ],
)
def test_it_names_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "secret.toml").write_text("password = 1", encoding="utf-8")
    (folder / "out.toml").symlink_to("../secret.toml")
    say(folder, f"scheme = '{name}'\n")

    with pytest.raises(SchemeError) as caught:
        configured_scheme(folder)

    assert caught.value.code == "scheme-place"
    assert "password" not in str(caught.value)


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "secret.toml").write_text("password = 1", encoding="utf-8")
    (folder / NAME).symlink_to("../secret.toml")

    with pytest.raises(SchemeError) as caught:
        configured_scheme(folder)

    assert caught.value.code == "config-unreadable"
    assert "password" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_of_that_name_is_said_and_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)

    with pytest.raises(SchemeError, match="a named pipe"):
        configured_scheme(tmp_path)


def test_it_says_which_backups_are_kept(tmp_path: Path) -> None:
    assert configured_backups(tmp_path) == BackupRule(5, 30)
    say(tmp_path, "keep_backups = 2\nkeep_backup_days = 0\n")

    assert configured_backups(tmp_path) == BackupRule(2, 0)


@pytest.mark.parametrize(
    "text",
    ["keep_backups = 0", "keep_backups = true", "keep_backups = '5'", "keep_backup_days = -1"],
)
def test_it_cannot_have_the_last_backup_removed(tmp_path: Path, text: str) -> None:
    say(tmp_path, text)

    with pytest.raises(SchemeError) as caught:
        configured_backups(tmp_path)

    assert caught.value.code == "config-unknown"


def test_backups_beyond_the_rule_are_removed_and_that_is_said(tmp_path: Path) -> None:
    say(tmp_path, "keep_backups = 1\nkeep_backup_days = 0\n")
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80"})
    old = [tmp_path / f"book.backup-2020010{day}-090000.xlsx" for day in (1, 2)]
    for path in old:
        path.write_bytes(b"old")
    a_csv(tmp_path / "actuals.csv", {"Ref": "PI.1", "Actual": "81"})

    done = cli.run("fill", book.name, "--actuals", "actuals.csv", "--in-place", cwd=tmp_path)

    assert "Removed 2 older backups of it (kpibook.toml says which are kept)." in done.stdout
    assert not any(path.exists() for path in old)
    assert len(list(tmp_path.glob("book.backup-*.xlsx"))) == 1


def test_a_council_s_words_are_read_with_their_columns(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(
        '[words.unit]\n"Bays" = "count"\n[words.polarity]\n"Maintain" = "range"\n', "utf-8"
    )

    words = configured_words(tmp_path)

    assert words.means("unit", "bays") == "count"
    assert words.means("polarity", "MAINTAIN") == "range"


def test_without_words_a_council_has_none_of_its_own(tmp_path: Path) -> None:
    assert configured_words(tmp_path).entries == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("words = 1", id="no table"),
        pytest.param('[words]\n"Bays" = "count"', id="a word without its column"),
        pytest.param('[words.colour]\n"Bays" = "count"', id="no such column"),
        pytest.param('[words.unit]\n"Bays" = "precent"', id="a meaning that is not known"),
        pytest.param('[words.unit]\n"Bays" = 1', id="a meaning that is no text"),
    ],
)
def test_words_that_cannot_be_understood_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, "utf-8")

    with pytest.raises(SchemeError) as refused:
        configured_words(tmp_path)

    assert refused.value.code == "config-unknown"
    assert refused.value.fix
