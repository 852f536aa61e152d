from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from kpibook.domain.comparison.fields import FIGURES, TEXTS, MeasureField
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter


def test_a_whole_number_is_compared_as_a_figure_is() -> None:
    decimals = MeasureField("decimals", lambda measure: measure.decimals)

    value = decimals.of(Measure("PI.1", decimals=0))

    assert (value, type(value)) == (Decimal(0), Decimal)


def test_a_bare_reading_has_nothing() -> None:
    reading = Reading("", Quarter(2021, 3))

    assert not any(value(reading) for value, _ in FIGURES.values())
    assert not any(value(reading) for value in TEXTS.values())


def test_no_field_of_a_reading_is_forgotten() -> None:
    names = {field.name for field in fields(Reading)}

    assert names == {
        "ref", "period", "covers", "source", "places",  # what it is, and where
        "actual", "numerator", "denominator", "as_at", "marker", "forecast",
        "commentary", "action",
        "settled",  # whether an officer said so, which changes no figure
        "unread", "contradicted",  # whether the actual could not be read, or another row differs
        "target",  # the target that applied, which is no figure of the reading
        "revised_from",  # the figure before a correction, which is another reading's
    }  # fmt: skip
    of_its_state = {"settled", "unread", "contradicted", "target", "revised_from"}
    assert {*FIGURES, *TEXTS} == names - {
        "ref",
        "period",
        "covers",
        "source",
        "places",
    } - of_its_state
