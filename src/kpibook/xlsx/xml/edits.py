"""Edits of XML source: one attribute of a tag, and cuts spliced into a part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpibook.xlsx.xml.text import quoted, unescape

_ATTRIBUTE = re.compile(rb"([^\s=/<>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_SPACE_IN_VALUE = re.compile(r"[\t\n\r]")

Cut = tuple[int, int, bytes]
"""Replace the bytes from the first offset up to the second by the third; equal offsets insert."""


def attributes(raw: bytes) -> dict[str, str]:
    r"""Attributes of a tag's source by name as written, values resolved.

    >>> attributes(b' name="R&amp;D" r:id=\'rId1\'')
    {'name': 'R&D', 'r:id': 'rId1'}
    """
    return {
        name.decode("utf-8", "replace"): _value(value[1:-1])
        for name, value in _ATTRIBUTE.findall(raw)
    }


def _value(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return unescape(_SPACE_IN_VALUE.sub(" ", text))


def set_attribute(tag: bytes, name: str, value: str) -> bytes:
    r"""A tag's source with one attribute given a value; the others keep order and spelling.

    >>> set_attribute(b"<c r='A1' s='3'/>", "s", "4")
    b'<c r=\'A1\' s="4"/>'
    """
    found = _attribute_span(tag, name)
    new = b" " + name.encode() + b"=" + quoted(value)
    if found:
        return tag[: found[0]] + new + tag[found[1] :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + new + tag[end:]


def remove_attribute(tag: bytes, name: str) -> bytes:
    """A tag's source without that attribute; as it was when there is none."""
    found = _attribute_span(tag, name)
    return tag[: found[0]] + tag[found[1] :] if found else tag


def _attribute_span(tag: bytes, name: str) -> tuple[int, int] | None:
    """From the white space before the attribute to the end of its value."""
    start = re.match(rb"<[^\s/>]+", tag)
    for found in _ATTRIBUTE.finditer(tag, start.end() if start else 0):
        if found[1] == name.encode():
            return len(tag[: found.start()].rstrip()), found.end()
    return None


def opened(tag: bytes) -> bytes:
    """The source of an empty element's tag as a start tag; any other as it is."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def splice(xml: bytes, cuts: Iterable[Cut]) -> list[bytes | memoryview]:
    """The part with every cut made, as pieces that share the original's memory.

    Insertions at one place keep the order in which they are given.

    Raises:
        ValueError: Two cuts overlap, which is a mistake of the caller's.
    """
    view, pieces, position = memoryview(xml), list[bytes | memoryview](), 0
    for start, end, new in sorted(cuts, key=_span):
        if start < position:
            raise ValueError("overlapping cuts")
        pieces += [view[position:start], new]
        position = end
    return [*pieces, view[position:]]


def _span(cut: Cut) -> tuple[int, int]:
    return cut[0], cut[1]


def spliced(xml: bytes, cuts: Iterable[Cut]) -> bytes:
    """`splice`, joined."""
    return b"".join(splice(xml, cuts))
