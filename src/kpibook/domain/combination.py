"""Workbooks combined into one consolidation: nothing is dropped in silence or counted twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation import (
    ConsolidatedRow,
    Consolidation,
    RefusedRow,
    Source,
    SourceBook,
)
from kpibook.domain.finding import Finding
from kpibook.domain.period import Quarter
from kpibook.domain.scheme import Scheme
from kpibook.domain.whole_refusals import (
    Refusal,
    folded,
    nothing_used,
    wanted_period,
    whole_refusals,
)
from kpibook.domain.words import counted, listed, shortened
from kpibook.errors import Location

_MOST_NAMED = 5


def combine(books: Iterable[SourceBook], period: Quarter | None = None) -> Consolidation:
    """One consolidation of many workbooks, by the rules of `consolidation.RULES`.

    Args:
        books: The workbooks as read, in any order; their names differ.
        period: The quarter; None takes the one they all report.

    Raises:
        WorkbookError: `consolidate-nothing` when no workbook can be used;
            `consolidate-periods-differ` when they report several and `period` is None.
    """
    given = sorted(books, key=lambda book: book.source.name)
    refusals = whole_refusals(given, period)
    used = [b for b in given if b.source.used and b.source.name not in refusals]
    if not used:
        raise nothing_used(given, refusals)
    quarter = wanted_period(used, period)
    used, schemes = _with_schemes(used)
    refused = _same_measures(used)
    rows = [row for book in used for row in book.rows if id(row) not in refused]
    return Consolidation(
        period=quarter,
        council=_council(used),
        sources=tuple(_counted(given, used, refusals, refused)),
        rows=tuple(_in_order(rows)),
        refused=tuple(_refused_rows(used, refused)),
        findings=tuple(_findings(given, used, refusals, refused, rows)),
        schemes=schemes,
    )


def _in_order(rows: Iterable[ConsolidatedRow]) -> list[ConsolidatedRow]:
    return sorted(rows, key=lambda r: (folded(r.council), folded(r.directorate), r.source))


# Schemes


def _with_schemes(books: Sequence[SourceBook]) -> tuple[list[SourceBook], tuple[Scheme, ...]]:
    """The workbooks with keys that tell their schemes apart, and the schemes, most used first.

    Two councils may call different rules by one name: the later ones take their workbook's name
    behind it.
    """
    known: dict[str, Scheme] = {}
    uses: Counter[str] = Counter()
    renamed = []
    for book in books:
        scheme = book.scheme
        if scheme is None:
            renamed.append(book)
            continue
        key = _key_for(scheme, known, book.source.name)
        known.setdefault(key, replace(scheme, key=key))
        uses[key] += len(book.rows)
        renamed.append(book if key == scheme.key else _under(book, key))
    return renamed, tuple(known[key] for key in sorted(known, key=lambda key: (-uses[key], key)))


def _key_for(scheme: Scheme, known: Mapping[str, Scheme], name: str) -> str:
    for key, other in known.items():
        if replace(other, key=scheme.key) == scheme and key.startswith(scheme.key):
            return key
    return scheme.key if scheme.key not in known else f"{scheme.key} ({name})"


def _under(book: SourceBook, key: str) -> SourceBook:
    rows = tuple(replace(row, scheme=key) for row in book.rows)
    return replace(book, rows=rows, source=replace(book.source, scheme=key))


# Measures that two workbooks report


def _same_measures(books: Sequence[SourceBook]) -> dict[int, Refusal]:
    """The rows that another workbook reports as well and that are not used, by their identity."""
    by_measure: defaultdict[tuple[str, str, str], list[ConsolidatedRow]] = defaultdict(list)
    for row in (row for book in books for row in book.rows):
        owner = folded(row.council), folded(row.directorate)
        by_measure[*owner, row.rated.measure.key].append(row)
    refused = {}
    for rows in by_measure.values():
        if len(rows) > 1:
            alike = len({_says(row) for row in rows}) == 1
            for row in rows[1:] if alike else rows:
                refused[id(row)] = _twice(row, rows, alike=alike)
    return refused


def _says(row: ConsolidatedRow) -> tuple[object, ...]:
    """What has to be equal in two rows of one measure for it not to matter which is used."""
    reading = row.rated.reading
    return (
        row.actual,
        reading.marker,
        reading.numerator,
        reading.denominator,
        reading.as_at,
        row.rated.target,
        row.status,
        row.direction,
    )


def _twice(row: ConsolidatedRow, rows: Sequence[ConsolidatedRow], *, alike: bool) -> Refusal:
    others = [r.source for r in rows if r is not row]
    ref = shortened(row.rated.measure.ref)
    beside = f"{ref} is also reported in {listed(others, _MOST_NAMED)}"
    if alike:
        why = f"{beside}, which says the same: counted once."
        return Refusal("consolidate-same-measure", why, "Report it in one workbook.")
    return Refusal(
        "consolidate-same-measure",
        f"{beside}, which does not say the same: none of them is used.",
        "Report it in one workbook, or give each its own directorate on the sheet Settings.",
    )


# Counts


def _counted(
    given: Sequence[SourceBook],
    used: Sequence[SourceBook],
    refusals: Mapping[str, Refusal],
    refused: Mapping[int, Refusal],
) -> Iterator[Source]:
    in_use = {book.source.name: book for book in used}
    for book in given:
        name = book.source.name
        if name in in_use:
            yield _used(in_use[name], refused)
        else:
            yield _refused_whole(book.source, refusals.get(name))


def _used(book: SourceBook, refused: Mapping[int, Refusal]) -> Source:
    """Its counts: what was refused at reading, what the other workbooks report, and the rest."""
    source = book.source
    kept = [row for row in book.rows if id(row) not in refused]
    lost = [row for row in book.rows if id(row) in refused]
    return replace(
        source,
        rows_used=len(kept),
        rows_refused=source.rows_refused + len(lost),
        actuals_used=_figures(kept),
        actuals_refused=source.actuals_refused + _figures(lost),
        total_used=_total(kept),
        total_refused=source.total_refused + _total(lost),
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


def _figures(rows: Iterable[ConsolidatedRow]) -> int:
    return sum(row.actual is not None for row in rows)


def _total(rows: Iterable[ConsolidatedRow]) -> Decimal:
    return sum((row.stored_actual or Decimal(0) for row in rows), Decimal(0))


def _refused_rows(
    used: Sequence[SourceBook], refused: Mapping[int, Refusal]
) -> Iterator[RefusedRow]:
    for book in used:
        yield from book.refused
        for row in book.rows:
            if why := refused.get(id(row)):
                ref = row.rated.measure.ref
                yield RefusedRow(
                    row.source, ref, row.sheet, row.cell, why.code, why.why, row.stored_actual
                )


def _council(books: Sequence[SourceBook]) -> str:
    names = {folded(b.source.council): b.source.council for b in books if b.source.council}
    return next(iter(names.values())) if len(names) == 1 else ""


# Findings


def _findings(
    given: Sequence[SourceBook],
    used: Sequence[SourceBook],
    refusals: Mapping[str, Refusal],
    refused: Mapping[int, Refusal],
    rows: Sequence[ConsolidatedRow],
) -> Iterator[Finding]:
    """Everything to put right, workbook by workbook: what concerns it whole comes first."""
    of_rows: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in (*_about_rows(used, refused), *_same_refs(rows)):
        of_rows[finding.where.file].append(finding)
    whole = {f.where.file: f for f in _other_schemes(used)}
    councils = {f.where.file: f for f in _other_councils(used)}
    for book in given:
        name = book.source.name
        if refusal := refusals.get(name):
            yield Finding(refusal.code, refusal.why, Location(name), refusal.fix)
        yield from (found[name] for found in (councils, whole) if name in found)
        if name not in refusals:
            yield from book.findings
        yield from of_rows[name]


def _about_rows(used: Sequence[SourceBook], refused: Mapping[int, Refusal]) -> Iterator[Finding]:
    for row in (row for book in used for row in book.rows):
        if why := refused.get(id(row)):
            where = Location(row.source, row.sheet, row.ref_cell)
            yield Finding(why.code, why.why, where, why.fix, ref=row.rated.measure.ref)


def _same_refs(rows: Sequence[ConsolidatedRow]) -> Iterator[Finding]:
    """References that several directorates of one council use, a finding for each."""
    by_ref: defaultdict[tuple[str, str], list[ConsolidatedRow]] = defaultdict(list)
    for row in rows:
        by_ref[folded(row.council), row.rated.measure.key].append(row)
    for sharing in by_ref.values():
        for row in sharing if len(sharing) > 1 else ():
            others = [r.directorate or r.source for r in sharing if r is not row]
            yield Finding(
                "consolidate-same-ref",
                f"{shortened(row.rated.measure.ref)} is also a reference of "
                f"{listed(others, _MOST_NAMED)}: both measures are kept.",
                Location(row.source, row.sheet, row.ref_cell),
                "Nothing, if they are different measures; else report it in one workbook.",
                ref=row.rated.measure.ref,
            )


def _other_schemes(used: Sequence[SourceBook]) -> Iterator[Finding]:
    uses: Counter[str] = Counter()
    for book in used:
        uses[book.source.scheme] += len(book.rows)
    if len(uses) < 2:
        return
    most = max(uses, key=lambda key: (uses[key], key))
    for book in used:
        if book.source.scheme != most:
            yield Finding(
                "consolidate-mixed-schemes",
                f"is rated under '{shortened(book.source.scheme)}', where most measures are "
                f"rated under '{shortened(most)}'.",
                Location(book.source.name),
                "Agree on one scheme, or read each status by the Key of its own.",
                "The same word may mean something else; measures are counted by meaning.",
            )


def _other_councils(used: Sequence[SourceBook]) -> Iterator[Finding]:
    names = {folded(b.source.council): b.source.council for b in used if b.source.council}
    uses = Counter(folded(b.source.council) for b in used if b.source.council)
    if len(uses) < 2:
        return
    most = max(uses, key=lambda name: (uses[name], name))
    for book in used:
        council = folded(book.source.council)
        if council not in ("", most):
            yield Finding(
                "consolidate-other-council",
                f"is of {shortened(book.source.council, 60)}; "
                f"{counted(uses[most], 'workbook is', 'workbooks are')} of "
                f"{shortened(names[most], 60)}.",
                Location(book.source.name),
                "Nothing, if councils are meant to stand side by side; else take it out.",
            )
