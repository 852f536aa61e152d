"""Texts and keys as TOML has them."""

from __future__ import annotations

from kpibook.on_use.regex import regex

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_BARE = regex(r"[A-Za-z0-9_-]+")
#: The longest word of a file that a message gives as a key.
_LONGEST = 40


def quoted_toml(text: str) -> str:
    r"""Return a text as TOML has it.

    >>> quoted_toml('a "b"')
    '"a \\"b\\""'
    """
    shown = "".join(
        _ESCAPES.get(c) or (c if c.isprintable() or c == " " else f"\\u{ord(c):04x}")
        if ord(c) < 0x10000
        else c
        for c in text
    )
    return f'"{shown}"'


def toml_key(text: str) -> str:
    """Return a key as TOML has it: quoted where it must be.

    >>> toml_key("HSG1"), toml_key("HSG.1")
    ('HSG1', '"HSG.1"')
    """
    return text if _BARE.fullmatch(text) else quoted_toml(text)


def word_key(word: str) -> str:
    r"""Return a word of a council's file as the key that it is under [words] in a layout.

    >>> word_key('on "hold"'), word_key("A" * 50)
    ('"on \\"hold\\""', '"..." (the whole text of the cell)')
    """
    return quoted_toml(word) if len(word) <= _LONGEST else '"..." (the whole text of the cell)'
