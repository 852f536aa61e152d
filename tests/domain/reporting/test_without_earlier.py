"""A status that is harsh for want of an earlier figure is said, once for all measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.new import new_workbook
from kpibook.services.rating.check import check_file
from kpibook.workbook.performance import Settings
from tests.support.books import Q3, a_book, a_csv, filled

MEASURES = [{"Ref": f"PI.{n}", "Target": "90%"} for n in (1, 2, 3)]
ACTUALS = [{"Ref": "PI.1", "Actual": "80%"}, {"Ref": "PI.2", "Actual": "80%"}]
MET = {"Ref": "PI.3", "Actual": "95%"}


def last_year(*refs: str) -> list[dict[str, str]]:
    period = str(Q3.same_last_year)
    return [{"Ref": ref, "Period": period, "Actual": "70%"} for ref in refs]


@pytest.mark.parametrize(
    ("history", "named"),
    [
        pytest.param((), "PI.1 and PI.2", id="none has the figure"),
        pytest.param(("PI.1",), "PI.2", id="one lacks it"),
        pytest.param(("PI.1", "PI.2"), "", id="all have it"),
    ],
)
def test_measures_that_count_as_not_better_are_named_in_one_finding(
    tmp_path: Path, history: tuple[str, ...], named: str
) -> None:
    book = a_book(
        tmp_path, *MEASURES, history=last_year(*history), period=Q3, scheme="thurrock-2014-15"
    )

    done = filled(book, *ACTUALS, MET)

    notes = [f for f in done.findings if f.code == "earlier-figure-missing"]
    assert [note.what.rsplit(": ", 1)[1] for note in notes] == ([f"{named}."] if named else [])
    assert all(note.severity.value == "note" for note in notes)
    assert done.output is not None
    checked = {finding.code for finding in check_file(done.output).findings}
    assert ("earlier-figure-missing" in checked) == bool(named)


def test_a_scheme_that_compares_with_nothing_asks_for_no_earlier_figure(tmp_path: Path) -> None:
    done = filled(a_book(tmp_path, *MEASURES, period=Q3), *ACTUALS, MET)

    assert "earlier-figure-missing" not in {f.code for f in done.findings}


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("thurrock-2014-15", "the same quarter last year"),
        ("rother-2024-25", "the quarter before"),
    ],
)
def test_a_new_workbook_names_the_measures_that_lack_the_earlier_figure(
    tmp_path: Path, scheme: str, words: str
) -> None:
    rows = [
        {"Measure": "M", "Unit": "percent", "Which way is good": "higher", **row}
        for row in MEASURES
    ]
    measures = a_csv(tmp_path / "m.csv", *rows)
    period = str(Q3.same_last_year if "last year" in words else Q3.previous)
    past = a_csv(tmp_path / "h.csv", {"Ref": "PI.2", "Period": period, "Actual": "70%"})

    made = new_workbook(
        measures, Settings(Q3, scheme=scheme), tmp_path / "b.xlsx", history_file=past
    )

    (finding,) = [f for f in made.findings if f.code == "scheme-takes"]
    assert words in finding.what
    assert "PI.1 and PI.3" in finding.what
