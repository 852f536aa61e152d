"""How serious the errors of a run are."""

from kpibook.codes.batch import CODES
from kpibook.codes.code import Severity

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_run_that_cannot_go_on_is_to_be_settled() -> None:
    codes = ["fault", "usage", "journal-damaged", "out-of-memory", "worker-died"]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}
