"""Contradictions in a measure's texts as looks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.commentary.looks import counted_once, with_looks
from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.errors import Location
from kpibook.sources.schemes import load_scheme

NOW = Quarter(2024, 3)
SCHEME = load_scheme()


def rated(
    text: str, settlements: frozenset[object] = frozenset()
) -> tuple[RatedMeasure, MeasureFigures]:
    """Return a measure at 71.8%, 76.4% before, with a commentary, and its figures."""
    measure = Measure(
        "PLN402", "Applications", Unit.PERCENT, Polarity.HIGHER, target=Target(Decimal(75))
    )
    cell = {"commentary": Location("b.xlsx", "This quarter", "T4")}
    reading = Reading("PLN402", NOW, Decimal("71.8"), commentary=text, places=cell)
    history = {(measure.key, NOW.previous): Reading("PLN402", NOW.previous, Decimal("76.4"))}
    figures = figures_of(measure, reading, history, settlements)  # type: ignore[arg-type]
    return rate_measure(measure, reading, history, SCHEME), figures


def test_a_contradiction_is_a_look_at_the_cell_of_the_text() -> None:
    looked, _ = with_looks(*rated("We met the target."), SCHEME)
    assert [(f.code, f.where.cell) for f in looked.doubt.findings] == [("commentary-target", "T4")]
    assert looked.doubt.roles == frozenset()


def test_words_within_words_that_contradict_one_figure_are_one_look() -> None:
    looked, _ = with_looks(*rated("Performance is 3.2 points over the target."), SCHEME)
    assert len(looked.doubt.findings) == 1
    looked, _ = with_looks(*rated("Over the target, and performance rose on Q2."), SCHEME)
    assert len(looked.doubt.findings) == 2


def test_a_look_is_settled_with_its_figure_and_comes_back_when_it_changes() -> None:
    _, figures = with_looks(*rated("We met the target."), SCHEME)
    look = doubts_of(figures)[-1]
    figure = look.figures[0]
    settled = frozenset({(look.settled_as, figure.value, figure.quarter)})
    again, settled_figures = with_looks(*rated("We met the target.", settled), SCHEME)
    assert again.doubt.findings == ()
    assert look.finding.code not in [d.finding.code for d in doubts_of(settled_figures)]
    other = replace(settled_figures, settlements=frozenset())
    assert look.finding.code in [d.finding.code for d in doubts_of(other)]


def test_a_settled_look_does_not_settle_other_words() -> None:
    _, figures = with_looks(*rated("We met the target."), SCHEME)
    look = figures.looks[0]
    settled = frozenset({(look.settled_as, look.figure.value, look.figure.quarter)})
    again, _ = with_looks(*rated("Performance of 71.8% is above the target.", settled), SCHEME)
    assert [f.code for f in again.doubt.findings] == ["commentary-target"]


def test_a_text_past_what_is_read_is_said_with_its_first_unread_words() -> None:
    long = "Staff were trained. " * 1_000
    looked, _ = with_looks(*rated(long + "We met the target."), SCHEME)
    (finding,) = looked.doubt.findings
    assert finding.code == "commentary-too-long"
    assert "20,018 characters" in finding.what
    assert finding.what.endswith('"We met the target".')
    assert finding.where.cell == "T4"
    assert with_looks(*rated(long[:20_000]), SCHEME)[0].doubt.findings == ()


def test_a_return_counts_the_contradictions_and_quotes_none() -> None:
    looked, _ = with_looks(*rated("We met the target. Performance improved since Q2."), SCHEME)
    told = list(counted_once(looked.doubt.findings))
    assert [finding.code for finding in told] == ["commentary-unsettled"]
    assert told[0].what.startswith("2 statements in the texts of 1 measure")
    assert "met" not in told[0].what
