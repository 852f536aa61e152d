from __future__ import annotations

from dataclasses import replace

from kpibook.domain.consolidation.rules_in_words import RULES
from kpibook.domain.disclosure.suppression import suppress
from kpibook.outputs.consolidated.notes import (
    notes_page,
    numbered_notes,
    published_notes_page,
)
from tests.outputs.consolidated.given import a_varied_consolidation, column_of


def test_every_rule_of_consolidation_is_there_with_its_code() -> None:
    page = notes_page()

    said = dict(zip(column_of(page, "Code"), column_of(page, "What it says"), strict=True))
    for code, sentence in RULES:
        assert said[code] == sentence


def test_notes_are_numbered_from_one() -> None:
    page = notes_page()

    assert column_of(page, "Number") == list(range(1, len(page.rows) + 1))


def test_a_published_note_says_which_measures_it_is_about() -> None:
    page = published_notes_page(suppress(a_varied_consolidation()))

    assert [cell.value for cell in page.rows[0]] == ["note 1", "[c] Confidential.", "HSG4"]


def test_the_same_note_has_one_number() -> None:
    content = a_varied_consolidation()
    rows = (*content.rows, *content.rows)

    ((text, refs),) = numbered_notes(replace(content, rows=rows)).values()

    assert (text, list(refs)) == ("[c] Confidential.", ["HSG4", "HSG4"])


def test_suppression_is_explained_where_a_measure_asks_for_it() -> None:
    publication = suppress(a_varied_consolidation())

    without = column_of(published_notes_page(publication), "Note")
    asked = published_notes_page(replace(publication, asked=True, withheld=2))

    assert "Small numbers" not in without
    said = dict(zip(column_of(asked, "Note"), column_of(asked, "What it says"), strict=True))
    assert "2 measures have a figure withheld." in str(said["Small numbers"])
