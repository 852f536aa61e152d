"""Claims of a typed summary, each held against the counts of the table of ratings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of, Span
from kpibook.domain.commentary.facts import Fact
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.totals.meaning import (
    direction_meant,
    may_say_which,
    predicate,
    spans_of,
    statuses_meant,
)
from kpibook.domain.commentary.totals.quantity import (
    NUMBER,
    QUANTITY,
    Quantity,
    number_of,
    quantity_of,
)
from kpibook.domain.commentary.totals.tally import Tally, priority_key
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

MOST_CHARACTERS = 20_000
_SENTENCE = regex(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*")
_LONGEST = 600
_NOUN = r"(?:measures?|indicators?|kpis?|pis?)\b"
_ADJECTIVES = r"(?:(?:key|corporate|quarterly|performance|reported|rated|other|council) ){0,3}"
# "Of the eight reported, four met" says measures by no word.
_REPORTED = rf"\bof the {NUMBER} (?:that (?:were|are) )?(?:reported|rated|due)(?=[,:;)]|$| this)"
_HAS_NOUN = regex(rf"\b{_NOUN}|{_REPORTED}")
_PERCENT = (
    r"(?: ?\((?P<{0}>\d{{1,3}}(?:\.\d{{1,2}})?) ?%"
    r"(?: of (?:the )?(?:(?P<{0}_of>\d{{1,4}})\b)?[^()]{{0,40}})?\))?"
)
_AUX = (
    r"(?: (?:has|have|had|was|were|is|are|been|shown|show|shows|saw|seen|rated|being|at|as|now|"
    r"reported|all|each)){0,4}?"
)
_BASE = regex(
    rf"(?:\bof (?:the |our |all )?|\bthere (?:are|were) |\bacross (?:the |all )?){QUANTITY} "
    rf"(?:{_ADJECTIVES}{_NOUN}|(?:that (?:were|are) )?(?:reported|rated|due)(?=[,:;)]|$| this))"
)
# "More than three" is no three.
_ROUGH = regex(
    r"\b(?:over|under|than|nearly|almost|about|around|some|least|up to|roughly|approximately) $"
)
_ANY = regex(rf"{QUANTITY} {_ADJECTIVES}{_NOUN}")
_NEW = regex(rf"{QUANTITY} (?:new|newly introduced) {_ADJECTIVES}{_NOUN}")
_LINE = regex(
    rf"^\W{{0,8}}(?P<name>\w.{{2,119}}?)\s?[-:\u2013\u2014]\W{{0,6}}{QUANTITY} "
    rf"{_ADJECTIVES}{_NOUN}\W{{0,8}}$"
)
# A part of the measures, another period, another body, a plan: no count of the table is meant.
_OTHER_SCOPE = regex(
    r"\b(?:will|would|should|could|may|might|aim\w*|expect\w*|hop(?:e|ing)|plan(?:s|ned)?|forecast\w*"
    r"|if|unless|directorates?|services?|teams?|departments?|committees?|portfolios?|national\w*"
    r"|councils|authorities|comparable|england|monthly|annual|remaining|themes?|outcomes?"
    r"|(?:these|those|which)|not due|previously|originally|initially"
    r"|(?:red|amber|green|off[- ]target|underperforming|declining) (?:rated )?"
    r"(?:measures?|indicators?|kpis?|pis?))\b"
)
_PERIOD = regex(
    r"(?P<against>(?:compared (?:to|with)|since|than|from|against|on|over)(?: the)? )?"
    r"(?:\bq(?:uarter )?(?P<number>[1-4])\b|\b(?:last|previous) (?:quarter|year)|"
    r"\ba year (?:ago|before))"
)


# The end of a quantity in front of the noun: to look for quantities takes a hundred words.
_COUNTED = regex(
    rf"(?:[a-z)]|(?<![\w.,\u00a3/-])\d{{1,3}}(?:,\d{{3}})?) (?:(?:new|newly introduced) )?"
    rf"{_ADJECTIVES}{_NOUN}"
)


@lru_cache(maxsize=32)
def _counts(labels: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of "3 of the 6 measures (50%) were green", with a scheme's own words."""
    return re.compile(
        rf"{QUANTITY}(?P<of> of (?:the |these |those |our |all )?(?:(?P<whole>{NUMBER})\b ?)?)?"
        rf"(?: ?{_ADJECTIVES}{_NOUN})?{_PERCENT.format('before')}{_AUX} {predicate(labels)}"
        rf"{_PERCENT.format('behind')}"
    )


