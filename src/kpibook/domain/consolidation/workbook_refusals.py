"""Refusals of whole workbooks in a consolidation, with the reason for each."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from kpibook.domain.consolidation.consolidation import Source
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, folded, listed
from kpibook.errors import WorkbookError
from kpibook.on_use.dataclass import dataclass

_MOST_NAMED = 5
_OTHER_PERIOD = "consolidate-other-period"


class Brought(Protocol):
    """Workbook as the rules need it, as a whole; its rows may be on disk."""

    @property
    def source(self) -> Source:
        """Its name and what it says of itself."""

    @property
    def scheme(self) -> Scheme | None:
        """The rules it was rated under; None if it could not be read."""

    @property
    def count(self) -> int:
        """Number of its measures."""

    @property
    def figures(self) -> int:
        """Number of its measures with an actual."""

    @property
    def total(self) -> Decimal:
        """Control total of these actuals."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its measures' references."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refusal of a workbook or a row: the code, a sentence, and what to do."""

    code: str
    why: str
    fix: str


def whole_refusals(books: Sequence[Brought], period: Quarter | None) -> dict[str, Refusal]:
    """Find the workbooks that are refused because of the others or of the period, by name.

    Args:
        books: In order of name; unreadable workbooks are left as they are.
        period: The quarter asked for; None takes the quarter they all report.

    Raises:
        WorkbookError: `consolidate-periods-differ`, `consolidate-nothing`.
    """
    refusals: dict[str, Refusal] = dict(_same_files(books))
    period = wanted_period([b for b in books if b.source.name not in refusals], period)
    for book in books:
        if book.source.used and book.source.name not in refusals and book.source.period != period:
            refusals[book.source.name] = Refusal(
                _OTHER_PERIOD,
                f"reports {book.source.period}, not {period}.",
                "Consolidate it with its own period, or correct the period on its sheet Settings.",
            )
    refusals.update(
        _versions([b for b in books if b.source.name not in refusals and b.source.used])
    )
    return refusals


def wanted_period(books: Sequence[Brought], period: Quarter | None) -> Quarter:
    """Return the quarter to consolidate.

    Raises:
        WorkbookError: No workbook can be read, or they report several quarters and `period` is
            None.
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


def nothing_used(books: Sequence[Brought], refusals: Mapping[str, Refusal]) -> WorkbookError:
    """Build the error for no usable workbook: how many there were, and why each was refused."""
    reasons = [
        f"{name}: {refusals[name].why if name in refusals else book.source.refusal}"
        for book in books
        if (name := book.source.name)
    ]
    unnamed = len(reasons) - _MOST_NAMED
    ellipsis = f" And {unnamed} more." if unnamed > 0 else ""
    return WorkbookError(
        f"none of {counted(len(books), 'workbook')} can be used. "
        f"{' '.join(reasons[:_MOST_NAMED])}{ellipsis}",
        code="consolidate-nothing",
        fix=_way_out(books, refusals),
    )


def _way_out(books: Sequence[Brought], refusals: Mapping[str, Refusal]) -> str:
    """Say what to do without a usable workbook: most often it is the period that was asked for."""
    for book in books:
        refusal = refusals.get(book.source.name)
        if refusal is not None and refusal.code == _OTHER_PERIOD:
            return (
                f'Ask for the quarter they report, such as --period "{book.source.period}", or '
                "correct the period on their sheet Settings."
            )
    if refusals:  # `kpibook check` sees a single workbook and cannot find a clash between two
        return next(iter(refusals.values())).fix
    return "Run `kpibook check` on one of them and put right what it says."


