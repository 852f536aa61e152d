"""Statuses and directions as a council shows them: its word, letter or symbol, or a fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kpibook.domain.measures.number import parse_marker
from kpibook.domain.measures.polarity import Polarity
from kpibook.domain.measures.vocabulary.reading import MARKER
from kpibook.domain.rating.movement import JUDGED, MOVEMENTS, movement_of
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.words.shown import shown_key
from kpibook.workbook.mapped.words.status_words import (
    status_of_colour,
    usual_direction,
    usual_status,
)
from kpibook.workbook.protocol import ShownDirection

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
#: Arrows that are used together, up, down and level: a column that has one gets the others.
_ARROW_SIGNS = (
    ("\u2191", "\u2193", "\u2192"),
    ("\u25b2", "\u25bc", "\u25ba"),
    ("\u2b06", "\u2b07", "\u27a1"),
    ("\u2197", "\u2198", "\u2192"),
    ("\u21e7", "\u21e9", "\u21e8"),
    ("\u21d1", "\u21d3", "\u21d2"),
    ("\U0001f53c", "\U0001f53d", "\u25b6"),
    ("\u00e9", "\u00ea", "\u00e8"),  # arrows of Wingdings
    ("up", "down", "same"),
)
_SIGNS = (
    *_ARROW_SIGNS,
    ("increased", "decreased", "unchanged"),
    ("increase", "decrease", "no change"),
    ("improving", "declining", "stable"),
    ("better", "worse", "same"),
)
_NOT_SHOWN = (Status.NOT_RATED, Status.NOT_REPORTED)
_OPPOSITE = {
    Direction.IMPROVED: Direction.DECLINED,
    Direction.DECLINED: Direction.IMPROVED,
    Direction.INCREASED: Direction.DECREASED,
    Direction.DECREASED: Direction.INCREASED,
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
    """Return the text by which the council shows a direction; None if it does not show it.

    A sign that is not on the sheet or in the layout yet is of the same kind as those that are.
    """
    own = _own(present, lambda text: direction_meant(text, layout) is direction)
    if own is None:
        own = next((text for text, meant in layout.directions.items() if meant is direction), None)
    if own is None:
        own = _of_signs(direction, layout, present)
    if own is not None:
        return _cased(own, present)
    if how is Shown.WORD:
        return scheme.label(direction)
    return _ARROWS.get(direction)


def directions_shown(
    direction: Direction,
    polarity: Polarity | None,
    layout: CouncilLayout,
    present: Sequence[str],
) -> Direction | None:
    """Return a direction as the council's signs say it: better or worse, or the figure's movement.

    Args:
        direction: The direction that the figures give.
        polarity: Which way is better; None if it is not known.
        layout: The layout, whose words say what a sign means.
        present: What the column shows.

    Returns:
        None where the signs say how the figure moved and the polarity does not tell it.
    """
    meant = {*layout.directions.values(), *(direction_meant(text, layout) for text in present)}
    is_moving = bool(meant & {*MOVEMENTS}) and not meant & {*JUDGED}
    return movement_of(direction, polarity) if is_moving else direction


def shown_direction(row: MappedRow, layout: CouncilLayout, file: str) -> ShownDirection | None:
    """Return the direction that a row shows; None if it shows none, or that there is none.

    Args:
        row: The measure.
        layout: The layout.
        file: The workbook's name, for messages.
    """
    text, at = row.shown.get("direction", ""), row.table.direction
    if not text or at is None or at.shown.is_colour:
        return None
    meant = direction_meant(text, layout)
    if meant is None and (usual_status(text) in _NOT_SHOWN or _is_marker(text, layout)):
        return None
    place = row.place_of("direction")
    where = Location(place.file or file, place.sheet, place.address)
    return ShownDirection(meant, text, where)


def is_arrow(text: str) -> bool:
    """Return True for an arrow up or down: it may say "better", or "the figure is higher".

    >>> is_arrow("\u2191"), is_arrow("down"), is_arrow("Better")
    (True, True, False)
    """
    key = _sign_key(text)
    return any(key in signs[:2] for signs in _ARROW_SIGNS)


def _sign_key(text: str) -> str:
    return shown_key(text).replace("\ufe0f", "")


def _is_marker(text: str, layout: CouncilLayout) -> bool:
    own = {shown_key(each.word) for each in layout.words.entries if each.role == MARKER}
    return shown_key(text) in own or bool(parse_marker(text))


def _of_signs(direction: Direction, layout: CouncilLayout, present: Sequence[str]) -> str | None:
    """Return the sign for a direction that goes with those of the column or the layout."""
    for text in (*present, *layout.directions):
        key = _sign_key(text)
        meant = direction_meant(text, layout)
        for signs in _SIGNS:
            if key not in signs or meant is None:
                continue
            if direction is Direction.NO_CHANGE:
                return signs[2]
            if meant in _OPPOSITE and direction is _OPPOSITE[meant]:
                return signs[1 - signs.index(key)] if key in signs[:2] else None
    return None


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
