"""The guide to the add-in says what is so."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from kpibook.addin import functions
from tests.addin.test_ribbon import RIBBON
from tests.support import wheel

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = DOCS / "in-excel.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"`=(KPI_\w+)\((.*?)\)` is \*(.+?)\*(?: \||$)", TEXT)
ROW = re.compile(r"^\| (?:\*\*|`)([\w ]+)(?:\*\*|`) \|", re.MULTILINE)


def argument(written: str) -> object:
    """An argument as Excel hands it over."""
    dated = re.fullmatch(r"DATE\((\d+),(\d+),(\d+)\)", written)
    if dated:
        return datetime(*(int(part) for part in dated.groups()))  # noqa: DTZ001 Excel knows no zone
    return written[1:-1] if written.startswith('"') else float(written)


def test_the_examples_are_found() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize(("name", "arguments", "said"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_an_example_comes_out_as_the_guide_says(name: str, arguments: str, said: str) -> None:
    answer = getattr(functions, name)(*map(argument, re.split(r", ", arguments)))

    assert str(answer) == said


def test_every_button_and_every_function_has_its_row() -> None:
    labels = {each.get("label") for each in RIBBON.iter() if each.tag.endswith("}button")}
    named = {name for name in vars(functions) if name.startswith("KPI_")}

    assert set(ROW.findall(TEXT)) >= labels | named


def test_every_link_leads_to_a_page_that_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", TEXT)

    assert links
    assert [link for link in links if not (DOCS / link).resolve().is_file()] == []


def test_the_wheel_brings_the_guide_along() -> None:
    assert wheel.contents()["kpibook/docs/in-excel.md"].decode() == TEXT
