"""Every code that the source uses has one entry in the table, and every entry is used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kpibook.codes.table import AREAS, CODES
from tests.support.source_codes import Found, codes_in

PACKAGE = Path(__file__).parents[2] / "src" / "kpibook"


@pytest.fixture(scope="module")
def used() -> Found:
    return codes_in(
        {
            path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(PACKAGE.rglob("*.py"))
            if path.parent.name != "codes"
        }
    )


def test_every_code_used_has_an_entry(used: Found) -> None:
    missing = {name: places for name, places in used.names.items() if name not in CODES}

    assert missing == {}


def test_every_entry_is_used(used: Found) -> None:
    assert sorted(set(CODES) - set(used.names)) == []


def test_no_code_has_two_entries() -> None:
    names = Counter(code.name for codes in AREAS.values() for code in codes)

    assert [name for name, entries in names.items() if entries > 1] == []


def test_no_code_is_put_together(used: Found) -> None:
    """A code is written out, so that a search for it finds every place."""
    assert used.unreadable == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('Finding("a-b", "words")', "a-b", id="first argument of a finding"),
        pytest.param('SaveError("words", code="a-b")', "a-b", id="keyword of an error"),
        pytest.param('_X = "a-b"\nFinding(_X, "words")', "a-b", id="constant of the module"),
        pytest.param('E("w", code="a-b" if full else "a-b")', "a-b", id="either of two"),
        pytest.param(
            '_C = {1: "a-b"}\nFinding(_C[kind], "words")', "a-b", id="looked up in a dict"
        ),
        pytest.param('print({"code": "a-b"})', "a-b", id="key of a dict"),
        pytest.param('def f(*, code="a-b"): pass', "a-b", id="default of a parameter"),
        pytest.param('def f(what, code): pass\nf("w", "a-b")', "a-b", id="helper function"),
        pytest.param(
            'class C:\n    def f(self, code): pass\nc.f("a-b")', "a-b", id="helper method"
        ),
        pytest.param('class R:\n    code: str\nR("a-b")', "a-b", id="class with a field"),
        pytest.param(
            'for x, code in ((1, "a-b"),):\n    E("w", code=code)', "a-b", id="loop over rows"
        ),
    ],
)
def test_a_code_is_noticed(source: str, expected: str) -> None:
    finding = "class Finding:\n    code: str\n    what: str\n"

    assert list(codes_in({"m": finding + source}).names) == [expected]


@pytest.mark.parametrize("source", ['E("w", code=f"{x}-missing")', 'E("w", code="a-" + x)'])
def test_a_code_that_is_put_together_is_noticed(source: str) -> None:
    assert len(codes_in({"m": source}).unreadable) == 1


def test_a_cells_error_and_a_number_format_are_no_codes() -> None:
    source = 'CellError("#N/A")\nstyles.format_id("0.0%", code="0.0%")'

    assert codes_in({"m": source}).names == {}
