from __future__ import annotations

import pytest

from kpibook.domain.report.figure import Field, Figure
from kpibook.outputs.figure_format import number_of
from kpibook.workbook.sizes.column_widths import letters_shown


def figure(text: str, value: str) -> Figure:
    return Figure("a", "PI.1", "Q3 2021/22", Field.ACTUAL, text, value)


@pytest.mark.parametrize(
    ("text", "value", "held", "form"),
    [
        pytest.param("72.1%", "72.1", 0.721, "0.0%", id="percent"),
        pytest.param("-1,250.50%", "-1250.5", -12.505, "#,##0.00%", id="large percent"),
        pytest.param("£12,500,000.00", "12500000", 12500000, '"£"#,##0.00', id="money"),
        pytest.param("-£1,250.50", "-1250.5", -1250.5, '"£"#,##0.00', id="money owed"),
        pytest.param("43.125", "43.125", 43.125, "0.000", id="rate"),
        pytest.param("4,500 visits", "4500", 4500, '#,##0" visits"', id="word"),
        pytest.param("72.1% [p]", "72.1", 0.721, '0.0%" [p]"', id="provisional"),
        pytest.param("2250", "2250", 2250, "0", id="not grouped"),
        pytest.param("72.1%", "72.14", 0.7214, "0.0%", id="rated unrounded"),
    ],
)
def test_a_figure_is_a_number_that_shows_what_is_printed(
    text: str, value: str, held: float, form: str
) -> None:
    assert number_of(figure(text, value)) == (held, form)
    assert letters_shown(held, form) == len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("[c]", "", id="withheld"),
        pytest.param("80% to 90%", "", id="range"),
        pytest.param("12:30", "750", id="a length of time"),
        pytest.param("2.4 million", "2400000", id="another scale"),
        pytest.param("Above England", "61.2", id="words"),
    ],
)
def test_what_shows_no_value_stays_the_text_it_is(text: str, value: str) -> None:
    assert number_of(figure(text, value)) is None
