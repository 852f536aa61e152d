from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.report.material import completeness_of, ids_of
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.returns.returned import Returns, ReturnState, ReturnStatus
from tests.domain.reported import a_material, a_reported_row


def test_an_id_has_the_workbook_and_the_reference() -> None:
    rows = [a_reported_row("HR.01", source="returns/Housing Q3.xlsx")]

    assert ids_of(rows) == ["m-returns-housing-q3.hr-01"]


def test_references_that_look_the_same_in_an_id_are_told_apart() -> None:
    rows = [a_reported_row(ref) for ref in ("A/1", "A-1", "Ŵ", "Ŷ")]

    ids = ids_of(rows)

    assert len(set(ids)) == 4
    assert all(id_.isascii() for id_ in ids)


def test_rows_of_one_workbook_are_in_the_order_of_the_register() -> None:
    first, second = a_reported_row("B"), a_reported_row("A", directorate="Adults")
    material = a_material(first, second)

    assert replace(material, rows=(second, first)).in_order() == (first, second)
    assert material.directorate_of(second) == ""


def test_rows_of_several_workbooks_are_by_directorate() -> None:
    a, b, c = (
        a_reported_row("1", directorate="Housing", source="h.xlsx"),
        a_reported_row("2", directorate="Adults", source="a.xlsx"),
        a_reported_row("3", directorate="Housing", source="z.xlsx"),
    )
    material = a_material(a, b, c)

    assert material.in_order() == (a, c, b)
    assert material.directorate_of(b) == "Adults"


def test_several_councils_are_named() -> None:
    rows = [
        a_reported_row("1", source="a.xlsx", council="Ashby"),
        a_reported_row("1", source="b.xlsx", council="Barton"),
    ]
    material = a_material(*rows)

    assert [material.directorate_of(row) for row in rows] == ["Ashby: Housing", "Barton: Housing"]


def test_a_part_says_how_much_it_is_and_drops_the_other_workbooks() -> None:
    rows = [a_reported_row("1", source="a.xlsx"), a_reported_row("2", source="b.xlsx")]

    part = a_material(*rows).only(rows[:1], "This is 1 of 2.")

    assert part.scope == ("This is 1 of 2.",)
    assert [source.name for source in part.sources] == ["a.xlsx"]
    assert a_material(*rows).only(rows, "This is 2 of 2.").scope == ()


def test_returns_that_are_late_or_missing_are_named() -> None:
    def status(name: str, state: ReturnState) -> ReturnStatus:
        return ReturnStatus(ExpectedReturn(directorate=name, due=date(2022, 1, 14)), state)

    returns = Returns(
        "list.csv",
        (status("Housing", ReturnState.LATE), status("Adults", ReturnState.MISSING)),
    )

    assert completeness_of(returns)[-1] == "Late: Housing."
    assert "Missing: Adults." in completeness_of(returns)[0]
