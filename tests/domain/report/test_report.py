from __future__ import annotations

from dataclasses import replace

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


def test_the_head_names_the_directorate_unless_title_or_post_do() -> None:
    report = replace(a_report(a_reported_row("PI.1", "60")), council="Exampleton")
    named = replace(report, title="Housing in Quarter 3")
    by = replace(report, report_of="the Director of Housing")

    assert report.head == ("Exampleton", "Directorate: Housing")
    assert named.head == ("Exampleton",)
    assert by.head == ("Exampleton", "Report of the Director of Housing")
