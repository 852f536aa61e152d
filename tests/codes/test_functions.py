"""How serious the errors of worksheet functions are."""

from kpibook.codes.code import Severity
from kpibook.codes.functions import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_cell_without_an_answer_is_to_be_settled() -> None:
    codes = ["ranges-differ", "share-of-none", "tolerance-ambiguous", "function-failed"]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}
