"""A third program that works out our formulas: ONLYOFFICE, beside LibreOffice and kpibook itself.

A mistake that LibreOffice and we share, about what a formula means to Excel, would pass unseen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.rate import rate
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from kpibook.xlsx import Workbook
from tests.crosscheck.cases import cases
from tests.crosscheck.sheets import Given, Rated, rated_by, within_excels_limit
from tests.crosscheck.test_formula import (
    _is_stated,
    _same_number,
    _told,
    _with_usual_baselines,
    _words,
    every_scheme,
)
from tests.services.sheets.test_live_formulas import ACTUALS, RATED, live, shown
from tests.support import document_builder
from tests.support.books import cell_under

pytestmark = [
    pytest.mark.slow,
    # Its mark on each sheet is a drawing of a kind that openpyxl does not read.
    pytest.mark.filterwarnings("ignore:DrawingML support:UserWarning"),
    pytest.mark.filterwarnings("ignore:.* extension is not supported:UserWarning"),
]

EACH = 3
"""Cases of each scheme in each kind of formula; LibreOffice works out many more."""


def test_a_live_workbook_rates_itself_there_as_kpibook_does(tmp_path: Path) -> None:
    book = live(tmp_path).output
    with Workbook.open(book) as package:
        for ref, value in ACTUALS.items():
            place = cell_under(book, layout.ACTUAL, ref)
            package.sheet(layout.THIS_QUARTER).set(place, value)
        typed = package.save(book.with_name("typed.xlsx"))
    assert {shown(typed, ref) for ref in ACTUALS} == {(None,) * 5}, "no result to keep is stored"

    done = document_builder.recalculated(typed, tmp_path / "theirs")

    assert {ref: shown(done, ref) for ref in ACTUALS} == RATED
    card = check_file(typed).scorecard
    for one in card.rated:
        status, direction, year, variance, _ = shown(done, one.measure.ref)
        assert status == card.scheme.label(one.rating.status)
        assert direction == card.scheme.label(one.rating.direction)
        assert year == card.scheme.label(one.rating.direction_year)
        assert (variance is None) == (one.rating.variance is None)


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Rated, Rating]]:
    """Cases of every scheme as the formulas give them there, and as the scalar rules do."""
    every = [
        Given(scheme, list(cases(scheme, EACH, 40 + structured)), bool(structured))
        for scheme in every_scheme()
        for structured in (0, 1)
    ]
    several = [given for given in every if within_excels_limit(given)]
    assert len(several) >= len(every) - 4
    folder = tmp_path_factory.mktemp("document-builder")
    found = []
    for one in rated_by(document_builder.recalculated, several, folder):
        position = one.case.position(has_range=one.has_range, has_strict=one.given.structured)
        found.append((one, rate(position, _with_usual_baselines(one.given.scheme))))
    return found


def test_formulas_of_every_scheme_give_there_what_the_rules_say(
    rated: list[tuple[Rated, Rating]],
) -> None:
    differ = [
        _told(one, rating)
        for one, rating in rated
        for heading, word in _words(rating, one.given.scheme).items()
        if one.said[heading] != word
    ]

    assert len(rated) >= 200
    assert differ == []


def test_the_variance_is_the_same_there(rated: list[tuple[Rated, Rating]]) -> None:
    differ = [
        _told(one, rating)
        for one, rating in rated
        if not _same_number(one.said[layout.VARIANCE], rating, stated=_is_stated(one))
    ]

    assert differ == []


def test_its_own_file_is_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="overwritten"):
        document_builder.recalculated(tmp_path / "book.xlsx", tmp_path)


def test_a_file_that_it_cannot_open_is_said(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"no workbook")

    with pytest.raises(document_builder.DocumentBuilderFailed, match=r"book\.xlsx"):
        document_builder.recalculated(tmp_path / "book.xlsx", tmp_path / "theirs")
