"""Words by which a count came in, went out, was there at the start or is left at the end."""

from __future__ import annotations

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

_OUT = regex(
    r"\b(?:(?:came|come|coming|brought) to an end|(?:came|come|coming|taken|took|went|gone|struck"
    r"|written|wrote|signed|paid|falling|dropped) off|(?:moved|moving|stepped|dropped|passed|sold"
    r"|bought|timed|aged) (?:on|out|away|down|up)|dealt with|no longer|transferred (?:out|away)"
    r"|left|leav(?:ing|ers|e)|complet(?:ed|ions?|ing)|clos(?:ed|ures?|ing)|end(?:ed|ing|ings)"
    r"|exit(?:ed|s|ing)?|found|discharg(?:ed|es|ing)|remov(?:ed|als?|ing)|resolv(?:ed|ing)"
    r"|finish(?:ed|ing)|clear(?:ed|ing)|decid(?:ed|ing)|decisions|determin(?:ed|ing|ations)"
    r"|(?:re)?housed|conclud(?:ed|ing)|withdr(?:awn|ew|awals)|recovered|collected|repaid|paid"
    r"|cancel(?:led|lations)|depart(?:ed|ures|ing)|inspect(?:ed|ions|ing)|settl(?:ed|ing)"
    r"|fix(?:ed|ing)|repair(?:ed|s|ing)|answer(?:ed|ing)|process(?:ed|ing)|resign(?:ed|ations)"
    r"|retir(?:ed|ements|ing)|de-?register(?:ed|ing)|ceased|adopted|went|gone|returned|lapsed"
    r"|expired|died|deaths|assess(?:ed|ing)|review(?:ed|ing)|heard|matched|lost|losses"
    r"|terminat(?:ed|ions)|dispos(?:ed|als)|sold|demolished|released|outflow|granted|refused"
    r"|off|discontinued|stood down|dismissed|let|signed|fulfilled|delivered|seen|treated)\b"
    r"|\bout$"
)
_IN = regex(
    r"\b(?:(?:took|taken|taking|brought|bringing|came|coming|come) (?:in|on|forward|up)"
    r"|sign(?:ed|ing) up|(?:transferred|moved) in"
    r"|join(?:ed|ing|ers)|enter(?:ed|ing)|entrants|receiv(?:ed|ing)|notif(?:ied|ications)|came"
    r"|open(?:ed|ing)|add(?:ed|ing|itions)|admi(?:tted|ssions|tting)|refer(?:red|rals)|new"
    r"|newcomers|arriv(?:ed|als|ing)|register(?:ed|ing)|registrations|start(?:ed|ers|s|ing)"
    r"|rais(?:ed|ing)|taken|presented|presentations|beg[au]n|commenc(?:ed|ements)"
    r"|recruit(?:ed|s|ing)|hir(?:ed|es|ing)|appoint(?:ed|ments|ing)|enrol(?:led|ments|ling)"
    r"|logg(?:ed|ing)|report(?:ed)|lodg(?:ed|ing)|submitt(?:ed|ing)|gain(?:ed|s|ing)"
    r"|acquir(?:ed|ing)|inflow|intake|arising|arose|more(?! than)|further|extra|additional)\b|\bin$"
)
_START = regex(
    r"\b(?:start(?:ed)?|beginning|began|opening|opened|entered|carried (?:over|forward|in)"
    r"|brought forward|initially|begin|1 (?:october|july|april|january))\b"
)
_END = regex(
    r"\b(?:left|leav(?:ing|es)|remain(?:ed|ing|s)?|now|outstanding|still|closing|closed|ended"
    r"|end|br(?:ings|inging|ought)|tak(?:es|ing)|took|mak(?:es|ing)|made|total|st(?:ood|ands)"
    r"|finish(?:ed)?|close)\b"
)
_BOUNDS = frozenset(",;ax()N")


def way_of(context: Context, place: int) -> int:
    """Return 1 for a count that came in, -1 for a count that went out, 0 if that is not plain.

    The words are those up to the next comma, "and" or figure: "received another 298", "331 were
    completed", "96 plans began".
    """
    before, behind = words_about(context, place)
    first, then = _sign(before), _sign(behind)
    if first and then and first != then:
        passive = context.parts[place + 1 : place + 4].lstrip("kze").startswith("v")
        return then if passive else first
    return first or then


def is_at_start(context: Context, place: int) -> bool:
    """Return True for a count that its words set at the start of the quarter."""
    return _is_at(context, place, _START.search(" ".join(words_about(context, place))), -1)


def is_at_end(context: Context, place: int) -> bool:
    """Return True for a count that its words set at the end of the quarter, or call the rest."""
    return _is_at(context, place, _END.search(" ".join(words_about(context, place))), 0)


def _is_at(context: Context, place: int, named: object, quarters: int) -> bool:
    relation = Relation.PREVIOUS if quarters else Relation.NOW
    first, last = _segment(context, place)
    times = [item.when for item in context.sentence.items[first:last] if item.when is not None]
    return named is not None or any(when.relation is relation for when in times)


def words_about(context: Context, place: int) -> tuple[str, str]:
    """Return the words before and behind a figure, up to the next comma, "and" or figure."""
    first, last = _segment(context, place)
    return _text(context, first, place), _text(context, place + 1, last)


def _segment(context: Context, place: int) -> tuple[int, int]:
    parts, first, last = context.parts, place, place + 1
    while first > 0 and parts[first - 1] not in _BOUNDS:
        first -= 1
    while last < len(parts) and parts[last] not in _BOUNDS:
        last += 1
    return first, last


def _text(context: Context, first: int, last: int) -> str:
    return " ".join([context.phrase(at) for at in range(first, last)])


def _sign(words: str) -> int:
    if _OUT.search(words):
        return -1
    return 1 if _IN.search(words) else 0
