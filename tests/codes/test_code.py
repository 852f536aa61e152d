"""The degrees of how serious a finding is."""

from kpibook.codes.code import Severity


def test_the_most_serious_comes_first() -> None:
    assert [severity.value for severity in Severity] == ["stop", "look", "note"]


def test_each_severity_has_its_own_heading() -> None:
    assert [severity.heading for severity in Severity] == [
        "To settle",
        "To look at",
        "Worth knowing",
    ]


def test_a_note_alone_needs_no_person() -> None:
    assert [severity.needs_a_person for severity in Severity] == [True, True, False]
