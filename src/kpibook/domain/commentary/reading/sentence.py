"""Sentences of a text: words, figures and periods, each with its part and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from kpibook.domain.commentary.reading.figure import Figure, Span
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.when import When
from kpibook.on_use.dataclass import dataclass


class Item(NamedTuple):
    """Word, figure or period in a sentence.

    A tuple, because a text has hundreds: it is made in a third of the time of a frozen dataclass.

    Attributes:
        part: Its part.
        word: Its text in small letters.
        start: Its first character in the whole text.
        end: The character behind its last.
        figure: The number; None for other items.
        when: The period; None for other items.
        phrase: All its words, where a phrase of several is one item; else "".
    """

    part: Part
    word: str
    start: int
    end: int
    figure: Figure | None = None
    when: When | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentence of a text.

    Attributes:
        items: Its words, figures and periods in order.
        parts: A letter for each, see `Part`; a pattern over them is a rule of grammar.
        text: The whole text that it is of.
        asks: True for a question.
        numbered: Its figures with their places in `parts`.
    """

    items: tuple[Item, ...]
    parts: str
    text: str = field(repr=False)
    asks: bool = False
    numbered: tuple[tuple[int, Figure], ...] = ()

    def span(self, first: int, last: int) -> Span:
        """Return the place of the items from `first` to `last`, both included."""
        return Span(self.items[first].start, self.items[last].end)

    def figure(self, place: int) -> Figure:
        """Return the number at a place of `parts` that is a figure."""
        figure = self.items[place].figure
        if figure is None:
            raise LookupError(place)
        return figure

    def figures(self) -> Iterator[tuple[int, Figure]]:
        """Yield the figures with their places in `parts`."""
        return iter(self.numbered)
