from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Limit, StatusRule
from kpibook.services.rating.compare_schemes import compare_schemes, in_words
from kpibook.sources.schemes import load_scheme
from tests.support.books import a_csv

STANDARD = load_scheme()
WIDER = replace(
    STANDARD,
    key="wider",
    rule=StatusRule(tolerance=Limit(Tolerance(Decimal(20), of_target=True))),
)


def a_row(ref: str, actual: str) -> dict[str, object]:
    return {"ref": ref, "polarity": "higher", "actual": actual, "target": "100"}


def test_only_measures_whose_status_changes_are_listed(tmp_path: Path) -> None:
    table = a_csv(tmp_path / "a.csv", a_row("A", "99"), a_row("B", "85"), a_row("C", "70"))

    compared = compare_schemes(table, STANDARD, WIDER)

    assert compared.rows == 3
    assert [(d.ref, d.one.status, d.other.status) for d in compared.differences] == [
        ("B", Status.OFF, Status.WITHIN)
    ]
    assert "no more than the 20% allowed" in compared.differences[0].other.why


def test_a_row_without_a_reference_is_named_by_its_line(tmp_path: Path) -> None:
    compared = compare_schemes(a_csv(tmp_path / "a.csv", a_row("", "85")), STANDARD, WIDER)

    assert compared.differences[0].ref == "a.csv line 2"


def test_a_scheme_in_words_says_what_each_measure_must_give() -> None:
    needy = replace(STANDARD, rule=StatusRule(tolerance=Limit(per_measure=True)))

    assert "Each measure must give: tolerance." in in_words(needy)
    assert not any("must give" in line for line in in_words(STANDARD))
