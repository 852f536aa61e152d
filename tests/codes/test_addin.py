"""How serious the findings about the add-in are."""

from kpibook.codes.addin import CODES
from kpibook.codes.code import Severity

SEVERITY = {code.name: code.severity for code in CODES}


def test_what_keeps_the_add_in_from_running_is_to_be_settled() -> None:
    codes = [
        "addin-not-installed",
        "macros-disabled",
        "pywin32-missing",
        "appscript-missing",
        "xlwings-missing",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}


def test_what_may_keep_it_from_running_is_for_a_person_to_look_at() -> None:
    codes = ["marked-from-internet", "trusted-locations-by-policy-only"]

    assert {SEVERITY[code] for code in codes} == {Severity.LOOK}


def test_how_it_is_set_up_is_worth_knowing() -> None:
    codes = ["helper-mode", "no-functions-on-a-mac", "defender-audits"]

    assert {SEVERITY[code] for code in codes} == {Severity.NOTE}
