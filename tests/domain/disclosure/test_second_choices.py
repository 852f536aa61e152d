from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.disclosure.cells import LEAST_VALUES
from kpibook.domain.disclosure.small_numbers import Reason, withheld_of
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.consolidated import a_row
from tests.domain.disclosure.printed import printed_in
from tests.domain.given import Q3, a_measure

NAMES = ("Total", "Care", "Housing", "Parks", "Roads", "Waste", "Youth")


def council(*actuals: str | None, suppress: bool = True, **more: object) -> list[ConsolidatedRow]:
    """The rows of one measure, the total first; "[c]" and "[x]" are markers."""
    return [
        a_row(
            "PI.1",
            None if actual is None or actual.startswith("[") else actual,
            marker=actual if actual and actual.startswith("[") else "",
            directorate=name,
            suppress=suppress,
            **more,  # type: ignore[arg-type]
        )
        for name, actual in zip(NAMES, actuals, strict=False)
    ]


def hidden(rows: Sequence[ConsolidatedRow], quarter: Quarter = Q3, **known: object) -> list[str]:
    """The directorates of which the quarter's figure is withheld or marked [c]."""
    found = withheld_of(rows, **known).reasons  # type: ignore[arg-type]
    return [
        row.directorate
        for position, row in enumerate(rows)
        if (position, quarter) in found or row.rated.reading.marker == "[c]"
    ]


