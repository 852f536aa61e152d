"""Words of a table's cells and what they are taken for; those without a meaning are questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from kpibook.domain.measures.number import parse_figure, parse_marker
from kpibook.domain.measures.vocabulary.council_words import CouncilWord
from kpibook.domain.measures.vocabulary.reading import (
    MARKER,
    POLARITY,
    UNIT,
    polarity_meaning,
    target_meaning,
)
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.wording import quoted
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.proposal.content import is_figure
from kpibook.services.layouts.proposal.values import Guess
from kpibook.workbook.mapped.council_layout import Shown, TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.words.status_words import (
    status_of_colour,
    usual_direction,
    usual_status,
)

_LONGEST = 30


@dataclass(slots=True)
class WordsFound:
    """Words of all tables, and what they mean."""

    words: dict[tuple[str, str], CouncilWord] = field(default_factory=dict)
    no_target: dict[str, None] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    directions: dict[str, Direction] = field(default_factory=dict)
    questions: dict[str, None] = field(default_factory=dict)

    def read(
        self, grid: Grid, rows: Sequence[int], table: TableLayout, guesses: Iterable[Guess]
    ) -> None:
        """Add the words of a table."""
        for guess in guesses:
            texts = dict.fromkeys(t for row in rows if (t := grid.text(row, guess.column.number)))
            short = [text for text in texts if len(text) <= _LONGEST]
            if guess.role == "unit":
                self._choices(UNIT, short, guess)
            elif guess.role == "polarity":
                self._choices(POLARITY, short, guess)
            elif guess.role in ("target", "year_target"):
                self._targets(short)
            elif guess.role in ("actual", "previous"):
                self._markers(short)
            elif guess.role == "direction":
                self._directions(short)
            at = table.status
            if at is not None and guess.at == at.at and guess.role in ("status", "actual"):
                # Other quarters' cells have colours that this quarter's need not have.
                colours = grid.fonts if at.shown is Shown.FONT else grid.fills
                fills = [fill for (row, _), fill in colours.items() if row in set(rows)]
                own = {colours.get((row, guess.column.number), "") for row in rows}
                known = [f for f in fills if f in own or status_of_colour(f) is not None]
                self._statuses(dict.fromkeys(known) if at.shown.is_colour else short, at.shown)

    def _choices(self, role: str, texts: Iterable[str], guess: Guess) -> None:
        for text in texts:
            meaning = unit_meaning(text) if role == UNIT else polarity_meaning(text)
            if meaning.word:
                self.words.setdefault((role, text), CouncilWord(role, text, meaning.word))
            elif meaning.choices:
                self._ask(role, text, " or ".join(meaning.choices), guess)
            else:
                self._ask(role, text, "", guess)

    def _ask(self, role: str, text: str, choices: str, guess: Guess) -> None:
        means = f"{choices}" if choices else "a word that docs/words.md has"
        self.questions[
            f"what does {quoted(text, 40)} under {quoted(guess.column.heading, 40)} mean? Write "
            f"under [words], for {role}: {means}."
        ] = None

    def _targets(self, texts: Iterable[str]) -> None:
        for text in texts:
            if not _has_number(text) and target_meaning(text).word:
                self.no_target[text] = None

    def _markers(self, texts: Iterable[str]) -> None:
        for text in texts:
            if is_figure(text) and _has_number(text):
                continue
            marker = parse_marker(text)
            if marker:
                self.words.setdefault((MARKER, text), CouncilWord(MARKER, text, marker))
            elif marker is None and not _has_number(text):
                self.questions[
                    f"what does {quoted(text, 40)} in place of a figure mean? Write under [words], "
                    'for marker: "[x]" not available, "[z]" not applicable, "[c]" withheld.'
                ] = None

    def _directions(self, texts: Iterable[str]) -> None:
        for text in texts:
            meant = usual_direction(text)
            if meant is not None:
                self.directions.setdefault(text, meant)

    def _statuses(self, texts: Iterable[str], shown: Shown) -> None:
        for text in texts:
            if not text:
                continue
            meant = status_of_colour(text) if shown.is_colour else usual_status(text)
            if meant is not None:
                self.statuses.setdefault(text, meant)
            else:
                self.questions[
                    f"what does the status {quoted(text, 40)} mean? Write under [words], for "
                    "status: met, within, off, not rated or not reported."
                ] = None


def _has_number(text: str) -> bool:
    try:
        return parse_figure(text).value is not None
    except KpibookError:
        return any(character.isdigit() for character in text)
