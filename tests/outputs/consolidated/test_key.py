from __future__ import annotations

from kpibook.outputs.consolidated.key import key_page
from tests.outputs.consolidated.given import (
    a_mixed_consolidation,
    a_varied_consolidation,
    column_of,
)


def test_every_word_of_every_scheme_is_explained() -> None:
    content = a_mixed_consolidation()
    page = key_page(content)

    said = set(zip(column_of(page, "Word"), column_of(page, "Scheme"), strict=True))
    for scheme in content.schemes:
        assert {(word, scheme.title) for word, _ in scheme.in_words()} <= said
        assert any(scheme.source in str(line) for line in page.lines)


def test_the_shorthand_in_use_is_explained_above_and_in_the_table() -> None:
    page = key_page(a_varied_consolidation())

    words = column_of(page, "Word")
    assert {"[x]", "[z]", "[c]"} <= set(words)
    assert all(f"{mark} " in str(page.lines[-1]) for mark in ("[x]", "[z]", "[c]"))


def test_no_word_is_left_without_a_meaning() -> None:
    assert "" not in column_of(key_page(a_mixed_consolidation()), "What it means")
