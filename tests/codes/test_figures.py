"""How serious the findings about figures are."""

from kpibook.codes.code import Severity
from kpibook.codes.figures import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_figure_that_cannot_be_read_is_to_be_settled() -> None:
    codes = [
        "number-unreadable",
        "number-scaled",
        "formula-error",
        "not-calculated",
        "ratio-contradicts",
        "percent-as-points",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}


def test_a_figure_that_may_be_right_is_for_a_person_to_look_at() -> None:
    codes = [
        "actual-missing",
        "as-at-outside-period",
        "formula-replaced",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.LOOK}


def test_what_changes_no_figure_is_worth_knowing() -> None:
    codes = ["figure-note", "suppression-second"]

    assert {SEVERITY[code] for code in codes} == {Severity.NOTE}
