from __future__ import annotations

from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.services.dataframe.findings import Gathered


def a_finding(what: str = "'six' is not a number.", cell: str = "actual[0]") -> Finding:
    return Finding("number-unreadable", what, Location("DataFrame", cell=cell))


def test_the_same_thing_in_a_column_is_kept_once_with_its_first_place() -> None:
    findings = Gathered()
    findings.add(5, [a_finding(cell="actual[5]")])
    findings.add(2, [a_finding(cell="actual[2]")], rows=3)
    findings.add(9, [a_finding(cell="target[9]"), a_finding("'ten' is not a number.", "actual[9]")])

    said = [(one["cell"], one["rows"]) for one in findings.as_dicts()]

    assert said == [("actual[2]", 4), ("target[9]", 1), ("actual[9]", 1)]


def test_past_a_thousand_different_things_the_rest_is_counted() -> None:
    findings = Gathered()
    for row in range(1200):
        findings.add(row, [a_finding(f"'{row}x' is not a number.", f"actual[{row}]")])
    findings.add(1200, [a_finding("'0x' is not a number.")])

    said = findings.as_dicts()

    assert len(said) == 1001
    assert said[0]["rows"] == 2
    assert (said[-1]["code"], said[-1]["rows"]) == ("findings-cut", 200)
