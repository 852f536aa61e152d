"""How serious the errors of files are."""

from kpibook.codes.code import Severity
from kpibook.codes.files import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_file_that_cannot_be_read_or_written_is_to_be_settled() -> None:
    codes = [
        "file-missing",
        "folder-missing",
        "folder-not-made",
        "no-workbook-given",
        "disk-full",
        "workbook-open",
    ]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}
