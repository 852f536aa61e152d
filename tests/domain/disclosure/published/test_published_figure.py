from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import Past
from kpibook.domain.disclosure.published.audit import attacked
from kpibook.domain.disclosure.published.published_figure import readings_of
from kpibook.domain.measures.measure import Unit
from tests.domain.disclosure.printed import cell, printed_in
from tests.domain.given import Q3


def test_files_that_agree_are_read_as_one() -> None:
    files = [*printed_in("a", Total=30, Care=None), *printed_in("b", Total=30, Roads=19)]

    ((figures, _),) = readings_of(files)

    assert {c.owner: f.past.actual for c, f in figures.items()} == {
        "total": 30,
        "care": None,
        "roads": 19,
    }
    assert figures[cell("care")].past.marker == "[c]"


def test_what_one_file_shows_and_another_withholds_is_shown() -> None:
    ((figures, _),) = readings_of([*printed_in("a", Care=None), *printed_in("b", Care=4)])

    assert figures[cell("care")].past == Past(Q3, Decimal(4))


def test_counts_of_one_file_and_the_share_of_another_are_one_figure() -> None:
    (figure,) = printed_in("a", Care=None)
    share = replace(figure, unit=Unit.PERCENT, past=Past(Q3, Decimal("12.9")), decimals=1)
    base = replace(figure, past=Past(Q3, None, "", None, Decimal(31)))

    ((figures, places),) = readings_of([base, share])

    assert figures[cell("care")].past == Past(Q3, Decimal("12.9"), "", None, Decimal(31))
    assert (figures[cell("care")].unit, places) == (Unit.PERCENT, {cell("care"): 1})


def test_each_version_of_a_publication_is_attacked_with_its_own_total() -> None:
    """The second version has 3 more of everything: put together, neither adds up."""
    first = printed_in("v1", Total=30, Care=None, Roads=19, Parks=7)
    second = printed_in("v2", Total=37, Care=None, Roads=22, Parks=10, Waste=1)

    assert len(list(readings_of([*first, *second]))) == 4
    assert attacked([*second, *first])[cell("care")].values == ("4",)
    assert attacked([*first, *second])[cell("care")].values == ("4",)
