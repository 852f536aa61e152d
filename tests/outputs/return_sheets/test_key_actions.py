from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.actions.action import ActionState
from kpibook.domain.report.action_line import ActionLine, KeyActions, action_lines
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.return_sheets.key_actions import key_actions_page
from tests.domain.reported import a_report, a_reported_row


def test_actions_that_name_no_service_are_under_words_and_no_blank_cell() -> None:
    report = a_report(a_reported_row("PI.1", "60"))
    line = ActionLine("Recruit", "Head", "", ActionState.OPEN, "Q3 2021/22", "Recruit (Head).")

    page = key_actions_page(replace(report, key_actions=(KeyActions("", (line,)),)))

    assert key_actions_page(report) is None
    assert page is not None
    assert [list(map(str, row)) for row in page.rows] == [["Not stated", "Recruit (Head)."]]


def test_the_page_is_in_the_council_s_words() -> None:
    report = a_report(a_reported_row("PI.1", "60"))
    labels = replace(Labels(), key_actions="Camau allweddol", actions_of="Gwasanaeth")
    none = KeyActions("Gofal", action_lines([], date(2021, 12, 31), labels))

    page = key_actions_page(replace(report, key_actions=(none,), labels=labels))

    assert page is not None
    assert (page.name, page.header[0]) == ("Camau allweddol", "Gwasanaeth")
