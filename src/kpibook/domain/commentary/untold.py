"""Statements that the figures bear out in the texts on a measure, and those that cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.domain.commentary.claim import Claim, ClaimKind, Span
from kpibook.domain.commentary.looks import verdicts_on
from kpibook.domain.commentary.other_measures import OtherMeasures
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.finding import Finding
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.on_use.regex import regex

_Told = tuple[str, Verdict]
# Statements that a note quotes.
_MOST = 5
# Words of a record, which a figure alone does not bear out, and of a streak.
_RECORD = regex(
    r"\b(?:best|worst|highest|lowest|strongest|weakest|poorest|largest|smallest|fewest|longest"
    r"|shortest|fastest|quickest|slowest|record|peak|all-time|ever|new (?:high|low))\b"
)
_STREAK = regex(r"\b(?:in a row|running|consecutive|successive|in succession|on the trot)\b")


def borne_out(told: Sequence[_Told]) -> list[str]:
    """Return the words that the figures bear out, each once, in quotation marks.

    Words that overlap a contradiction, as "fell to 934" of 934 that rose, or a movement, a
    judgement or a record that cannot be told, as "71.8% is the worst since reporting began", bear
    out nothing. Nor do those of a record or a streak that only their figure or movement agrees
    with, as "12.8% is the worst" or "improvement in a row".

    Args:
        told: The verdicts on a measure's texts, with the name of the text.
    """
    others = [
        (name, verdict.claim.place)
        for name, verdict in told
        if verdict.contradicts or _is_open(verdict)
    ]
    figures = [
        (name, verdict.claim.place)
        for name, verdict in told
        if verdict.outcome is Outcome.AGREES and verdict.claim.figures
    ]
    agreeing = (
        verdict.claim.words
        for name, verdict in told
        if verdict.outcome is Outcome.AGREES
        and not _goes_beyond(verdict.claim)
        and _has_its_size(verdict.claim, [at for other, at in figures if name == other])
        and not any(name == other and _overlap(verdict.claim.place, at) for other, at in others)
    )
    return [f'"{words}"' for words in dict.fromkeys(agreeing)]


def open_statements(told: Iterable[_Told], *, with_reason: bool = False) -> list[str]:
    """Return the words that the figures cannot tell, each once, with the reason where it has one.

    Args:
        told: The verdicts on a measure's texts, with the name of the text.
        with_reason: True for only those with a reason.
    """
    words = (
        f'"{verdict.claim.words}"' + (f" ({verdict.because})" if verdict.because else "")
        for _, verdict in told
        if verdict.outcome is Outcome.CANNOT_TELL and (verdict.because or not with_reason)
    )
    return list(dict.fromkeys(words))


def _overlap(place: Span, other: Span) -> bool:
    return place.start < other.end and other.start < place.end


def _goes_beyond(claim: Claim) -> bool:
    """Return True if a figure's words say a record, or words that claim no streak say one."""
    words = claim.words.casefold()
    if claim.kind is ClaimKind.FIGURE and _RECORD.search(words):
        return True
    return claim.times == 0 and _STREAK.search(words) is not None


# fell from Q2 to Q3 by £38
_SIZE = regex(r"\bby (?:[a-z]+ ){0,2}£?(?=\d)")


def _has_its_size(claim: Claim, places: Sequence[Span]) -> bool:
    """Return True if the size in a movement's words is in one that states figures and agrees."""
    sizes = (claim.place.start + match.end() for match in _SIZE.finditer(claim.words))
    return all(any(at.start <= size < at.end for at in places) for size in sizes)


_SAYS_MORE = (ClaimKind.DIRECTION, ClaimKind.CHANGE, ClaimKind.TARGET)


def _is_open(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.CANNOT_TELL and verdict.claim.kind in _SAYS_MORE


def unchecked(
    rated: RatedMeasure,
    figures: MeasureFigures,
    scheme: Scheme,
    others: OtherMeasures | None = None,
) -> Finding | None:
    """Return a note on the claims of a measure's texts that could not be told; None for none.

    Args:
        rated: The measure with its rating.
        figures: Its figures with their cells.
        scheme: The scheme it is rated under.
        others: As in `verdicts_on`.
    """
    told = verdicts_on(rated, figures, scheme, others)
    statements = open_statements(told)
    if not statements:
        return None
    agree = len(borne_out(told))
    return Finding(
        "commentary-unchecked",
        f"{rated.measure.ref}: {counted(len(statements), 'statement')} in its texts could not be "
        f"held against the figures: {listed(statements, _MOST)}. "
        f"{agree} {'agrees' if agree == 1 else 'agree'}.",
        rated.reading.place(told[0][0]),
        "Read them yourself; nothing says that they are wrong.",
        ref=rated.measure.ref,
    )
