"""Nothing at all: "no applications were awaiting a decision", of a number that is not 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.lexicon import stem
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# no applications are awaiting a decision · there were no permanent exclusions in the quarter
_NONE = regex(r"(?:ev)?n(?P<what>[ke]{1,4}[ivoke]{0,8})(?:i?e?T)?")
# Of a title of many words some are enough.
_MOST = Decimal("0.6")


def zero_claims(context: Context) -> Iterator[Claim]:
    """Yield a whole sentence that says there is none of what the title names."""
    facts = context.facts
    if facts.unit is not Unit.COUNT or facts.basis.is_of_year_so_far or not context.first:
        return
    match = _NONE.fullmatch(context.parts)
    if match is None or context.sentence.asks or not _is_now(context):
        return
    if context.word(match.start("what") - 1) != "no":
        return
    title = title_stems(facts.title, False)
    named = {stem(item.word) for item in context.sentence.items} & title
    if named and len(named) >= _MOST * len(title):
        last = len(context.parts) - 1
        nothing = (Figure(Decimal(0)),)
        yield context.claim(ClaimKind.FIGURE, 0, last, Of.ACTUAL, "none", nothing)


def _is_now(context: Context) -> bool:
    times = [item.when for item in context.sentence.items if item.when is not None]
    return all(when.relation is Relation.NOW for when in times)
