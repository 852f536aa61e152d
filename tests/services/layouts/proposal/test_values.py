"""How sure a role is, is said in words."""

from __future__ import annotations

from kpibook.services.layouts.proposal.values import Sure


def test_certainty_is_in_words_from_sure_to_please_check() -> None:
    assert [sure.words for sure in Sure] == ["sure", "likely", "please check"]
