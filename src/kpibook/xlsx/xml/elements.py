"""Elements of an XML part as byte offsets: find them and splice, so that all other bytes stay.

In well-formed XML a literal ``<`` can only open markup, so once comments, CDATA sections and
processing instructions are out of the way (`clean`), ``<row`` can only be a row element. Nothing
here builds a tree, so a part of any size costs little more than a search through its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
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

_SHORT = 64 * 1024  # bytes
_NAME = rb"[A-Za-z_\x80-\xff][\w.\-\x80-\xff]*"
# A ">" may stand unescaped in an attribute's value, so a tag does not end at the first one.
_ATTRIBUTES = rb"(?:\s+[^\s=/<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*"
_ANY_TAG = regex(rb"<((?:" + _NAME + rb":)?)(" + _NAME + rb")(" + _ATTRIBUTES + rb")\s*(/?)>")


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
        """Return the name as written, prefix included."""
        return self.prefix + self.local

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes by name as written (``r:id``), character references resolved."""
        return attributes(self.raw_attributes)

    def get(self, name: str, default: str = "") -> str:
        """Return the value of an attribute, or `default`."""
        return self.attributes.get(name, default)

    def source(self, xml: bytes) -> bytes:
        """Return the tag as it is written in `xml`, the part that it comes from."""
        return xml[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag and where it ends; `inner` to `inner_end` lies between its tags."""

    tag: Tag
    inner_end: int
    end: int

    @property
    def start(self) -> int:
        """Return the offset of the start tag."""
        return self.tag.start

    @property
    def inner(self) -> int:
        """Return the offset of the content; equal to `end` for an empty element."""
        return self.tag.end

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.tag.local.decode("utf-8", "replace")

    def source(self, xml: bytes) -> bytes:
        """Return the whole element as it is written in `xml`."""
        return xml[self.start : self.end]

    def content(self, xml: bytes) -> bytes:
        """Return the source between the tags; empty for an empty element."""
        return xml[self.inner : self.inner_end]

    def text(self, xml: bytes) -> str:
        """Return the text, character references resolved; the element may not contain markup."""
        return unescape(self.content(xml).decode("utf-8", "replace"))


@cache
def _name_pattern(local: bytes, prefix: bytes | None) -> re.Pattern[bytes]:
    """Return the pattern of ``<`` and a name: that of a whole tag takes as long as 5 to compile."""
    spelled = rb"(?:[^\s<>/:]+:)?" if prefix is None else re.escape(prefix)
    return re.compile(b"<" + spelled + re.escape(local) + rb"(?=[\s/>])")


def _tag(match: re.Match[bytes]) -> Tag:
    return Tag(match.start(), match.end(), match[1], match[2], match[3], bool(match[4]))


def tags(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Iterator[Tag]:
    """Yield every start tag of that local name from `start` to `end`, in order, nested tags too.

    Args:
        xml: A part that has been through `clean`.
        local: Name without prefix.
        start: Offset to search from.
        end: Offset to stop at; None for the end of the part.
        prefix: Only tags with this prefix, colon included (``b""`` for none); None for any.
    """
    stop = len(xml) if end is None else end
    for name in _name_pattern(local.encode(), prefix).finditer(xml, start, stop):
        match = _ANY_TAG.match(xml, name.start(), stop)
        if match is not None:
            yield _tag(match)


def first_tag(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Tag | None:
    """Return the first of `tags`, or None."""
    return next(tags(xml, local, start, end, prefix=prefix), None)


def root(xml: bytes, *, part: str = "", file: str = "") -> Tag:
    """Return the start tag of the document element.

    Raises:
        PackageError: ``part-damaged`` if there is no element.
    """
    match = _ANY_TAG.search(xml)
    if match is None:
        raise damaged(part, file)
    return _tag(match)


def tag_at(xml: bytes, start: int) -> Tag:
    """Return the start tag that begins at the offset `start`.

    Raises:
        PackageError: ``part-damaged`` if no start tag begins there.
    """
    match = _ANY_TAG.match(xml, start)
    if match is None:
        raise damaged()
    return _tag(match)


def element(xml: bytes, tag: Tag, *, part: str = "", file: str = "") -> Element:
    """Return the whole element that `tag` opens; nested elements of the same name are counted.

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
    """Return the span of the next ``</name>``."""
    needle = b"</" + name
    at = xml.find(needle, start)
    while at >= 0:
        end = xml.find(b">", at)
        if end < 0:
            return None
        # "</row" is also the start of "</rowBreaks>".
        if not xml[at + len(needle) : end].strip():
            return at, end + 1
        at = xml.find(needle, end)
    return None


def _openings(xml: bytes, name: bytes, start: int, end: int) -> int:
    """Return the number of elements of that name, other than empty ones, that open in the span."""
    count, needle = 0, b"<" + name
    at = xml.find(needle, start, end)
    while at >= 0:
        match = _ANY_TAG.match(xml, at, end)
        if match and match[1] + match[2] == name and not match[4]:
            count += 1
        at = xml.find(needle, at + len(needle), end)
    return count


def elements(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Iterator[Element]:
    """Yield every element of that local name; the content of an element is not searched again."""
    at, stop = start, len(xml) if end is None else end
    while (tag := first_tag(xml, local, at, stop, prefix=prefix)) is not None:
        whole = element(xml, tag)
        yield whole
        at = whole.end


def first_element(
    xml: bytes, local: str, start: int = 0, end: int | None = None, *, prefix: bytes | None = None
) -> Element | None:
    """Return the first of `elements`, or None."""
    return next(elements(xml, local, start, end, prefix=prefix), None)


def children(xml: bytes, parent: Tag | None = None) -> list[Element]:
    """Return the child elements of `parent`, in order.

    Args:
        xml: A part that has been through `clean`.
        parent: The start tag of their parent; None for the document element.

    Raises:
        PackageError: ``part-damaged`` when an element is never closed.

    >>> [child.local for child in children(b'<a><b><b/></b><x:c/></a>')]
    ['b', 'c']
    """
    parent_tag = parent or root(xml)
    if parent_tag.empty:
        return []
    elements_in_order: list[Element] = []
    at = xml.find(b"<", parent_tag.end)
    while at >= 0 and xml[at + 1 : at + 2] != b"/":
        child = element(xml, tag_at(xml, at))
        elements_in_order.append(child)
        at = xml.find(b"<", child.end)
    return elements_in_order


def child(xml: bytes, local: str, parent: Tag | None = None) -> Element | None:
    """Return the first child of that local name in the parent's own namespace prefix, or None.

    So an extension's ``x14:definedNames`` is not taken for ``definedNames``.
    """
    parent_tag = parent or root(xml)
    inside = _in_root(xml) if parent is None else children(xml, parent_tag)
    return next(
        (c for c in inside if c.local == local and c.tag.prefix == parent_tag.prefix),
        None,
    )


def _in_root(xml: bytes) -> Iterable[Element]:
    """Return the children of the document element; of a short part they are remembered."""
    return _remembered(xml) if len(xml) <= _SHORT else children(xml)


@lru_cache(maxsize=8)  # the workbook part is asked for one child after the other
def _remembered(xml: bytes) -> tuple[Element, ...]:
    return tuple(children(xml))


def prefix_of(tag: Tag, namespaces: Iterable[str]) -> bytes | None:
    """Return the prefix, colon included, that `tag` declares for one of the namespaces, or None."""
    # A file may use any prefix for a namespace, so a prefix is looked up and never assumed.
    accepted = set(namespaces)
    for name, value in tag.attributes.items():
        if value in accepted and (name == "xmlns" or name.startswith("xmlns:")):
            return name[6:].encode() + b":" if name != "xmlns" else b""
    return None


def insert_child(
    xml: bytes, fragment: bytes, local: str, order: Sequence[str], *, part: str = ""
) -> Cut:
    """Return a cut that inserts a child of the document element in the schema's order.

    Excel reports a part as damaged if the children are in another order.

    Args:
        xml: A part that has been through `clean`.
        fragment: The child's source.
        local: Its name without prefix.
        order: Local names of children in the schema's order; `local` is one of them.
        part: Name for messages.

    Returns:
        A cut that inserts it after the last child that comes before it in `order`.
    """
    root_tag = root(xml, part=part)
    before = set(order[: order.index(local)])
    if root_tag.empty:
        filled = opened(root_tag.source(xml)) + fragment + b"</" + root_tag.name + b">"
        return root_tag.start, root_tag.end, filled
    ends = [c.end for c in children(xml, root_tag) if c.local in before]
    at = max(ends, default=root_tag.end)
    return at, at, fragment


def append_child(xml: bytes, fragment: bytes, parent: Tag | None = None) -> Cut:
    """Return a cut that adds `fragment` as the last child of `parent` (None: document element)."""
    parent_tag = parent or root(xml)
    if parent_tag.empty:
        filled = opened(parent_tag.source(xml)) + fragment + b"</" + parent_tag.name + b">"
        return parent_tag.start, parent_tag.end, filled
    at = element(xml, parent_tag).inner_end
    return at, at, fragment


def replace_tag(tag: Tag, xml: bytes, change: Callable[[bytes], bytes]) -> Cut:
    """Return a cut that replaces a tag by the result of `change` on its source."""
    return tag.start, tag.end, change(tag.source(xml))
