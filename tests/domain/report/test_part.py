from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.report.material import Material
from kpibook.domain.report.part import part_for
from kpibook.errors import WorkbookError
from tests.domain.given import a_measure
from tests.domain.reported import a_material, a_reported_row


def a_row_for(ref: str, source: str = "h.xlsx", **measure: object) -> ConsolidatedRow:
    return a_reported_row(ref, measure=replace(a_measure(ref), **measure), source=source)  # type: ignore[arg-type]


@pytest.fixture
def material() -> Material:
    return a_material(
        a_row_for("HR.01", committees=("Housing Scrutiny",), priority="Homes"),
        a_row_for("HR.02", priority="Safety", service="Repairs"),
        a_row_for("HR.01", "a.xlsx", priority="Homes"),
        a_row_for("AD.02", "a.xlsx", priority="Care"),
    )


def refs(material: Material) -> list[tuple[str, str]]:
    return [(row.source, row.rated.measure.ref) for row in material.rows]


def test_a_priority_is_chosen_in_every_workbook_that_has_it(material: Material) -> None:
    part = part_for(material, "Homes")

    assert refs(part) == [("h.xlsx", "HR.01"), ("a.xlsx", "HR.01")]
    assert part.scope == ("This is only what is for Homes: 2 of 4 measures.",)


def test_a_committee_s_own_measures_go_to_no_other_committee(material: Material) -> None:
    part = part_for(material, "Housing Scrutiny")

    assert refs(part) == [("h.xlsx", "HR.01"), ("h.xlsx", "HR.02")]


def test_a_committee_may_include_several_things(material: Material) -> None:
    part = part_for(material, "Cabinet", ["service: Repairs", "AD.02"])

    assert refs(part) == [("h.xlsx", "HR.02"), ("a.xlsx", "AD.02")]
    assert part.scope == ("This is only what is for Cabinet: 2 of 4 measures.",)


def test_a_name_that_no_workbook_has_is_refused_with_the_names_there_are(
    material: Material,
) -> None:
    with pytest.raises(WorkbookError) as caught:
        part_for(material, "Hoomes")

    assert caught.value.code == "part-unknown"
    assert "'Homes'" in str(caught.value)
    assert "'Care'" in str(caught.value)
