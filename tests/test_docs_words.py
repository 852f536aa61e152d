"""docs/words.md is made from the vocabulary; `make docs` writes it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, is_known
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.domain.measures.vocabulary.words import POLARITIES
from kpibook.domain.measures.worded_target import read_worded_target

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")


def test_the_page_of_words_is_what_the_vocabulary_gives(tmp_path: Path) -> None:
    """When it fails, run `make docs` and read the difference."""
    written = tmp_path / "words.md"
    subprocess.run([sys.executable, ROOT / "tools" / "words.py", written], check=True)

    assert written.read_text(encoding="utf-8") == PAGE


def test_the_page_has_every_unit_and_every_way() -> None:
    kinds = [unit.value for unit in Unit if unit not in (Unit.DURATION, Unit.RATE)]

    assert [word for word in (*kinds, *POLARITIES) if f"| {word} |" not in PAGE] == []


def test_its_example_of_own_words_is_one_that_kpibook_takes() -> None:
    text = PAGE.split("```toml\n")[1].split("```")[0]

    tables = tomllib.loads(text)["words"]
    entries = [CouncilWord(r, w, m) for r, table in tables.items() for w, m in table.items()]

    assert entries
    assert all(is_known(entry.role, entry.means) for entry in entries)


@pytest.mark.parametrize("slip", ["precent", "cout", "dayz", "No. / %"])
def test_what_it_calls_unknown_is_unknown(slip: str) -> None:
    assert slip in PAGE
    assert unit_meaning(slip).word == ""


def test_its_examples_of_targets_are_read() -> None:
    rows = PAGE.split("| Form | Examples |")[1].split("\n\n")[0]
    examples = [example for row in rows.splitlines() for example in row.split("`")[1::2]]

    unread = [text for text in examples if read_worded_target(text) is None]
    assert len(examples) > 25
    # These are figures in the measure's unit, which needs no words.
    assert unread == ["14 days", "£1.2m"]


def test_the_readme_and_the_page_of_the_register_lead_to_it() -> None:
    for page in ("README.md", "docs/register.md"):
        assert "words.md" in (ROOT / page).read_text(encoding="utf-8")
