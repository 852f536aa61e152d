"""A measure to show by example what each kind of claim reads; the examples are run as tests.

The measure: 71.8% of minor planning applications decided in time in Quarter 3 of 2024/25, against a
target of 75%, 76.4% in the quarter before, 79.5% a year before and 82.5% in England.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.on_use.replacing import replace

_NOW = Quarter(2024, 3)
_PREVIOUS, _LAST_YEAR = (
    Fact("figure", Decimal(value), quarter=quarter)
    for value, quarter in (("76.4", _NOW.previous), ("79.5", _NOW.same_last_year))
)
#: The measure of the examples.
MINORS = MeasureFacts(
    ref="PLN402",
    title="Minor planning applications decided in time",
    period=_NOW,
    actual=Fact("actual", Decimal("71.8")),
    previous=_PREVIOUS,
    previous_year=_LAST_YEAR,
    target=Fact("target", Decimal(75)),
    year_target=Fact("target of the year", Decimal(75)),
    comparator=Fact("comparator", Decimal("82.5")),
    comparator_name="England",
    numerator=Fact("numerator", Decimal(79)),
    denominator=Fact("denominator", Decimal(110)),
    history=MappingProxyType({_NOW.previous: _PREVIOUS, _NOW.same_last_year: _LAST_YEAR}),
    unit=Unit.PERCENT,
    counted=CountedIn(Unit.PERCENT),
    decimals=1,
    polarity=Polarity.HIGHER,
)
#: A number: 134 applications that wait, 167 in the quarter before and 205 a year before.
WAITING = replace(
    MINORS,
    title="Applications awaiting a decision",
    actual=Fact("actual", Decimal(134)),
    previous=replace(_PREVIOUS, value=Decimal(167)),
    previous_year=replace(_LAST_YEAR, value=Decimal(205)),
    target=None,
    year_target=None,
    comparator=None,
    numerator=None,
    denominator=None,
    history=MappingProxyType({}),
    unit=Unit.COUNT,
    counted=CountedIn(Unit.COUNT),
    decimals=0,
    polarity=Polarity.LOWER,
)
#: A rate of a count: 148,700 visits of 195,300 residents, or 761.4 per 1,000.
VISITS = replace(
    MINORS,
    title="Library visits per 1,000 residents",
    actual=Fact("actual", Decimal("761.4")),
    numerator=Fact("numerator", Decimal(148_700)),
    denominator=Fact("denominator", Decimal(195_300)),
    target=None,
    year_target=None,
    comparator=None,
    unit=Unit.RATE_PER_1000,
    counted=CountedIn(Unit.RATE_PER_1000),
)
_Kind = Callable[[Context], Iterable[Claim | tuple[int, Claim]]]


def in_context(text: str, facts: MeasureFacts = MINORS) -> Context:
    """Return the first sentence of a text with the facts of a measure."""
    return _contexts(text, facts)[0]


def _contexts(text: str, facts: MeasureFacts) -> list[Context]:
    found = sentences(text, facts.period, title_stems(facts.title), facts.comparator_name)
    return [Context(sentence, facts, place == 0) for place, sentence in enumerate(found)]


def read(kind: _Kind, text: str, facts: MeasureFacts = MINORS) -> list[str]:
    """Return the claims of a kind that a text makes: their words, and what they are said of.

    Claims that the figures can bear out and never contradict end with "?".

    Args:
        kind: The function that finds them.
        text: The text.
        facts: The measure that it is about.
    """
    claims = [each for context in _contexts(text, facts) for each in kind(context)]
    return [_in_words(each[1] if isinstance(each, tuple) else each) for each in claims]


def _in_words(claim: Claim) -> str:
    against = f" to {claim.against.value}" if claim.against else ""
    unsure = "" if claim.sure else "?"
    return f"{claim.words}: {claim.of.value} {claim.says}{against}{unsure}"
