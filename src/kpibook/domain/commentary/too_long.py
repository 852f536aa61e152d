"""Texts that are longer than what is read of them."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Span
from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS
from kpibook.domain.finding import Finding
from kpibook.errors import Location


def too_long_finding(ref: str, text: str, where: Location) -> Finding:
    """Return the finding on a text whose end is not read, with the first words of that.

    Args:
        ref: The reference of its measure; "" for a text on several.
        text: The text, longer than `MOST_CHARACTERS`.
        where: Its cell, its line or its paragraph.

    >>> too_long_finding("HSG01", "a " * 10_000 + "We met the target.", Location()).what[:36]
    'HSG01: the text has 20,018 character'
    """
    of = f"{ref}: " if ref else ""
    unread = Span(MOST_CHARACTERS, len(text)).of(text)
    return Finding(
        "commentary-too-long",
        f"{of}the text has {len(text):,} characters, and what follows the first "
        f'{MOST_CHARACTERS:,} is not held against the figures: "{unread}".',
        where,
        "Shorten it, divide it into paragraphs, or read the rest yourself.",
        ref=ref,
    )
