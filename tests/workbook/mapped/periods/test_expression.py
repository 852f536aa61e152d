"""Headings of a layout mean another column in each quarter."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.periods.expression import canonical, generalised, wanted

Q1, Q3 = Quarter(2024, 1), Quarter(2024, 3)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("{quarter} / Actual", "Q3 / Actual"),
        ("{quarter} Actual", "Quarter 3 actual"),
        ("{quarter} Actual", "Oct-Dec 2024 Actual"),
        ("{quarter-1} / Actual", "Qtr 2 / Actual"),
        ("{year-1} Outturn", "2023/24 Outturn"),
        ("{year} / {quarter}", "2024-25 / Q3"),
        ("{month}", "Dec"),
        ("{month}", "Dec-24"),
        ("{month-1}", "2024-11-01 00:00:00"),
        ("{quarter}", "Chwarter 3"),
        ("Target", "TARGET"),
    ],
)
def test_a_heading_fits_in_whatever_words_it_names_its_period(text: str, heading: str) -> None:
    assert canonical(heading) in wanted(text, Q3).spellings


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("{quarter} / Actual", "Q2 / Actual"),
        ("{quarter} / Actual", "Q3 / Target"),
        ("{year-1} Outturn", "2022/23 Outturn"),
        ("{month}", "Dec-23"),
        ("{quarter}", "Oct-Dec 2023"),
    ],
)
def test_a_heading_of_another_period_or_role_does_not_fit(text: str, heading: str) -> None:
    assert canonical(heading) not in wanted(text, Q3).spellings


def test_the_quarter_before_q1_is_never_this_years_q4() -> None:
    assert canonical("Q4 / Actual") not in wanted("{quarter-1} / Actual", Q1).spellings
    assert canonical("2023/24 / Q4") in wanted("{year} / {quarter-1}", Q1).spellings


def test_a_column_is_named_by_its_letter_or_as_the_second_of_its_heading() -> None:
    assert wanted("column AB", Q3).column == "AB"
    assert wanted("Target [2]", Q3).nth == 2


@pytest.mark.parametrize(
    "heading", ["Q2 / Actual", "2023/24 Outturn", "2024/25 Target", "Nov-24", "2023/24 Q4", "Notes"]
)
def test_a_generalised_heading_means_the_same_column(heading: str) -> None:
    assert canonical(heading) in wanted(generalised(heading, Q3), Q3).spellings
