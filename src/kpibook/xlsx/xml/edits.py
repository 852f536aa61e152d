"""Edits of XML source: an attribute of a tag, and cuts spliced into a part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kpibook.on_use.regex import regex
from kpibook.xlsx.xml.text import quoted, unescape

_ATTRIBUTE = regex(rb"([^\s=/<>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_SHORT = 512  # bytes
_SPACE_IN_VALUE = regex(r"[\t\n\r]")

Cut = tuple[int, int, bytes]
"""Replace the bytes from the first offset up to the second by the third; equal offsets insert."""


def attributes(raw: bytes) -> dict[str, str]:
    r"""Attributes of a tag's source by name as written, values resolved.

    >>> attributes(b' name="R&amp;D" r:id=\'rId1\'')
    {'name': 'R&D', 'r:id': 'rId1'}
    """
    short = len(raw) <= _SHORT
    return dict(_attributes_of_short(raw)) if short else _attributes(raw)


def _attributes(raw: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): _value(value[1:-1])
        for name, value in _ATTRIBUTE.findall(raw)
    }


# The tags of a workbook part are asked for by turns: its sheets, its defined names, its formats.
_attributes_of_short = lru_cache(maxsize=4096)(_attributes)


def _value(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    # XML reads a literal tab or line end in an attribute as a space; written as a reference it
    # stays.
    return unescape(_SPACE_IN_VALUE.sub(" ", text))


def set_attribute(tag: bytes, name: str, value: str) -> bytes:
    r"""Return a tag's source with an attribute set; the other attributes keep order and spelling.

    >>> set_attribute(b"<c r='A1' s='3'/>", "s", "4")
    b'<c r=\'A1\' s="4"/>'
    """
    span = _attribute_span(tag, name)
    new = b" " + name.encode() + b"=" + quoted(value)
    if span:
        return tag[: span[0]] + new + tag[span[1] :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + new + tag[end:]


def remove_attribute(tag: bytes, name: str) -> bytes:
    """Return a tag's source without that attribute; unchanged if it has no such attribute."""
    span = _attribute_span(tag, name)
    return tag[: span[0]] + tag[span[1] :] if span else tag


def _attribute_span(tag: bytes, name: str) -> tuple[int, int] | None:
    """Return the span of an attribute, with the white space before it."""
    start = re.match(rb"<[^\s/>]+", tag)
    for attribute in _ATTRIBUTE.finditer(tag, start.end() if start else 0):
        if attribute[1] == name.encode():
            return len(tag[: attribute.start()].rstrip()), attribute.end()
    return None


def opened(tag: bytes) -> bytes:
    """Return an empty element's tag as a start tag; any other tag unchanged."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def splice(xml: bytes, cuts: Iterable[Cut]) -> list[bytes | memoryview]:
    """Return the part with every cut made, as pieces that share the original's memory.

    Insertions at the same offset keep the order of `cuts`.

    Raises:
        ValueError: Two cuts overlap, which is a mistake of the caller's.
    """
    view, pieces, position = memoryview(xml), list[bytes | memoryview](), 0
    # Sorted by offsets alone: sorting is stable, so equal insertions keep their order.
    for start, end, new in sorted(cuts, key=_span):
        if start < position:
            raise ValueError("overlapping cuts")
        pieces += [view[position:start], new]
        position = end
    return [*pieces, view[position:]]


def _span(cut: Cut) -> tuple[int, int]:
    return cut[0], cut[1]


def spliced(xml: bytes, cuts: Iterable[Cut]) -> bytes:
    """Return the pieces of `splice`, joined."""
    return b"".join(splice(xml, cuts))
