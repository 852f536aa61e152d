"""Findings on actions: missing, overdue, incomplete, and owners by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpibook.domain.actions.action import Action, ActionState
from kpibook.domain.actions.checks import action_findings, names_a_person
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.errors import Location
from tests.domain.given import a_measure, a_rated

END = date(2021, 12, 31)
WHERE = Location("book.xlsx", "Actions", "B5")


def an_action(ref: str = "", **fields: object) -> Action:
    whole = {"owner": "Head of Service", "due": date(2022, 3, 31), "source": WHERE, **fields}
    return Action("Recruit", Quarter(2021, 2), ref, **whole)  # type: ignore[arg-type]


def off_target(ref: str = "", action: str = "") -> RatedMeasure:
    measure = a_measure(target="85", **({"ref": ref} if ref else {}))
    rated = a_rated(measure, "20")
    return replace(rated, reading=replace(rated.reading, action=action))


def found(
    actions: list[Action],
    rated: list[RatedMeasure],
    *,
    has_table: bool = True,
    keeps_actions: bool = True,
) -> list[Finding]:
    return list(
        action_findings(actions, rated, END, has_table=has_table, keeps_actions=keeps_actions)
    )


def codes(actions: list[Action], *rated: RatedMeasure) -> list[str]:
    return [finding.code for finding in found(actions, list(rated))]


def test_a_measure_off_target_without_an_action_is_asked_about() -> None:
    measure = off_target()
    finding = found([], [measure])[0]

    assert finding.code == "action-missing"
    assert finding.ref == measure.measure.ref
    assert finding.what == f"{measure.measure.ref} is off target, and no open action is stated."


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ActionState.OPEN, []),
        (ActionState.OVERDUE, ["action-overdue"]),
        (ActionState.DONE, ["action-missing"]),
        (ActionState.DROPPED, ["action-missing"]),
    ],
)
def test_only_an_open_action_answers_for_a_measure_off_target(
    state: ActionState, expected: list[str]
) -> None:
    measure = off_target()

    assert codes([an_action(measure.measure.ref, state=state)], measure) == expected


def test_the_column_action_answers_for_a_measure_off_target() -> None:
    assert codes([], off_target(action="Two managers are being recruited.")) == []


def test_an_action_of_a_service_answers_for_no_measure() -> None:
    assert codes([an_action(service="Housing")], off_target()) == ["action-missing"]


def test_a_measure_on_target_needs_no_action() -> None:
    assert codes([], a_rated(a_measure(target="85"), "95")) == []


def test_a_workbook_that_states_no_action_at_all_is_only_told_so() -> None:
    (finding,) = found([], [off_target("HS1")], keeps_actions=False)

    assert finding.code == "actions-not-kept"
    assert finding.what == "HS1 is off target, and no open action is stated."


def test_many_measures_without_an_action_are_one_finding() -> None:
    several = [off_target(f"HS{n}") for n in range(1, 13)]

    (finding,) = found([], several)

    assert finding.what.startswith("12 measures are off target, and no open action is stated: HS1,")
    assert finding.what.endswith("HS8 and 4 more.")
    assert finding.ref == ""


@pytest.mark.parametrize(
    ("has_table", "told"), [(True, "to the sheet Actions"), (False, "`kpibook actions`")]
)
def test_an_older_workbook_is_told_how_to_get_the_list_of_actions(
    has_table: bool, told: str
) -> None:
    assert told in found([], [off_target()], has_table=has_table)[0].fix


def test_an_overdue_action_says_its_day_and_the_day_it_is_judged_on() -> None:
    (finding,) = found([an_action("PI.1", due=date(2021, 11, 30))], [])

    assert str(finding) == (
        "book.xlsx 'Actions'!B5: an action on PI.1 was due on 30th November 2021 and is open on "
        "31st December 2021. Enter its state, done or dropped, or the day by which it is done "
        "now. [action-overdue]"
    )


def test_an_action_is_not_overdue_on_its_day_nor_once_it_is_done() -> None:
    assert codes([an_action(due=END)]) == []
    assert codes([an_action(due=date(2021, 1, 1), state=ActionState.DONE)]) == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"owner": ""}, "an action of Housing has no owner."),
        ({"due": None}, "an action of Housing has no due date."),
        ({"owner": "", "due": None}, "an action of Housing has no owner and no due date."),
    ],
)
def test_what_an_open_action_lacks_is_told(fields: dict[str, object], what: str) -> None:
    (finding,) = found([an_action(service="Housing", **fields)], [])

    assert (finding.code, finding.what) == ("action-incomplete", what)
    assert found([an_action(state=ActionState.DONE, **fields)], []) == []


@pytest.mark.parametrize(
    "owner",
    ["Mr Smith", "Mrs. Patel", "ms O'Brien", "Jo Patel (jo.patel@council.gov.uk)", "Miss Ó Briain"],
)
def test_an_owner_that_is_surely_a_person_is_found_without_the_name(owner: str) -> None:
    (finding,) = found([an_action(owner=owner)], [])

    assert finding.code == "action-owner-person"
    assert owner not in str(finding)


@pytest.mark.parametrize(
    "owner",
    [
        "Head of Service",
        "Grace Court Manager",
        "Principal Social Worker",
        "housing@council.gov.uk",
        "Mrs",
        "Missing Persons Coordinator",
        "MS Office Lead",
        "MS Teams Support Officer",
        "Director of Children's Services",
        "",
    ],
)
def test_what_may_be_a_post_is_left_alone(owner: str) -> None:
    assert not names_a_person(owner)
