"""Workbooks combined into one consolidation: nothing is dropped in silence or counted twice.

`decide` is the one place where it is decided what is used. It needs little of each workbook, so
that it decides for workbooks whose rows lie on disk.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from kpibook.domain.consolidation.consolidation import RefusedRow, Source
from kpibook.domain.consolidation.duplicate_rows import reported_twice, shared_references
from kpibook.domain.consolidation.row_digest import RowDigest
from kpibook.domain.consolidation.schemes import (
    combined_schemes,
    only_council,
    other_councils,
    other_schemes,
)
from kpibook.domain.consolidation.workbook_refusals import (
    Brought,
    Refusal,
    nothing_used,
    wanted_period,
    whole_refusals,
)
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location


@dataclass(frozen=True, slots=True)
class Decision:
    """What is used of the workbooks that were given, and why the rest is not.

    Attributes:
        period: The quarter.
        council: The council all workbooks in use name; "" if they name several or none.
        sources: All workbooks with their counts, in order of name.
        used: Names of those in use, in that order.
        schemes: The schemes in use, the one most measures are rated under first.
        scheme_keys: The key of each used workbook's scheme.
        refused: The rows refused because of another workbook's, and why, by workbook and number.
        whole: What to put right about a workbook as a whole, by its name.
        of_rows: What to put right about its rows because of other workbooks', likewise.
    """

    period: Quarter
    council: str
    sources: tuple[Source, ...]
    used: tuple[str, ...]
    schemes: tuple[Scheme, ...]
    scheme_keys: Mapping[str, str]
    refused: Mapping[str, Mapping[int, RefusedRow]]
    whole: Mapping[str, Sequence[Finding]]
    of_rows: Mapping[str, Sequence[Finding]]

    def kept(self, name: str, count: int) -> Iterator[int]:
        """Which of a used workbook's measures are in the consolidation, 0 being the first."""
        lost = self.refused.get(name, {})
        return (number for number in range(count) if number not in lost)

    def refused_rows(
        self, refused_in: Callable[[str], Iterable[RefusedRow]]
    ) -> Iterator[RefusedRow]:
        """All rows that are refused one by one, by workbook.

        Args:
            refused_in: The rows that were refused when a workbook was read, by its name.
        """
        for name in self.used:
            yield from refused_in(name)
            yield from self.refused.get(name, {}).values()

    def findings(self, found_in: Callable[[str], Iterable[Finding]]) -> Iterator[Finding]:
        """Everything to put right, workbook by workbook: what concerns it whole comes first.

        Args:
            found_in: What was found when a workbook was read, by its name. A workbook that is
                refused because of the others is not asked.
        """
        in_use = set(self.used)
        for source in self.sources:
            yield from self.whole.get(source.name, ())
            if source.name in in_use or source.name not in self.whole:
                yield from found_in(source.name)
            yield from self.of_rows.get(source.name, ())


def decide(
    given: Sequence[Brought],
    period: Quarter | None,
    digests: Callable[[Sequence[str]], Iterable[RowDigest]],
) -> Decision:
    """What is used, by the rules of `consolidation_rules.RULES`.

    Args:
        given: The workbooks in order of name.
        period: The quarter; None takes the one they all report.
        digests: The rows of the workbooks of these names, by workbook and in its order. Rows
            whose reference nobody else in their council uses may be left out.

    Raises:
        WorkbookError: `consolidate-nothing` when no workbook can be used;
            `consolidate-periods-differ` when they report several and `period` is None.
    """
    refusals = whole_refusals(given, period)
    used = [b for b in given if b.source.used and b.source.name not in refusals]
    if not used:
        raise nothing_used(given, refusals)
    schemes = combined_schemes(used)
    names = tuple(book.source.name for book in used)
    rows = list(digests(names))
    twice = reported_twice(rows)
    gone = {row.place for row, _ in twice}
    of_rows = [Finding(r.code, r.why, row.where, r.fix, ref=row.ref) for row, r in twice]
    of_rows += shared_references(row for row in rows if row.place not in gone)
    refused: defaultdict[str, dict[int, RefusedRow]] = defaultdict(dict)
    for row, refusal in twice:
        refused[row.source][row.number] = row.refused(refusal)
    return Decision(
        period=wanted_period(used, period),
        council=only_council(used),
        sources=tuple(_counted(given, schemes.keys, refusals, refused)),
        used=names,
        schemes=schemes.schemes,
        scheme_keys=schemes.keys,
        refused=refused,
        whole=_by_file(
            (
                *(Finding(r.code, r.why, Location(name), r.fix) for name, r in refusals.items()),
                *other_councils(used),
                *other_schemes(used, schemes.keys),
            )
        ),
        of_rows=_by_file(of_rows),
    )


def in_order(owners: Iterable[tuple[str, str]]) -> Iterator[int]:
    """The order in which rows stand: by council and directorate, and else as they were.

    Args:
        owners: Council and directorate of each row, in the form in which they are compared.

    >>> list(in_order([("ashby", "roads"), ("ashby", "housing"), ("ashby", "roads")]))
    [1, 0, 2]
    """
    places: dict[tuple[str, str], array[int]] = {}
    for at, owner in enumerate(owners):
        places.setdefault(owner, array("Q")).append(at)
    return chain.from_iterable(places[owner] for owner in sorted(places))


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.where.file].append(finding)
    return dict(found)


def _counted(
    given: Sequence[Brought],
    scheme_keys: Mapping[str, str],
    refusals: Mapping[str, Refusal],
    refused: Mapping[str, Mapping[int, RefusedRow]],
) -> Iterator[Source]:
    for book in given:
        name = book.source.name
        if name in scheme_keys:
            yield _used(book, scheme_keys[name], refused.get(name, {}).values())
        else:
            yield _refused_whole(book.source, refusals.get(name))


def _used(book: Brought, scheme: str, lost: Iterable[RefusedRow]) -> Source:
    """Its counts: what was refused at reading, what the other workbooks report, and the rest."""
    source = book.source
    gone = list(lost)
    figures = [row.actual for row in gone if row.actual is not None]
    total = sum(figures, Decimal(0))
    return replace(
        source,
        scheme=scheme,
        rows_used=book.count - len(gone),
        rows_refused=source.rows_refused + len(gone),
        actuals_used=book.figures - len(figures),
        actuals_refused=source.actuals_refused + len(figures),
        total_used=book.total - total,
        total_refused=source.total_refused + total,
    )


def _refused_whole(source: Source, refusal: Refusal | None) -> Source:
    return replace(
        source,
        rows_refused=source.rows_in,
        actuals_refused=source.actuals_in,
        total_refused=source.total_in,
        refusal=refusal.why if refusal else source.refusal,
        code=refusal.code if refusal else source.code,
    )
