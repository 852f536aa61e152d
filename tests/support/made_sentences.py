"""Sentences made of parts: movements, judgements and comparisons, each with its truth.

A frame, a word and what it is against are drawn together, for measures of several units and both
ways of being good. A seed gives the same sentences each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import facts


@dataclass(frozen=True)
class Subject:
    """Measure with the ways in which a text names it and gives its figure."""

    title: str
    unit: Unit
    polarity: Polarity
    names: tuple[str, ...]
    gives: str
    figures: tuple[str, ...]
    form: str = "{}"

    def written(self, figure: str) -> str:
        """Return a figure as a text has it."""
        return self.form.format(figure)


@dataclass(frozen=True)
class Made:
    """Sentence with the figures of its measure, and the truth of what it says."""

    text: str
    facts: MeasureFacts
    is_true: bool


SUBJECTS = (
    Subject(
        "Household waste sent for recycling",
        *(Unit.PERCENT, Polarity.HIGHER, ("the recycling rate", "recycling", "performance")),
        *("{} of household waste was recycled", ("44.8", "46.1", "47.9", "49.3"), "{}%"),
    ),
    Subject(
        "Voluntary staff turnover",
        *(Unit.PERCENT, Polarity.LOWER, ("staff turnover", "the turnover rate", "the figure")),
        *("Turnover was {}", ("10.9", "12.3", "13.4", "14.8"), "{}%"),
    ),
    Subject(
        "Households in temporary accommodation",
        *(Unit.COUNT, Polarity.LOWER, ("the number in temporary accommodation", "the number")),
        *("{} households were in temporary accommodation", ("250", "262", "287", "301")),
    ),
    Subject(
        "Average days to complete a non-emergency repair",
        *(Unit.DAYS, Polarity.LOWER, ("the average repair time", "performance")),
        *("Repairs took an average of {}", ("11.3", "12.9", "13.7", "15.1"), "{} days"),
    ),
    Subject(
        "Fly-tipping incidents per 1,000 households",
        *(Unit.RATE_PER_1000, Polarity.LOWER, ("fly-tipping", "the fly-tipping rate", "the rate")),
        *("There were {} incidents per 1,000 households", ("7.6", "8.4", "9.3", "10.2")),
    ),
    Subject(
        "Income from commercial waste",
        *(Unit.CURRENCY, Polarity.HIGHER, ("income", "income from commercial waste")),
        *("Income from commercial waste was {}", ("846500", "868500", "902200", "947200"), "£{}"),
    ),
)
_MOVED = {
    "up": "rose|went up|climbed|has risen|has crept up|edged up|is up|continued to rise|has grown",
    "down": "fell|dropped|has come down|dipped|is down|continued to fall|has fallen slightly",
    "better": "improved|has improved markedly|moved in the right direction|continued to improve|"
    "recovered|has strengthened|showed a clear improvement",
    "worse": "worsened|has deteriorated|slipped|got worse|moved in the wrong direction|"
    "has gone backwards|continued to deteriorate",
}
_A_MOVE = {
    "up": "an increase|a slight rise|a further increase|an uplift|a sharp rise",
    "down": "a fall|a small drop|a marked reduction|a dip|a modest decrease",
    "better": "an improvement|a clear improvement|a welcome improvement|good progress",
    "worse": "a deterioration|a slight deterioration|a step backwards|worse performance",
}
_THAN = {
    "up": "higher|slightly higher|somewhat higher|rather higher|a little higher",
    "down": "lower|slightly lower|somewhat lower|rather lower|marginally lower",
    "better": "better|much better|a good deal better|slightly better",
    "worse": "worse|much worse|a good deal worse|a little worse",
}
_SINCE = {
    "before": "since Q2|on the previous quarter|compared with Q2|from {} in Q2|on the {} of Q2|"
    "on the {} recorded in Q2|against {} in Q2|relative to Q2|from the {} we reported in Q2",
    "year": "on a year ago|year on year|compared with the same quarter last year|on Q3 2023/24|"
    "from {} a year ago|on the {} recorded this time last year|on Q3 last year ({})",
}
_THAN_WHEN = {
    "before": "in Q2|last quarter|the {} of Q2|it was in Q2|at the end of September|Q2 ({})",
    "year": "a year ago|this time last year|last year's {}|the {} of a year ago|in Q3 2023/24",
}
_FRAMES = {
    "moved": "{S} {w} {b}, to {A}.|{S} {w} to {A} {b}.|At {A}, {s} {w} {b}.|{F}. {S} {w} {b}.|"
    "This quarter {s} {w} {b}, at {A}.|{S} {w} {b} and now stands at {A}.|"
    "{S} {w} {b}; it is now {A}.|{S}, at {A}, {w} {b}.",
    "a move": "{F}, {w} {b}.|{F}. This is {w} {b}.|There was {w} {b}, to {A}.|"
    "The figure of {A} is {w} {b}.|{F}, representing {w} {b}.|We have seen {w} {b}: {A}.",
    "than": "{F}, {w} than {b}.|{F}, which is {w} than {b}.|{S} was {A}, {w} than {b}.|"
    "{F} ({w} than {b}).|{F} and that is {w} than {b}.|{A}, {w} than {b}.|"
    "{F}, and {s} is therefore {w} than {b}.",
}
_WORDS = {"moved": (_MOVED, _SINCE), "a move": (_A_MOVE, _SINCE), "than": (_THAN, _THAN_WHEN)}


def movements(seed: int, count: int) -> Iterator[Made]:
    """Yield sentences that say the measure moved since the quarter or the year before."""
    chance = random.Random(seed)
    for _ in range(count):
        subject = chance.choice(SUBJECTS)
        actual, before, year, target = chance.sample(subject.figures, 4)
        kind, way = chance.choice(list(_WORDS)), chance.choice(list(_MOVED))
        words, bases = _WORDS[kind]
        since = chance.choice(list(bases))
        other = before if since == "before" else year
        base = chance.choice(bases[since].split("|")).format(subject.written(other))
        frame, word = chance.choice(_FRAMES[kind].split("|")), chance.choice(words[way].split("|"))
        text = _filled(frame, subject, chance.choice(subject.names), actual, w=word, b=base)
        yield Made(
            text,
            _facts(subject, actual, before, year, target),
            is_so(way, actual, other, subject.polarity),
        )


_JUDGED = {
    "met": "met|has met|managed to meet|narrowly met|continues to meet|achieved|has reached",
    "missed": "missed|did not meet|fell short of|has not met|failed to meet|narrowly missed",
    "up": "is above|is well above|is over|is higher than|is in excess of",
    "down": "is below|is just below|is under|is lower than|is beneath",
    "better": "is ahead of|is better than|is comfortably ahead of",
    "worse": "is behind|is short of|is worse than|is some way short of",
}
_TARGETS = (
    "the target|the target of {}|the {} target|our target|the quarterly target|the {} we aim for|"
    "the corporate target of {}|the {} that we set ourselves|the service's target|the {} required|"
    "the target for the quarter|the {} standard|the target set for Q3"
)
_JUDGED_FRAMES = (
    "{S} {w} {b}, at {A}.|{F}, which {w} {b}.|At {A}, {s} {w} {b}.|{F}. This {w} {b}.|{S} {w} {b}.|"
    "{S} was {A} and {w} {b}.|{S} of {A} {w} {b}.|{S}, at {A}, {w} {b}.|The result of {A} {w} {b}."
)


def judgements(seed: int, count: int) -> Iterator[Made]:
    """Yield sentences that set the actual against its target."""
    chance = random.Random(seed)
    for _ in range(count):
        subject = chance.choice(SUBJECTS)
        actual, before, year, target = chance.sample(subject.figures, 4)
        way = chance.choice(list(_JUDGED))
        aim = chance.choice(_TARGETS.split("|")).format(subject.written(target))
        frame = chance.choice(_JUDGED_FRAMES.split("|"))
        word = chance.choice(_JUDGED[way].split("|"))
        text = _filled(frame, subject, chance.choice(subject.names), actual, w=word, b=aim)
        yield Made(
            text,
            _facts(subject, actual, before, year, target),
            is_so(way, actual, target, subject.polarity),
        )


def is_so(way: str, actual: str, other: str, polarity: Polarity) -> bool:
    """Return True if the actual is to another figure as a word says."""
    move = (Decimal(actual) > Decimal(other)) - (Decimal(actual) < Decimal(other))
    good = move if polarity is Polarity.HIGHER else -move
    return {"up": move > 0, "down": move < 0, "better": good > 0, "worse": good < 0}.get(
        way, good >= 0 if way == "met" else good < 0
    )


def _facts(subject: Subject, actual: str, before: str, year: str, target: str) -> MeasureFacts:
    figures = (subject.title, actual, before, year, target)
    return facts(*figures, subject.unit, subject.polarity, decimals=None)


def _filled(frame: str, subject: Subject, name: str, actual: str, *, w: str, b: str) -> str:
    written = subject.written(actual)
    gives = subject.gives.format(written)
    text = frame.format(S=name[0].upper() + name[1:], s=name, A=written, F=gives, w=w, b=b)
    return text[0].upper() + text[1:]
