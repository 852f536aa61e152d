"""Suppression: a consolidation without small numbers and without the figures that recover them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    Past,
    Publication,
)
from kpibook.domain.disclosure.figures_in_text import states_figures
from kpibook.domain.disclosure.small_numbers import Reason, to_withhold
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Rating, position_of, status_of
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import shortened
from kpibook.errors import Location

#: The shorthand of a figure that is withheld.
WITHHELD = "[c]"
#: Replacement for a text that states figures.
TEXT_WITHHELD = "Not published: the text states figures, and a small number is withheld."
_WHY = "It is withheld, because counts of 1 to 5 are not published."


def suppress(consolidation: Consolidation) -> Publication:
    """Return the measures as they may be published.

    Where a figure is withheld, so are its numerator, denominator, forecast, status, direction,
    variance and the reason for its status; a direction is withheld too where only the earlier
    figure is. Texts of a measure that has anything withheld are replaced if they state figures.
    Findings of the workbooks, which name figures, are not part of a publication.
    """
    rows = consolidation.rows
    hidden = to_withhold(rows)
    by_row: dict[int, dict[Quarter, Reason]] = {}
    for (position, quarter), reason in hidden.items():
        by_row.setdefault(position, {})[quarter] = reason
    schemes = {scheme.key: scheme for scheme in consolidation.schemes}
    published = tuple(
        _published(row, by_row[i], schemes[row.scheme]) if i in by_row else row
        for i, row in enumerate(rows)
    )
    return Publication(
        period=consolidation.period,
        council=consolidation.council,
        rows=published,
        schemes=consolidation.schemes,
        findings=tuple(_findings(rows, by_row)),
        withheld=sum(consolidation.period in quarters for quarters in by_row.values()),
        asked=any(row.rated.measure.suppress_small for row in rows),
    )


def _published(
    row: ConsolidatedRow, hidden: Mapping[Quarter, Reason], scheme: Scheme
) -> ConsolidatedRow:
    rated = _without_hidden(row.rated, hidden, scheme)
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
    rated: RatedMeasure, hidden: Mapping[Quarter, Reason], scheme: Scheme
) -> RatedMeasure:
    period = rated.reading.period
    reading = replace(
        rated.reading,
        commentary=_text(rated.reading.commentary),
        action=_text(rated.reading.action),
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
        measure=replace(rated.measure, note=_text(rated.measure.note)),
        reading=reading,
        previous=None if hides_previous else rated.previous,
        previous_marker=WITHHELD if hides_previous else rated.previous_marker,
        previous_year=None if hides_last_year else rated.previous_year,
    )
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


def _text(text: str) -> str:
    return TEXT_WITHHELD if states_figures(text) else text


def _findings(
    rows: Sequence[ConsolidatedRow], by_row: Mapping[int, Mapping[Quarter, Reason]]
) -> Iterator[Finding]:
    for position, hidden in sorted(by_row.items()):
        row = rows[position]
        ref, location = shortened(row.rated.measure.ref), Location(row.source, row.sheet, row.cell)
        reason = hidden.get(row.rated.reading.period)
        if reason is Reason.UNDECIDED:
            yield Finding(
                "suppression-undecided",
                f"{ref} is withheld: {reason.value}.",
                location,
                "Enter its Numerator and Denominator, also in the History.",
                ref=row.rated.measure.ref,
            )
        elif reason is Reason.SUBTRACTION:
            yield Finding(
                "suppression-second",
                f"{ref} of {row.directorate or row.source} is withheld: {reason.value}.",
                location,
                "Nothing; or leave the total out of what is published.",
                ref=row.rated.measure.ref,
            )
        if any(states_figures(text) for text in _texts(row)):
            yield Finding(
                "commentary-repeats-suppressed",
                f"{ref} states figures in its commentary, action or note, which may give away a "
                "figure that is withheld.",
                location,
                "Word it without figures; until then the text is not published.",
                ref=row.rated.measure.ref,
            )


def _texts(row: ConsolidatedRow) -> tuple[str, str, str]:
    reading = row.rated.reading
    return reading.commentary, reading.action, row.rated.measure.note
