"""The meaning of a council's word: a word of kpibook, several that are possible, or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """Meaning of a word.

    Attributes:
        word: The word of kpibook that it means; "" if it is unknown or means several.
        choices: The words it may mean, each with when it is meant ("" if that is plain).
        nearest: Known words that are spelt like it, where it is unknown.
    """

    word: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()


UNKNOWN = Meaning()


def index_of(tables: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return kpibook's word by every folded word of a table, its own word included."""
    index: dict[str, str] = {}
    for meaning, words in tables.items():
        for word in (meaning, *words):
            index.setdefault(folded(word), meaning)
    return index
