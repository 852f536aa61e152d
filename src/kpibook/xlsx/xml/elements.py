"""XML as bytes: find elements and attributes by offset and splice, so that all else stays as it is.

In well-formed XML a literal ``<`` can only open markup, so once comments, CDATA sections and
processing instructions are out of the way (`clean`), ``<row`` can only be a row element. Nothing
here builds a tree, so a part of any size costs little more than a search through its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kpibook.xlsx.xml.edits import (
    Cut,
    attributes,
    opened,
    remove_attribute,
    set_attribute,
    splice,
    spliced,
)
from kpibook.xlsx.xml.text import clean, damaged, escape, escape_bytes, quoted, unescape

__all__ = [
    "Cut", "Element", "Tag", "append_child", "attributes", "child", "children", "clean", "damaged",
    "element",
    "elements", "escape", "escape_bytes", "first_element", "first_tag", "insert_child", "opened",
    "prefix_of", "quoted", "remove_attribute", "replace_tag", "root", "set_attribute", "splice",
    "spliced", "tag_at", "tags", "unescape",
]  # fmt: skip

_NAME = rb"[A-Za-z_\x80-\xff][\w.\-\x80-\xff]*"
_ATTRIBUTES = rb"(?:\s+[^\s=/<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*"
_ANY_TAG = re.compile(rb"<((?:" + _NAME + rb":)?)(" + _NAME + rb")(" + _ATTRIBUTES + rb")\s*(/?)>")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, or an empty element's only tag, with its offsets in the part.

    `prefix` is as written with its colon (``b"x:"``), or empty.
    """

    start: int
    end: int
    prefix: bytes
    local: bytes
    raw_attributes: bytes
    empty: bool

    @property
    def name(self) -> bytes:
        """The name as written, prefix included."""
        return self.prefix + self.local

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by name as written (``r:id``), character references resolved."""
        return attributes(self.raw_attributes)

    def get(self, name: str, default: str = "") -> str:
        """One attribute's value, or `default`."""
        return self.attributes.get(name, default)

    def source(self, xml: bytes) -> bytes:
        """The tag as it is written in `xml`, the part it was found in."""
        return xml[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag and where it ends; `inner` to `inner_end` lies between its tags."""

    tag: Tag
    inner_end: int
    end: int

    @property
    def start(self) -> int:
        """Offset of the start tag."""
        return self.tag.start

    @property
    def inner(self) -> int:
        """Offset of the content; equal to `end` for an empty element."""
        return self.tag.end

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.tag.local.decode("utf-8", "replace")

    def source(self, xml: bytes) -> bytes:
        """The whole element as it is written in `xml`."""
        return xml[self.start : self.end]

    def content(self, xml: bytes) -> bytes:
        """What lies between its tags; empty for an empty element."""
        return xml[self.inner : self.inner_end]

    def text(self, xml: bytes) -> str:
        """Its text, character references resolved; markup within it is not expected."""
        return unescape(self.content(xml).decode("utf-8", "replace"))


@cache
def _tag_pattern(local: bytes, prefix: bytes | None) -> re.Pattern[bytes]:
    spelled = rb"((?:" + _NAME + rb":)?)" if prefix is None else b"(" + re.escape(prefix) + b")"
    return re.compile(
        b"<" + spelled + b"(" + re.escape(local) + b")(" + _ATTRIBUTES + rb")\s*(/?)>"
    )


def _tag(found: re.Match[bytes]) -> Tag:
    return Tag(found.start(), found.end(), found[1], found[2], found[3], bool(found[4]))


def tags(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Iterator[Tag]:
    """Every start tag of that local name from `start` to `end`, in order, nested ones too.

    Args:
        xml: A part that has been through `clean`.
        local: Name without prefix.
        start: Offset to search from.
        end: Offset to stop at; None for the end of the part.
        prefix: Only tags with this prefix, colon included (``b""`` for none); None for any.
    """
    pattern = _tag_pattern(local.encode(), prefix)
    return map(_tag, pattern.finditer(xml, start, len(xml) if end is None else end))


def first_tag(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Tag | None:
    """The first of `tags`, or None."""
    return next(tags(xml, local, start, end, prefix=prefix), None)


def root(xml: bytes, *, part: str = "", file: str = "") -> Tag:
    """The start tag of the document element.

    Raises:
        PackageError: ``part-damaged`` when there is none.
    """
    found = _ANY_TAG.search(xml)
    if found is None:
        raise damaged(part, file)
    return _tag(found)


def tag_at(xml: bytes, start: int) -> Tag:
    """The start tag that begins at the offset `start`.

    Raises:
        PackageError: ``part-damaged`` when none does.
    """
    found = _ANY_TAG.match(xml, start)
    if found is None:
        raise damaged()
    return _tag(found)


def element(xml: bytes, tag: Tag, *, part: str = "", file: str = "") -> Element:
    """The whole element that `tag` opens; elements of the same name within it are counted.

    Raises:
        PackageError: ``part-damaged`` when it is never closed.
    """
    if tag.empty:
        return Element(tag, tag.end, tag.end)
    position, depth = tag.end, 1
    while True:
        close = _closing(xml, tag.name, position)
        if close is None:
            raise damaged(part, file)
        depth += _openings(xml, tag.name, position, close[0]) - 1
        if depth == 0:
            return Element(tag, close[0], close[1])
        position = close[1]


def _closing(xml: bytes, name: bytes, start: int) -> tuple[int, int] | None:
    """Offsets of the next ``</name>``, whose name is not merely the start of a longer one."""
    needle = b"</" + name
    at = xml.find(needle, start)
    while at >= 0:
        end = xml.find(b">", at)
        if end < 0:
            return None
        if not xml[at + len(needle) : end].strip():
            return at, end + 1
        at = xml.find(needle, end)
    return None


def _openings(xml: bytes, name: bytes, start: int, end: int) -> int:
    """How many elements of that name open between the offsets and are not empty."""
    count, needle = 0, b"<" + name
    at = xml.find(needle, start, end)
    while at >= 0:
        found = _ANY_TAG.match(xml, at, end)
        if found and found[1] + found[2] == name and not found[4]:
            count += 1
        at = xml.find(needle, at + len(needle), end)
    return count


def elements(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Iterator[Element]:
    """Every element of that local name, whole; what one of them holds is not searched again."""
    at, stop = start, len(xml) if end is None else end
    while (tag := first_tag(xml, local, at, stop, prefix=prefix)) is not None:
        found = element(xml, tag)
        yield found
        at = found.end


def first_element(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Element | None:
    """The first of `elements`, or None."""
    return next(elements(xml, local, start, end, prefix=prefix), None)


def children(xml: bytes, parent: Tag | None = None) -> list[Element]:
    """The child elements of `parent`, in order.

    Args:
        xml: A part that has been through `clean`.
        parent: The start tag of their parent; None for the document element.

    Raises:
        PackageError: ``part-damaged`` when an element is never closed.

    >>> [child.local for child in children(b'<a><b><b/></b><x:c/></a>')]
    ['b', 'c']
    """
    above = parent or root(xml)
    if above.empty:
        return []
    found: list[Element] = []
    at = xml.find(b"<", above.end)
    while at >= 0 and xml[at + 1 : at + 2] != b"/":
        child = element(xml, tag_at(xml, at))
        found.append(child)
        at = xml.find(b"<", child.end)
    return found


def child(xml: bytes, local: str, parent: Tag | None = None) -> Element | None:
    """The first child of that local name in the parent's own namespace prefix, or None.

    An extension's ``x14:definedNames`` is thus not taken for ``definedNames``.
    """
    above = parent or root(xml)
    return next(
        (c for c in children(xml, above) if c.local == local and c.tag.prefix == above.prefix), None
    )


def prefix_of(tag: Tag, namespaces: Iterable[str]) -> bytes | None:
    """The prefix, colon included, that `tag` itself declares for one of the namespaces, or None."""
    wanted = set(namespaces)
    for name, value in tag.attributes.items():
        if value in wanted and (name == "xmlns" or name.startswith("xmlns:")):
            return name[6:].encode() + b":" if name != "xmlns" else b""
    return None


def insert_child(
    xml: bytes, fragment: bytes, local: str, order: Sequence[str], *, part: str = ""
) -> Cut:
    """Where a new child of the document element goes so that the order the schema asks for is kept.

    Args:
        xml: A part that has been through `clean`.
        fragment: The child's source.
        local: Its name without prefix.
        order: Local names of children in the schema's order; `local` is one of them.
        part: Name for messages.

    Returns:
        A cut that inserts it after the last child that comes before it in `order`.
    """
    above = root(xml, part=part)
    before = set(order[: order.index(local)])
    if above.empty:
        whole = opened(above.source(xml)) + fragment + b"</" + above.name + b">"
        return above.start, above.end, whole
    ends = [c.end for c in children(xml, above) if c.local in before]
    at = max(ends, default=above.end)
    return at, at, fragment


def append_child(xml: bytes, fragment: bytes, parent: Tag | None = None) -> Cut:
    """A cut that adds `fragment` as the last child of `parent` (None: of the document element)."""
    above = parent or root(xml)
    if above.empty:
        whole = opened(above.source(xml)) + fragment + b"</" + above.name + b">"
        return above.start, above.end, whole
    at = element(xml, above).inner_end
    return at, at, fragment


def replace_tag(tag: Tag, xml: bytes, change: Callable[[bytes], bytes]) -> Cut:
    """A cut that replaces one tag by what `change` makes of its source."""
    return tag.start, tag.end, change(tag.source(xml))
