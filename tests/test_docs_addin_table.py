"""The table of what was wrong in the add-in names tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "decisions" / "0016-the-add-in-held-against-excel.md"
ROWS = re.findall(r"^\| (\d+) \|.*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE.read_text(encoding="utf-8"))


def test_every_fault_has_a_row():
    assert [int(row) for row in ROWS] == list(range(1, 14))


@pytest.mark.parametrize(("file", "name"), TESTS, ids=[name for _, name in TESTS])
def test_the_test_of_a_row_exists(file, name):
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
