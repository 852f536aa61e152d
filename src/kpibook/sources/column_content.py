"""Meaning of a column whose heading has several, chosen by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from kpibook.domain.measures.nothing import says_nothing
from kpibook.domain.measures.vocabulary.reading import basis_meaning, frequency_meaning
from kpibook.on_use.regex import regex
from kpibook.workbook import layout

_FIGURE = regex(r"[<>=\u2264\u2265~]*\s*-?[£(]?\s*\d[\d,.\s]*[)%a-zA-Z]*(?:\s[a-zA-Z]+)?")
_TARGET = regex(r"(?=.*\d).{1,40}", re.DOTALL)
_WAY = regex(
    r"high|low|big|small|max|min|incr|decr|\bup\b|\bdown\b|more|less|\bh\b|\bl\b|[\u2191\u2193]"
    r"|range|between|closest|neutral|maintain",
    re.IGNORECASE,
)
_LONGEST_REF, _LONGEST_WORD, _SHORTEST_TITLE = 20, 30, 20


def meaning_by_content(
    choices: Sequence[str], taken: Collection[str], cells: Sequence[str], *, in_register: bool
) -> str:
    """Return which of several meanings a column has; "" if its cells fit none.

    Args:
        choices: The meanings its heading can have, the likeliest first.
        taken: Meanings that other columns have for certain.
        cells: The texts of its cells; without any the likeliest meaning is taken.
        in_register: The table is a register, which has a note and no commentary.
    """
    no_column = layout.COMMENTARY if in_register else layout.NOTE
    possible = [choice for choice in choices if choice not in {*taken, no_column}]
    texts = [text.strip() for text in cells if not says_nothing(text)]
    if not texts:
        # An empty column headed "Type" says nothing of how often or of what stretch of time.
        guess = possible[0] if possible else ""
        return "" if guess == layout.FREQUENCY else guess
    return next((choice for choice in possible if _FITS[choice](texts)), "")


def _refs(texts: Sequence[str]) -> bool:
    short = [
        text
        for text in texts
        if len(text) <= _LONGEST_REF and len(text.split()) <= 3 and not text.endswith("%")
    ]
    # A figure may be short too, but a reference names one measure. A few rows may be notes.
    return len(set(short)) == len(short) and 5 * len(short) >= 4 * len(texts)


def _titles(texts: Sequence[str]) -> bool:
    return sum(map(len, texts)) >= _SHORTEST_TITLE * len(texts) or all(
        len(text.split()) >= 2 for text in texts
    )


def _most(fits: Callable[[str], object]) -> Callable[[Sequence[str]], bool]:
    return lambda texts: 2 * sum(bool(fits(text)) for text in texts) >= len(texts)


def _words(texts: Sequence[str]) -> bool:
    return all(len(text) <= _LONGEST_WORD and not re.search(r"\d", text) for text in texts)


def _nearly_all(fits: Callable[[str], object]) -> Callable[[Sequence[str]], bool]:
    return lambda texts: 5 * sum(bool(fits(text)) for text in texts) >= 4 * len(texts)


def _ways(texts: Sequence[str]) -> bool:
    return all(len(text) <= _LONGEST_WORD for text in texts) and _most(_WAY.search)(texts)


def _any(texts: Sequence[str]) -> bool:
    return bool(texts)


_FITS: dict[str, Callable[[Sequence[str]], bool]] = {
    layout.REF: _refs,
    layout.MEASURE: _titles,
    layout.ACTUAL: _most(_FIGURE.fullmatch),
    layout.TARGET: _most(_TARGET.fullmatch),
    layout.STATUS: _words,
    layout.POLARITY: _ways,
    layout.FREQUENCY: _nearly_all(lambda text: frequency_meaning(text).word),
    layout.BASIS: _nearly_all(lambda text: basis_meaning(text).word),
    layout.PRIORITY: _any,
    layout.COMMENTARY: _any,
    layout.NOTE: _any,
}
