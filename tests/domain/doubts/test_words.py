from __future__ import annotations

from dataclasses import replace

from kpibook.domain.doubts.words import named, settled_by, together, with_article
from tests.domain.doubts.given import figures


def test_a_row_without_a_reference_is_the_row() -> None:
    assert (named(figures("1", ref="A1")), named(figures("1", ref=""))) == ("A1", "the row")


def test_a_label_has_its_article() -> None:
    actual, target = figures("1", target="2").figures

    assert (with_article(actual), with_article(target)) == ("an actual", "a target")


def test_at_most_three_figures_are_named() -> None:
    m = figures("80", target="90", past="70 60 50")

    assert together(m, m.figures) == "its actual 80%, target 90% and figure of Q2 2025/26 70%"


def test_a_figure_of_the_register_is_settled_by_a_command_and_a_row_by_its_marker() -> None:
    m = figures("80", target="90")
    actual, target = m.figures

    assert settled_by(m, actual) == "the marker [ok]"
    assert settled_by(m, target) == "`kpibook settle`"
    assert settled_by(replace(m, period=None), target) == "the marker [ok]"
