"""Which workbooks of a consolidation are refused whole, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from kpibook.domain.consolidation.consolidation import Source
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.errors import WorkbookError

_MOST_NAMED = 5
_OTHER_PERIOD = "consolidate-other-period"


class Brought(Protocol):
    """What the rules have to know of a workbook as a whole; its rows may be on disk."""

    @property
    def source(self) -> Source:
        """Its name and what it says of itself."""

    @property
    def scheme(self) -> Scheme | None:
        """The rules it was rated under; None if it could not be read."""

    @property
    def count(self) -> int:
        """How many measures it brings."""

    @property
    def figures(self) -> int:
        """How many of them have an actual."""

    @property
    def total(self) -> Decimal:
        """Control total of these actuals."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its measures' references."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook is not used: the code, a sentence, and what to do."""

    code: str
    why: str
    fix: str


def whole_refusals(books: Sequence[Brought], period: Quarter | None) -> dict[str, Refusal]:
    """The workbooks that are refused because of the others or of the period, by name.

    Args:
        books: In order of name; those that could not be read are left as they are.
        period: The quarter wanted; None takes the one they all report.

    Raises:
        WorkbookError: `consolidate-periods-differ`, `consolidate-nothing`.
    """
    found: dict[str, Refusal] = dict(_given_twice(books))
    period = wanted_period([b for b in books if b.source.name not in found], period)
    for book in books:
        if book.source.used and book.source.name not in found and book.source.period != period:
            found[book.source.name] = Refusal(
                _OTHER_PERIOD,
                f"reports {book.source.period}, not {period}.",
                "Consolidate it with its own period, or correct the period on its sheet Settings.",
            )
    found.update(_versions([b for b in books if b.source.name not in found and b.source.used]))
    return found


def wanted_period(books: Sequence[Brought], period: Quarter | None) -> Quarter:
    """The quarter to consolidate.

    Raises:
        WorkbookError: No workbook can be read, or they report several quarters and none is
            asked for.
    """
    reported = Counter(b.source.period for b in books if b.source.used and b.source.period)
    if not reported:
        raise nothing_used(books, {})
    if period is not None:
        return period
    if len(reported) > 1:
        counts = [
            f"{counted(count, 'workbook')} of {quarter}"
            for quarter, count in sorted(reported.items())
        ]
        raise WorkbookError(
            f"the workbooks report different periods: {listed(counts, 8)}.",
            code="consolidate-periods-differ",
            fix=f'Say which to consolidate: --period "{reported.most_common(1)[0][0]}".',
        )
    return next(iter(reported))


def nothing_used(books: Sequence[Brought], found: Mapping[str, Refusal]) -> WorkbookError:
    """The error when no workbook is left: how many there were, and why each was refused."""
    reasons = [
        f"{name}: {found[name].why if name in found else book.source.refusal}"
        for book in books
        if (name := book.source.name)
    ]
    left = len(reasons) - _MOST_NAMED
    more = f" And {left} more." if left > 0 else ""
    return WorkbookError(
        f"none of {counted(len(books), 'workbook')} can be used. "
        f"{' '.join(reasons[:_MOST_NAMED])}{more}",
        code="consolidate-nothing",
        fix=_way_out(books, found),
    )


def _way_out(books: Sequence[Brought], found: Mapping[str, Refusal]) -> str:
    """What to do when no workbook is left: most often it is the period that was asked for."""
    for book in books:
        refusal = found.get(book.source.name)
        if refusal is not None and refusal.code == _OTHER_PERIOD:
            return (
                f'Ask for the quarter they report, such as --period "{book.source.period}", or '
                "correct the period on their sheet Settings."
            )
    if found:  # what another workbook has to do with it, no check of one can say
        return next(iter(found.values())).fix
    return "Run `kpibook check` on one of them and put right what it says."


def _given_twice(books: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    first: dict[str, str] = {}
    for book in books:
        source = book.source
        if not source.sha256 or not source.used:
            continue
        if source.sha256 in first:
            yield (
                source.name,
                Refusal(
                    "consolidate-same-file",
                    f"is the same file as {first[source.sha256]}, byte for byte, and counts there.",
                    "Give each workbook once.",
                ),
            )
        else:
            first[source.sha256] = source.name


def _versions(books: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    """Of each set of versions all but the one that was saved last, or all of them."""
    by_owner: defaultdict[tuple[str, str], list[Brought]] = defaultdict(list)
    for book in books:
        if book.source.directorate:
            owner = folded(book.source.council), folded(book.source.directorate)
            by_owner[owner].append(book)
    for owned in by_owner.values():
        for group in _groups(owned):
            yield from _all_but_the_last(group)


def _groups(books: Sequence[Brought]) -> Iterator[list[Brought]]:
    """Workbooks that are versions of one another, directly or by way of a third."""
    if len(books) < 2:  # so that the rows of most workbooks are not even looked at
        return
    keys = {book.source.name: book.keys for book in books}
    left = list(books)
    while left:
        group = [left.pop(0)]
        for member in group:  # grows while it is gone through
            mine = keys[member.source.name]
            alike = [book for book in left if _overlap(mine, keys[book.source.name])]
            group += alike
            left = [book for book in left if book not in alike]
        if len(group) > 1:
            yield group


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether they share half of the smaller or more."""
    shared = len(one & other)
    return shared > 0 and 2 * shared >= min(len(one), len(other))


def _all_but_the_last(group: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    stamps = [book.source.modified for book in group]
    last = max(stamps)
    choice = all(stamps) and stamps.count(last) == 1
    for book in group:
        source = book.source
        others = [_with_stamp(b) for b in group if b is not book]
        of = f"{source.directorate} for {source.period}"
        if not choice:
            yield (
                source.name,
                Refusal(
                    "consolidate-two-versions",
                    f"is one of {len(group)} versions of {of} and {_own_stamp(book)}; beside it "
                    f"{listed(others, _MOST_NAMED)}. Which is the latest cannot be told.",
                    "Keep the right one, or open it in Excel and save it, which stamps it.",
                ),
            )
        elif source.modified != last:
            used = next(_with_stamp(b) for b in group if b.source.modified == last)
            yield (
                source.name,
                Refusal(
                    "consolidate-two-versions",
                    f"is an earlier version of {of} ({_own_stamp(book)}); used is {used}.",
                    "Take it out, or if it is the right one, open it in Excel and save it.",
                ),
            )


def _with_stamp(book: Brought) -> str:
    return f"{book.source.name} ({_own_stamp(book)})"


def _own_stamp(book: Brought) -> str:
    stamp = book.source.modified
    return f"saved {stamp}" if stamp else "without a stamp of when it was saved"


def folded(name: str) -> str:
    """A council's or directorate's name in the form in which it is compared.

    >>> folded("Children's  Services") == folded("children's services")
    True
    """
    return " ".join(name.casefold().split())
