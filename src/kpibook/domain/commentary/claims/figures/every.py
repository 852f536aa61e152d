"""Every figure of a sentence that is said to be a figure of the measure."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.bound import bound_figures
from kpibook.domain.commentary.claims.figures.linked import linked_figures
from kpibook.domain.commentary.claims.figures.of_comparator import comparator_figures
from kpibook.domain.commentary.claims.figures.of_target import figures_against, target_figures
from kpibook.domain.commentary.claims.figures.of_the_past import past_figures, starting_figures
from kpibook.domain.commentary.claims.figures.of_the_quarter import present_figures
from kpibook.domain.commentary.claims.figures.opening import opening_figures
from kpibook.domain.commentary.claims.figures.ranges import range_figures
from kpibook.domain.commentary.claims.figures.unnamed_target import unnamed_targets

# Each with letters of which a sentence has one if it can find anything.
_FINDERS = (
    (range_figures, frozenset("s")),
    (bound_figures, frozenset("N")),
    (target_figures, frozenset("G")),
    (unnamed_targets, frozenset("whf")),
    (comparator_figures, frozenset("C")),
    (past_figures, frozenset("T")),
    (starting_figures, frozenset("r")),
    (figures_against, frozenset("w")),
    (opening_figures, frozenset("N")),
    (linked_figures, frozenset("N")),
    (present_figures, frozenset("N")),
)


def figure_claims(context: Context) -> Iterator[Claim]:
    """Yield each figure of a sentence that is said to be a figure of the measure, once."""
    if not any(context.in_unit(figure) for _, figure in context.sentence.numbered):
        return
    taken: set[int] = set()
    for find, letters in _FINDERS:
        if letters.isdisjoint(context.parts):
            continue
        for place, claim in find(context):
            if place not in taken:
                taken.add(place)
                yield claim
