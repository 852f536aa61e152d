"""Slips of the finger: words that are nearly a word that is known."""

from __future__ import annotations

from collections.abc import Iterable

# A word shorter than this has too many neighbours: "pcs" is no slip of "pct".
_SHORTEST = 4
# From this length on two letters may be wrong.
_LONG = 7


def slips_of(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that differ from a word by a letter or two, the nearest first.

    Two letters exchanged count as one; only words of seven letters and more may have two wrong.

    >>> slips_of("precent", ["percent", "count"]), slips_of("cout", ["count"]), slips_of("kg", [])
    (['percent'], ['count'], [])
    """
    if len(word) < _SHORTEST:
        return []
    from difflib import SequenceMatcher

    near = []
    for other in known:
        most = 2 if min(len(word), len(other)) >= _LONG else 1
        if len(other) < _SHORTEST or abs(len(word) - len(other)) > most:
            continue
        distance = _distance(word, other)
        if 0 < distance <= most:
            likeness = SequenceMatcher(None, word, other).ratio()
            near.append((distance, -likeness, other))
    return [other for *_, other in sorted(near)]


def _distance(first: str, second: str) -> int:
    """Return the letters to add, drop, change or exchange to make one word of the other."""
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            steps = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            exchanged = row > 1 and column > 1 and letter == second[column - 2]
            if exchanged and first[row - 2] == other:
                steps = min(steps, before[column - 2] + 1)
            line.append(steps)
        before, above = above, line
    return above[-1]