def _same_files(books: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    """Refuse all but one of each set of files with the same bytes: the original counts."""
    by_hash: dict[str, list[str]] = defaultdict(list)
    for book in _sharing(books, lambda source: source.used and source.sha256):
        by_hash[book.source.sha256].append(book.source.name)
    for names in by_hash.values():
        original = min(names, key=lambda name: _is_copy(name, names))
        for name in names:
            if name != original:
                yield (
                    name,
                    Refusal(
                        "consolidate-same-file",
                        f"is the same file as {original}, byte for byte, and counts there.",
                        "Give each workbook once.",
                    ),
                )


def _sharing(books: Sequence[Brought], key: Callable[[Source], object]) -> Iterator[Brought]:
    """Go through the workbooks whose key others have as well; those with a key that is false not.

    Memory holds a number for each: few share a key. Keys that have a hash in common come too.
    """
    hashes = array("q", (hash(key(book.source)) for book in books))
    in_order = array("q", sorted(hashes))
    shared = {hash_ for hash_, after in pairwise(in_order) if hash_ == after}
    return (
        book
        for book, hash_ in zip(books, hashes, strict=True)
        if hash_ in shared and key(book.source)
    )


def _owner(source: Source) -> object:
    """Return council and directorate as they are compared; "" if the workbook names neither."""
    return source.directorate and (folded(source.council), folded(source.directorate))


def _is_copy(name: str, names: Sequence[str]) -> bool:
    """Return True if a file is named after another: systems add "(1)" or "- Copy" to a name."""
    # In order of name "cpr (1).xlsx" would come before "cpr.xlsx", as a blank does before a dot.
    stem = _stem(name)
    return any(stem != _stem(other) and _stem(other) in stem for other in names)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold()


def _versions(books: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    """Refuse all but the last saved of each set of versions, or all of them."""
    by_owner: defaultdict[object, list[Brought]] = defaultdict(list)
    for book in _sharing(books, _owner):
        by_owner[_owner(book.source)].append(book)
    for owned in by_owner.values():
        for group in _groups(owned):
            yield from _all_but_the_last(group)


def _groups(books: Sequence[Brought]) -> Iterator[list[Brought]]:
    """Group workbooks that are versions of each other, directly or by way of a third."""
    if len(books) < 2:  # so that the rows of most workbooks are not even looked at
        return
    keys = {book.source.name: book.keys for book in books}
    ungrouped = list(books)
    while ungrouped:
        group = [ungrouped.pop(0)]
        for member in group:  # grows while it is gone through
            member_keys = keys[member.source.name]
            versions = [book for book in ungrouped if _overlap(member_keys, keys[book.source.name])]
            group += versions
            ungrouped = [book for book in ungrouped if book not in versions]
        if len(group) > 1:
            yield group


def _overlap(keys: frozenset[str], other_keys: frozenset[str]) -> bool:
    """Return True if they share half of the smaller or more."""
    shared = len(keys & other_keys)
    # Half, not all: a later version has measures added and others dropped.
    return shared > 0 and 2 * shared >= min(len(keys), len(other_keys))


def _all_but_the_last(group: Sequence[Brought]) -> Iterator[tuple[str, Refusal]]:
    # Stamps are UTC in ISO form, so the later time is also the later text.
    stamps = [book.source.modified for book in group]
    latest = max(stamps)
    choice = all(stamps) and stamps.count(latest) == 1
    for book in group:
        source = book.source
        other_versions = [_with_stamp(b) for b in group if b is not book]
        of = f"{source.directorate} for {source.period}"
        if not choice:
            yield (
                source.name,
                Refusal(
                    "consolidate-two-versions",
                    f"is one of {len(group)} versions of {of} and {_own_stamp(book)}; also "
                    f"{listed(other_versions, _MOST_NAMED)}. Which is the latest cannot be told.",
                    "Keep the right one, or open it in Excel and save it, which stamps it.",
                ),
            )
        elif source.modified != latest:
            used = next(_with_stamp(b) for b in group if b.source.modified == latest)
            yield (
                source.name,
                Refusal(
                    "consolidate-earlier-version",
                    f"is an earlier version of {of} ({_own_stamp(book)}); used is {used}.",
                    "Take it out, or if it is the right one, open it in Excel and save it.",
                ),
            )


def _with_stamp(book: Brought) -> str:
    return f"{book.source.name} ({_own_stamp(book)})"


def _own_stamp(book: Brought) -> str:
    stamp = book.source.modified
    return f"saved {stamp}" if stamp else "without a stamp of when it was saved"
