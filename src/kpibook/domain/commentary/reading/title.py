"""Names by which a text may call a measure and its comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kpibook.domain.commentary.reading.lexicon import Part, part_at, stem


@lru_cache(maxsize=1024)
def title_stems(title: str, synonyms: bool = True) -> frozenset[str]:
    """Return the stems of the words of a title that tell it from other measures.

    >>> "foi" in title_stems("Freedom of information requests answered")
    True
    >>> stem("time") in title_stems("Average days to re-let a home")
    True
    >>> sorted(title_stems("Calls to the contact centre answered", synonyms=False))
    ['answer', 'call', 'centr', 'contact']
    """
    words = re.findall(r"[a-z][a-z'-]+|\d[\d,]*", title.lower())
    numbers = (word.replace(",", "") for word in words if word[0].isdecimal())
    stems = {stem(part) for word in words for part in (word, *word.split("-")) if _tells(part)}
    others = [group for group in _synonyms() if synonyms and not stems.isdisjoint(group)]
    if synonyms and "day" in stems:
        others.append(_TIME)  # "average days to re-let" is "the average time"
    return frozenset(stems.union(numbers, _initials(words) if synonyms else (), *others))


_TIME = frozenset((stem("time"),))
_FEWEST_LETTERS, _MOST_LETTERS = 3, 5


def _initials(words: list[str]) -> Iterator[str]:
    """Yield the initials of words that follow each other: "foi" of freedom of information."""
    initials = "".join([word[0] for word in words])
    for size in range(_FEWEST_LETTERS, _MOST_LETTERS + 1):
        for start in range(len(words) - size + 1):
            of_some = initials[start : start + size]
            if of_some.isalpha() and part_at([of_some], 0)[0] is None:
                yield of_some


# Words for the same: a text on a waiting list says "the queue".
_SAME = (
    "waiting wait waits awaiting awaited await queue list backlog",
    "spend spending spent cost costs expenditure",
    "debt arrears owed owing outstanding balance",
    "decided determined",
    "answered responded replied",
    "sickness absence absent",
    "recycled recycling composted composting reused reuse",
    "collected collection",
    "completed completions completion",
    "satisfaction satisfied happy",
    "turnover leavers leaving leave",
    "casualties casualty injured",
    "households household families",
    "paid payment payments pay",
    "income takings receipts revenue",
    "timeliness time",
)


@lru_cache(maxsize=1)
def _synonyms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in group.split()) for group in _SAME)


_NO_NAMES = frozenset(("average", "mean", "median", "all", "the", "figure", "of"))


@lru_cache(maxsize=256)
def comparator_name(elsewhere: str) -> tuple[str, ...]:
    """Return the words of a comparator's name by which a text may call it; none for "All average".

    >>> comparator_name("South West average"), comparator_name("All")
    (('south', 'west'), ())
    """
    words = re.findall(r"[a-z][a-z'&-]*", elsewhere.lower())
    while words and words[-1] in _NO_NAMES:
        words.pop()
    return () if not words or words[0] in _NO_NAMES else tuple(words)


_SMALL_PARTS = frozenset(
    (Part.SMALL, Part.OF, Part.IN, Part.TO, Part.BY, Part.AND, Part.BE, Part.THAN, Part.FROM)
)
#: Parts of words that a title may claim. A word of grammar stays what it is where a title has it.
TITLE_PARTS = (
    frozenset((None, *Part)) - _SMALL_PARTS - {Part.BUT, Part.NOT, Part.SINCE, Part.INSIDE}
)


def _tells(word: str) -> bool:
    return len(word) > 2 and part_at([word], 0)[0] not in _SMALL_PARTS