@pytest.mark.parametrize(
    ("actuals", "withheld"),
    [
        (("30", "4", "19", "7"), "Care Parks"),
        (("30", "4", "3", "23"), "Care Housing"),  # 1 to 6 each
        (("30", "1", "1", "28"), "Care Housing Parks"),  # 30 - 28 is 1 + 1
        (("30", "1", "2", "27"), "Care Housing Parks"),  # 1 or 2
        (("19", "5", "7", "7"), "Care Housing Parks"),  # 5 or 7, since 7 is as small as any
        (("30", "4", "26", "0"), "Care Housing"),
        (("4", "4", "0", "0"), "Total Care"),
        (("6", "1", "1", "1", "1", "1", "1"), "Total Care Housing Parks Roads Waste Youth"),
        (("7", "1", "1", "1", "1", "1", "2"), "Total Care Housing Parks Roads Waste Youth"),
        (("60", "10", "20", "30"), ""),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_more_is_withheld_until_each_figure_has_enough_possible_values(
    actuals: tuple[str, ...], withheld: str
) -> None:
    assert hidden(council(*actuals)) == withheld.split()


@pytest.mark.parametrize("late", [None, "[x]", "[z]"])
def test_a_remainder_that_is_small_is_protected_like_a_small_number(late: str | None) -> None:
    assert hidden(council("30", late, "19", "7")) == ["Parks"]


def test_a_directorate_that_is_late_altogether_leaves_a_remainder() -> None:
    rows = [row for row in council("30", "4", "19", "7") if row.directorate != "Care"]

    assert hidden(rows) == ["Parks"]


def test_a_remainder_that_is_not_small_is_no_secret() -> None:
    assert hidden(council("60", "[x]", "19", "7")) == []


def test_a_late_figure_does_not_protect_what_it_will_no_longer_protect_once_it_comes() -> None:
    assert hidden(council("60", "[x]", "19", "4", "20")) == ["Housing", "Parks"]


@pytest.mark.parametrize("suppress", [True, False], ids=["asks", "does not ask"])
def test_what_an_officer_has_marked_is_protected_whether_the_register_asks_or_not(
    suppress: bool,
) -> None:
    assert hidden(council("30", "[c]", "19", "7", suppress=suppress)) == ["Care", "Parks"]


def test_a_measure_that_does_not_ask_publishes_its_other_small_numbers() -> None:
    assert hidden(council("30", "[c]", "3", "7", "10", suppress=False)) == ["Care", "Housing"]


def test_the_same_directorate_goes_in_every_quarter_where_it_can() -> None:
    past = {
        "Total": ("40", "41", "43"),
        "Care": ("4", "3", "2"),
        "Housing": ("15", "14", "16"),
        "Parks": ("21", "24", "25"),
    }
    rows = [
        replace(row, history=())
        for row in (
            a_row(
                "PI.1",
                now,
                directorate=name,
                suppress=True,
                past=[
                    (f"Q{2 - i} 2021/22" if i < 2 else "Q4 2020/21", value)
                    for i, value in enumerate(values)
                ],
            )
            for (name, values), now in zip(past.items(), ("36", "4", "17", "15"), strict=True)
        )
    ]

    # In Q3 Parks is smaller than Housing, but Housing is withheld in the quarter before.
    assert hidden(rows) == ["Care", "Housing"]
    assert hidden(rows, Q3.previous) == ["Care", "Housing"]


def test_a_figure_that_was_published_is_not_chosen_and_an_earlier_choice_stays() -> None:
    rows = council("40", "4", "15", "21")

    assert hidden(rows) == ["Care", "Housing"]
    assert hidden(rows, published=printed_in("a.xlsx", Housing=15)) == ["Care", "Parks"]
    assert hidden(rows, published=printed_in("a.xlsx", Parks=None)) == ["Care", "Parks"]


def test_what_cannot_be_protected_any_more_is_said() -> None:
    shown = printed_in("a.xlsx", Total=40, Housing=15, Parks=21)

    found = withheld_of(council("40", "4", "15", "21"), shown)

    assert found.exposed == found.whole == {0, 1, 2, 3}


def versions(cumulative: Mapping[int, str], own: Mapping[int, str]) -> list[ConsolidatedRow]:
    """One count as a year to date (which asks) and for the quarter alone."""
    rows = []
    for ref, basis, said in (("C", Basis.CUMULATIVE, cumulative), ("P", Basis.IN_PERIOD, own)):
        measure = replace(a_measure(ref, unit=Unit.COUNT, decimals=None), basis=basis)
        past = [(f"Q{n} 2021/22", value) for n, value in said.items() if n < 3]
        rows.append(a_row(ref, said[3], past=past, measure=measure, suppress=ref == "C"))
    return rows


def test_a_quarters_own_count_is_withheld_where_only_its_year_to_date_asks() -> None:
    found = withheld_of(versions({1: "10", 2: "14", 3: "40"}, {1: "10", 2: "4", 3: "26"})).reasons

    assert found[1, Quarter(2021, 2)] is Reason.SMALL
    assert (0, Quarter(2021, 2)) in found  # 14 - 10 is 4
    # 40 - 26 is the 14 that is withheld, so the last quarter's own goes as well
    assert {(0, Q3), (1, Q3)} & set(found)


def test_a_first_quarter_is_withheld_in_both_versions_whose_titles_say_so() -> None:
    titles = {"C": "Placements that broke down (year to date)", "P": "Placements that broke down"}
    rows = [
        a_row(
            ref,
            "4",
            measure=replace(a_measure(ref, unit=Unit.COUNT), basis=basis, title=titles[ref]),
            suppress=ref == "C",
            period=Quarter(2021, 1),
        )
        for ref, basis in (("C", Basis.CUMULATIVE), ("P", Basis.IN_PERIOD))
    ]

    assert {n for n, _ in withheld_of(rows).reasons} == {0, 1}


def test_two_counts_that_only_seem_to_add_up_once_are_no_versions() -> None:
    found = withheld_of(versions({1: "10", 2: "20", 3: "50"}, {1: "9", 2: "4", 3: "30"})).reasons

    assert found == {}


def share(name: str, above: str | None, below: str, actual: str = "", **more: object) -> object:
    actual = actual or str(Decimal(above or 0) / Decimal(below) * 100)
    return a_row(
        "PI.1",
        actual,
        numerator=above,
        denominator=below,
        unit=Unit.PERCENT,
        directorate=name,
        suppress=True,
        **more,  # type: ignore[arg-type]
    )


def test_a_year_to_date_share_gives_away_those_that_did_not() -> None:
    """12 of 40, then 22 of 53: 10 more did, 3 more did not."""
    measure = replace(a_measure("PI.1", unit=Unit.PERCENT), basis=Basis.CUMULATIVE)
    row = share("Care", "22", "53", past=[("Q2 2021/22", "12/40")], measure=measure)

    assert withheld_of([row]).reasons == {(0, Q3): Reason.INCREMENT}  # type: ignore[list-item]


def test_a_share_of_which_one_count_is_missing_takes_part_in_a_total() -> None:
    rows = [
        share("Total", "60", "150"),
        share("Care", "3", "50"),
        share("Housing", None, "40", actual="50"),  # 20
        share("Parks", "37", "60"),
    ]

    assert len(withheld_of(rows).reasons) == 2  # type: ignore[arg-type]


def test_two_workbooks_with_one_reference_withhold_the_same_figure() -> None:
    rows = [
        a_row("PI.1", "4", source="a.xlsx", suppress=True),
        a_row("pi 1", "4", source="b.xlsx"),
    ]

    assert withheld_of(rows).reasons == {(0, Q3): Reason.SMALL, (1, Q3): Reason.SMALL}


def test_a_figure_marked_in_one_workbook_is_withheld_in_the_other() -> None:
    rows = [
        a_row("PI.1", None, marker="[c]", source="a.xlsx"),
        a_row("PI.1", "14", source="b.xlsx"),
    ]

    assert list(withheld_of(rows).reasons) == [(1, Q3)]


def test_a_workbook_without_a_council_is_the_only_councils() -> None:
    rows = [a_row("PI.1", "40", suppress=True), a_row("PI.1", "4", council="", directorate="Care")]

    assert hidden(rows) == ["Care"]


def test_an_earlier_reference_is_the_same_measure() -> None:
    measure = replace(a_measure("PI.1", unit=Unit.COUNT), aliases=("OLD 9",))
    rows = [
        a_row("PI.1", "40", measure=measure, suppress=True),
        a_row("OLD9", "4", directorate="Care"),
    ]

    assert hidden(rows) == ["Care"]


def test_years_to_date_around_a_second_choice_do_not_narrow_it() -> None:
    measure = replace(a_measure("PI.1", unit=Unit.COUNT), basis=Basis.CUMULATIVE)
    figures = {
        "Total": ("50", "60", "90"),
        "Care": ("9", "12", "20"),  # 3 more in Q2
        "Housing": ("10", "10", "11"),  # 10 or 11 in Q2, if it is withheld alone
        "Parks": ("31", "38", "59"),
    }
    rows = [
        a_row(
            "PI.1", c, directorate=name, measure=measure, suppress=True,
            past=[("Q1 2021/22", a), ("Q2 2021/22", b)],
        )
        for name, (a, b, c) in figures.items()
    ]  # fmt: skip

    assert hidden(rows, Q3.previous) == ["Care", "Parks"]


def test_the_number_of_values_is_stated() -> None:
    assert LEAST_VALUES == 3
