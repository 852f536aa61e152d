"""Expected returns matched with the workbooks of a consolidation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Protocol

from kpibook.codes.code import Severity
from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Source
from kpibook.domain.finding import Finding
from kpibook.domain.returns.expected import ExpectedReturn, directorate_key, names_workbook
from kpibook.domain.returns.returned import Returns, ReturnState, ReturnStatus
from kpibook.domain.rules.outcomes import Status
from kpibook.on_use.dataclass import dataclass

_COUNTS_THEM = "consolidate-has-findings"  # says only how many others there are

#: Counts of findings by file and severity.
_Counts = Mapping[tuple[str, Severity], int]


class Collected(Protocol):
    """The members that a consolidation and workbooks that cannot be combined have in common."""

    @property
    def sources(self) -> Sequence[Source]:
        """Return the workbooks that were given."""

    @property
    def rows(self) -> Iterable[ConsolidatedRow]:
        """Return the measures in use."""

    @property
    def findings(self) -> Iterable[Finding]:
        """Return the findings; `where.file` is the source's name."""


@dataclass(slots=True)
class _Seen:
    """Directorates in the rows of a workbook: True for one with an answer in a row that is due."""

    answered: dict[str, bool] = field(default_factory=dict)

    def add(self, row: ConsolidatedRow) -> None:
        reading = row.rated.reading
        if row.status is Status.NOT_DUE:
            return
        key = directorate_key(row.directorate)
        has_answer = reading.actual is not None or bool(reading.marker or reading.commentary)
        self.answered[key] = self.answered.get(key, False) or has_answer


def returns_of(
    file: str,
    expected: Sequence[ExpectedReturn],
    given: Collected,
) -> Returns:
    """Say of each expected return if it is in, late or missing.

    A workbook belongs to the return that names it; any other workbook to the returns of the
    directorates it reports for. A return is late if it came in after the day it was due; on that
    day it is in time. A workbook in which every measure that is due is blank is not a return.

    Args:
        file: Name of the list.
        expected: The returns of the list.
        given: The workbooks that were given; rows and findings are gone through once.
    """
    seen: dict[str, _Seen] = {}
    for row in given.rows:
        seen.setdefault(row.source, _Seen()).add(row)
    counts = Counter((f.where.file, f.severity) for f in given.findings if f.code != _COUNTS_THEM)
    sources = given.sources
    matched = _matched(expected, sources, seen)
    items = tuple(
        _status(item, [sources[place] for place in places], seen, counts)
        for item, places in zip(expected, matched, strict=True)
    )
    taken = {place for places in matched for place in places}
    others = (source for place, source in enumerate(sources) if place not in taken and source.used)
    return Returns(file, items, tuple(_not_expected(source, counts) for source in others))


def _matched(
    expected: Sequence[ExpectedReturn], sources: Sequence[Source], seen: Mapping[str, _Seen]
) -> list[list[int]]:
    """Return the places of each return's workbooks among the sources."""
    named = [
        [p for p, source in enumerate(sources) if names_workbook(item.workbook, source.name)]
        for item in expected
    ]
    taken = {place for places in named for place in places}
    lists = Counter(directorate_key(item.directorate) for item in expected)
    for item, places in zip(expected, named, strict=True):
        key = directorate_key(item.directorate)
        # A file is often renamed; then its directorate tells it, if that has a single return.
        if key and not places and (not item.workbook or lists[key] == 1):
            places += [
                place
                for place, source in enumerate(sources)
                if place not in taken and key in _directorates(source, seen)
            ]
    return named


def _directorates(source: Source, seen: Mapping[str, _Seen]) -> set[str]:
    of_rows = seen[source.name].answered if source.name in seen else {}
    return {directorate_key(source.directorate), *of_rows}


def _status(
    expected: ExpectedReturn, given: Sequence[Source], seen: Mapping[str, _Seen], counts: _Counts
) -> ReturnStatus:
    used = [source for source in given if source.used]
    filled = [source for source in used if _is_filled(expected, source, seen)]
    names = tuple(source.name for source in filled or used or given)
    agreed = tuple(source.agreed for source in filled or used or given)
    of_files = {s: sum(counts.get((name, s), 0) for name in names) for s in Severity}
    if filled:
        on = expected.returned_on or _last_saved(filled)
        late = on is not None and expected.due is not None and on > expected.due
        state = ReturnState.LATE if late else ReturnState.RETURNED
        return ReturnStatus(expected, state, names, on, of_files, agreed=agreed)
    if used:
        reason = f"Every measure that is due is blank in {', '.join(names)}."
        state = ReturnState.NOT_FILLED_IN
        return ReturnStatus(expected, state, names, None, of_files, reason, agreed)
    if given:
        reason = " ".join(f"{source.name} {source.refusal}" for source in given)
        state = ReturnState.NOT_USED
        return ReturnStatus(expected, state, names, None, of_files, reason, agreed)
    reason = "No workbook of it was given."
    if expected.returned_on is not None:
        reason = "The list says that it was returned, but no workbook of it was given."
    return ReturnStatus(expected, ReturnState.MISSING, on=expected.returned_on, reason=reason)


def _is_filled(expected: ExpectedReturn, source: Source, seen: Mapping[str, _Seen]) -> bool:
    if source.name not in seen:
        return False
    answered = seen[source.name].answered
    key = directorate_key(expected.directorate)
    if key and key in answered:
        return answered[key]
    return not answered or source.actuals_in > 0 or any(answered.values())


def _last_saved(sources: Sequence[Source]) -> date | None:
    """Return the last day any of them was saved; None if one of them does not say."""
    days = [saved_on(source) for source in sources]
    return max((day for day in days if day is not None), default=None) if all(days) else None


def saved_on(source: Source) -> date | None:
    """Return the day a workbook was last saved, in UTC; None if its properties do not say."""
    try:
        return date.fromisoformat(source.modified[:10])
    except ValueError:
        return None


def _not_expected(source: Source, counts: _Counts) -> ReturnStatus:
    of_file = {severity: counts.get((source.name, severity), 0) for severity in Severity}
    expected = ExpectedReturn(directorate=source.directorate)
    state = ReturnState.NOT_EXPECTED
    names, agreed = (source.name,), (source.agreed,)
    return ReturnStatus(expected, state, names, saved_on(source), of_file, agreed=agreed)
