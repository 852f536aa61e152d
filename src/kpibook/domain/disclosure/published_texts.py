"""Texts of a publication: which may stay next to small numbers withheld, and what replaces them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.disclosure.cells import CONFIDENTIAL
from kpibook.domain.disclosure.figures_in_text import names_measure, states_figures
from kpibook.domain.disclosure.small_numbers import Withheld
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.replacing import replace

#: Replacement for a text of a measure of which no figure is published.
TEXT_OF_WHOLE = "Not published: no figure of the measure is."
#: Replacement for a text that states figures.
TEXT_WITHHELD = "Not published: the text states figures, and a small number is withheld."

#: Returns True for a text that may be published.
MayStay = Callable[[str], bool]


class Texts:
    """Choice of the texts that may be published, for the rows of a consolidation."""

    def __init__(
        self,
        rows: Sequence[ConsolidatedRow],
        withheld: Withheld,
        hidden: Mapping[int, Collection[Quarter]],
    ) -> None:
        self._whole, self._hidden = withheld.whole, hidden
        self._protected = protected = withheld.protected
        self._references = frozenset(
            ref_key(ref)
            for row in (rows if protected else ())
            for ref in (row.rated.measure.ref, *row.rated.measure.aliases)
        )
        measures = [row.rated.measure for i, row in enumerate(rows) if i in protected]
        self._measures = {(measure.key, measure.title) for measure in measures}

    def concern(self, position: int, row: ConsolidatedRow) -> bool:
        """Return True if a text of the row is not to be published."""
        may_stay = self.of(position, row)
        return any(text and not may_stay(text) for text in _texts(row))

    def of(self, position: int, row: ConsolidatedRow) -> MayStay:
        """Return a function that says which texts of a row may be published."""
        if position in self._whole:
            return _no_text
        if position not in self._protected:
            return self._names_nothing_withheld
        own: frozenset[Decimal] = frozenset()
        if position not in self._hidden and not _is_confidential(row):
            own = frozenset(_own_figures(row))
        return lambda text: not states_figures(text, self._references, own)

    def of_no_row(self) -> MayStay:
        """Return a function that says which texts without a measure may be published."""
        return self._names_nothing_withheld

    def _names_nothing_withheld(self, text: str) -> bool:
        return not any(
            names_measure(text, key, title) and states_figures(text, self._references)
            for key, title in self._measures
        )


def _no_text(_text: str) -> bool:
    return False


def _own_figures(row: ConsolidatedRow) -> Iterator[Decimal]:
    """Yield the figures that are printed in a row of which nothing is withheld."""
    places = row.rated.measure.decimals
    for value in (row.actual, row.rated.previous, row.rated.previous_year):
        if value is not None:
            yield value if places is None else round_half_away(value, places)


def _is_confidential(row: ConsolidatedRow) -> bool:
    return CONFIDENTIAL in (row.rated.reading.marker, *(past.marker for past in row.history))


def published_text(text: str, may_stay: MayStay) -> str:
    """Return a text as it is published: itself, or a sentence in its place."""
    if not text or may_stay(text):
        return text
    return TEXT_OF_WHOLE if may_stay is _no_text else TEXT_WITHHELD


def published_action(action: Action, may_stay: MayStay) -> Action:
    """Return an action as it is published; a post that may not be printed is left out."""
    owner = action.owner if may_stay(action.owner) else ""
    return replace(action, text=published_text(action.text, may_stay), owner=owner)


def _texts(row: ConsolidatedRow) -> tuple[str, ...]:
    reading = row.rated.reading
    of_actions = (text for action in row.actions for text in (action.text, action.owner))
    return reading.commentary, reading.action, row.rated.measure.note, *of_actions
