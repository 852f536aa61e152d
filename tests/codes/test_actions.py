"""How serious what is found on actions is."""

from __future__ import annotations

import pytest

from kpibook.codes.code import Severity
from kpibook.codes.table import severity_of


@pytest.mark.parametrize(
    "name", ["action-missing", "action-overdue", "action-owner-person", "action-state-unknown"]
)
def test_what_a_person_has_to_decide_about_an_action_is_looked_at(name: str) -> None:
    assert severity_of(name) is Severity.LOOK


@pytest.mark.parametrize("name", ["action-incomplete", "actions-not-kept"])
def test_what_may_be_right_as_it_is_is_only_told(name: str) -> None:
    assert severity_of(name) is Severity.NOTE
