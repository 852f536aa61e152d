"""The page on commentary: each of its examples is read, or left alone, as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpibook.codes.table import CODES
from tests.domain.commentary.given import contradictions, facts

PAGE = (Path(__file__).parent.parent / "docs" / "commentary.md").read_text(encoding="utf-8")
READS = re.findall(r"^\| .+? \| (.+?) \| `(commentary-\w+)` \|$", PAGE, re.MULTILINE)
SILENT = re.findall(
    r"^\| [^|]+ \| ([^|]+\.) \|$",
    PAGE.partition("## What it does not read")[2].partition("## How well")[0],
    re.MULTILINE,
)
OF = facts(parts=("79", "110"))


def test_the_page_has_examples_of_both() -> None:
    assert (len(READS), len(SILENT)) == (17, 10)


@pytest.mark.parametrize(("text", "code"), READS)
def test_what_the_page_says_it_reads_is_told(text: str, code: str) -> None:
    assert code in contradictions(text, OF)


@pytest.mark.parametrize("text", SILENT)
def test_what_the_page_says_it_leaves_alone_is_silent(text: str) -> None:
    assert contradictions(text, OF) == []


def test_each_fault_of_the_first_report_has_a_line_with_codes_that_exist() -> None:
    table = PAGE.partition("## The report that kpibook began with")[2].partition("\n## ")[0]
    numbers = re.findall(r"^\| (\d+)\. ", table, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 18)]
    codes = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", table))
    assert codes <= CODES.keys()
    assert {"commentary-unit", "commentary-date", "commentary-jump"} <= codes
