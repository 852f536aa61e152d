"""Statuses and directions that words, letters, symbols and colours mean in most councils."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from types import MappingProxyType

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.workbook.mapped.words.shown import shown_key

_STATUSES: Mapping[Status, tuple[str, ...]] = MappingProxyType(
    {
        Status.EXCEEDING: ("blue", "b", "exceeding", "exceeded", "exceeds target", "above target"),
        Status.MET: (
            "meeting target",
            *("green", "g", "met", "on target", "target met", "on track", "achieved", "good"),
            # J, K and L are faces in Wingdings; letters of that font are arrows too.
            *("j", "gwyrdd", "ar darged", "\u2713", "\u2714", "\u2705", "\U0001f7e2", "yes", "y"),
        ),
        Status.WITHIN: (
            *("amber", "a", "yellow", "within tolerance", "slightly below target", "at risk"),
            *("k", "near target", "just off target", "oren", "melyn", "\U0001f7e1", "\U0001f7e0"),
        ),
        Status.OFF: (
            "not meeting target",
            *(
                "red",
                "r",
                "off target",
                "not meeting target",
                "missed",
                "not met",
                "target not met",
                "below target",
            ),
            *(
                "l",
                "off track",
                "coch",
                "\u2717",
                "\u2718",
                "\u274c",
                "\U0001f534",
                "underperforming",
            ),
        ),
        Status.NOT_RATED: (
            *("grey", "gray", "no target", "not rated", "n/a", "monitor", "contextual"),
            *("data only", "no rag", "not applicable", "llwyd", "none", "-", "\u2013", "\u2014"),
        ),
        Status.NOT_REPORTED: (
            *("no data", "not reported", "not available", "tbc", "missing", "data not available"),
            *("dim data", "awaiting data", "awaited"),
        ),
    }
)
_DIRECTIONS: Mapping[Direction, tuple[str, ...]] = MappingProxyType(
    {
        Direction.IMPROVED: (
            "getting better",
            *("improved", "improving", "better", "up", "\u25b2", "\u2191", "\u2197", "\u2b06"),
            *("\u00e9", "gwella", "positive", "\u21e7", "\u21d1", "\U0001f53c"),
        ),
        Direction.DECLINED: (
            "getting worse",
            *("declined", "declining", "worse", "worsening", "worsened", "down", "\u25bc"),
            *(
                "\u00ea",
                "\u2193",
                "\u2198",
                "\u2b07",
                "deteriorating",
                "gwaethygu",
                "negative",
                "\U0001f53d",
            ),
        ),
        Direction.NO_CHANGE: (
            *("no change", "same", "stable", "static", "unchanged", "\u2013", "\u2014", "-"),
            *(
                "\u00e8",
                "\u2194",
                "\u2192",
                "\u25ba",
                "\u25b6",
                "=",
                "maintained",
                "dim newid",
                "\u27a1",
            ),
        ),
        Direction.INCREASED: (
            *("increased", "increase", "increasing", "rising", "risen", "rose", "higher"),
            *("cynnydd", "cynyddu"),
        ),
        Direction.DECREASED: (
            *("decreased", "decrease", "decreasing", "falling", "fallen", "fell", "lower"),
            *("gostyngiad", "gostwng"),
        ),
    }
)


def usual_status(text: str) -> Status | None:
    """Return the status that a word, letter or symbol usually means; None if it is not usual.

    >>> usual_status("A"), usual_status("On Target"), usual_status("Purple")
    (<Status.WITHIN: 'within'>, <Status.MET: 'met'>, None)
    """
    key = shown_key(text).replace("\ufe0f", "")
    return next((status for status, words in _STATUSES.items() if key in words), None)


def usual_direction(text: str) -> Direction | None:
    """Return the direction that a word or an arrow usually means; None if it is not usual."""
    key = shown_key(text).replace("\ufe0f", "")
    return next((way for way, words in _DIRECTIONS.items() if key in words), None)


def status_of_colour(rgb: str) -> Status | None:
    """Return the status that a fill usually means, by its hue; None if that is not plain.

    >>> status_of_colour("92D050"), status_of_colour("FFC000"), status_of_colour("1F4E78")
    (<Status.MET: 'met'>, <Status.WITHIN: 'within'>, None)
    """
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    degrees = hue * 360
    if strong < 0.12:
        return Status.NOT_RATED if 0.4 < light < 0.97 else None
    if degrees < 18 or degrees > 340:
        return Status.OFF
    if degrees < 62:
        return Status.WITHIN
    return Status.MET if 70 < degrees < 170 else None
