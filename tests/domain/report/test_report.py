from __future__ import annotations

from tests.domain.reported import a_report, a_reported_row


def test_every_figure_of_a_report_has_an_id_of_its_own_that_xml_takes() -> None:
    report = a_report(
        a_reported_row("PI.1", "90", "70", "", "75", "80"),
        a_reported_row("PI 1/2", "60"),
        a_reported_row("PI.1", "91", source="other.xlsx", directorate="Adults"),
    )

    ids = [figure.id for figure in report.figures]

    assert len(ids) == len(set(ids))
    assert all(id_[0].isalpha() and set(id_) <= set(ALLOWED) for id_ in ids), ids


ALLOWED = "abcdefghijklmnopqrstuvwxyz0123456789-."


def test_a_group_of_a_single_workbook_is_headed_by_its_priority_alone() -> None:
    assert a_report(a_reported_row()).groups[0].heading == "Not assigned"


def test_the_same_rows_make_the_same_report() -> None:
    assert a_report(a_reported_row()) == a_report(a_reported_row())
