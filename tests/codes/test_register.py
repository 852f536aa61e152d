"""How serious the findings about the register are."""

from kpibook.codes.code import Severity
from kpibook.codes.register import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_what_leaves_a_measure_unrated_is_to_be_settled() -> None:
    codes = [
        "polarity-missing",
        "target-in-words",
        "range-missing",
        "tolerance-negative",
        "ref-duplicate",
        "measure-without-row",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}


def test_a_missing_target_is_for_a_person_to_look_at() -> None:
    codes = ["target-not-profiled", "neutral-has-target", "heading-unknown"]

    assert {SEVERITY[code] for code in codes} == {Severity.LOOK}
