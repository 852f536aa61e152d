"""Stylesheet (styles.xml) as lists that only grow, so that an index keeps its meaning."""

from __future__ import annotations

from functools import lru_cache

from kpibook.on_use.regex import regex
from kpibook.xlsx.xml import elements as xml

ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
"""Children of the root in the schema's order."""

EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="%b">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    b"</styleSheet>"
)
"""Styles that Excel assumes for a workbook without a styles part; takes the namespace."""

_DEEPEST = 50
"""Styles nest four deep; endless nesting is an attack on the reader."""

Canonical = tuple[object, ...]

_OPENING = regex(rb"<([\w:]+) ")


class Stylesheet:
    """Lists of a styles part, as the sources of their entries, and the additions to them.

    Args:
        source: The part, cleaned.
    """

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.prefix = xml.root(source).prefix
        self._lists = {
            child.local: child
            for child in xml.children(source)
            if child.tag.prefix == self.prefix and child.local in ORDER
        }
        self._own: dict[str, list[bytes]] = {}
        self._added: dict[str, list[bytes]] = {}
        self._index_by_meaning: dict[str, dict[Canonical, int]] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._lists or bool(self._added.get(str(name)))

    def entries(self, name: str) -> list[bytes]:
        """Return the sources of a list's entries, the file's own and then the added entries."""
        own, added = self._own_entries(name), self._added.get(name)
        return own + added if added else own

    def entry(self, name: str, index: int) -> bytes | None:
        """Return the source of an entry; None if the index does not exist."""
        own, added = self._own_entries(name), self._added.get(name, [])
        if 0 <= index < len(own):
            return own[index]
        return added[index - len(own)] if 0 <= index - len(own) < len(added) else None

    def _own_entries(self, name: str) -> list[bytes]:
        if name not in self._own:
            element = self._lists.get(name)
            self._own[name] = [] if element is None else _entries_of(element, self.source)
        return self._own[name]

    def count(self, name: str) -> int:
        """Return the number of entries in a list."""
        return len(self._own_entries(name)) + len(self._added.get(name, ()))

    def put(self, name: str, entry: bytes) -> int:
        """Return the index of an entry, added at the end unless an equal entry exists."""
        indexes = self._index(name)
        meaning = canonical(entry, self.prefix)
        if meaning not in indexes:
            indexes[meaning] = self.count(name)
            self._added.setdefault(name, []).append(entry)
        return indexes[meaning]

    def add(self, name: str, entry: bytes) -> int:
        """Add an entry at the end, even if an equal entry exists, and return its index."""
        index = self.count(name)
        self._added.setdefault(name, []).append(entry)
        self._index_by_meaning.pop(name, None)
        return index

    def _index(self, name: str) -> dict[Canonical, int]:
        if name not in self._index_by_meaning:
            indexes: dict[Canonical, int] = {}
            for index, entry in enumerate(self.entries(name)):
                indexes.setdefault(canonical(entry, self.prefix), index)
            self._index_by_meaning[name] = indexes
        return self._index_by_meaning[name]

    def additions(self) -> dict[str, int]:
        """Return the number of entries added to each list, for `take_back`."""
        return {name: len(added) for name, added in self._added.items()}

    def take_back(self, additions: dict[str, int]) -> None:
        """Remove the entries added since `additions` was called."""
        for name, added in self._added.items():
            del added[additions.get(name, 0) :]
        self._index_by_meaning.clear()

    @property
    def changed(self) -> bool:
        """Return True if any entry was added."""
        return any(self._added.values())

    def result(self) -> bytes:
        """Return the part with the additions; every byte of the original is kept."""
        cuts: list[xml.Cut] = []
        for name in ORDER:
            added = self._added.get(name)
            if added and name in self._lists:
                cuts += self._extended(name, added)
        text = xml.spliced(self.source, cuts)
        for name in ORDER:
            added = self._added.get(name)
            if added and name not in self._lists:
                new = self._new_list(name, added)
                text = xml.spliced(text, [xml.insert_child(text, new, name, ORDER)])
        return text

    def _extended(self, name: str, added: list[bytes]) -> list[xml.Cut]:
        element = self._lists[name]
        tag = element.tag.source(self.source)
        # The attribute is optional, and a reader that trusts it must not see an old number.
        if element.tag.get("count"):
            tag = xml.set_attribute(tag, "count", str(self.count(name)))
        body = b"".join(added)
        if element.tag.empty:
            whole = xml.opened(tag) + body + b"</" + element.tag.name + b">"
            return [(element.start, element.end, whole)]
        return [
            (element.tag.start, element.tag.end, tag),
            (element.inner_end, element.inner_end, body),
        ]

    def _new_list(self, name: str, added: list[bytes]) -> bytes:
        label = self.prefix + name.encode()
        return b'<%b count="%d">%b</%b>' % (label, len(added), b"".join(added), label)


