"""How serious findings on reports are."""

from kpibook.codes.code import Severity
from kpibook.codes.reports import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_report_in_word_that_was_changed_is_for_a_person_to_look_at() -> None:
    codes = [name for name in SEVERITY if name.startswith("report-text-")]

    assert len(codes) == 6
    assert {SEVERITY[code] for code in (*codes, "report-source-changed")} == {Severity.LOOK}


def test_a_record_that_cannot_be_relied_on_is_to_be_settled() -> None:
    assert SEVERITY["report-record-edited"] is Severity.STOP
    assert SEVERITY["template-is-report"] is Severity.STOP


def test_plain_formatting_in_place_of_a_style_stops_nothing() -> None:
    assert SEVERITY["template-style-missing"] is Severity.LOOK
