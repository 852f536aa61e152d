"""Figures that a label says to be the past's, the target or the comparator's.

"The 76.4% that we reported for Q2", "England as a whole is at 82.5%": see `bonds`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import OF_YEAR, OTHER_TARGET, Context
from kpibook.domain.commentary.claims.elsewhere import is_the_comparator
from kpibook.domain.commentary.claims.figures.bonds import Bond, bonds, has_no_subject, is_phrase
from kpibook.domain.commentary.claims.figures.found import is_of_quarter
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.domain.commentary.facts import Fact
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped, says
from kpibook.domain.commentary.reading.when import When
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_PERIOD_BEHIND = regex(r"[i(eY]{0,2}T")
_PERIOD_OF = regex(r"[Pe]?[io]e?T")
_SUBJECTS = regex(r"[gCnXNfYZ]")
_THOUGHT = frozenset(
    ("considered", "rejected", "proposed", "suggested", "discussed", "dropped", "abandoned")
)
_TELLING = 3
_WHOLE = Decimal(100)
_NO_FIGURE = frozenset(("points", "times", "share"))


def bound_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure whose label says what it is, where it can be nothing else.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(bound_figures, "It was 71.8%, not far from the 67.4% we reported for Q2.")
    ['67.4% we reported for Q2: the quarter before was']
    >>> read(bound_figures, "England as a whole is at 85.2%, and we were at 71.8%.")
    ['England as a whole is at 85.2%: comparator is']
    >>> read(bound_figures, "Majors were at 80.2% in Q2.")
    []
    """
    for bond in bonds(context):
        of = label_of(context, bond)
        if of is None or of is Of.ACTUAL or bond.figure in context.actuals:
            continue
        figure = context.value(context.sentence.figure(bond.figure))
        if figure.unit in _NO_FIGURE:
            continue
        if is_narrowed(context, bond.last) or is_narrowed(context, bond.figure):
            continue
        when = _when(context, bond)
        if _is_sure(context, bond, of, figure) and not is_rest(context, figure):
            said = "was" if when else "is"
            yield (
                bond.figure,
                context.claim(
                    ClaimKind.FIGURE, bond.first, bond.last, of, said, (figure,), when=when
                ),
            )


def label_of(context: Context, bond: Bond) -> Of | None:
    """Return the figure of the measure that a label names; None for another."""
    if bond.letter == "T":
        return context.of(bond.label)
    if bond.letter == "G":
        near = frozenset(context.words_of(max(bond.label - 3, 0), bond.last + 2))
        of_year = near & OF_YEAR or {"full", "year"} <= near
        return Of.YEAR_TARGET if of_year else Of.TARGET
    return Of.COMPARATOR if is_the_comparator(context, bond.label) else None


def is_supported(context: Context) -> bool:
    """Return True if a figure of a sentence is the measure's that its label names.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> is_supported(in_context("It was 76.4% in Q2 and 17.8% in Q3."))
    True
    """
    for bond in bonds(context):
        of = label_of(context, bond)
        fact = context.fact(of, _when(context, bond)) if of else None
        if of is not Of.ACTUAL and context.is_fact(bond.figure, fact):
            return True
    return False


def is_rest(context: Context, figure: Figure) -> bool:
    """Return True for what is missing to 100% of a figure of the measure."""
    if context.facts.unit is not Unit.PERCENT:
        return False
    rest = _WHOLE - figure.value
    return any(
        abs(rest - fact.value) <= figure.step
        or (figure.about and says(figure, _WHOLE - fact.value))
        for fact in context.facts.in_unit
    )


def is_telling(context: Context, fact: Fact | None, figure: Figure) -> bool:
    """Return True for a figure with a slip of the hand, or for another figure of the measure.

    Such figures are hardly of something else, also where the words do not say so plainly.
    """
    if fact is None or figure.digits < _TELLING or figure.about:
        return False
    others = (other for other in context.facts.in_unit if other.value != fact.value)
    return is_mistyped(figure.value, fact.value) or any(
        figure.value == other.value for other in others
    )


def _when(context: Context, bond: Bond) -> When | None:
    return context.when(bond.label) if bond.letter == "T" else None


def _is_sure(context: Context, bond: Bond, of: Of, figure: Figure) -> bool:
    """Return True if a figure with its label can be of nothing but the measure."""
    if context.is_plan(bond.figure) or context.is_plan(bond.label):
        return False
    if not has_no_subject(context, bond.first):
        return False
    when = _when(context, bond)
    plain = bond.strict and (when is None or is_of_quarter(context, when))
    if not plain and not is_telling(context, context.fact(of, when), figure):
        return False
    if bond.letter == "G" and _is_other_target(context, bond):
        return False
    if of is Of.COMPARATOR and is_of_other_year(context, bond.figure):
        return False
    return context.anchored or _is_about(context, bond) or is_supported(context)


def _is_about(context: Context, bond: Bond) -> bool:
    """Return True if the clause names the measure, or who set its target, and nothing else."""
    if context.is_about_measure(bond.first):
        return True
    start = context.clause_start(bond.first)
    before = context.parts[start : bond.first]
    words = context.words_of(start, bond.first)
    return not _SUBJECTS.search(before) and is_phrase(before, words)


def is_of_other_year(context: Context, place: int) -> bool:
    """Return True for "79.1% two years ago": the period behind is none of the measure's."""
    behind = _PERIOD_BEHIND.match(context.parts[place + 1 :])
    return behind is not None and context.of(place + behind.end()) is None


def is_only_thought_of(context: Context, place: int) -> bool:
    """Return True for "a target of 80% was considered and rejected"."""
    return not _THOUGHT.isdisjoint(context.word(at) for at in range(place + 1, place + 4))


def is_target_of_then(context: Context, place: int) -> bool:
    """Return True for the target of another period: "the Q2 target", "the target for 2023/24"."""
    near = [at for at in range(max(place - 2, 0), place) if context.parts[at] == "T"]
    if later := _PERIOD_OF.match(context.parts[place + 1 :]):
        near.append(place + later.end())
    return any(context.of(at) is not Of.ACTUAL for at in near)


def _is_other_target(context: Context, bond: Bond) -> bool:
    if is_target_of_then(context, bond.label):
        return True
    if is_only_thought_of(context, bond.last):
        return True
    near = range(max(bond.first - 3, 0), min(bond.last + 2, len(context.parts)))
    return not OTHER_TARGET.isdisjoint(context.word(at) for at in near)
