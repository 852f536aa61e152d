"""Measure references: one spelling for matching, the published one for printing.

A reference keeps its letters and digits and nothing else, so ``PI. 2250``, ``PI 2250`` and
``pi2250`` are one measure. Characters that only look alike (a Cyrillic letter, a zero-width
space) are never folded: two refs that would become one that way are reported, not merged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[\s._\-\u2010-\u2015\u2212/\\:]+")
# Letters of other alphabets that cannot be told from Latin ones in a cell, the few that occur
# in references; from the Unicode confusables table (UTS #39).
_LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧаеорсхуіјѕο０１２３４５６７８９",
    "ABESIJKMHOPCTXYABEZHIKMNOPTYXaeopcxyijso0123456789",
)


def ref_key(ref: object) -> str:
    """The form in which references are compared: letters and digits, upper case.

    Spaces of every kind (also no-break), full stops, dashes, underscores and slashes are
    dropped, and so are a trailing "+" or "*", which are notes. Numbers that arrive from
    Excel as floats lose their ".0". Blank gives "".

    >>> ref_key("PI. 2250") == ref_key("pi2250") == ref_key("PI\u00a02250")
    True
    """
    if ref is None or (isinstance(ref, float) and ref != ref):  # NaN is blank
        return ""
    if isinstance(ref, float) and ref.is_integer():
        ref = int(ref)
    return "".join(map(_upper, _SEPARATORS.sub("", str(ref).strip()).rstrip("+*")))


def skeleton(ref: object) -> str:
    """What a person sees: `ref_key` without invisible characters, look-alikes made Latin."""
    text = unicodedata.normalize("NFKC", str(ref or ""))
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Mn"))
    return (
        ref_key(seen.translate(_LOOKS_LIKE))
        .upper()
        .replace("O", "0")
        .replace("I", "1")
        .replace("L", "1")
    )


def _upper(letter: str) -> str:
    """The capital, unless it is another letter's: a dotless "ı" must not become "I"."""
    capital = letter.upper()
    return capital if capital.lower() in (letter, letter.lower()) else letter


def near_duplicates(refs: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of different references that a reader would take for one, in order of appearance.

    >>> near_duplicates(["PI2250", "PI225O", "PI7"])
    [('PI2250', 'PI225O')]
    """
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for ref in refs:
        groups[skeleton(ref)].setdefault(ref_key(ref), ref)
    return [tuple(group.values()) for key, group in groups.items() if key and len(group) > 1]
