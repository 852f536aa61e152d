"""The beginnings that a regular expression allows: what its texts begin with, up to a length."""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

DIGIT = "#"  # for any of the ten
_DIGITS = frozenset("0123456789")


def beginnings(pattern: str, of: str, length: int) -> set[str]:
    """Return the texts of a length that a pattern can begin with and that begin with some words.

    What it looks ahead or behind for is not heeded, so there may be some too many, and none is
    missing. A text that is shorter is whole.

    Args:
        pattern: The pattern.
        of: The words.
        length: The most characters of each text.
    """

    def cut(texts: set[str]) -> set[str]:
        short = {text[:length] for text in texts}
        return {text for text in short if text.startswith(of) or of.startswith(text)}

    def grown(parts: Any, texts: set[str]) -> set[str]:
        for name, value in parts:
            texts = cut(step(name, value, texts)) if texts else texts
        return texts

    def step(name: Any, value: Any, texts: set[str]) -> set[str]:
        if name in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            return texts
        if name is sre.LITERAL:
            return {text + chr(value) for text in texts}
        if name is sre.IN:
            return {text + char for text in texts for char in _characters(value)}
        if name is sre.SUBPATTERN:
            return grown(value[-1], texts)
        if name in (sre.BRANCH, sre.GROUPREF_EXISTS):
            branches = value[1] if name is sre.BRANCH else value[1:]
            return {text for branch in branches if branch for text in grown(branch, texts)}
        if name in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, repeated = value
            found: set[str] = set()
            for times in range(min(int(most), length) + 1):
                found |= texts if times >= least else set()
                texts = grown(repeated, texts)
            return found
        raise NotImplementedError(name)

    return grown(parser.parse(pattern), {""})


def _characters(options: Any) -> set[str]:
    """Return the characters of a set such as [a-c] or \\d, all digits as one."""
    found: set[str] = set()
    for name, value in options:
        if name is sre.LITERAL:
            found.add(chr(value))
        elif name is sre.RANGE:
            found.update(chr(code) for code in range(value[0], value[1] + 1))
        else:
            found.update({sre.CATEGORY_DIGIT: _DIGITS, sre.CATEGORY_SPACE: " "}[value])
    return found - _DIGITS | {DIGIT} if found >= _DIGITS else found
