"""Baselines of changes with a size: 5.3 points since Q2, 33 fewer than a year ago."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.elsewhere import is_the_comparator
from kpibook.domain.commentary.claims.movements.baselines import is_made_then
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

# Behind the size: (20%), to 71.8%, and then what it is against. "Over Q2" is more, or since.
_SINCE = regex(
    r"(?:\(e{0,2}N\)|,?ae{0,2}N)?(?:,?[ke]{0,2}te{0,2}N[,k]?|,(?=[hsw]))?(?:"
    r"[ezk]{0,2}(?:[hsirwYoAb][ePokzvib]{0,3}){1,2}\(?(?P<when>T)|e?(?P<bare>T)"
    r"|(?<=[ALHJ])e{0,2}P{1,2}[io]e?(?P<level>T)"
    r"|[vke]{1,5}h[eiPvb]{0,3}(?P<than>T)"
    r"|e{0,2}[hsirwYtoA]{1,2}e?N?(?P<target>G)"
    r"|e{0,2}[hsirwYtA]{1,2}[ei]{0,2}(?P<comparator>C)|[ezk]{0,2}[rhoi]e?(?P<from>N)"
    r"|[eP]{0,2}N?(?P<direct>G)|e{0,2}(?P<national>C))"
)
# since Q2 performance has · between Q2 and Q3 the figure · compared with last year,
_BEFORE = regex(
    r"(?:^|[;,x])e?[hsrw]{1,2}e{0,2}(?:N[ioe]{0,2})?i?e?(?P<when>T)(?:aT)?,?[Pkev]{0,6}$"
)
# In Q2 it was · A year ago performance was
_THEN = regex(r"(?:^|[;,x])e?i?e?(?P<when>T),?[Pke]{1,5}v{1,2}e?$")
_NAMED = (
    ("target", Of.TARGET),
    ("direct", Of.TARGET),
    ("comparator", Of.COMPARATOR),
    ("national", Of.COMPARATOR),
)
_PAST = (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.TARGET, Of.COMPARATOR)
# Rose by 2.4 in the quarter
_QUARTER = frozenset(("the quarter", "this quarter", "the period", "this period"))
_WAS = frozenset(("was", "were", "been", "stood", "had"))
# Year on year it is: a change over that time, and not of then
_SPANS = regex(r"(?:year|quarter)[ -]on|(?:on|over) the (?:year|quarter|past|last|twelve|12)")
# In front of a period of which something is said, and not since which.
_AT = frozenset(("in", "at", "for", "during", "at the", "in the", "the"))


@dataclass(frozen=True, slots=True)
class ChangeBaseline:
    """Baseline of a change.

    Attributes:
        of: The figure; None if the words name none.
        when: Its period; None if they name none.
        last: The place of the last item that says so.
        start: The figure that the change starts from, if it is written.
        is_turned: True if the change is said of then: "it was 4.6 points higher in Q2".
    """

    of: Of | None
    when: When | None
    last: int
    start: Figure | None = None
    is_turned: bool = False


def change_baseline(context: Context, first: int, end: int) -> ChangeBaseline:
    """Return what a change is against.

    Args:
        context: The sentence.
        first: The place of the change's first item.
        end: The place behind its last.
    """
    behind = _behind(context, first, end)
    if behind.of is None and behind.when is None and behind.start is None:
        return _in_front(context, first, end)
    return behind


def _behind(context: Context, first: int, end: int) -> ChangeBaseline:
    match = _SINCE.match(context.parts, end)
    nothing = ChangeBaseline(None, None, end - 1)
    if match is None or not _is_over(context, end, match.end()):
        return nothing
    for name, named in _NAMED:
        if match[name]:
            at = match.start(name)
            elsewhere = named is Of.COMPARATOR and not is_the_comparator(context, at)
            return ChangeBaseline(Of.MEASURES if elsewhere else named, None, at)
    if match["from"]:
        return _from(context, match.start("from")) or nothing
    at = match.start(next(name for name in ("when", "bare", "than", "level") if match[name]))
    when = context.when(at)
    if when.relation is Relation.NOW:
        since = match["bare"] or (
            context.word(at) in _QUARTER and "T" not in context.parts[at + 1 :]
        )
        return ChangeBaseline(Of.PREVIOUS if since else None, None, at)
    if _is_of_then(context, first, end, at):
        return _turned(context, first, end, at)
    moves = not set("UDQBW").isdisjoint(context.parts[first:end])
    if moves and is_made_then(context, end, at):
        return ChangeBaseline(Of.MEASURES, None, at)
    # "since September" is since its end
    exact = when.exact or when.relation is Relation.PREVIOUS_YEAR
    exact = exact or context.word(at - 1) in ("since", "between") or _is_position(context, at)
    return ChangeBaseline(context.of(at) if exact else None, when, at)


def _is_position(context: Context, at: int) -> bool:
    """Return True for "above the position in June", which is that of the end of June."""
    is_known = context.when(at).quarter is not None
    return is_known and "position" in (context.word(at - 2), context.word(at - 3))


def _is_over(context: Context, first: int, last: int) -> bool:
    """Return True if the only word of more before a baseline is "over"."""
    return all(context.parts[at] != "A" or context.word(at) == "over" for at in range(first, last))


def _from(context: Context, at: int) -> ChangeBaseline | None:
    start = context.sentence.figure(at)
    if not context.in_unit(start):
        return None
    for of in _PAST:
        if context.is_fact(at, context.fact(of)):
            return ChangeBaseline(of, None, at, context.value(start))
    its = _ITS_PERIOD.match(context.parts, at + 1)
    if its is not None and _is_figure_of(context, at, its.start("when")):
        last = its.start("when")
        return ChangeBaseline(context.of(last), context.when(last), last, context.value(start))
    # "Below the peak of 80.2%", of a quarter that is not named.
    return ChangeBaseline(Of.MEASURES, None, at) if "o" in context.parts[at - 2 : at] else None


# the peak of 80.2% in Q4 2023/24
_ITS_PERIOD = regex(r"[(]?[ioe]{0,2}(?P<when>T)")


def _is_figure_of(context: Context, at: int, when: int) -> bool:
    """Return True if a figure is that of an earlier period behind it."""
    of = context.of(when)
    return of is not None and context.is_fact(at, context.fact(of, context.when(when)))


def _is_of_then(context: Context, first: int, end: int, at: int) -> bool:
    """Return True for "it was 4.6 points higher in Q2", which is said of Q2."""
    if not _WAS & {context.word(first - 1), context.word(first - 2)}:
        return False
    return all(context.phrase(place) in _AT for place in range(end, at))


def _turned(context: Context, first: int, end: int, at: int) -> ChangeBaseline:
    """Return the period that a comparison is said of; none for a movement, which was made then."""
    is_comparison = any(context.parts[place] in "ALHJ" for place in range(first, end))
    when = context.when(at)
    of = context.of(at) if is_comparison and when.exact else None
    return ChangeBaseline(of, when, at, is_turned=True)


def _in_front(context: Context, first: int, end: int) -> ChangeBaseline:
    """Return what a change is against where its period comes first."""
    before = context.parts[:first]
    then = _THEN.search(before)
    at = then.start("when") if then is not None else 0
    if then is not None and context.when(at).relation is not Relation.NOW:
        if _SPANS.match(context.word(at)):
            return ChangeBaseline(context.of(at), context.when(at), end - 1)
        return _turned(context, first, end, at)
    match = _BEFORE.search(before)
    if match is None:
        return _only(context, first, end)
    when = context.when(match.start("when"))
    if when.relation not in (Relation.PREVIOUS, Relation.PREVIOUS_YEAR):
        return ChangeBaseline(None, None, end - 1)
    return ChangeBaseline(context.of(match.start("when")), when, end - 1)


def _only(context: Context, first: int, end: int) -> ChangeBaseline:
    """Return the one earlier period of a sentence that gives its figure and the actual."""
    nothing = ChangeBaseline(None, None, end - 1)
    others = [
        at
        for at, item in enumerate(context.sentence.items)
        if item.when is not None and item.when.relation is not Relation.NOW
    ]
    if len(others) != 1 or others[0] > first or not context.anchored:
        return nothing
    between = context.parts[others[0] : first]
    if ";" in between or "x" in between or "G" in context.parts or "C" in context.parts:
        return nothing
    of = context.of(others[0])
    if of not in (Of.PREVIOUS, Of.PREVIOUS_YEAR):
        return nothing
    fact = context.fact(of)
    if not any(context.is_fact(at, fact) for at, _ in context.sentence.numbered):
        return nothing
    return ChangeBaseline(of, context.when(others[0]), end - 1)
