"""Rows of headings: titles above them, and two rows that belong together."""

from __future__ import annotations

from kpibook.sources.header_rows import Line, find_header, nearest_header, with_band
from kpibook.sources.heading_text import When
from kpibook.workbook import layout

REGISTER = (layout.REF, layout.MEASURE, layout.UNIT, layout.POLARITY)


def lines(*rows: str) -> list[Line]:
    """Rows of a table, their cells separated by strokes."""
    texts = [
        (number, {c: text.strip() for c, text in enumerate(row.split("|"), 1) if text.strip()})
        for number, row in enumerate(rows, 1)
    ]
    return [(number, cells) for number, cells in texts if cells]


def meanings(rows: list[Line], needed: tuple[str, ...]) -> dict[int, tuple[str, When | None]]:
    found = find_header(rows, needed)
    assert found is not None
    return {column: (h.meaning, h.when) for column, h in found.headings.items()}


def test_titles_of_any_width_and_blank_rows_are_above_the_headings() -> None:
    rows = lines("Performance 2023/24 | Q3 | Homes", "", "Ref | Actual", "PI.1 | 5")

    found = find_header(rows, (layout.REF, layout.ACTUAL))

    assert found is not None
    assert (found.first, found.after) == (1, 2)


def test_a_title_that_is_itself_a_heading_gives_way_to_the_row_with_more() -> None:
    rows = lines("Actual", "Measure | Actual", "Homes | 5")

    found = find_header(rows, (layout.ACTUAL,))

    assert found is not None
    assert found.first == 1


def test_a_year_over_quarters_and_a_target_dates_them() -> None:
    rows = lines(
        "Ref | Measure | Unit | Good to be | 2023/24 | | | | ",
        " | | | High/Low | Q1 | Q2 | Q3 | Q4 | Target",
        "PI.1 | Homes | number | High | 1 | 2 | 3 | 4 | 5",
    )

    found = meanings(rows, REGISTER)

    assert found[4] == (layout.POLARITY, None)
    assert found[5] == (layout.ACTUAL, When(1, 2023))
    assert found[8] == (layout.ACTUAL, When(4, 2023))
    assert found[9] == (layout.TARGET, When(None, 2023))


def test_a_band_above_a_complete_row_of_headings_adds_to_it() -> None:
    rows = lines(
        " | | Target | | 2022/23 | ",
        "Ref | Measure | Q1 | Q2 | Q3 | Q4",
        "PI.1 | Homes | 1 | 2 | 3 | 4",
    )

    found = meanings(rows, (layout.REF, layout.MEASURE))

    assert found[3] == (layout.TARGET_Q1, None)
    assert found[5] == (layout.ACTUAL, When(3, 2022))


def test_neither_row_needs_all_headings() -> None:
    rows = lines("Indicator | | Unit | Good to be", "Ref | Title", "PI.1 | Homes | number | High")

    found = meanings(rows, REGISTER)

    assert [meaning for meaning, _ in found.values()] == list(REGISTER)


def test_a_band_of_words_that_mean_nothing_leaves_the_headings_as_they_are() -> None:
    rows = lines("From the register | | You fill in", "Ref | Measure | Actual", "PI.1 | A | 5")

    found = find_header(rows, (layout.REF, layout.ACTUAL))

    assert found is not None
    assert [heading.written for heading in found.headings.values()] == ["Ref", "Measure", "Actual"]


def test_high_and_low_below_good_to_be_are_what_a_tick_means() -> None:
    rows = lines("Ref | Measure | Unit | Good to be | ", " | | | High | Low", "PI.1 | A | % | x |")

    found = find_header(rows, (layout.REF, layout.MEASURE, layout.UNIT))

    assert found is not None
    assert [found.headings[c].option for c in (4, 5)] == ["higher", "lower"]


def test_any_word_of_which_way_is_good_is_an_option_below_it_and_so_is_other() -> None:
    rows = lines(
        "Ref | Measure | Unit | Good to be | | | | Target",
        " | | | High | Low | Range | Other | Q1",
        "PI.1 | A | % | | | | Monitor | 5",
    )

    found = find_header(rows, (layout.REF, layout.MEASURE, layout.UNIT))

    assert found is not None
    assert [found.headings[c].option for c in range(4, 8)] == ["higher", "lower", "Range", "Other"]
    assert found.headings[8].meaning == layout.TARGET_Q1


def test_a_heading_beside_the_only_word_below_good_to_be_is_no_option() -> None:
    rows = lines(
        "Ref | Measure | Good to be | | ", " | | High/Low | Unit | Target", "P1|A|High|%|5"
    )

    found = find_header(rows, (layout.REF, layout.MEASURE, layout.UNIT))

    assert found is not None
    assert [h.option for h in found.headings.values()] == [""] * 5


def test_a_row_of_figures_below_the_headings_does_not_belong_to_them() -> None:
    rows = lines("Ref | Measure | Target | Actual", " | | 5 | 6", "PI.1 | A | 7 | 8")

    found = find_header(rows, (layout.REF, layout.ACTUAL))

    assert found is not None
    assert found.after == 1


def test_a_whole_years_figure_is_no_quarters_actual() -> None:
    assert find_header(lines("Ref | 2023/24", "PI.1 | 5"), (layout.REF, layout.ACTUAL)) is None


def test_a_message_names_the_row_that_looks_most_like_headings() -> None:
    rows = lines("A title | over | all | columns", "Ref | Spend | Measure", "PI.1 | 1 | A")

    assert [h.written for h in nearest_header(rows).values()] == ["Ref", "Spend", "Measure"]


def test_a_title_alone_in_the_first_column_is_no_band() -> None:
    above, row = lines("Q3 2021/22", "Ref | Actual")

    assert with_band(above, row).headings[2].when is None
