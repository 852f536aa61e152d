"""Findings on returns: missing, not filled in, late, not expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import long_date
from kpibook.domain.returns.returned import Returns, ReturnState, ReturnStatus
from kpibook.domain.wording import guessed, shortened
from kpibook.errors import Location

_LONGEST = 60  # characters of a name in a message
_INCOMPLETE = "Totals are incomplete without it."


def return_findings(returns: Returns) -> Iterator[Finding]:
    """Yield a finding for each return that a person should look at or know of."""
    names = [item.name for item in returns.items]
    for item in (*returns.items, *returns.others):
        yield from _finding_on(item, returns.file, names)


def _finding_on(item: ReturnStatus, file: str, names: Sequence[str]) -> Iterator[Finding]:
    name = shortened(item.name, _LONGEST)
    where = Location(file, line=item.expected.line or None)
    if item.state is ReturnState.MISSING:
        what = f"the return of {name}, {_due(item)}, is missing."
        fix = "Ask for it with `kpibook chase`" + (
            ", or name its workbook: the list says that it was returned."
            if item.expected.returned_on
            else "."
        )
        yield Finding("return-missing", what, where, fix, _INCOMPLETE)
    elif not item.state.is_in:
        what = f"the return of {name} has no figures yet. {item.reason}"
        fix = "Ask for it with `kpibook chase`, or put its workbook right."
        yield Finding("return-without-figures", what, where, fix, _INCOMPLETE)
    elif item.state is ReturnState.NOT_EXPECTED:
        fix = guessed(item.expected.directorate, names) or "Add it to the list, or leave it out."
        of = shortened(item.expected.directorate, _LONGEST) or "a directorate it does not name"
        what = f"is of {of} and not on the list of expected returns. Its figures are used."
        yield Finding("return-not-expected", what, Location(item.workbooks[0]), fix)
    elif item.on is None:
        what = f"nothing says on which day the return of {name} came in: it counts as in time."
        fix = "Write the day into the list, under Returned on."
        yield Finding("return-day-unknown", what, where, fix)
    elif item.state is ReturnState.LATE:
        yield _late(item, name, where)


def _late(item: ReturnStatus, name: str, where: Location) -> Finding:
    on = long_date(item.on) if item.on else ""
    by = "" if item.expected.returned_on else ": its workbook was last saved then"
    fix = "Nothing; or write the day it came in into the list, under Returned on."
    return Finding(
        "return-late", f"the return of {name}, {_due(item)}, came in on {on}{by}.", where, fix
    )


def _due(item: ReturnStatus) -> str:
    due = item.expected.due
    return f"due on {long_date(due)}" if due else "due on a day that the list does not say"
