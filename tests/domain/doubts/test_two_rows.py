"""Two rows of one measure: which is right is not known, so the figure is used for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.rating.check import check_file
from kpibook.services.rating.explain import explain_file
from kpibook.workbook import layout
from tests.support.books import a_book, cell_under, filled, typed

Q3 = Quarter(2025, 3)


def a_book_of_two(folder: Path, **more: object) -> Path:
    return a_book(
        folder,
        {"Ref": "PI.1", "Target": "90%"},
        {"Ref": "PI.2", "Target": "90%"},
        period=Q3,
        **more,  # type: ignore[arg-type]
    )


def status(done: object, ref: str) -> str:
    rated = done.scorecard.rated  # type: ignore[attr-defined]
    return next(r.rating.status.value for r in rated if r.measure.ref == ref)


@pytest.mark.parametrize(("second", "expected"), [(0.95, "not_rated"), (0.8, "off")])
def test_a_measure_with_two_rows_is_rated_only_if_they_agree(
    tmp_path: Path, second: float, expected: str
) -> None:
    book = a_book_of_two(tmp_path)
    actual, other = (cell_under(book, "Actual", ref) for ref in ("PI.1", "PI.2"))
    ref = cell_under(book, "Ref", "PI.2")
    typed(book, {actual: 0.8, other: second, ref: "PI.1"})

    done = filled(book)

    assert status(done, "PI.1") == expected
    assert [f.code for f in done.findings if f.ref == "PI.1"].count("ref-duplicate") == 1
    assert "rows-differ" not in {f.code for f in done.findings}, "the finding is listed once"


@pytest.mark.parametrize(("second", "expected"), [(0.5, "not_rated"), (0.9, "off")])
def test_a_measure_that_the_register_has_twice_is_rated_only_if_the_rules_agree(
    tmp_path: Path, second: float, expected: str
) -> None:
    book = a_book_of_two(tmp_path)
    target = cell_under(book, "Target", "PI.2", layout.MEASURES)
    ref = cell_under(book, "Ref", "PI.2", layout.MEASURES)
    row = cell_under(book, "Ref", "PI.2")
    typed(book, {target: second, ref: "PI.1"}, layout.MEASURES)
    typed(book, {row: None})

    done = filled(book, {"Ref": "PI.1", "Actual": "80%"})

    assert status(done, "PI.1") == expected


def test_a_quarter_that_the_history_has_twice_gives_no_direction_if_its_figures_differ(
    tmp_path: Path,
) -> None:
    rows = [{"Ref": ref, "Period": "Q2 2025/26", "Actual": "70%"} for ref in ("PI.1", "PI.2")]
    book = a_book_of_two(tmp_path, history=rows)
    ref = cell_under(book, "Ref", "PI.2", layout.HISTORY)
    figure = cell_under(book, "Actual", "PI.2", layout.HISTORY)
    typed(book, {ref: "PI.1", figure: 0.85}, layout.HISTORY)

    done = filled(book, {"Ref": "PI.1", "Actual": "80%"})

    rating = next(r.rating for r in done.scorecard.rated if r.measure.ref == "PI.1")
    assert (rating.status.value, rating.direction.value) == ("off", "not_comparable")
    assert "neither is used" in next(f.what for f in done.findings if f.code == "history-duplicate")


def test_a_new_workbook_takes_neither_of_two_rows_of_history_that_differ(tmp_path: Path) -> None:
    rows = [
        {"Ref": ref, "Period": "Q2 2025/26", "Actual": figure}
        for ref, figure in (("PI.1", "70%"), ("PI.1", "85%"), ("PI.2", "70%"), ("PI.2", "70%"))
    ]
    book = a_book_of_two(tmp_path, history=rows)

    done = filled(book, {"Ref": "PI.1", "Actual": "80%"}, {"Ref": "PI.2", "Actual": "80%"})

    ways = {r.measure.ref: r.rating.direction.value for r in done.scorecard.rated}
    assert ways == {"PI.1": "no_history", "PI.2": "improved"}


def test_the_reason_says_that_two_rows_differ(tmp_path: Path) -> None:
    book = a_book_of_two(tmp_path)
    actual, other = (cell_under(book, "Actual", ref) for ref in ("PI.1", "PI.2"))
    typed(book, {actual: 0.8, other: 0.95, cell_under(book, "Ref", "PI.2"): "PI.1"})

    assert "ref-duplicate" in {f.code for f in check_file(book).findings}
    assert "another row differs" in explain_file(book, "PI.1").rated.rating.why