def total_verdicts(text: str, tally: Tally) -> list[Verdict]:
    """Return the verdict on each count of measures in a text, in its order.

    Args:
        text: The text; only the first 20,000 characters are read.
        tally: The counts of the table.
    """
    text = text[:MOST_CHARACTERS]
    small = text.lower()
    if len(small) != len(text):  # a letter whose small form is longer would move every place
        small = "".join(char.lower() if char.isascii() else char for char in text)
    found: list[Verdict] = []
    if not _HAS_NOUN.search(small):  # most texts
        return found
    for sentence in _SENTENCE.finditer(small):
        words = sentence[0].replace("*", " ")
        if len(words) <= _LONGEST and _HAS_NOUN.search(words):
            found += [_quoting(v, text, sentence.start()) for v in _in_sentence(words, tally)]
    return found


def _quoting(verdict: Verdict, text: str, start: int) -> Verdict:
    claim, place = verdict.claim, verdict.claim.place
    place = Span(place.start + start, place.end + start)
    return replace(verdict, claim=replace(claim, place=place, words=place.of(text)))


def _in_sentence(words: str, tally: Tally) -> Iterator[Verdict]:
    labels = frozenset(tally.labels)
    says = may_say_which(words, labels)
    if not says and not _COUNTED.search(words):
        return
    for match in _ANY.finditer(words):
        quantity = quantity_of(match["quantity"])
        if quantity.disagrees:
            because = f"the number in words is {quantity.low}, in brackets {quantity.in_digits}"
            yield _verdict(match, "counts", Outcome.CONTRADICTS, None, because)
    line = _LINE.match(words)
    if line and priority_key(line["name"]) in tally.priorities:
        yield _of_priority(line, tally)
        return
    sure = not _OTHER_SCOPE.search(words) and not _is_of_other_period(words, tally.period)
    bases: set[int] = set()
    for match in _BASE.finditer(words):
        quantity = quantity_of(match["quantity"])
        if quantity.kind == "exact" and not quantity.disagrees:
            bases.add(quantity.low)
            yield _of_base(match, quantity, tally, sure)
    for match in _NEW.finditer(words):
        yield _of_new(match, tally)
    for match in _counts(labels).finditer(words) if says else ():
        yield from _of_count(match, tally, bases, _against(words) if sure else None)


def _is_of_other_period(words: str, period: Quarter | None) -> bool:
    """Return True if a period is named that is not the table's, other than to compare with."""
    return any(
        not match["against"]
        and (match["number"] is None or period is None or int(match["number"]) != period.number)
        for match in _PERIOD.finditer(words)
    )


def _of_priority(match: re.Match[str], tally: Tally) -> Verdict:
    """Hold "Strong and safer communities: 5 measures" against the count of that priority."""
    number = tally.priorities[priority_key(match["name"])]
    fits = quantity_of(match["quantity"]).fits(number, number, tally.measures)
    outcome = Outcome.AGREES if fits else Outcome.CONTRADICTS
    because = f"the table has {counted(number, 'measure')} of that priority"
    return _verdict(match, "priority", outcome, _fact("measures", number, tally), because)


def _of_base(match: re.Match[str], quantity: Quantity, tally: Tally, sure: bool) -> Verdict:
    agrees = quantity.low in tally.bases
    is_part = quantity.low in tally.every_count or quantity.low < tally.measures
    wrong = Outcome.CONTRADICTS if sure and not is_part else Outcome.CANNOT_TELL
    because = f"the table has {counted(tally.measures, 'measure')}"
    fact = _fact("measures", tally.measures, tally)
    return _verdict(match, "base", Outcome.AGREES if agrees else wrong, fact, because)


