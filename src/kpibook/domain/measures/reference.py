"""Measure references: one spelling for matching, the published one for printing.

A reference keeps its letters and digits, so ``PI. 2250``, ``PI 2250`` and ``pi2250`` are one
measure; only what separates two digits counts, for ``1.12`` is not ``11.2``. Characters that
only look the same (a Cyrillic letter, a zero-width space) are never folded: two refs that would
become one that way are reported, not merged.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kpibook.on_use.regex import regex

_SEPARATOR = r"[\s._\-\u2010-\u2015\u2212/\\:]"
_BETWEEN_DIGITS = regex(rf"(?<=\d){_SEPARATOR}+(?=\d)")
# Every separator but the full stop that is left between digits.
_SEPARATORS = regex(rf"(?<!\d){_SEPARATOR}+|{_SEPARATOR}+(?!\d)")
_FLOAT = regex(r"^(\d+)\.0$")  # what pandas makes of a column of numbers with a blank in it
# Letters of other alphabets that cannot be told from Latin ones in a cell, the few that occur
# in references; from the Unicode confusables table (UTS #39).
_LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧаеорсхуіјѕο０１２３４５６７８９",
    "ABESIJKMHOPCTXYABEZHIKMNOPTYXaeopcxyijso0123456789",
)


def ref_key(ref: object) -> str:
    """Return the form in which references are compared: letters and digits, upper case.

    Spaces of every kind (also no-break), full stops, dashes, underscores and slashes are
    dropped, and so are a trailing "+" or "*", which are notes. Between two digits they all
    become one full stop. A number that arrives as a float, or as a float's text, loses its
    ".0". Blank gives "".

    >>> ref_key("PI. 2250") == ref_key("pi2250") == ref_key("PI\u00a02250")
    True
    >>> ref_key("1.12"), ref_key("11-2"), ref_key("2250.0")
    ('1.12', '11.2', '2250')
    """
    if type(ref) is str:  # as in a workbook
        return _key_of(ref)
    if ref is None or (isinstance(ref, float) and ref != ref):  # NaN is blank
        return ""
    if isinstance(ref, float) and ref.is_integer():
        ref = int(ref)
    return _key_of(str(ref))


def skeleton(ref: object) -> str:
    """Return the letters a person sees: no invisible characters, look-alikes made Latin."""
    text = unicodedata.normalize("NFKC", str(ref or ""))
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Mn"))
    return (
        ref_key(visible.translate(_LOOKS_LIKE))
        .upper()
        # PI225O and PI2250, HSGl and HSG1: in most fonts a reader cannot tell them apart.
        .replace("O", "0")
        .replace("I", "1")
        .replace("L", "1")
    )


@lru_cache(maxsize=8192)  # each reference occurs many times in a workbook
def _key_of(text: str) -> str:
    dotted = _BETWEEN_DIGITS.sub(".", text.strip())
    letters = _SEPARATORS.sub("", dotted).rstrip("+*")
    return "".join(map(_upper, _FLOAT.sub(r"\1", letters)))


def _upper(letter: str) -> str:
    """Return the capital, unless it is another letter's: a dotless "ı" must not become "I"."""
    capital = letter.upper()
    return capital if capital.lower() in (letter, letter.lower()) else letter


def near_duplicates(refs: Iterable[str]) -> list[tuple[str, ...]]:
    """Group different references that a reader would take for the same, in order of appearance.

    >>> near_duplicates(["PI2250", "PI225O", "PI7"])
    [('PI2250', 'PI225O')]
    """
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for ref in refs:
        groups[skeleton(ref)].setdefault(ref_key(ref), ref)
    return [tuple(group.values()) for key, group in groups.items() if key and len(group) > 1]
