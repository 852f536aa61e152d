"""Folding of words: what is left of a word when case, spaces, signs and plurals do not count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kpibook.on_use.regex import regex

# Signs that are words themselves: %, £, #, arrows.
_SIGNS = frozenset("%£€$#+<>=≤≥°")
_UP, _DOWN = "↑", "↓"
_ARROWS = str.maketrans(dict.fromkeys("⬆▲△⇧⇑🔺🔼", _UP) | dict.fromkeys("⬇▼▽⇩⇓🔻🔽", _DOWN))
_WORDS = regex(r"[\s()\[\]{},;/\\]+")


@lru_cache(maxsize=8192)  # a register says the same few words for every measure
def folded(text: str) -> str:
    """Return the letters, digits and signs of a text, in small letters and without a plural's s.

    >>> folded("Per cent") == folded("PERCENT"), folded("No."), folded("Days (avg)"), folded("⬆️")
    (True, 'no', 'daysavg', '↑')
    """
    letters = "".join(c for c in _even(text) if c.isalnum() or c in _SIGNS or c in (_UP, _DOWN))
    return singular(letters)


def singular(word: str) -> str:
    """Return a folded word without the s of a plural; "less" and short words keep theirs.

    >>> singular("days"), singular("less"), singular("nos")
    ('day', 'less', 'nos')
    """
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, those in brackets too.

    >>> tokens("Average days (working)")
    ['average', 'day', 'working']
    """
    return [word for part in _WORDS.split(_even(text)) if (word := folded(part))]


def _even(text: str) -> str:
    # NFKC makes "²" a 2, and a no-break space a space.
    return unicodedata.normalize("NFKC", text).casefold().translate(_ARROWS)