@lru_cache(maxsize=1024)  # every cell written asks for one of a few formats
def canonical(source: bytes, prefix: bytes) -> Canonical:
    """Return the meaning of an element, free of prefix, order of attributes and spelling of true.

    Args:
        source: The element's source.
        prefix: The prefix of the spreadsheet namespace in the element's part.
    """
    return _canonical(source, xml.root(source), prefix, _DEEPEST)


def _canonical(source: bytes, tag: xml.Tag, prefix: bytes, depth: int) -> Canonical:
    if not depth:
        raise xml.damaged("xl/styles.xml")
    name = tag.local if tag.prefix == prefix else tag.name
    attributes = tuple(
        sorted(
            (key, {"true": "1", "false": "0"}.get(value, value))
            for key, value in tag.attributes.items()
            if not key.startswith("xmlns")
        )
    )
    inner = tuple(
        _canonical(source, child.tag, prefix, depth - 1) for child in xml.children(source, tag)
    )
    text = b"" if inner or tag.empty else xml.element(source, tag).content(source).strip()
    return (name, attributes, inner, text)


def with_prefix(source: bytes, old: bytes, new: bytes) -> bytes:
    """Return an element's source with a prefix of its tags replaced.

    >>> with_prefix(b"<xf><alignment/></xf>", b"", b"x:")
    b'<x:xf><x:alignment/></x:xf>'
    """
    if old == new:
        return source
    cuts: list[xml.Cut] = []
    at = source.find(b"<")
    while at >= 0:
        start = at + (2 if source[at + 1 : at + 2] == b"/" else 1)
        name = _name_at(source, start)
        has_old = name.startswith(old) if old else b":" not in name
        if has_old:
            cuts.append((start, start + len(old), new))
        at = source.find(b"<", start)
    return xml.spliced(source, cuts)


def _name_at(source: bytes, start: int) -> bytes:
    end = start
    while source[end : end + 1] not in (b" ", b"\t", b"\r", b"\n", b"/", b">", b""):
        end += 1
    return source[start:end]


def _entries_of(element: xml.Element, source: bytes) -> list[bytes]:
    """Return the sources of the elements in a list."""
    at_once = _all_of_a_name(element.content(source))
    if at_once is not None:
        return at_once
    return [entry.source(source) for entry in xml.children(source, element.tag)]


def _all_of_a_name(content: bytes) -> list[bytes] | None:
    """Return elements of one name that follow each other; None for any other content.

    In a well-formed list with elements of the name within each other, a piece lacks its end.
    """
    opening = _OPENING.match(content)
    if opening is None:
        return None
    name, close = b"<" + opening[1], b"</" + opening[1] + b">"
    _, *pieces = content.split(opening[0])
    for piece in pieces:
        if name in piece:  # spelled in another way, or the beginning of another name
            return None
        is_empty = piece.endswith(b"/>") and b"<" not in piece
        if not is_empty and not (piece.endswith(close) and piece.count(close) == 1):
            return None
    return [opening[0] + piece for piece in pieces]
