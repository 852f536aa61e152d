from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kpibook.domain.measures.measure import Unit
from kpibook.outputs.tidy_table import COLUMNS, Kind, tidy_rows
from tests.domain.consolidated import a_row
from tests.domain.given import a_measure


def fields(*given: object, **named: object) -> dict[str, object]:
    (row,) = tidy_rows([a_row(*given, **named)], {"housing.xlsx": "abc"})  # type: ignore[arg-type]
    return {column.heading: value for column, value in zip(COLUMNS, row, strict=True)}


def test_figures_are_in_the_measures_unit_and_periods_have_their_days() -> None:
    found = fields("PI.1", "72.1", unit=Unit.PERCENT, target="85.5", numerator="75")

    assert found["Actual"] == Decimal("72.1")
    assert found["Target"] == Decimal("85.5")
    assert (found["Numerator"], found["Denominator"]) == (75, None)
    assert found["Period"] == "Q3 2021/22"
    assert (found["Period start"], found["Period end"]) == (date(2021, 10, 1), date(2021, 12, 31))
    assert (found["Status meaning"], found["Source hash"]) == ("off", "abc")


def test_a_missing_figure_is_blank_and_its_marker_stands_beside_it() -> None:
    found = fields("PI.1", "72.1", marker="[c]")

    assert (found["Actual"], found["Marker"]) == (None, "[c]")


def test_every_field_is_of_its_columns_kind() -> None:
    kinds = {Kind.TEXT: str, Kind.NUMBER: Decimal, Kind.DATE: date}

    found = fields("PI.1", "72.1", numerator="3", denominator="4", target="5")

    assert all(
        found[column.heading] is None or isinstance(found[column.heading], kinds[column.kind])
        for column in COLUMNS
    )


def test_the_outcome_a_measure_serves_is_in_the_table() -> None:
    served = replace(a_measure("PI.1"), outcome="Health and wellbeing")

    assert fields("PI.1", measure=served)["Outcome"] == "Health and wellbeing"
    assert fields("PI.1")["Outcome"] is None


def test_rows_read_together_say_what_each_says_alone() -> None:
    rows = [
        a_row("PI.1", "90", target="85.5", numerator="75"),
        a_row("PI.2", "90.0", marker="[p]"),
        a_row("PI.3", None),
        replace(a_row("PI.4", "1"), council="", directorate="", source="roads.xlsx"),
    ] * 70  # more than are read together

    found = list(tidy_rows(rows, {"housing.xlsx": "abc"}))

    assert found == [next(tidy_rows([row], {"housing.xlsx": "abc"})) for row in rows]
    at = [column.heading for column in COLUMNS].index("Actual")
    assert [str(row[at]) for row in found[:4]] == ["90", "90.0", "None", "1"]
