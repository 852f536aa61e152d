"""Actions that no row has, and those of the services of a part."""

from __future__ import annotations

from dataclasses import replace

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.loose_actions import of_services, without_measure
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from tests.domain.given import a_measure, a_rated


def a_row(source: str, ref: str, service: str = "") -> ConsolidatedRow:
    measure = replace(a_measure(ref=ref), service=service)
    return ConsolidatedRow(source, "S", "A1", "A1", "", "", a_rated(measure), "standard", "", "")


def an_action(source: str, ref: str = "", service: str = "") -> Action:
    where = Location(source, "Actions", "B5")
    return Action("Act", Quarter(2021, 3), ref, service=service, source=where)


def test_an_action_on_a_measure_of_its_own_workbook_is_not_loose() -> None:
    rows = [a_row("a.xlsx", "HR.01")]
    own, of_another, of_none = (
        an_action("a.xlsx", "hr 01"),
        an_action("b.xlsx", "HR.01"),
        an_action("a.xlsx", service="Repairs"),
    )

    assert without_measure([own, of_another, of_none], rows) == (of_another, of_none)


def test_a_part_has_the_actions_of_services_that_have_a_measure_in_it() -> None:
    rows = [a_row("a.xlsx", "H1", "Repairs")]
    own, elsewhere, other, all_of_it = (
        an_action("a.xlsx", service="repairs"),
        an_action("b.xlsx", service="Repairs"),
        an_action("a.xlsx", service="Lettings"),
        an_action("a.xlsx"),
    )

    assert of_services([own, elsewhere, other, all_of_it], rows) == (own,)
    assert of_services([all_of_it], [a_row("a.xlsx", "H2")]) == ()
