"""Random sets of workbooks as careless people send them."""

from __future__ import annotations

from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, RefusedRow, SourceBook
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book
from tests.domain.given import Q3, STANDARD

MAIDSTONE = load_scheme("maidstone")

_NAMES = st.sampled_from(["Housing", "Roads", "Adult Care", ""])
_FIGURES = st.none() | st.decimals(-1000, 1000, places=3)


@st.composite
def _rows(draw: st.DrawFn) -> ConsolidatedRow:
    actual = draw(_FIGURES)
    return a_row(
        f"PI.{draw(st.integers(1, 6))}",
        None if actual is None else str(actual),
        unit=draw(st.sampled_from([Unit.PERCENT, Unit.COUNT])),
        marker=draw(st.sampled_from(["", "", "[p]", "[c]"])),
    )


@st.composite
def careless_books(draw: st.DrawFn) -> list[SourceBook]:
    """Workbooks as careless people send them: twice, unreadable, of other periods, overlapping."""
    books = []
    for number in range(draw(st.integers(1, 6))):
        name = f"{number}.xlsx"
        if draw(st.integers(0, 7)) == 0:
            books.append(an_unreadable_book(name))
            continue
        rows = {row.rated.measure.key: row for row in draw(st.lists(_rows(), max_size=5))}
        lost = draw(st.lists(_FIGURES, max_size=2))
        books.append(
            a_source_book(
                name,
                *rows.values(),
                council=draw(st.sampled_from(["Ashby", "Bixby", ""])),
                directorate=draw(_NAMES),
                period=draw(st.sampled_from([Q3, Q3, Q3, Quarter(2021, 2)])),
                scheme=draw(st.sampled_from([STANDARD, MAIDSTONE])),
                modified=draw(
                    st.sampled_from(["", "2022-01-01T00:00:00Z", "2022-01-02T00:00:00Z"])
                ),
                sha256=draw(st.sampled_from(["", "", "a", "b"])),
                refused=[RefusedRow(name, "?", "s", "H9", "ref-unknown", "w", n) for n in lost],
            )
        )
    return books
