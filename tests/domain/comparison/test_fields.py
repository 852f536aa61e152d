from __future__ import annotations

from dataclasses import fields

from kpibook.domain.comparison.fields import FIGURES, REGISTER, TEXTS
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.workbook import layout


def test_every_column_of_the_register_is_compared_under_its_heading() -> None:
    columns = {column.heading for column in layout.MEASURES_COLUMNS}

    assert set(REGISTER) == columns | {layout.SUPPRESS}


def test_every_figure_and_text_an_officer_types_is_compared_under_its_heading() -> None:
    typed = {
        column.heading
        for column in layout.THIS_QUARTER_COLUMNS
        if column.filled is layout.FilledBy.BY_OFFICER
    }

    assert {*FIGURES, *TEXTS} == typed | {layout.FORECAST}


def test_a_bare_measure_and_a_bare_reading_have_nothing_but_their_cautious_values() -> None:
    measure, reading = Measure(""), Reading("", Quarter(2021, 3))

    said = {heading: value(measure) for heading, (value, _) in REGISTER.items()}

    assert {heading: v for heading, v in said.items() if v} == {
        "Unit": "count",
        "Which way is good": "neutral",
        "Basis": "in period",
    }
    assert not any(value(reading) for value, _ in FIGURES.values())
    assert not any(value(reading) for value in TEXTS.values())


def test_no_field_of_a_reading_is_forgotten() -> None:
    names = {field.name for field in fields(Reading)}

    assert names == {
        "ref", "period", "source", "places",  # what it is, and where
        "actual", "numerator", "denominator", "as_at", "marker", "forecast",
        "commentary", "action",
    }  # fmt: skip
    assert len(FIGURES) + len(TEXTS) == 8
