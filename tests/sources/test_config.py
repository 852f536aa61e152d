from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SchemeError
from kpibook.sources.config import NAME, configured_scheme
from tests.support import cli
from tests.support.books import a_csv


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
