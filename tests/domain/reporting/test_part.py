from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Measure
from kpibook.domain.reporting.part import Kind, Part, committees_of, part_of
from kpibook.errors import WorkbookError

MEASURES = [
    Measure("A1", committees=("Children's Scrutiny",), priority="Homes", service="Care"),
    Measure("A2", committees=("Environment & Place", "Children’s scrutiny"), service="Streets"),
    Measure("A3", priority="Homes", directorate="Streets"),
    Measure("A4", committees=("Environment & Place",), service="Care", directorate="Care"),
    Measure("A5", committees=("Environment & Place",), service="Care", directorate="Care"),
]


def keys(wanted: str) -> set[str]:
    return set(part_of(MEASURES, wanted, directorate="People", committee="Audit").keys)


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        pytest.param("Children's Scrutiny", {"A1", "A2", "A3"}, id="a committee"),
        pytest.param("childrens  SCRUTINY", {"A1", "A2", "A3"}, id="spelt another way"),
        pytest.param("environment and place", {"A2", "A3", "A4", "A5"}, id="and for &"),
        pytest.param("Audit", {"A3"}, id="the committee of the settings"),
        pytest.param("homes", {"A1", "A3"}, id="a priority"),
        pytest.param("people", {"A1", "A2"}, id="the directorate of the settings"),
        pytest.param("service: Care", {"A1", "A4", "A5"}, id="a service by its kind"),
        pytest.param("Directorate:streets", {"A3"}, id="a directorate by its kind"),
    ],
)
def test_measures_are_chosen_by_a_name(wanted: str, chosen: set[str]) -> None:
    assert keys(wanted) == chosen


def test_a_committee_with_commas_in_its_name_is_found_by_all_of_it() -> None:
    housing = ("Planning", "Housing", "Health and Environment")
    measures = [
        Measure("A1", committees=housing),
        Measure("A2", committees=("Planning",)),
        Measure("A3", committees=("Audit", "Health and Environment")),
        Measure("A4"),
    ]

    part = part_of(measures, "housing, health & environment")

    assert (part.keys, part.name) == ({"A1", "A4"}, "Housing, Health and Environment")


def test_a_long_name_that_is_near_is_suggested_in_full() -> None:
    with pytest.raises(WorkbookError, match="Did you mean 'Housing and Homelessness Scrutiny'"):
        part_of(
            [Measure("A1", committees=("Housing and Homelessness Scrutiny",))],
            "Housing & Homeless Scrutiny",
        )


def test_a_part_has_the_registers_spelling_and_says_what_it_leaves_out() -> None:
    part = part_of(MEASURES, "children’s scrutiny")

    assert (part.kind, part.name) == (Kind.COMMITTEE, "Children's Scrutiny")
    assert part.sentence == (
        "This is only what is for the committee Children's Scrutiny: 3 of 5 measures."
    )


def test_a_name_of_two_kinds_is_asked_about_with_the_choices() -> None:
    with pytest.raises(WorkbookError) as error:
        part_of(MEASURES, "Care")

    assert error.value.code == "part-ambiguous"
    assert "a service (3 measures) and a directorate (2 measures)" in str(error.value)
    assert "'service: Care' or 'directorate: Care'" in str(error.value)


def test_a_name_of_two_kinds_that_choose_the_same_is_not_asked_about() -> None:
    measures = [Measure("A1", service="Care", directorate="Care"), Measure("A2")]

    assert part_of(measures, "Care").keys == {"A1"}


@pytest.mark.parametrize("wanted", ["Childrens Scrutny", "service: Homes", "Child", "  "])
def test_a_name_that_matches_nothing_is_said_with_the_names_there_are(wanted: str) -> None:
    with pytest.raises(WorkbookError) as error:
        part_of(MEASURES, wanted, where="book.xlsx")

    said = str(error.value)
    assert error.value.code == "part-unknown"
    assert said.startswith("book.xlsx: no measure is for ")
    assert "committees: 'Children's Scrutiny' and 'Environment & Place'" in said
    assert "priorities: 'Homes'" in said
    assert "directorates: 'Streets' and 'Care'" in said
    assert ("Did you mean 'Children's Scrutiny'?" in said) == (wanted == "Childrens Scrutny")


def test_a_register_that_names_nothing_is_said() -> None:
    with pytest.raises(WorkbookError, match="The register names none"):
        part_of([Measure("A1")], "Audit")


def test_the_committees_of_a_register_are_listed_once() -> None:
    assert committees_of(MEASURES) == ["Children's Scrutiny", "Environment & Place"]


def test_findings_on_the_file_belong_to_every_part() -> None:
    part = Part(Kind.SERVICE, "Care", frozenset({"A1"}), 5)

    assert [part.covers(key) for key in ("A1", "A2", "")] == [True, False, True]
