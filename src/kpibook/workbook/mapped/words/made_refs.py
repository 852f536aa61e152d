"""References made from names, for a workbook that has none: the same name gives the same one."""

from __future__ import annotations

import hashlib
import re

from kpibook.domain.measures.vocabulary.folding import folded

_LONGEST = 20


def made_ref(name: str) -> str:
    """Return a reference made from a measure's name; a long one is cut and gets four signs.

    >>> made_ref("Calls answered"), made_ref("Household waste sent for recycling")
    ('CALLS-ANSWERED', 'HOUSEHOLD-WASTE-SEN-c336')
    """
    words = re.sub(r"[^A-Z0-9]+", "-", name.upper().replace("'", "")).strip("-")
    if words and len(words) <= _LONGEST and words.isascii():
        return words
    digest = hashlib.sha256(folded(name).encode()).hexdigest()[:4]
    return f"{words[: _LONGEST - 1].rstrip('-')}-{digest}".lstrip("-")
