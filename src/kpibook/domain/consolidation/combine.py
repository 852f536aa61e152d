"""Combination of workbooks: no row is dropped in silence or counted twice.

Only `decide` chooses the rows that are used. It needs little of each workbook, so that it works
for workbooks whose rows are on disk.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Decision:
    """Decision on the rows and workbooks that are used, and the reason for each refusal.

    Attributes:
        period: The quarter.
        council: The council all workbooks in use name; "" if they name several or none.
        books: All workbooks, in order of name.
        used: Names of the workbooks in use, in that order.
        schemes: The schemes in use, with the scheme of most measures first.
        scheme_keys: The key of each used workbook's scheme.
        refusals: The workbooks refused because of others or of the period, and why, by name.
        refused: The rows refused because of another workbook's, and why, by workbook and number.
        of_council: Returns the finding about the council of a workbook in use, if there is one.
        whole: Other findings about a workbook as a whole, by its name.
        of_rows: Findings about its rows because of other workbooks' rows, likewise.
    """

    period: Quarter
    council: str
    books: Sequence[Brought]
    used: tuple[str, ...]
    schemes: tuple[Scheme, ...]
    scheme_keys: Mapping[str, str]
    refusals: Mapping[str, Refusal]
    refused: Mapping[str, Mapping[int, RefusedRow]]
    of_council: Callable[[Source], Iterable[Finding]]
    whole: Mapping[str, Sequence[Finding]]
    of_rows: Mapping[str, Sequence[Finding]]

    def sources(self) -> Iterator[Source]:
        """Go through all workbooks with their counts, in order of name."""
        return _with_counts(self.books, self.scheme_keys, self.refusals, self.refused)

    def used_rows(self, name: str, count: int) -> Iterator[int]:
        """List the used measures of a workbook by number, 0 being the first."""
        refused_rows = self.refused.get(name, {})
        return (number for number in range(count) if number not in refused_rows)

    def refused_rows(
        self, refused_in: Callable[[str], Iterable[RefusedRow]]
    ) -> Iterator[RefusedRow]:
        """Go through all rows that are refused singly, by workbook.

        Args:
            refused_in: The rows that were refused when a workbook was read, by its name.
        """
        for name in self.used:
            yield from refused_in(name)
            yield from self.refused.get(name, {}).values()

    def findings(self, found_in: Callable[[str], Iterable[Finding]]) -> Iterator[Finding]:
        """Go through all findings, workbook by workbook; findings on the whole workbook come first.

        Args:
            found_in: Returns the findings of a workbook as read, by its name. It is not called
                for a workbook that is refused because of the others.
        """
        for book in self.books:
            source = book.source
            if source.name in self.scheme_keys:
                yield from self.of_council(source)
            yield from self.whole.get(source.name, ())
            if source.name in self.scheme_keys or source.name not in self.whole:
                yield from found_in(source.name)
            yield from self.of_rows.get(source.name, ())


def decide(
    books: Sequence[Brought],
    period: Quarter | None,
    digests: Callable[[Sequence[str]], Iterable[RowDigest]],
) -> Decision:
    """Decide which rows are used, by the rules of `rules_in_words.RULES`.

    Args:
        books: The workbooks in order of name.
        period: The quarter; None takes the quarter they all report.
        digests: Returns the rows of the named workbooks, by workbook and in its order. Rows
            whose reference is unique in their council may be left out.

    Raises:
        WorkbookError: `consolidate-nothing` when no workbook can be used;
            `consolidate-periods-differ` when they report several and `period` is None.
    """
    refusals = whole_refusals(books, period)
    used = [b for b in books if b.source.used and b.source.name not in refusals]
    if not used:
        raise nothing_used(books, refusals)
    schemes = combined_schemes(used)
    names = tuple(book.source.name for book in used)
    rows = list(digests(names))
    duplicates = reported_twice(rows)
    duplicate_keys = {row.place for row, _ in duplicates}
    of_rows = [Finding(r.code, r.why, row.where, r.fix, ref=row.ref) for row, r in duplicates]
    of_rows += shared_references(row for row in rows if row.place not in duplicate_keys)
    refused: defaultdict[str, dict[int, RefusedRow]] = defaultdict(dict)
    for row, refusal in duplicates:
        refused[row.source][row.number] = row.refused(refusal)
    return Decision(
        period=wanted_period(used, period),
        council=only_council(used),
        books=books,
        used=names,
        schemes=schemes.schemes,
        scheme_keys=schemes.keys,
        refusals=refusals,
        refused=refused,
        of_council=other_councils(used),
        whole=_by_file(
            (
                *(Finding(r.code, r.why, Location(name), r.fix) for name, r in refusals.items()),
                *other_schemes(used, schemes.keys),
            )
        ),
        of_rows=_by_file(of_rows),
    )


def in_order(owners: Iterable[tuple[str, str]]) -> Iterator[int]:
    """Sort row positions by council and directorate; rows of a directorate stay in order.

    Args:
        owners: Council and directorate of each row, in the form in which they are compared.

    >>> list(in_order([("ashby", "roads"), ("ashby", "housing"), ("ashby", "roads")]))
    [1, 0, 2]
    """
    positions: dict[tuple[str, str], array[int]] = {}
    for position, owner in enumerate(owners):
        positions.setdefault(owner, array("Q")).append(position)
    return chain.from_iterable(positions[owner] for owner in sorted(positions))


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.where.file].append(finding)
    return dict(by_file)


def _with_counts(
    books: Sequence[Brought],
    scheme_keys: Mapping[str, str],
    refusals: Mapping[str, Refusal],
    refused: Mapping[str, Mapping[int, RefusedRow]],
) -> Iterator[Source]:
    for book in books:
        name = book.source.name
        if name in scheme_keys:
            yield _used(book, scheme_keys[name], refused.get(name, {}).values())
        else:
            yield _refused_whole(book.source, refusals.get(name))


def _used(book: Brought, scheme: str, lost: Iterable[RefusedRow]) -> Source:
    """Fill in a used workbook's counts: refused when read, refused for other workbooks, used."""
    source = book.source
    lost_rows = list(lost)
    figures = [row.actual for row in lost_rows if row.actual is not None]
    total = sum(figures, Decimal(0))
    return replace(
        source,
        scheme=scheme,
        rows_used=book.count - len(lost_rows),
        rows_refused=source.rows_refused + len(lost_rows),
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
