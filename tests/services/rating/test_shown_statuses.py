"""Statuses that a council's own workbook shows, against those of its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Status
from kpibook.services.layouts.open_book import Asked, open_book
from kpibook.services.rating.check import check_file
from kpibook.services.rating.shown_statuses import agree
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


@pytest.mark.parametrize(
    ("shown", "worked_out", "does"),
    [
        pytest.param(Status.MET, Status.EXCEEDING, True, id="green for exceeding"),
        pytest.param(Status.NOT_RATED, Status.NOT_REPORTED, True, id="grey for no figure"),
        pytest.param(Status.WITHIN, Status.OFF, False, id="amber for red"),
        pytest.param(Status.MET, Status.NOT_RATED, False, id="green for nothing"),
    ],
)
def test_a_council_may_show_statuses_in_one_way(
    shown: Status, worked_out: Status, does: bool
) -> None:
    assert agree(shown, worked_out) is does


def _codes(path: Path) -> list[str]:
    asked = Asked(period=Quarter.parse(PERIOD))
    return [f.code for f in check_file(path, opened=lambda p: open_book(p, asked)).findings]


def test_a_fill_that_means_nothing_is_a_question(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout=LAYOUT + 'status = { "92D050" = "met" }\n')
    assert "layout-word-unknown" not in _codes(path)
    letters = 'status = { at = "{quarter} / Actual", as = "letter" }'
    fills = 'status = { at = "{quarter} / Actual", as = "fill" }'
    assert "layout-word-unknown" in _codes(
        council_desk(tmp_path, layout=LAYOUT.replace(fills, letters))
    )


def test_a_status_that_its_figures_do_not_give_is_a_finding(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout=LAYOUT.replace('High = "higher"', 'High = "lower"'))
    assert "layout-status-differs" in _codes(path)
