from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from kpibook.domain.outcomes import Direction, Status
from kpibook.errors import SchemeError
from kpibook.sources.schemes import DEFAULT, built_in, load_scheme

STANDARD = (
    resources.files("kpibook.sources.schemes").joinpath("standard.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_scheme_is_complete_and_bears_its_own_name(name: str) -> None:
    scheme = load_scheme(name)

    assert scheme.key == name
    assert set(Status) - set(scheme.statuses) <= {Status.EXCEEDING}
    assert set(scheme.directions) == set(Direction)
    assert all(meaning.endswith(".") for _, meaning in scheme.in_words())


def test_the_default_is_built_in() -> None:
    assert DEFAULT in built_in()
    assert load_scheme() == load_scheme(DEFAULT)


@pytest.mark.parametrize("said", ["Standard", " standard ", "STANDARD"])
def test_capitals_and_spaces_do_not_matter(said: str) -> None:
    assert load_scheme(said).key == "standard"


def test_an_unknown_scheme_is_answered_with_those_there_are() -> None:
    with pytest.raises(SchemeError, match="Did you mean 'standard'") as caught:
        load_scheme("standrad")

    assert caught.value.code == "scheme-unknown"


def test_a_scheme_may_come_from_a_councils_own_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("\ufeff" + STANDARD.replace('"standard"', '"ours"'), encoding="utf-8")

    assert load_scheme(path).key == load_scheme(str(path)).key == "ours"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("[status.met]", "[status.met", "scheme-syntax", id="not TOML"),
        pytest.param('title = "kpibook standard"', "", "scheme-incomplete", id="no title"),
        pytest.param("[status.off]", "[status.of]", "scheme-value-unknown", id="unknown status"),
        pytest.param('"as_reported"', '"sometimes"', "scheme-value-unknown", id="unknown rounding"),
        pytest.param('"5%"', '"-5%"', "tolerance-negative", id="tolerance below zero"),
        pytest.param('"5%"', '"five"', "number-unreadable", id="tolerance in words"),
        pytest.param("#0B4F2A", "#D9F0E0", "scheme-contrast", id="too little contrast"),
    ],
)
def test_a_file_that_is_no_scheme_is_refused_by_name(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert old in STANDARD
    path = tmp_path / "ours.toml"
    path.write_text(STANDARD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SchemeError, match=r"ours\.toml") as caught:
        load_scheme(path)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('colour = "#0B4F2A"', 'color = "#0B4F2A"', id="a key misspelt"),
        pytest.param('colour = "#0B4F2A"', 'colour = "green"', id="a colour in words"),
        pytest.param('label = "Target met"', "label = 1", id="a label that is no text"),
        pytest.param('label = "Target met"', "", id="a status without a label"),
    ],
)
def test_a_slip_in_an_appearance_is_refused_in_words(tmp_path: Path, old: str, new: str) -> None:
    assert old in STANDARD
    path = tmp_path / "ours.toml"
    path.write_text(STANDARD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SchemeError, match=r"status\.met") as caught:
        load_scheme(path)

    assert caught.value.fix


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(tmp_path / "none.toml")

    assert caught.value.code == "file-missing"


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SchemeError) as caught:
        load_scheme(tmp_path / "ours.toml")

    assert caught.value.code == "file-unreadable"
