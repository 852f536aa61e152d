"""How serious the errors of schemes are."""

from kpibook.codes.code import Severity
from kpibook.codes.schemes import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_scheme_that_cannot_be_used_is_to_be_settled() -> None:
    codes = [
        "scheme-unknown",
        "scheme-syntax",
        "scheme-status-unused",
        "scheme-tolerance-unreachable",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}
