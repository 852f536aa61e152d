"""Statuses and directions as a council shows them: its word, letter or symbol, or a fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown
from kpibook.workbook.mapped.words.shown import shown_key
from kpibook.workbook.mapped.words.status_words import (
    status_of_colour,
    usual_direction,
    usual_status,
)

_LETTERS = {Status.EXCEEDING: "B", Status.MET: "G", Status.WITHIN: "A", Status.OFF: "R"}
#: Words that are used together: a column that has one of them gets the others.
_FAMILIES = (
    {Status.EXCEEDING: "Blue", Status.MET: "Green", Status.WITHIN: "Amber", Status.OFF: "Red"},
    {Status.MET: "Gwyrdd", Status.WITHIN: "Oren", Status.OFF: "Coch"},
    {Status.MET: "On track", Status.WITHIN: "At risk", Status.OFF: "Off track"},
)
_ARROWS = {
    Direction.IMPROVED: "\u25b2",
    Direction.DECLINED: "\u25bc",
    Direction.NO_CHANGE: "\u25ba",
}


def status_meant(shown: str, how: Shown, layout: CouncilLayout) -> Status | None:
    """Return the status that a word, letter, symbol or fill of the file means; None if unknown."""
    if not shown:
        return None
    meant = layout.statuses.get(shown_key(shown))
    if meant is not None:
        return meant
    return status_of_colour(shown) if how.is_colour else usual_status(shown)


def direction_meant(shown: str, layout: CouncilLayout) -> Direction | None:
    """Return the direction that a word or symbol of the file means; None if unknown."""
    return layout.directions.get(shown_key(shown)) or usual_direction(shown) if shown else None


def status_text(
    status: Status,
    how: Shown,
    layout: CouncilLayout,
    present: Sequence[str],
    scheme: Scheme,
    heading: str = "",
) -> str | None:
    """Return the text or the fill ("92D050") by which the council shows a status.

    Args:
        status: The status.
        how: The way in which it is shown.
        layout: The layout, for the council's words.
        present: What the column shows now, which comes first.
        scheme: The scheme, for what the council has no word for.
        heading: The heading of the column: under "RAG" the words are colours.

    Returns:
        The text or RGB; None for no fill, and for a status that the council does not show.
    """
    own = _own(present, lambda text: status_meant(text, how, layout) is status)
    if own is None:
        own = next((text for text, meant in layout.statuses.items() if meant is status), None)
    # A layout keeps its words folded: they are written as the scheme or the column writes words.
    if own is not None:
        return own if how.is_colour else _cased(own, present)
    if status is Status.EXCEEDING and how is not Shown.WORD:
        return status_text(Status.MET, how, layout, present, scheme, heading)
    if how is Shown.LETTER:
        return _LETTERS.get(status)
    look = scheme.appearance(status)
    if how is Shown.WORD and (word := _of_family(status, layout, present, heading)):
        return _cased(word, present)
    if how is Shown.FONT:
        return look.colour.removeprefix("#").upper() if status.is_rated else None
    if how is Shown.FILL:
        return look.fill.removeprefix("#").upper() if status.is_rated else None
    return (look.label if how is Shown.WORD else look.symbol) or None


def direction_text(
    direction: Direction, how: Shown, layout: CouncilLayout, present: Sequence[str], scheme: Scheme
) -> str | None:
    """Return the text by which the council shows a direction; None if it does not show it."""
    own = _own(present, lambda text: direction_meant(text, layout) is direction)
    if own is None:
        own = next((text for text, meant in layout.directions.items() if meant is direction), None)
    if own is not None:
        return _cased(own, present)
    if how is Shown.WORD:
        return scheme.label(direction)
    return _ARROWS.get(direction)


def font_on(fill: str, scheme: Scheme) -> str | None:
    """Return the text colour that a scheme has on a fill; None for a fill that is not its own."""
    looks = (look for look in scheme.statuses.values() if look.fill.upper() == f"#{fill}")
    return next((look.colour.removeprefix("#").upper() for look in looks), None)


def _of_family(
    status: Status, layout: CouncilLayout, present: Sequence[str], heading: str
) -> str | None:
    """Return the word for a status that goes with those that the column or the layout has."""
    words = {shown_key(text) for text in (*present, *layout.statuses)}
    for family in _FAMILIES:
        if words & {word.casefold() for word in family.values()}:
            return family.get(status)
    is_rag = re.search(r"\b(?:B?RAG)\b", heading, re.IGNORECASE) is not None
    return _FAMILIES[0].get(status) if is_rag and not any(present) else None


def _own(present: Sequence[str], fits: Callable[[str], bool]) -> str | None:
    return next((text for text in present if text and fits(text)), None)


def _cased(text: str, present: Sequence[str]) -> str:
    """Return a word with the capitals of the other words in its column."""
    if any(text == other for other in present):
        return text
    words = [word for word in present if word[:1].isalpha()]
    if words and all(word.isupper() for word in words):
        return text.upper()
    # A letter of Wingdings, such as \u00e9 for an arrow, is another sign as a capital.
    if not text.isascii() and len(text) == 1:
        return text
    return text.upper() if len(text) == 1 else text[:1].upper() + text[1:]
