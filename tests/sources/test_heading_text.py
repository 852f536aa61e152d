"""Headings in councils' own words."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.sources.heading_text import When, heading_from, spelling, when_in, without_date
from kpibook.workbook import layout


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("Good is", layout.POLARITY),
        ("GOOD TO BE", layout.POLARITY),
        ("Direction (of good)", layout.POLARITY),
        ("Bigger or smaller is better?", layout.POLARITY),
        ("High/Low", layout.POLARITY),
        ("UoM", layout.UNIT),
        ("Unit_of_measure", layout.UNIT),
        ("Indicator Code", layout.REF),
        ("Ref.", layout.REF),
        ("Key Performance Indicators", layout.MEASURE),
        ("Actual (%)", layout.ACTUAL),
        ("Outturn", layout.ACTUAL),
        ("Actions", layout.ACTION),
        ("Next steps:", layout.ACTION),
        ("Traffic-light", layout.STATUS),
        ("Team", ""),
        ("Tolerance (%)", ""),
        (None, ""),
    ],
)
def test_case_punctuation_and_plural_do_not_matter(written: object, meaning: str) -> None:
    assert heading_from(written).meaning == meaning


@pytest.mark.parametrize(
    ("written", "meaning", "when"),
    [
        ("Q3", layout.ACTUAL, When(3)),
        ("Quarter 3 2021/22", layout.ACTUAL, When(3, 2021)),
        ("Qtr. 3 actual", layout.ACTUAL, When(3)),
        ("2024/25 Target", layout.TARGET, When(None, 2024)),
        ("Target for 24-25", layout.TARGET, When(None, 2024)),
        ("2023/24 Outturn", layout.ACTUAL, When(None, 2023)),
        ("FY24", layout.ACTUAL, When(None, 2023)),
        ("Q3 Comments", layout.COMMENTARY, When(3)),
        ("2019/20 Team", "", When(None, 2019)),
    ],
)
def test_a_quarter_and_a_year_are_told_from_the_rest(
    written: str, meaning: str, when: When
) -> None:
    heading = heading_from(written)

    assert (heading.meaning, heading.when) == (meaning, when)


def test_a_heading_of_the_layout_is_never_of_a_date() -> None:
    assert heading_from("Target Q3").meaning == layout.TARGET_Q3
    assert heading_from("Target Q3").when is None


@pytest.mark.parametrize("text", ["2019-24", "31/12/2021", "14/21", "PI 3", "1.21/22", "2021"])
def test_what_is_no_financial_year_is_no_date(text: str) -> None:
    assert when_in(text) is None


def test_a_date_is_the_whole_of_a_heading_only_if_no_word_is_left() -> None:
    assert heading_from("Quarter 3, 2021/22").is_date
    assert not heading_from("Quarter 3 position").is_date
    assert without_date("Position at Q3") == "Position"
    assert without_date("Date of the survey") == "Date of the survey"


def test_a_word_with_several_meanings_is_left_to_its_column() -> None:
    heading = heading_from("Performance Q3")

    assert heading.meaning == ""
    assert heading.choices == (layout.ACTUAL, layout.STATUS)
    assert heading_from("KPIs").choices == (layout.REF, layout.MEASURE)


def test_a_quarter_without_a_year_is_of_any_year() -> None:
    assert When(3).is_in(Quarter(2021, 3))
    assert not When(3, 2020).is_in(Quarter(2021, 3))
    assert not When(None, 2021).is_in(Quarter(2021, 3))
    assert str(When(3, 2021)) == "Q3 2021/22"


def test_the_sign_of_a_tolerance_is_kept() -> None:
    assert spelling("Tolerance %") == "tolerance %"
    assert spelling("Target %") == "target"
