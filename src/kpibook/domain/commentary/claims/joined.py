"""The words of a sentence joined by single spaces, for a rule that is about words, not parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kpibook.domain.commentary.claims.context import Context


def joined(context: Context) -> tuple[str, list[int]]:
    """Return the words of a sentence, in small letters, and where each item begins in them.

    Marks are items too, and have spaces around them.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> joined(in_context("71.8%, a record low."))
    ('71.8% , a record low', [0, 6, 8, 10, 17])
    """
    text = context.sentence.text
    pieces: list[str] = []
    starts: list[int] = []
    place = 0
    for item in context.sentence.items:
        piece = " ".join(text[item.start : item.end].lower().replace("\u2019", "'").split())
        piece = piece.rstrip(".")  # a sentence's last word has its full stop
        starts.append(place)
        pieces.append(piece)
        place += len(piece) + 1
    return " ".join(pieces), starts


def matches(context: Context, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield each match of a pattern of words, with the places of its first and its last item."""
    words, starts = joined(context)
    for match in pattern.finditer(words):
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, match.end() - 1) - 1
        yield match, first, last
