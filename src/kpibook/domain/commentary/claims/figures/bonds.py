"""Figures matched with the words that say what they are: a period, a target or a comparator.

Each such label belongs to one figure, the nearest that the words between allow, before it or
behind it: in "against 76.4% in Q2, it was 71.8%" Q2 is of the first figure, and so of no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.found import is_difference, is_of_changes, is_of_rate
from kpibook.on_use.regex import regex

_LABELS = frozenset("TGC")
_LABEL = regex("[TGC]")
_FURTHEST = 12
# Q2 was · the position in Q2, when it stood at · England's figure is · target set by members: 75%
_BEHIND = {
    "T": regex(r"[PkoeivMYZtzh]{0,11}(?:[(;]|,[xPevh]{0,3})?[Pkoeivzt]{0,5}"),
    "G": regex(r"[PkoeivzhbY]{0,4}(?:iT|\(T\))?v?(?:[(;,])?[Poeivztw]{0,4}"),
    "C": regex(r"[PkoeivMzh]{0,5}(?:iT|\(T\))?v?(?:[(;]|,[xPev]{0,3})?[PoeivMzt]{0,4}"),
}
# the 76.4% we reported for Q2 · 75%, which is the target · 82.5% across the country
_BEFORE = {
    "T": regex(r"[PkeviYzhb]{0,6}|\("),
    "G": regex(r"[Pkeviz]{0,4}|\(|,P?ve?"),
    "C": regex(r"[PkeviYzo]{0,5}|\("),
}
_HAS = frozenset(
    (
        # verbs with which a period or a place has a figure
        *(
            "managed",
            "managing",
            "posted",
            "scored",
            "took",
            "got",
            "ran",
            "went",
            "gone",
            "settled",
        ),
        *("logged", "hit", "brought", "yielded", "registered", "measured", "noted", "set", "given"),
        *("scoring", "having", "levelled", "came", "landed", "closed", "saw", "counted", "written"),
        # words of how it is known, and how far it goes
        *(
            "published",
            "quoted",
            "cited",
            "observed",
            "asked",
            "sits",
            "line",
            "opposed",
            "compared",
        ),
        *(
            "corresponding",
            "equivalent",
            "comparable",
            "earlier",
            "previous",
            "latest",
            "provisional",
        ),
        *("revised", "reporting", "whole", "elsewhere", "across", "used", "norm", "members"),
        *("this", "year", "year's", "cabinet", "council", "councils", "themselves", "ourselves"),
    )
)
# met the target · outside of the target
_JUDGES = regex(r"[ALHJMXIOE][eohit]{0,3}$")
_LABELLED = regex(r"G[Pe]?[ioP]e?$")
_LABELS_NEXT = regex(r"e?G")
_NOT_OF = frozenset(("on", "over", "since", "to", "upon", "against"))


class Bond(NamedTuple):
    """Figure with its label.

    Attributes:
        figure: The place of the figure.
        label: The place of the period, the target or the comparator.
        letter: The letter of the label: "T", "G" or "C".
        distance: Weight of the words between: a comma counts as three, a word of no part as two.
        strict: True if every word between belongs to such a phrase.
    """

    figure: int
    label: int
    letter: str
    distance: int
    strict: bool

    @property
    def first(self) -> int:
        """Place of the first of both."""
        return min(self.figure, self.label)

    @property
    def last(self) -> int:
        """Place of the last of both."""
        return max(self.figure, self.label)


@lru_cache(maxsize=8)  # the rules of a sentence ask for the same one after another
def bonds(context: Context) -> tuple[Bond, ...]:
    """Return the figures of a sentence with their labels, nearest first, each only once.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> [(b.figure, b.label) for b in bonds(in_context("Against 76.4% in Q2, it was 71.8%."))]
    [(1, 3)]
    >>> [(b.figure, b.label) for b in bonds(in_context("76.4% in Q2 and 71.8% in Q3."))]
    [(0, 2), (4, 6)]
    """
    if _LABELS.isdisjoint(context.parts):
        return ()
    figures: set[int] = set()
    labels: set[int] = set()
    kept: list[Bond] = []
    for bond in sorted(_possible(context), key=lambda each: each.distance):
        if bond.figure not in figures and bond.label not in labels:
            figures.add(bond.figure)
            labels.add(bond.label)
            kept.append(bond)
    return tuple(kept)


def is_phrase(letters: str, words: list[str]) -> bool:
    """Return True if words of no part belong to phrases about figures: "managed", "whole"."""
    if "z" not in letters:
        return True
    return all(word in _HAS for letter, word in zip(letters, words, strict=True) if letter == "z")


def has_no_subject(context: Context, place: int) -> bool:
    """Return True if the words before a place, since the last comma, name nothing else."""
    parts = context.parts
    start = 1 + max([parts.rfind(mark, 0, place) for mark in ",;(xN"])
    before = parts[start:place]
    if "g" in before:
        return False
    return "z" not in before or is_phrase(before, context.words_of(start, place))


def _possible(context: Context) -> Iterator[Bond]:
    """Yield each figure with each label that the words between allow to be its own."""
    found = [match.start() for match in context.each(_LABEL)]
    labels = [at for at in found if not _is_of_label(context, at)]
    if not labels:
        return
    for place, figure in context.sentence.numbered:
        if not context.in_unit(figure) or not is_of_rate(context, figure):
            continue
        if context.word(place - 1) in ("by", "within") or is_difference(context, place):
            continue
        if not figure.unit and _counts_others(context, place):
            continue
        for at in labels:
            if abs(at - place) > _FURTHEST:
                continue
            bond = _before(context, place, at) if place < at else _behind(context, place, at)
            if bond is not None:
                yield bond


def _is_of_label(context: Context, at: int) -> bool:
    """Return True for a period that belongs to another label: "the Q2 target", "target for Q2"."""
    if context.word(at) == "standard":  # "standard homes took 19 days"
        return context.parts[at + 1 : at + 2] in ("k", "z")
    if context.parts[at] != "T":
        return False
    # What is looked for has no more than four letters.
    labelled = _LABELLED.search(context.parts, max(at - 4, 0), at)
    return bool(labelled or _LABELS_NEXT.match(context.parts, at + 1))


def _counts_others(context: Context, place: int) -> bool:
    """Return True for "two vacancies": the word behind a number is of something else."""
    behind = context.parts[place + 1 : place + 2]
    return behind == "z" and not is_phrase(behind, [context.word(place + 1)])


def _before(context: Context, place: int, at: int) -> Bond | None:
    """Return a figure with the label behind it; None if the words between do not allow it."""
    gap, letter = context.parts[place + 1 : at], context.parts[at]
    if not _BEFORE[letter].fullmatch(gap):
        return None
    if gap == "(" and context.parts[at + 1 : at + 2] != ")":
        return None
    words = context.words_of(place + 1, at)
    if letter == "T" and not context.when(at).day and _NOT_OF.intersection(words[-1:]):
        return None
    return _bond(context, place, at, gap, words)


def _behind(context: Context, place: int, at: int) -> Bond | None:
    """Return a figure with the label before it; None if the words between do not allow it."""
    gap, letter = context.parts[at + 1 : place], context.parts[at]
    if not _BEHIND[letter].fullmatch(gap):
        return None
    if gap[:1] in (",", ";") and not has_no_subject(context, at):
        return None  # "a third of them left in Q2; 71.8% is"
    if letter == "T" and gap[:1] in (",", ";") and is_no_label(context, at):
        return None
    if letter == "G" and _JUDGES.search(context.parts[:at]) and gap[:1] not in ("o", "("):
        return None  # "we were outside the target at 13.9 days"
    return _bond(context, place, at, gap, context.words_of(at + 1, place))


_SO = frozenset(("so", "hence", "thus", "therefore"))
_UNTIL = frozenset(("before", "since", "until"))


def is_no_label(context: Context, at: int) -> bool:
    """Return True for a period in front of a mark that has its figure, or ends what is before.

    "The lowest since the 129 of Q2: 134", "missed before Q2, so 71.8% is", "since Q1, 71.8% is".
    """
    if context.parts[max(at - 2, 0) : at] == "No":
        return True
    return context.word(at - 1) in _UNTIL or context.word(at + 2) in _SO


def _bond(context: Context, place: int, at: int, gap: str, words: list[str]) -> Bond | None:
    letter = context.parts[at]
    if letter == "T" and is_of_changes(context.word(at)):
        return None
    distance = len(gap) + 2 * gap.count(",") + gap.count("z")
    if ";" in gap and context.parts[:at].endswith(("i", "ie")):
        distance += _FURTHEST  # "167 waiting on 1 October; 298 came in"
    return Bond(place, at, letter, distance, is_phrase(gap, words))
