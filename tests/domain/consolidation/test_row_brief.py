from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.row_brief import Briefed, briefs_of
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from tests.domain.consolidated import a_row, a_source_book


def test_a_brief_says_what_its_row_says() -> None:
    row = a_row("PI.1", "80", target="90", directorate="Roads", council="Ashby")

    (brief,) = briefs_of((row,))

    assert (brief.council, brief.directorate, brief.priority) == ("Ashby", "Roads", row.priority)
    assert (brief.status, brief.direction) == (Status.OFF, Direction.NO_HISTORY)
    assert (brief.as_at, brief.is_exception) == (None, True)


@pytest.mark.parametrize(
    ("row", "marks"),
    [
        (a_row("PI.1", "90", target="90", past=[("Q2 2021/22", "89")]), ()),
        (a_row("PI.1", "90", past=[("Q2 2021/22", "89")]), (SHORTHAND_NO_TARGET,)),
        (a_row("PI.1", None, target="90", marker="[c]"), ("[c]", SHORTHAND_MISSING)),
    ],
    ids=["nothing is missing", "no target", "a marker and no history"],
)
def test_a_brief_names_the_shorthand_that_stands_for_what_is_missing(
    row: ConsolidatedRow, marks: tuple[str, ...]
) -> None:
    assert briefs_of((row,))[0].marks == marks


def test_rows_that_have_the_same_brief_share_it() -> None:
    first, second, third = briefs_of((a_row("PI.1"), a_row("PI.2"), a_row("PI.3", None)))

    assert first is second
    assert first != third


def test_rows_on_disk_keep_the_briefs_that_rows_in_memory_have(tmp_path: Path) -> None:
    books = [
        a_source_book(f"{n}.xlsx", a_row("PI.1"), a_row("PI.2", None), directorate=f"D{n}")
        for n in range(3)
    ]
    rows = combine_spooled(books, tmp_path).rows

    assert isinstance(rows, Briefed)
    assert tuple(rows.briefs) == tuple(briefs_of(tuple(rows)))
    assert rows.briefs is rows.briefs
    assert tuple(rows[1:3].briefs) == tuple(rows.briefs)[1:3]  # type: ignore[attr-defined]


def test_the_day_of_a_figure_is_in_its_brief() -> None:
    row = a_row()
    day = date(2021, 12, 31)
    reading = replace(row.rated.reading, as_at=day)

    assert briefs_of((replace(row, rated=replace(row.rated, reading=reading)),))[0].as_at == day