def _of_new(match: re.Match[str], tally: Tally) -> Verdict:
    agrees = quantity_of(match["quantity"]).fits(tally.new, tally.new, tally.measures)
    # The register need not say of each measure when it began.
    outcome = Outcome.AGREES if agrees else Outcome.CANNOT_TELL
    return _verdict(match, "new", outcome, _fact("new measures", tally.new, tally))


def _against(words: str) -> str:
    """Return "quarter" or "year" for the earlier period that a sentence compares with, or ""."""
    named = {"year" if "year" in match[0] else "quarter" for match in _PERIOD.finditer(words)}
    return named.pop() if len(named) == 1 else ""


def _of_count(
    match: re.Match[str], tally: Tally, bases: set[int], against: str | None
) -> Iterator[Verdict]:
    """Hold a count, and its percentage, against the table.

    Args:
        match: The words.
        tally: The counts of the table.
        bases: The numbers that the sentence says it is of.
        against: The earlier period it compares with, "" for any; None if the sentence may be about
            other measures, and then only the arithmetic of the percentage can be wrong.
    """
    quantity, words = quantity_of(match["quantity"]), match["predicate"]
    if quantity.disagrees:
        return
    if match["whole"]:
        bases = {number_of(match["whole"])}
    # A base that is not the table's is a part of it, or another table.
    sure = against is not None and bases <= tally.bases
    direction = direction_meant(words)
    wholes: Collection[int] = bases
    if direction is not None:
        spans = list(spans_of(direction, tally, against or ""))
        wholes = bases or {tally.measures, tally.due}
    else:
        spans = [(count, count) for count in map(tally.having, statuses_meant(words, tally))]
        wholes = bases or tally.bases
    if not spans or _ROUGH.search(match.string[: match.start("quantity")]):
        yield _verdict(match, words, Outcome.CANNOT_TELL)
        return
    pairs = [(span, whole) for span in spans for whole in wholes]
    fact = _fact(f"measures that are {words}", spans[0][0], tally)
    because = f"by the table it is {spans[0][0]} of {tally.measures}"
    outcome = Outcome.CONTRADICTS if sure else Outcome.CANNOT_TELL
    if any(quantity.fits(least, least, whole) for (least, _), whole in pairs):
        outcome = Outcome.AGREES
    elif any(quantity.fits(*span, whole) for span, whole in pairs):
        # Measures that the table does not compare may have been counted.
        outcome, because = Outcome.CANNOT_TELL, f"{because}, and others are not compared"
    yield _verdict(match, words, outcome, fact, because)
    printed = match["before"] or match["behind"]
    if printed and quantity.kind == "exact" and (bases or sure):
        own = {int(match[name]) for name in ("before_of", "behind_of") if match[name]}
        if share := _share(quantity.low, printed, sorted(bases | own | tally.bases)):
            yield _verdict(match, "share", Outcome.CONTRADICTS, fact, share)


def _share(count: int, printed: str, bases: Sequence[int]) -> str:
    """Return why a percentage is a share of none of its possible bases; "" if it is one.

    Rounding up or down both pass: percentages that are made to add up to 100 do either.
    """
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    shares = {base: Decimal(100 * count) / base for base in bases if base >= max(count, 1)}
    if not shares or any(abs(share - Decimal(printed)) < step for share in shares.values()):
        return ""
    base, exact = next(reversed(shares.items()))
    return f"{count} of {base} is {exact.quantize(step)}%, not {printed}%"


def _fact(label: str, value: int, tally: Tally) -> Fact:
    return Fact(label, Decimal(value), tally.where)


def _verdict(
    match: re.Match[str], says: str, outcome: Outcome, fact: Fact | None = None, because: str = ""
) -> Verdict:
    number = quantity_of(match["quantity"]).low
    claim = Claim(
        ClaimKind.TOTAL,
        Span(*match.span()),
        "",
        of=Of.MEASURES,
        says=says,
        figures=(Figure(Decimal(number)),),
    )
    return Verdict(claim, outcome, fact, because)
