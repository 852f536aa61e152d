"""How serious the findings of a consolidation are."""

from kpibook.codes.code import Severity
from kpibook.codes.consolidation import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_what_is_left_out_because_workbooks_disagree_is_to_be_settled() -> None:
    codes = ["consolidate-measures-differ", "consolidate-two-versions", "consolidate-other-period"]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}


def test_what_is_left_out_by_a_rule_is_for_a_person_to_look_at() -> None:
    codes = ["consolidate-earlier-version", "consolidate-same-measure", "consolidate-open"]

    assert {SEVERITY[code] for code in codes} == {Severity.LOOK}


def test_what_leaves_every_figure_in_is_worth_knowing() -> None:
    codes = ["consolidate-same-file", "consolidate-same-ref", "consolidate-has-findings"]

    assert {SEVERITY[code] for code in codes} == {Severity.NOTE}
