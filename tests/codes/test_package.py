"""How serious the errors of workbook files are."""

from kpibook.codes.code import Severity
from kpibook.codes.package import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_file_turned_away_and_an_edit_refused_are_to_be_settled() -> None:
    codes = [
        "workbook-encrypted",
        "zip-damaged",
        "member-overlap",
        "cell-merged",
        "rows-out-of-order",
        "cells-out-of-order",
        "part-too-large-to-save",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}
