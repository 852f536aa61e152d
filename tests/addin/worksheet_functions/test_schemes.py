"""Which scheme a cell names, and which places a formula may read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpibook.addin.worksheet_functions.schemes import scheme_named
from kpibook.errors import SchemeError
from kpibook.sources import schemes
from kpibook.sources.schemes import built_in
from kpibook.xlsx import CellError

STANDARD = Path(schemes.__file__).with_name("standard.toml")


@pytest.mark.parametrize("key", built_in())
def test_a_built_in_scheme_is_named_by_its_key(key: str) -> None:
    assert scheme_named(f" {key.title()} ").key == key
    assert scheme_named(key) is scheme_named(key)


def test_standard_is_what_is_not_said() -> None:
    assert scheme_named(None).key == "standard"


def test_a_council_s_own_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = STANDARD.read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    first = scheme_named(str(own))

    own.write_text(text.replace("Off target", "Missed"), encoding="utf-8")
    os.utime(own, ns=(1, 1))

    assert "Off target" in {look.label for look in first.statuses.values()}
    assert "Missed" in {look.label for look in scheme_named(str(own)).statuses.values()}


@pytest.mark.parametrize(
    "name",
    [
        r"\\server\share\own.toml",
        "//server/share/own.toml",
        r"\/server/own.toml",
        r"\\?\UNC\server\share\own.toml",
        "own.toml",
        r"..\own.toml",
        r"C:own.toml",
        "file://server/own.TOML",
        "https://example.org/own.toml",
    ],
)
def test_a_formula_does_not_make_this_computer_visit_another_one(name: str) -> None:
    with pytest.raises(SchemeError) as caught:
        scheme_named(name)

    assert caught.value.code == "scheme-place"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SchemeError) as caught:
        scheme_named(str(tmp_path / "own.toml"))

    assert caught.value.code == "file-missing"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("madestone", "scheme-unknown"),
        (5.0, "scheme-unknown"),
        (CellError("#N/A"), "formula-error"),
    ],
)
def test_another_name_is_said_to_be_none(said: object, code: str) -> None:
    with pytest.raises(SchemeError) as caught:
        scheme_named(said)

    assert caught.value.code == code


def test_a_long_text_is_not_repeated() -> None:
    with pytest.raises(SchemeError, match="named a text of 60 characters"):
        scheme_named("personal " * 6 + "detail")
