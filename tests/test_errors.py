"""Every problem says where, what, why and how to fix it, and its code."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook import errors
from kpibook.errors import KpibookError, Location, PackageError, in_words

ALL = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, KpibookError)
]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        pytest.param(Location(), "", id="nowhere"),
        pytest.param(Location("a.xlsx"), "a.xlsx", id="file"),
        pytest.param(Location("a.xlsx", "Measures"), "a.xlsx 'Measures'", id="sheet"),
        pytest.param(Location("a.xlsx", "Measures", "G14"), "a.xlsx 'Measures'!G14", id="cell"),
        pytest.param(Location(sheet="Measures", cell="G14"), "'Measures'!G14", id="no file"),
        pytest.param(Location("a.xlsx", cell="G14"), "a.xlsx G14", id="cell without its sheet"),
        pytest.param(Location("a.csv", line=7), "a.csv line 7", id="line"),
        pytest.param(Location(line=0), "line 0", id="line nought"),
        pytest.param(Location("a.xlsx", "M", line=7), "a.xlsx 'M'", id="a sheet has no lines"),
    ],
)
def test_a_place_reads_as_people_write_it(where: Location, said: str) -> None:
    assert str(where) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        pytest.param(
            ("a.xlsx", "it is wrong.", "It matters.", "Mend it.", "some-code"),
            "a.xlsx: it is wrong. It matters. Mend it. [some-code]",
            id="everything",
        ),
        pytest.param(("", "It is wrong.", "", "", "c"), "It is wrong. [c]", id="only what"),
        pytest.param((Location(), "Wrong.", "", "Mend.", "c"), "Wrong. Mend. [c]", id="no place"),
        pytest.param(("a", " wrong. ", "  ", "", "c"), "a: wrong. [c]", id="blank parts"),
    ],
)
def test_the_parts_are_joined_once(parts: tuple[str, str, str, str, str], said: str) -> None:
    assert in_words(*parts) == said


def test_an_error_keeps_its_parts_and_joins_them_in_words() -> None:
    error = KpibookError("wrong.", code="c", where=Location("a", "S"), why="Why.", fix="Mend.")

    assert (error.what, error.code, error.why, error.fix) == ("wrong.", "c", "Why.", "Mend.")
    assert str(error) == "a 'S': wrong. Why. Mend. [c]"


def test_an_error_as_data_has_all_its_parts() -> None:
    assert KpibookError("wrong.", code="disk-full", where=Location("a", "S", "B2")).as_dict() == {
        "code": "disk-full",
        "severity": "stop",
        "what": "wrong.",
        "where": "a 'S'!B2",
        "why": None,
        "fix": None,
    }


def test_a_file_name_is_a_place() -> None:
    error = KpibookError("is locked.", code="locked", where="a.xlsx")

    assert error.where == Location("a.xlsx")
    assert str(error) == "a.xlsx: is locked. [locked]"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_one_except_clause_catches_every_kind(kind: type[KpibookError]) -> None:
    with pytest.raises(KpibookError, match=r"^it\. \[c\]$"):
        raise kind("it.", code="c")


def test_refusals_and_saves_are_about_the_file() -> None:
    assert {kind.__name__ for kind in ALL if issubclass(kind, PackageError)} == {
        "PackageError",
        "RefusedEdit",
        "RefusedFile",
        "SaveError",
    }


@given(what=st.text(), why=st.text(), fix=st.text(), code=st.text(min_size=1))
def test_a_message_always_ends_in_its_code(what: str, why: str, fix: str, code: str) -> None:
    said = in_words("a.xlsx", what, why, fix, code)

    assert said.startswith("a.xlsx: ")
    assert said.endswith(f" [{code}]")
