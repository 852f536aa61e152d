"""Words for statuses and directions over all sources: a scheme's own words, or plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from kpibook.domain.consolidation.row_brief import briefs_of, distinct_briefs
from kpibook.domain.reporting.summary import shares_of
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.domain.wording import counted, listed
from kpibook.outputs.consolidated.contents import Contents

#: Words for several schemes, whose own words may differ.
PLAIN: Mapping[Status | Direction, str] = MappingProxyType(
    {
        Status.EXCEEDING: "Exceeding target",
        Status.MET: "Target met",
        Status.WITHIN: "Within tolerance",
        Status.OFF: "Off target",
        Status.NOT_RATED: "Not rated",
        Status.NOT_REPORTED: "Not reported",
        Status.NOT_DUE: "Not due",
        Direction.IMPROVED: "Improved",
        Direction.DECLINED: "Declined",
        Direction.NO_CHANGE: "No change",
        Direction.INCREASED: "Increased",
        Direction.DECREASED: "Decreased",
        Direction.NO_HISTORY: "No history",
        Direction.NOT_COMPARABLE: "Not comparable",
    }
)
_Meaning = TypeVar("_Meaning", Status, Direction)


def status_words(schemes: Sequence[Scheme], *, not_due: bool = False) -> dict[Status, str]:
    """Return a different word for each status of any of the schemes.

    Args:
        schemes: The schemes.
        not_due: True if there are measures that are not due, of which no scheme need speak.
    """
    used = [s for s in Status if any(s in scheme.statuses for scheme in schemes)]
    if not_due and Status.NOT_DUE not in used:
        used.append(Status.NOT_DUE)
    return _words(schemes, used)


def words_shown(contents: Contents) -> dict[Status, str]:
    """Return a word for each status that the sheets of `contents` show."""
    not_due = any(row.status is Status.NOT_DUE for row in distinct_briefs(contents.rows))
    return status_words(contents.schemes, not_due=not_due)


def direction_words(schemes: Sequence[Scheme]) -> dict[Direction, str]:
    """Return a different word for each direction."""
    return _words(schemes, list(Direction))


def _words(schemes: Sequence[Scheme], meanings: Sequence[_Meaning]) -> dict[_Meaning, str]:
    if len(schemes) != 1:
        return {meaning: PLAIN[meaning] for meaning in meanings}
    labels = {meaning: schemes[0].label(meaning) for meaning in meanings}
    # A scheme may give two statuses one label, but the headings of a table must differ.
    uses = Counter(label.casefold() for label in labels.values())
    return {
        meaning: label
        if uses[label.casefold()] == 1
        else f"{label} ({PLAIN[meaning][0].lower()}{PLAIN[meaning][1:]})"
        for meaning, label in labels.items()
    }


def appearances(schemes: Sequence[Scheme]) -> dict[Status, Appearance]:
    """Return the appearance of each status, from the first scheme in `schemes` that has it."""
    looks: dict[Status, Appearance] = {}
    for scheme in schemes:
        looks = {**scheme.statuses, **looks}
    return {Status.NOT_DUE: schemes[0].appearance(Status.NOT_DUE), **looks} if schemes else looks


def summary_sentences(contents: Contents) -> list[str]:
    """Return sentences on status and direction of the measures, with the percentages' base."""
    if not contents.rows:
        return ["There are no measures."]
    rows = briefs_of(contents.rows)
    statuses = Counter(row.status for row in rows)
    directions = Counter(row.direction for row in rows if row.status is not Status.NOT_DUE)
    rated = {status: count for status, count in statuses.items() if status.is_rated}
    shares = shares_of(rated)
    parts = [
        f"{statuses[status]:,} {_in_sentence(word)}"
        + (f" ({shares.written(status)})" if status in shares.percentages else "")
        for status, word in words_shown(contents).items()
        if statuses[status] and status is not Status.NOT_DUE
    ]
    moved = [
        f"{directions[direction]:,} {_in_sentence(word)}"
        for direction, word in direction_words(contents.schemes).items()
        if directions[direction]
    ]
    base = sum(rated.values())
    of = f" Percentages are of the {counted(base, 'rated measure')}. {shares.rounding}".rstrip()
    of = of if base else ""
    not_due = statuses[Status.NOT_DUE]
    due = f"Of {counted(len(rows) - not_due, 'measure')}: {listed(parts)}.{of}" if parts else ""
    since = [f"Since {contents.period.previous}: {listed(moved)}."] if moved else []
    return [" ".join(text for text in (due, _not_due(not_due)) if text), *since]


def _not_due(count: int) -> str:
    """Return the sentence on measures that are counted nowhere; "" if all are due."""
    are = "is" if count == 1 else "are"
    return (
        f"{counted(count, 'measure')} {are} not due this quarter and not counted." if count else ""
    )


def _in_sentence(word: str) -> str:
    """Return a scheme's word for use inside a sentence: lower case, except a code such as "RAG"."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
