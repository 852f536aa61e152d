from __future__ import annotations

from kpibook.domain.consolidation.rules_in_words import RULES


def test_every_rule_has_a_code_of_its_own_and_a_sentence() -> None:
    codes = [code for code, _ in RULES]

    assert len(set(codes)) == len(codes)
    assert all(sentence.endswith(".") for _, sentence in RULES)
