"""Words for nothing: what people and programs write into a field that holds nothing."""

from __future__ import annotations

from functools import lru_cache

from kpibook.on_use.regex import regex

# The words of databases, of pandas and of Excel's pivot tables.
_WORDS = frozenset(
    ("", "null", "(null)", "nan", "nat", "none", "(none)", "<na>", "#n/a", "(blank)")
)
_DASHES = regex(r"[\-\u2010-\u2015\u2212]+")
_FIRST_WORDS = frozenset(("null", "nan", "nat", "none", "na", "not"))
_SHORT = 32  # characters
_NOT_APPLICABLE = frozenset(("n/a", "na", "n.a.", "not applicable"))


def is_nothing(text: str) -> bool:
    """Return True if a text means an empty field, in any field.

    >>> is_nothing(" NULL "), is_nothing("--"), is_nothing("n/a"), is_nothing("None of them")
    (True, True, False, False)
    """
    if len(text) <= _SHORT:
        return _short_is_nothing(text)
    return not _begins_with_a_word(text) and _is_nothing(text)


def _begins_with_a_word(text: str) -> bool:
    """Return True only if a text begins with a word that no text for nothing begins with."""
    # Blanks in front would cut the word short: "nu" of "null" begins no text for nothing.
    first = text.lstrip()[:_SHORT].split(None, 1)
    return bool(first) and first[0].isalpha() and first[0].casefold() not in _FIRST_WORDS


def _is_nothing(text: str) -> bool:
    word = " ".join(text.replace("\u200b", "").split()).casefold()
    return word in _WORDS or _DASHES.fullmatch(word.replace(" ", "")) is not None


# References, units and choices occur in many rows.
_short_is_nothing = lru_cache(maxsize=4096)(_is_nothing)


def says_nothing(text: str) -> bool:
    """Return True if a comment or a date is empty: "n/a" counts too, which marks a figure.

    >>> says_nothing("N/A"), says_nothing("n/a this quarter: the survey is yearly")
    (True, False)
    """
    if len(text) > _SHORT and _begins_with_a_word(text):
        return False
    return is_nothing(text) or " ".join(text.split()).casefold() in _NOT_APPLICABLE
