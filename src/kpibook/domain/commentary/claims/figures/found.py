"""Figures that a rule of grammar found: in the measure's unit, and no difference."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure


def figure_at(context: Context, match: re.Match[str]) -> tuple[int, Figure] | None:
    """Return the figure of a match and its place; None if it is not in the measure's unit."""
    place = match.start("figure")
    figure = context.sentence.figure(place)
    return (place, context.value(figure)) if context.in_unit(figure) else None


def is_difference(context: Context, place: int) -> bool:
    """Return True if a figure is followed by "more", "fewer", "up": it is no figure of a period."""
    return bool(re.match(r"[ez]{0,2}[ALUDBWHJQ]", context.parts[place + 1 :])) or bool(
        re.search(r"(?:[UDBWQ]|[UDBWQ]o|[UDBWQ]b)e?$", context.parts[:place])
    )
