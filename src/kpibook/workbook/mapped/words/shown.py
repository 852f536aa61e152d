"""Words, letters, symbols and fills in which a council shows a status or a direction."""

from __future__ import annotations

from kpibook.on_use.regex import regex

_RGB = regex(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


def shown_key(text: str) -> str:
    """Return a word, symbol or colour as it is looked up: case and spaces do not count.

    >>> shown_key("#ff92d050"), shown_key(" On  Target ")
    ('92D050', 'on target')
    """
    line = " ".join(text.split())
    if colour := _RGB.fullmatch(line):
        return colour[1].upper()
    return line.casefold()
