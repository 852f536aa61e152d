from __future__ import annotations

from dataclasses import replace

from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.exceptions import REASON, exceptions_page, reasons
from kpibook.workbook import layout
from tests.domain.consolidated import a_row
from tests.outputs.consolidated.given import (
    a_past,
    a_varied_consolidation,
    cell_of,
    column_of,
    of_councils,
)


def test_off_target_declined_and_missing_are_there_and_nothing_else() -> None:
    content = a_varied_consolidation()
    page = exceptions_page(content, data_page(content))

    assert column_of(page, layout.REF) == ["HSG2", "HSG3", "HSG4"]
    assert column_of(page, REASON) == [
        "Off target; declined since Q2 2021/22; declined since Q3 2020/21",
        "No actual",
        "No actual",
    ]


def test_each_has_its_commentary_and_why() -> None:
    content = a_varied_consolidation()
    page = exceptions_page(content, data_page(content))

    assert cell_of(page, 0, layout.COMMENTARY).value == "Two posts were vacant."
    assert cell_of(page, 1, layout.COMMENTARY).value == "No commentary"
    assert "below the target of 90" in str(cell_of(page, 0, "Reason for the status").value)


def test_its_actual_leads_to_its_row_of_data() -> None:
    content = a_varied_consolidation()
    data = data_page(content)
    page = exceptions_page(content, data)

    assert cell_of(page, 0, layout.ACTUAL).link == data.address(4, layout.ACTUAL)


def test_a_measure_that_met_its_target_but_declined_is_one() -> None:
    row = a_row("X", "91", target="90", past=a_past("95"))

    assert reasons(row) == ["Declined since Q2 2021/22"]
    assert reasons(a_row("X", "95", target="90", past=a_past("91"))) == []


def test_a_measure_that_declined_since_last_year_alone_is_one_with_the_figure() -> None:
    year_ago = a_row("X", "91", target="90", past=[("Q3 2020/21", "97"), ("Q2 2021/22", "90.5")])
    both = a_row("Y", "80", target="70", past=[("Q3 2020/21", "97"), ("Q2 2021/22", "90.5")])
    content = replace(a_varied_consolidation(), rows=(year_ago, both))

    page = exceptions_page(content, data_page(content))

    assert column_of(page, REASON) == [
        "Declined since Q3 2020/21",
        "Declined since Q2 2021/22; declined since Q3 2020/21",
    ]
    assert column_of(page, "Q3 2020/21") == [97, 97]
    assert column_of(page, "Q2 2021/22") == [90.5, 90.5]
    assert column_of(page, "Direction since Q2 2021/22") == ["Improved", "Declined"]
    assert column_of(page, "Direction since Q3 2020/21") == ["Declined, against 97"] * 2


def test_where_there_is_none_that_is_said() -> None:
    content = replace(a_varied_consolidation(), rows=(a_row("X", "95", target="90"),))

    page = exceptions_page(content, data_page(content))

    assert (page.table, len(page.rows)) == ("", 0)
    assert page.lines == ["No measure is off target, has declined or is without an actual."]


def test_councils_are_named_where_there_are_several() -> None:
    content = of_councils("Kent", "Essex")

    assert exceptions_page(content, data_page(content)).header[0] == "Council"
