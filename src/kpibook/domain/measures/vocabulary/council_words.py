"""A council's own words, which mean what it says they mean in its workbook and its settings."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.meaning import Meaning
from kpibook.domain.measures.vocabulary.reading import MARKER, MEANINGS, NO_TARGET_SET, TARGET
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CouncilWord:
    """A word of a council.

    Attributes:
        role: The column that it is written in: "unit", "polarity", "marker" ...
        word: The word, as the council writes it.
        means: What it means: a word that kpibook knows, such as "percent", "£m" or "[x]".
    """

    role: str
    word: str
    means: str


@dataclass(frozen=True, slots=True)
class CouncilWords:
    """The words of a council; an earlier entry comes before a later entry for the same word."""

    entries: tuple[CouncilWord, ...] = ()

    def means(self, role: str, text: str) -> str:
        """Return the known word that a council's word means; "" if it is none of its words.

        >>> ours = CouncilWords((CouncilWord("unit", "Bays", "count"),))
        >>> ours.means("unit", "bay"), ours.means("marker", "bays")
        ('count', '')
        """
        if not self.entries:  # nearly all
            return ""
        key = _key(text)
        return next(
            (own.means for own in self.entries if own.role == role and _key(own.word) == key), ""
        )

    def before(self, others: CouncilWords) -> CouncilWords:
        """Return these words and, behind them, those of `others`."""
        return CouncilWords((*self.entries, *others.entries))


NO_WORDS = CouncilWords()


def meaning_of(role: str, text: str, words: CouncilWords = NO_WORDS) -> Meaning:
    """Return what a word means in a column: to the council, else to all.

    >>> meaning_of("polarity", "Up").word
    'higher'
    """
    return MEANINGS[role](words.means(role, text) or text)


def is_known(role: str, means: str, markers: Iterable[str] = ()) -> bool:
    """Return True if a word may be said to mean this.

    Args:
        role: The column.
        means: What the word is said to mean.
        markers: The shorthand that a word under Marker may mean.
    """
    if role == MARKER:
        return means in set(markers)
    if role == TARGET:
        return folded(means) == folded(NO_TARGET_SET)
    return bool(MEANINGS[role](means).word)


def _key(text: str) -> str:
    return folded(text) or text.strip()
