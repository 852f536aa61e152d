"""Suppression: a consolidation without small numbers and without the figures that recover them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    Publication,
)
from kpibook.domain.consolidation.loose_actions import without_measure
from kpibook.domain.disclosure.cells import CONFIDENTIAL, without_value
from kpibook.domain.disclosure.estimates import without_estimates
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.disclosure.published_texts import (
    MayStay,
    Texts,
    published_action,
    published_text,
)
from kpibook.domain.disclosure.small_numbers import Reason, Withheld, withheld_of
from kpibook.domain.finding import Finding
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.due import Waiting
from kpibook.domain.rating.arithmetic import Rating, position_of, status_of
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rating.revised import without_figures_before
from kpibook.domain.reporting.direction_words import second_direction
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import shortened
from kpibook.errors import Location
from kpibook.on_use.replacing import replace

_WITHHELD = "The figure it is compared with is withheld"
_WHY = "It is withheld, because counts of 1 to 5 are not published."


def suppress(
    consolidation: Consolidation,
    *,
    published: Iterable[PublishedFigure] = (),
    decided: Withheld | None = None,
) -> Publication:
    """Return the measures as they may be published.

    Where a figure is withheld, so are its numerator, denominator, status, direction, variance and
    the reason for its status; a direction is withheld too where only the earlier figure is. No
    measure that asks shows its forecast, see `without_estimates`, or what a figure was revised
    from. Texts of a measure of which any
    directorate's figure is withheld are replaced if they state figures, and so are texts that name
    such a measure. A measure of which every figure is withheld keeps no text. Findings of the
    workbooks, which name figures, are not part of a publication.

    Args:
        consolidation: The measures.
        published: What files print that are published already; see `withheld_of`.
        decided: What is withheld, if that was decided with other workbooks; None decides it here.
    """
    rows = consolidation.rows
    withheld = decided or withheld_of(rows, published)
    by_row: dict[int, dict[Quarter, Reason]] = {}
    for (position, quarter), reason in withheld.reasons.items():
        by_row.setdefault(position, {})[quarter] = reason
    asking = {row.rated.measure.key for row in rows if row.rated.measure.suppress_small}
    texts = Texts(rows, withheld, by_row)
    schemes = {scheme.key: scheme for scheme in consolidation.schemes}
    public_rows = tuple(
        _published(
            row,
            by_row.get(i, {}),
            schemes[row.scheme],
            texts.of(i, row),
            asks=row.rated.measure.key in asking or i in withheld.protected,
        )
        if i in by_row or row.rated.measure.key in asking or texts.concern(i, row)
        else without_estimates(row)
        for i, row in enumerate(rows)
    )
    secret = withheld.asking | withheld.protected
    return Publication(
        period=consolidation.period,
        council=consolidation.council,
        rows=tuple(
            _without_figures_before(
                row, by_row.get(i, {}), withheld=i in secret or row.rated.measure.key in asking
            )
            for i, row in enumerate(public_rows)
        ),
        schemes=consolidation.schemes,
        findings=tuple(_findings(rows, by_row, texts, withheld)),
        figures=len(withheld.reasons),
        withheld=sum(consolidation.period in quarters for quarters in by_row.values()),
        asked=any(row.rated.measure.suppress_small for row in rows),
        actions=_without_measure(consolidation, texts),
    )


def _without_measure(consolidation: Consolidation, texts: Texts) -> tuple[Action, ...]:
    """Return the actions that no row has, as they may be published."""
    if not consolidation.actions:
        return ()
    may_stay = texts.of_no_row()
    return tuple(
        published_action(action, may_stay)
        for action in without_measure(consolidation.actions, consolidation.rows)
    )


def _without_figures_before(
    row: ConsolidatedRow, hidden: Collection[Quarter], *, withheld: bool
) -> ConsolidatedRow:
    """Return a row without what its withheld figures were revised from."""
    if not row.rated.revised:
        return row
    revised = without_figures_before(row.rated.revised, hidden, withheld=withheld)
    return replace(row, rated=replace(row.rated, revised=revised))


def _published(
    row: ConsolidatedRow,
    hidden: Mapping[Quarter, Reason],
    scheme: Scheme,
    may_stay: MayStay,
    *,
    asks: bool,
) -> ConsolidatedRow:
    row = without_estimates(row)
    rated = _without_hidden(row.rated, hidden, scheme, may_stay, asks=asks)
    return replace(
        row,
        rated=rated,
        status_word=rated.status_in_words(scheme),
        direction_word=rated.direction_in_words(rated.rating.direction, scheme),
        second_direction_word=second_direction(rated, scheme),
        forecast_word=row.forecast_word if rated.forecast else "",
        history=tuple(
            without_value(past) if past.quarter in hidden else past for past in row.history
        ),
        actions=tuple(published_action(each, may_stay) for each in row.actions),
    )


def _without_hidden(
    rated: RatedMeasure,
    hidden: Mapping[Quarter, Reason],
    scheme: Scheme,
    may_stay: MayStay,
    *,
    asks: bool,
) -> RatedMeasure:
    period = rated.reading.period
    reading = replace(
        rated.reading,
        commentary=published_text(rated.reading.commentary, may_stay),
        action=published_text(rated.reading.action, may_stay),
    )
    if period in hidden:
        reading = replace(
            reading,
            actual=None,
            numerator=None,
            denominator=None,
            forecast=None,
            marker=CONFIDENTIAL,
        )
    hides_previous, hides_last_year = period.previous in hidden, period.same_last_year in hidden
    first, second = (_without_withheld(figure, hidden, asks=asks) for figure in rated.compared)
    reduced = replace(
        rated,
        forecast=None if period in hidden else rated.forecast,
        measure=replace(rated.measure, note=published_text(rated.measure.note, may_stay)),
        reading=reading,
        previous=None if hides_previous else rated.previous,
        previous_marker=CONFIDENTIAL if hides_previous else rated.previous_marker,
        previous_year=None if hides_last_year else rated.previous_year,
        waiting=_without_last(rated.waiting, hidden),
        compared=(first, second),
    )
    if not hidden and (first, second) == rated.compared:
        return reduced
    return replace(reduced, rating=_rating(reduced, rated.rating, hidden, scheme))


def _without_last(waiting: Waiting | None, hidden: Mapping[Quarter, Reason]) -> Waiting | None:
    if waiting is None or waiting.last is None or waiting.last.quarter not in hidden:
        return waiting
    return replace(waiting, last=None)


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
        direction=_direction(rating.direction, reduced.compared[0], hidden, scheme),
        direction_year=_direction(rating.direction_year, reduced.compared[1], hidden, scheme),
        why="",
    )


def _without_withheld(
    figure: BaselineFigure, hidden: Mapping[Quarter, Reason], *, asks: bool
) -> BaselineFigure:
    """Return a baseline figure, without its value if that is withheld.

    The outturn of a whole year is withheld from every measure that asks: it is not among the
    quarters that are proved to be safe together.
    """
    earlier = figure.kind is not ComparedWith.TARGET_PATH
    withheld = earlier and (figure.quarter in hidden or (asks and figure.of_year))
    return figure.without_value(_WITHHELD) if withheld else figure


def _direction(
    direction: Direction,
    figure: BaselineFigure,
    hidden: Mapping[Quarter, Reason],
    scheme: Scheme,
) -> Direction:
    """Return a direction, unless it rests on a withheld figure."""
    by_line = figure.by_quarter_before and scheme.direction_rule.method is Method.REGRESSION
    # A line rests on the whole series.
    withheld = figure.unfair == _WITHHELD or (by_line and bool(hidden))
    return Direction.NOT_COMPARABLE if withheld else direction


def _findings(
    rows: Sequence[ConsolidatedRow],
    by_row: Mapping[int, Mapping[Quarter, Reason]],
    texts: Texts,
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
