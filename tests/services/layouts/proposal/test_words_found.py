"""Words of cells are taken for what they mean, or asked about."""

from __future__ import annotations

from kpibook.domain.rules.outcomes import Status
from kpibook.services.layouts.proposal.values import Column, Guess, Sure
from kpibook.services.layouts.proposal.words_found import WordsFound
from kpibook.workbook.mapped.council_layout import Shown, ShownAt, TableLayout
from tests.workbook.mapped.grids import grid_of

ROLES = ("polarity", "target", "actual", "status")
ROWS: list[list[object]] = [
    ["High", "Monitor", "Not available", "Green"],
    ["Goldilocks", 5, 6, "Purple"],
]
TABLE = TableLayout(status=ShownAt("status", Shown.WORD))


def test_known_words_have_meanings_and_others_are_questions() -> None:
    words = WordsFound()
    guesses = [
        Guess(role, Column(number, role, (), 2, 2), role, "", Sure.SURE)
        for number, role in enumerate(ROLES, 1)
    ]

    words.read(grid_of(ROWS), [1, 2], TABLE, guesses)

    assert {own.word: own.means for own in words.words.values()} == {
        "High": "higher",
        "Not available": "[x]",
    }
    assert list(words.no_target) == ["Monitor"]
    assert words.statuses == {"Green": Status.MET}
    assert ["Goldilocks" in q or "Purple" in q for q in words.questions] == [True, True]
