"""The texts of many that may count measures: one look at all of them, before any is read."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.commentary.totals.meaning import stems_with
from kpibook.domain.commentary.totals.tally import Tally
from kpibook.on_use.regex import regex

# Measures, indicators, KPIs, PIs, or a word that ends like these: a letter in front is found sooner
# than the edge of a word.
_NOUN = regex(r"[mikp](?:easures?|ndicators?|pis?|is?)\b")
_DIGITS = regex(r"(?<![\w.,\u00a3/-])\d{1,3}(?:,\d{3})? $")
_MOST_DIGITS = 9


def may_count(texts: Sequence[str], tally: Tally) -> list[int]:
    """Return the places of the texts that may count measures; no other has a verdict on a count.

    Args:
        texts: The texts of a sheet.
        tally: The counts of the table, with the scheme's words.
    """
    joined = "\n".join(texts)
    small = joined.lower().replace("*", " ")
    if len(small) != len(joined):  # a letter whose small form is longer would move every place
        return list(range(len(texts)))
    stems = [stem for stem in stems_with(tally.labels) if stem in small]
    found: list[int] = []
    place, start, end = -1, 0, -1
    for match in _NOUN.finditer(small):
        at = match.start()
        while at > end:
            place, start = place + 1, end + 1
            end = start + len(texts[place])
        if place in found[-1:]:
            continue
        if _is_counted(small, start, at) or any(small.find(s, start, end) >= 0 for s in stems):
            found.append(place)
    return found


def _is_counted(small: str, start: int, at: int) -> bool:
    """Return True if a word or a number is in front of a noun, from where its text starts."""
    if at - start < 2 or small[at - 1] != " ":
        return False
    before = small[at - 2]
    if before.isdecimal():
        return _DIGITS.search(small, max(start, at - _MOST_DIGITS), at) is not None
    return before.isalpha() or before == ")"
