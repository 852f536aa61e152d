"""Small councils that publish quarter by quarter, and what a reader knows of them.

They are made for a reader who tries everything: few directorates, small counts. Everything that is
printed in any publication is put together; what has been shown once is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.disclosure.cells import Cell
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.disclosure.small_numbers import pasts_of, withheld_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from tests.domain.consolidated import a_row
from tests.domain.disclosure.every_table import Name, Sum, Tables
from tests.domain.given import a_measure

TOTAL = "Total"
NAMES = ("Adults", "Care", "Housing", "Parks")
YEAR_TO_DATE, OWN_QUARTER, PLAIN, SHARE = "PI.1", "PI.9", "PI.3", "PI.4"
#: The kinds of count of a share: above the line, below it, and below but not above.
ABOVE, BELOW, REST = "above", "below", "rest"
SHOWN, WITHHELD, LATE = "shown", "[c]", "[x]"
_MOST_TRIED = 12
_Place = tuple[str, str, int]


@dataclass
class Council:
    """A council, and what it has published so far.

    Attributes:
        owners: The total and the directorates.
        refs: The measures.
        counts: Every true count, by measure, directorate and quarter; of a share also by kind.
        late: Figures that are not reported in their quarter.
        marked: Figures that an officer marks [c].
        asks: The measures that ask for small numbers to be withheld.
        printed: What is printed of each figure in any publication.
        files: The figures that are published.
        titles_alike: Whether the titles say that two measures are versions of one.
        said: The measures of which a publication said that earlier ones give a figure away.
    """

    owners: Sequence[str]
    refs: Sequence[str]
    counts: dict[Name, int] = field(default_factory=dict)
    late: set[_Place] = field(default_factory=set)
    marked: set[_Place] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    printed: dict[_Place, str] = field(default_factory=dict)
    files: list[PublishedFigure] = field(default_factory=list)
    titles_alike: bool = False
    said: set[str] = field(default_factory=set)


def a_small_council(random: Random) -> Council:
    """Return a council of 2 to 4 directorates with a year of up to three quarters, published."""
    kinds = ((PLAIN,), (YEAR_TO_DATE,), (YEAR_TO_DATE, OWN_QUARTER), (SHARE,))
    council = Council((TOTAL, *NAMES[: random.randint(2, 4)]), random.choice(kinds))
    council.titles_alike = random.random() < 0.7
    quarters = range(1, random.choice((1, 2, 2, 3)) + 1)
    scale = random.choice((4, 9, 15, 30))
    for ref in council.refs:
        if ref != OWN_QUARTER or random.random() < 0.3:
            council.asks.add(ref)
    for quarter in quarters:
        for owner in council.owners[1:]:
            _add(council, random, owner, quarter, scale)
        for name in [n for n in council.counts if n[1] == NAMES[0] and n[2] == quarter]:
            parts = [council.counts[(name[0], o, *name[2:])] for o in council.owners[1:]]
            council.counts[(name[0], TOTAL, *name[2:])] = sum(parts)
    for quarter in quarters:
        _publish(council, random, quarter)
    return council


def _add(council: Council, random: Random, owner: str, quarter: int, scale: int) -> None:
    def drawn() -> int:
        return random.choice((0, random.randint(0, scale), random.randint(0, scale)))

    first = council.refs[0]
    place = (first, owner, quarter)
    if first == SHARE:
        above, rest = drawn(), drawn()
        council.counts |= {
            (*place, ABOVE): above, (*place, BELOW): above + rest, (*place, REST): rest
        }  # fmt: skip
    elif first == PLAIN:
        council.counts[place] = drawn()
    else:
        own = drawn()
        council.counts[(YEAR_TO_DATE, owner, quarter)] = own + council.counts.get(
            (YEAR_TO_DATE, owner, quarter - 1), 0
        )
        if OWN_QUARTER in council.refs:
            council.counts[(OWN_QUARTER, owner, quarter)] = own
    chance = random.random()
    if chance < 0.08:
        council.late |= {(ref, owner, quarter) for ref in council.refs}
    elif chance < 0.12:
        council.marked.add(place)


def _publish(council: Council, random: Random, quarter: int) -> None:
    """Publish a quarter: all together, or some directorates first."""
    owners = list(council.owners)
    if random.random() < 0.3:
        random.shuffle(owners)
        split = random.randint(1, len(owners) - 1)
        _publish_some(council, owners[:split], quarter, history=random.random() < 0.7)
        owners = owners[split:]
    _publish_some(council, owners, quarter, history=random.random() < 0.7)


def _publish_some(council: Council, owners: Sequence[str], quarter: int, *, history: bool) -> None:
    rows = [
        row
        for owner in owners
        for ref in council.refs
        for row in [_row(council, ref, owner, quarter, history=history)]
        if row is not None
    ]
    withheld = withheld_of(rows, council.files)
    council.said |= {rows[position].rated.measure.ref for position in withheld.exposed}
    file = f"file {len(council.files)}"
    for position, row in enumerate(rows):
        for past in pasts_of(row):
            if past.actual is None and not past.marker:
                continue
            now = (
                Past(past.quarter, None, "[c]")
                if (position, past.quarter) in withheld.reasons
                else past
            )
            _print(council, file, row, now)


def _print(council: Council, file: str, row: ConsolidatedRow, past: Past) -> None:
    measure = row.rated.measure
    place = (measure.ref, row.directorate, past.quarter.number)
    how = SHOWN if past.actual is not None else past.marker
    if council.printed.get(place) != SHOWN and (how != LATE or place not in council.printed):
        council.printed[place] = how
    cell = Cell(
        (row.council.casefold(), ref_key(measure.ref)), row.directorate.casefold(), past.quarter
    )
    council.files.append(
        PublishedFigure(
            file, measure.ref, row.directorate, cell, measure.unit, past, title=measure.title
        )
    )


def _row(
    council: Council, ref: str, owner: str, quarter: int, *, history: bool
) -> ConsolidatedRow | None:
    written = {q: _written(council, (ref, owner, q)) for q in range(1, quarter + 1)}
    if written[quarter] is None:
        return None
    unit = Unit.PERCENT if ref == SHARE else Unit.COUNT
    basis = Basis.CUMULATIVE if ref == YEAR_TO_DATE else Basis.IN_PERIOD
    measure = replace(a_measure(ref, unit=unit, decimals=1 if ref == SHARE else 0), basis=basis)
    if council.titles_alike:
        stretch = {YEAR_TO_DATE: " (year to date)", OWN_QUARTER: " in the quarter"}
        measure = replace(measure, title=f"Placements{stretch.get(ref, '')}")
    now = written[quarter] or ""
    share = now.split("/") if "/" in now else None
    return a_row(
        ref,
        _share(share) if share else None if now.startswith("[") else now,
        marker=now if now.startswith("[") else "",
        directorate=owner,
        measure=measure,
        numerator=share[0] if share else None,
        denominator=share[1] if share else None,
        suppress=ref in council.asks,
        past=[
            (f"Q{q} 2021/22", text)
            for q, text in written.items()
            if q < quarter and history and text
        ],
        period=Quarter(2021, quarter),
    )


def _share(counts: Sequence[str]) -> str:
    return str(Decimal(counts[0]) * 100 / Decimal(counts[1]))


def _written(council: Council, place: _Place) -> str | None:
    """Return a figure as a workbook has it; None for a share of nothing."""
    if place in council.late:
        return LATE
    if place in council.marked:
        return WITHHELD
    if place[0] != SHARE:
        return str(council.counts[place])
    below = council.counts[(*place, BELOW)]
    return f"{council.counts[(*place, ABOVE)]}/{below}" if below else None


# What a reader knows


def tables_of(council: Council) -> Tables:
    """Return what a reader knows who guesses right wherever the rule leaves a guess.

    Where it is so, he takes the figures that are withheld of a quarter for 1 or more, and one of
    them for a small number.
    """
    hidden = [name for name in council.counts if council.printed.get(name[:3]) == WITHHELD]  # type: ignore[arg-type]
    top = max(council.counts.values()) + 3
    limits = {name: (0, max(top, _MOST_TRIED)) for name in hidden}
    small = []
    for group in _groups(council, hidden):
        truths = [council.counts[name] for name in group]
        if all(truths) and any(1 <= n <= 5 for n in truths):
            limits |= {name: (1, limits[name][1]) for name in group}
            small.append(tuple(group))
    known = [_without_shown(council, s, limits) for s in _sums(council)]
    return Tables(limits, [s for s in known if s.terms], small)


def _groups(council: Council, hidden: Sequence[Name]) -> Iterator[list[Name]]:
    """Yield the parts that are withheld of a total that is shown."""
    for ref in council.refs:
        for quarter in range(1, 4):
            own = [n for n in hidden if n[0] == ref and n[2] == quarter and n[1] != TOTAL]
            if own and ref != SHARE and council.printed.get((ref, TOTAL, quarter)) == SHOWN:
                yield own


def _sums(council: Council) -> Iterator[Sum]:
    nothing = float("inf")
    for name in council.counts:
        ref, owner, quarter, *kind = name
        if not _is_printed(council, name):
            continue
        if owner == TOTAL:
            parts: list[Name] = [(ref, o, quarter, *kind) for o in council.owners[1:]]
            known = [part for part in parts if _is_printed(council, part)]
            high = 0 if len(known) == len(parts) else nothing
            yield Sum({name: 1, **dict.fromkeys(known, -1)}, 0, high)
        if kind == [BELOW]:
            yield Sum({name: 1, (*name[:3], ABOVE): -1, (*name[:3], REST): -1}, 0, 0)
        if ref == YEAR_TO_DATE:
            yield from _year_to_date(council, name)


def _year_to_date(council: Council, name: Name) -> Iterator[Sum]:
    _, owner, quarter = name
    assert isinstance(quarter, int)
    earlier = [(YEAR_TO_DATE, owner, q) for q in range(1, quarter)]
    printed = [before for before in earlier if _is_printed(council, before)]
    if printed:
        yield Sum({name: 1, printed[-1]: -1}, 0, float("inf"))
    own: Name = (OWN_QUARTER, owner, quarter)
    if not _are_versions(council) or not _is_printed(council, own):
        return
    if quarter == 1:
        yield Sum({name: 1, own: -1}, 0, 0)
    elif printed and printed[-1] == earlier[-1]:
        yield Sum({name: 1, printed[-1]: -1, own: -1}, 0, 0)


def _are_versions(council: Council) -> bool:
    """Return True if titles, or two figures that can be checked, show that two measures are one.

    Before that a reader may only guess, and so may the rule.
    """
    checked = [
        owner
        for owner in council.owners
        for q in range(1, 4)
        if council.counts.get((YEAR_TO_DATE, owner, q))
        and council.printed.get((OWN_QUARTER, owner, q)) == SHOWN
        and council.printed.get((YEAR_TO_DATE, owner, q)) == SHOWN
        and (q == 1 or council.printed.get((YEAR_TO_DATE, owner, q - 1)) == SHOWN)
    ]
    return council.titles_alike or len(checked) > 1


def _is_printed(council: Council, name: Name) -> bool:
    return council.printed.get(name[:3]) in (SHOWN, WITHHELD)  # type: ignore[arg-type]


def _without_shown(council: Council, known: Sum, limits: Mapping[Name, object]) -> Sum:
    """Return a sum with the figures that are shown taken over to the other side."""
    shown = sum(t * council.counts[n] for n, t in known.terms.items() if n not in limits)
    terms = {n: t for n, t in known.terms.items() if n in limits}
    return Sum(terms, known.low - shown, known.high - shown)
