"""A finding is collected, not raised, and says the same as an error of the same parts."""

from __future__ import annotations

from kpibook.domain.finding import (
    Finding,
    by_severity,
    finding_from,
    most_serious_first,
    to_put_right,
)
from kpibook.errors import KpibookError, Location, NotANumber

PLACE = Location("a.xlsx", "This quarter", "H7")


def test_a_finding_reads_where_what_why_fix_and_code() -> None:
    finding = Finding("some-code", "PI.1 is odd.", PLACE, "Mend it.", "It is printed.", "PI.1")

    assert str(finding) == (
        "a.xlsx 'This quarter'!H7: PI.1 is odd. It is printed. Mend it. [some-code]"
    )


def test_a_finding_and_an_error_of_the_same_parts_read_the_same() -> None:
    error = KpibookError("PI.1 is odd.", code="c", where=PLACE, why="It matters.", fix="Mend it.")

    assert str(finding_from(error)) == str(error)


def test_the_parts_are_kept_apart_for_machines() -> None:
    finding = Finding(
        "ref-missing", "PI.1 is odd.", Location("a.csv", line=7), "Mend it.", ref="PI.1"
    )

    assert finding.as_dict() == {
        "code": "ref-missing",
        "severity": "stop",
        "ref": "PI.1",
        "file": "a.csv",
        "sheet": None,
        "cell": None,
        "line": 7,
        "what": "PI.1 is odd.",
        "why": None,
        "fix": "Mend it.",
    }


def test_what_is_not_known_is_null_never_an_empty_text() -> None:
    said = Finding("ref-missing", "odd.").as_dict()

    assert {name for name, value in said.items() if value is None} == {
        "ref",
        "file",
        "sheet",
        "cell",
        "line",
        "why",
        "fix",
    }


def test_a_sentence_in_the_place_of_a_reference_is_not_repeated() -> None:
    assert (
        Finding("ref-missing", "odd.", ref="The family moved in May").as_dict()["ref"] is not None
    )
    assert (
        Finding("ref-missing", "odd.", ref="x" * 300).as_dict()["ref"] == "a text of 300 characters"
    )


def test_a_finding_from_an_error_takes_the_place_and_ref_it_is_given() -> None:
    error = NotANumber("'six' is not a number.", code="number-unreadable", where="other.xlsx")

    finding = finding_from(error, PLACE, "PI.1")

    assert (finding.where, finding.ref, finding.code) == (PLACE, "PI.1", "number-unreadable")


def test_a_finding_from_an_error_otherwise_keeps_the_error_s_place() -> None:
    error = NotANumber("'six' is not a number.", code="number-unreadable", where="other.xlsx")

    assert finding_from(error).where == Location("other.xlsx")


NOTE, LOOK, STOP = (Finding(c, c) for c in ("figure-note", "actual-missing", "ref-missing"))


def test_the_most_serious_come_first_and_each_group_keeps_its_order() -> None:
    other = Finding("percent-format", "later in the sheet")

    assert most_serious_first([NOTE, LOOK, STOP, other]) == [STOP, LOOK, other, NOTE]


def test_a_severity_without_findings_has_no_group() -> None:
    assert list(by_severity([NOTE])) == [NOTE.severity]


def test_a_note_is_not_to_put_right() -> None:
    assert to_put_right([NOTE, LOOK, STOP]) == [LOOK, STOP]
