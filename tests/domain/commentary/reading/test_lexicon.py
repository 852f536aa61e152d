"""Words and their parts in a sentence."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.reading.lexicon import Part, part_at, stem


@pytest.mark.parametrize(
    ("text", "part", "size"),
    [
        ("went up", Part.UP, 2),
        ("on target", Part.MET, 2),
        ("off target", Part.MISSED, 2),
        ("no change", Part.SAME, 2),
        ("short of target", Part.BEHIND, 2),
        ("library", None, 1),
    ],
)
def test_the_longest_phrase_counts(text: str, part: Part | None, size: int) -> None:
    assert part_at(text.split(), 0) == (part, size)


def test_every_part_has_a_letter_that_is_its_alone() -> None:
    assert len({part.value for part in Part}) == len(Part)


def test_a_stem_is_that_of_singular_and_plural() -> None:
    assert stem("times") == stem("time")
    assert stem("applications") == stem("application")
