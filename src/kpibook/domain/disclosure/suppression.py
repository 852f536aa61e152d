"""Suppression: a consolidation without small numbers and without the figures that recover them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    Past,
    Publication,
)
from kpibook.domain.disclosure.cells import CONFIDENTIAL, Earlier
from kpibook.domain.disclosure.figures_in_text import names_measure, states_figures
from kpibook.domain.disclosure.small_numbers import Reason, Withheld, withheld_of
from kpibook.domain.finding import Finding
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.rating.arithmetic import Rating, position_of, status_of
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import shortened
from kpibook.errors import Location

#: The shorthand of a figure that is withheld.
WITHHELD = CONFIDENTIAL
#: Replacement for a text of a measure of which no figure is published.
TEXT_OF_WHOLE = "Not published: no figure of the measure is."
#: Replacement for a text that states figures.
TEXT_WITHHELD = "Not published: the text states figures, and a small number is withheld."
_WHY = "It is withheld, because counts of 1 to 5 are not published."

#: Says whether a text may be published.
MayStay = Callable[[str], bool]


def suppress(
    consolidation: Consolidation,
    *,
    shown_before: Collection[Earlier] = (),
    hidden_before: Collection[Earlier] = (),
    decided: Withheld | None = None,
) -> Publication:
    """Return the measures as they may be published.

    Where a figure is withheld, so are its numerator, denominator, forecast, status, direction,
    variance and the reason for its status; a direction is withheld too where only the earlier
    figure is. Texts of a measure of which any directorate's figure is withheld are replaced if
    they state figures, and so are texts that name such a measure. A measure of which every figure
    is withheld keeps no text. Findings of the workbooks,
    which name figures, are not part of a publication.

    Args:
        consolidation: The measures.
        shown_before: Figures that are published already; see `withheld_of`.
        hidden_before: Figures that were withheld where others were published.
        decided: What is withheld, if that was decided with other workbooks; None decides it here.
    """
    rows = consolidation.rows
    withheld = decided or withheld_of(rows, shown_before=shown_before, hidden_before=hidden_before)
    by_row: dict[int, dict[Quarter, Reason]] = {}
    for (position, quarter), reason in withheld.reasons.items():
        by_row.setdefault(position, {})[quarter] = reason
    texts = _Texts(rows, withheld, by_row)
    schemes = {scheme.key: scheme for scheme in consolidation.schemes}
    published = tuple(
        _published(row, by_row.get(i, {}), schemes[row.scheme], texts.of(i, row))
        if i in by_row or texts.concern(i, row)
        else row
        for i, row in enumerate(rows)
    )
    return Publication(
        period=consolidation.period,
        council=consolidation.council,
        rows=published,
        schemes=consolidation.schemes,
        findings=tuple(_findings(rows, by_row, texts, withheld)),
        withheld=sum(consolidation.period in quarters for quarters in by_row.values()),
        asked=any(row.rated.measure.suppress_small for row in rows),
    )


def _published(
    row: ConsolidatedRow, hidden: Mapping[Quarter, Reason], scheme: Scheme, may_stay: MayStay
) -> ConsolidatedRow:
    rated = _without_hidden(row.rated, hidden, scheme, may_stay)
    return replace(
        row,
        rated=rated,
        status_word=scheme.label(rated.rating.status),
        direction_word=scheme.label(rated.rating.direction),
        history=tuple(
            Past(past.quarter, None, WITHHELD) if past.quarter in hidden else past
            for past in row.history
        ),
    )


def _without_hidden(
    rated: RatedMeasure, hidden: Mapping[Quarter, Reason], scheme: Scheme, may_stay: MayStay
) -> RatedMeasure:
    period = rated.reading.period
    reading = replace(
        rated.reading,
        commentary=_text(rated.reading.commentary, may_stay),
        action=_text(rated.reading.action, may_stay),
    )
    if period in hidden:
        reading = replace(
            reading,
            actual=None,
            numerator=None,
            denominator=None,
            forecast=None,
            marker=WITHHELD,
        )
    hides_previous, hides_last_year = period.previous in hidden, period.same_last_year in hidden
    reduced = replace(
        rated,
        measure=replace(rated.measure, note=_text(rated.measure.note, may_stay)),
        reading=reading,
        previous=None if hides_previous else rated.previous,
        previous_marker=WITHHELD if hides_previous else rated.previous_marker,
        previous_year=None if hides_last_year else rated.previous_year,
    )
    if not hidden:
        return reduced
    return replace(reduced, rating=_rating(reduced, rated.rating, hidden, scheme))


def _rating(
    reduced: RatedMeasure, rating: Rating, hidden: Mapping[Quarter, Reason], scheme: Scheme
) -> Rating:
    """Return the rating without the parts that rest on withheld figures."""
    period = reduced.reading.period
    if period in hidden:
        # Against a target of 2 a status alone would give a count away.
        status = status_of(position_of(reduced.measure, reduced.reading, None, None), scheme)
        never = Direction.NOT_COMPARABLE
        return Rating(status, never, never, None, _WHY)
    return replace(
        rating,
        direction=_direction(rating.direction, _rests_on_withheld(period, hidden, scheme)),
        direction_year=_direction(rating.direction_year, period.same_last_year in hidden),
        why="",
    )


def _rests_on_withheld(period: Quarter, hidden: Mapping[Quarter, Reason], scheme: Scheme) -> bool:
    """Return True if the direction since the quarter before rests on a withheld figure."""
    if scheme.direction_rule.method is Method.REGRESSION:  # which rests on the whole series
        return bool(hidden)
    return period.previous in hidden


def _direction(direction: Direction, withheld: bool) -> Direction:
    return Direction.NOT_COMPARABLE if withheld else direction


def _text(text: str, may_stay: MayStay) -> str:
    if not text or may_stay(text):
        return text
    return TEXT_OF_WHOLE if may_stay is _no_text else TEXT_WITHHELD


class _Texts:
    """Decides which texts may be published."""

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
    return WITHHELD in (row.rated.reading.marker, *(past.marker for past in row.history))


def _findings(
    rows: Sequence[ConsolidatedRow],
    by_row: Mapping[int, Mapping[Quarter, Reason]],
    texts: _Texts,
    withheld: Withheld,
) -> Iterator[Finding]:
    for position, row in enumerate(rows):
        now = by_row.get(position, {}).get(row.rated.reading.period)
        if now is Reason.UNDECIDED:
            yield _finding(
                row,
                "suppression-undecided",
                f"is withheld: {now.value}.",
                "Enter its Numerator and Denominator, also in the History.",
            )
        elif now is Reason.SUBTRACTION:
            yield _finding(
                row,
                "suppression-second",
                f"of {row.directorate or row.source} is withheld: {now.value}.",
                "Nothing; or leave the total out of what is published.",
            )
        if position in withheld.exposed:
            yield _finding(
                row,
                "suppression-not-enough",
                "is left out, with all its figures: what is published already gives a figure of "
                "it away that is to be withheld, or nearly so.",
                "Withdraw the file that gives it away. If it is your own total that is published "
                "elsewhere, leave the measure out.",
            )
        elif position in withheld.whole:
            yield _finding(
                row,
                "suppression-whole",
                "has none of its figures published: withholding some of them was not enough to "
                "protect its small numbers.",
                "Nothing; or publish the measure for a longer time or for fewer directorates.",
            )
        if position not in withheld.whole and texts.concern(position, row):
            yield _finding(
                row,
                "commentary-repeats-suppressed",
                "states figures in its commentary, action or note, which may give away a "
                "figure that is withheld.",
                "Word it without figures; until then the text is not published.",
            )


def _finding(row: ConsolidatedRow, code: str, what: str, fix: str) -> Finding:
    ref = row.rated.measure.ref
    where = Location(row.source, row.sheet, row.cell)
    return Finding(code, f"{shortened(ref)} {what}", where, fix, ref=ref)


def _texts(row: ConsolidatedRow) -> tuple[str, str, str]:
    reading = row.rated.reading
    return reading.commentary, reading.action, row.rated.measure.note
