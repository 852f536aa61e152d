"""Codes of commentary: each kind of claim that can be contradicted has an entry."""

from __future__ import annotations

import pytest

from kpibook.codes.code import Severity
from kpibook.codes.commentary import CODES
from kpibook.codes.table import severity_of
from kpibook.domain.commentary.claim import ClaimKind

_NAMES = {code.name for code in CODES}


@pytest.mark.parametrize(
    "kind", [kind for kind in ClaimKind if kind is not ClaimKind.TOTAL], ids=lambda kind: kind.value
)
def test_a_contradiction_of_each_kind_is_a_look(kind: ClaimKind) -> None:
    assert kind.code in _NAMES
    assert severity_of(kind.code) is Severity.LOOK


def test_what_could_not_be_told_is_only_a_note() -> None:
    assert severity_of("commentary-unchecked") is Severity.NOTE
