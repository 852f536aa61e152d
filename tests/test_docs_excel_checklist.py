"""docs/excel-checklist.md is a list to tick: numbered, by system, and with every button."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import kpibook
from kpibook.codes.table import CODES

PAGE = (Path(__file__).parents[1] / "docs" / "excel-checklist.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
RIBBON = Path(kpibook.__file__).parent / "addin" / "ribbon" / "customUI14.xml"


def test_every_line_is_numbered_says_what_to_do_and_see_and_where() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    for row in ROWS:
        _, do, see, windows, mac = row
        assert do
        assert see
        assert {windows, mac} <= {"☐", "–"}
        assert "☐" in {windows, mac}


def test_what_would_harm_most_comes_first() -> None:
    first = [row[1] for row in ROWS[:19]]

    for number, words in enumerate(
        ("Filter", "hidden by hand", "Alt+F11", "Digital Signature", "Protected View")
    ):
        assert words in first[number]
    for words in ("Take back", "colleague types", "Enter", "structure", "UNIQUE", "status bar"):
        assert any(words in do for do in first), words


def test_every_button_of_the_ribbon_is_on_the_list() -> None:
    # The ribbon is a file of ours, so a plain parser will do.
    ribbon = ElementTree.parse(RIBBON)
    labels = {
        node.attrib["label"] for node in ribbon.iter() if node.tag.rpartition("}")[2] == "button"
    }

    assert len(labels) >= 10
    assert {label for label in labels if f"**{label}**" not in PAGE} == set()


def test_codes_that_are_to_be_seen_exist() -> None:
    assert set(re.findall(r"`\[([a-z]+-[a-z-]+)\]`", PAGE)) <= set(CODES)
