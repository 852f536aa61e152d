"""Relations among counts that a reader can use: totals of directorates, and years to date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from kpibook.domain.disclosure.cells import LARGEST, Cell, MeasureKey, Printed, is_small
from kpibook.domain.measures.measure import Basis
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_TOTAL = regex(
    r"(?:the )?(?:all|total|overall|whole|council|authority|council-?wide|cyfanswm|pob|"
    r"y cyngor)(?: (?:council|authority|directorates?|services?|departments?))?|.*\btotals?",
)
# Words that tell a year to date from the quarters' own figures, in English and in Welsh, and words
# that stand between them.
_STRETCHES = frozenset(
    re.findall(
        r"\w+",
        "year years yearly annual annually financial ytd date cumulative cumulatively running "
        "total totals far quarter quarters quarterly q1 q2 q3 q4 period periods during within "
        "month months monthly only alone since april in to of the this for so at each by per new "
        "blwyddyn flwyddyn hyd yma hyn cronnus cronnol chwarter chwarterol cyfnod ystod y yr yn "
        "ers ebrill bob",
    )
)


@dataclass(frozen=True, slots=True)
class KnownSum:
    """Figures of which the first is the sum of the others.

    Attributes:
        total: The sum.
        parts: The figures it is the sum of, as far as they are reported.
        missing: The sum of those that are not reported (late, refused, [x]); None if kpibook
            cannot know it, because an officer has marked a figure [c].
        of_directorates: True for a total of directorates, False for a total of quarters.
        unreported: True if some of the figures it is the sum of are not reported.
    """

    total: Cell
    parts: tuple[Cell, ...]
    missing: int | None = 0
    of_directorates: bool = True
    unreported: bool = False

    @property
    def small_remainder(self) -> bool:
        """True if what is not reported comes to a small number itself."""
        return is_small(self.missing)

    @property
    def members(self) -> tuple[Cell, ...]:
        """The total and the figures it is the sum of."""
        return self.total, *self.parts

    def left(self, counts: Mapping[Cell, int | None]) -> int | None:
        """Return the total less its parts; None if a count of theirs is not known."""
        total, *parts = (counts.get(cell) for cell in self.members)
        if total is None or None in parts:
            return None
        return total - sum(part or 0 for part in parts)


def directorate_sums(
    cells: Mapping[Cell, Printed], kind: str, *, guess: bool = True
) -> Iterator[KnownSum]:
    """Yield the totals of directorates by measure and quarter.

    A row is a total if it is named as one, if it is the sum of the others in this or in another
    quarter, or if little is left between it and the others.

    Args:
        cells: The figures.
        kind: The kind of count.
        guess: Take also the largest figure for the total where others are marked [c].
    """
    groups: defaultdict[MeasureKey, dict[Quarter, list[Cell]]] = defaultdict(dict)
    for cell in cells:
        groups[cell.measure].setdefault(cell.quarter, []).append(cell)
    for quarters in groups.values():
        # A single directorate's figure is the sum of no others: so are all of a workbook alone.
        if all(len(group) == 1 for group in quarters.values()):
            continue
        usual_owner = _owner_of_total(quarters.values(), cells, kind)
        for group in quarters.values():
            sums = _sums_in(group, cells, kind, usual_owner)
            yield from (s for s in sums if guess or _is_evident(s, usual_owner))


def _owner_of_total(
    groups: Iterable[Sequence[Cell]], cells: Mapping[Cell, Printed], kind: str
) -> Hashable | None:
    """Return the owner that is a total by its name, or added up in some quarter."""
    for group in groups:
        for cell in group:
            if isinstance(cell.owner, str) and _TOTAL.fullmatch(cell.owner):
                return cell.owner
    for group in groups:
        counts = {c: n for c in group if (n := cells[c].count(kind)) is not None}
        top = max(counts, key=lambda c: counts[c], default=None)
        # Two that are the same and nothing else could both be the total, so three must not be 0.
        if sum(n > 0 for n in counts.values()) < 3 or top is None:
            continue
        if 2 * counts[top] == sum(counts.values()):
            return top.owner
    return None


def _sums_in(
    group: Sequence[Cell], cells: Mapping[Cell, Printed], kind: str, owner: Hashable | None
) -> Iterator[KnownSum]:
    counts = {c: n for c in group if (n := cells[c].count(kind)) is not None}
    totals = [c for c in group if c.owner == owner]
    top = max(counts, key=lambda c: counts[c], default=None)
    if top is not None and top not in totals and len(group) > 2:
        totals.append(top)
    for total in totals:
        parts = tuple(c for c in group if c != total and (c in counts or cells[c].confidential))
        secret = any(cells[c].confidential and c not in counts for c in (*parts, total))
        left = None if total not in counts else _left(total, parts, counts)
        if parts and _is_total(left, secret=secret, by_name=total.owner == owner):
            unreported = len(parts) + 1 < len(group)
            yield KnownSum(total, parts, None if secret else left, unreported=unreported)
            return


def _is_evident(known_sum: KnownSum, owner: Hashable | None) -> bool:
    return known_sum.total.owner == owner or known_sum.missing == 0


def _left(total: Cell, parts: Iterable[Cell], counts: Mapping[Cell, int]) -> int:
    return counts[total] - sum(counts.get(part, 0) for part in parts)


def _is_total(left: int | None, *, secret: bool, by_name: bool) -> bool:
    """Return True if a figure is taken for the total of others, by what is left between them."""
    if left is None:
        return secret and by_name
    if left < 0:
        return False
    return by_name or (left > 0 if secret else left <= LARGEST)


def year_to_date_sums(cells: Mapping[Cell, Printed], kind: str) -> Iterator[KnownSum]:
    """Yield the sums by which a year to date is the one before and the quarter's own figure.

    The two are measures of one council under different references. For a directorate they are
    taken to be versions of one another if that fails in none of its quarters, and either their
    titles are the same but for words such as "year to date", or it holds in two quarters: of the
    directorate, or of all directorates if it fails in none of theirs.
    """
    if not any(printed.basis.is_of_year_so_far for printed in cells.values()):
        return
    by_basis: defaultdict[tuple[str, Basis], dict[MeasureKey, list[Cell]]] = defaultdict(dict)
    for cell, printed in cells.items():
        measures = by_basis[cell.measure[0], printed.basis]
        measures.setdefault(cell.measure, []).append(cell)
    counts = {cell: printed.count(kind) for cell, printed in cells.items()}
    for (council, basis), measures in list(by_basis.items()):
        # The counts of a share of the year so far add up, though the share does not.
        for years_to_date in measures.values() if basis.is_of_year_so_far else ():
            subject = subject_of(cells[years_to_date[0]].title)
            for own, quarters in by_basis[council, Basis.IN_PERIOD].items():
                same_title = bool(subject) and subject == subject_of(cells[quarters[0]].title)
                steps = _steps(cells, years_to_date, own)
                yield from _of_versions(steps, counts, same_title=same_title)


def subject_of(title: str) -> str:
    """Return a title without the words that say which stretch of time is counted.

    >>> subject_of("Complaints received (year to date)") == subject_of("Complaints received in Q3")
    True
    """
    words = re.findall(r"[^\W_]+", title.casefold())
    return " ".join(word for word in words if word not in _STRETCHES)


def _of_versions(
    sums: Iterable[KnownSum], counts: Mapping[Cell, int | None], *, same_title: bool
) -> Iterator[KnownSum]:
    """Yield the sums of the directorates for which two measures are versions of one another."""
    by_owner: defaultdict[Hashable, list[KnownSum]] = defaultdict(list)
    for known_sum in sums:
        by_owner[known_sum.total.owner].append(known_sum)
    holding = {o: [_holds(known, counts) for known in own] for o, own in by_owner.items()}
    of_all = _is_evidence([holds for own in holding.values() for holds in own])
    for owner, own in by_owner.items():
        fails = False in holding[owner]
        if not fails and (same_title or of_all or _is_evidence(holding[owner])):
            yield from own


def _is_evidence(holding: Sequence[bool | None]) -> bool:
    return holding.count(True) > 1 and False not in holding


def _steps(
    cells: Mapping[Cell, Printed], years_to_date: Iterable[Cell], own: MeasureKey
) -> Iterator[KnownSum]:
    for cell in years_to_date:
        quarter = cell.quarter
        parts = [Cell(own, cell.owner, quarter)]
        if quarter.number > 1:
            parts.append(Cell(cell.measure, cell.owner, quarter.previous))
        if all(part in cells for part in parts):
            yield KnownSum(cell, tuple(parts), of_directorates=False)


def _holds(known_sum: KnownSum, counts: Mapping[Cell, int | None]) -> bool | None:
    """Return True if a sum holds; None if a figure is missing or the total is zero."""
    left = known_sum.left(counts)
    return None if left is None or not counts[known_sum.total] else left == 0
