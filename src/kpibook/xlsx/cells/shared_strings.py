"""Shared strings of a workbook, looked up by index."""

from __future__ import annotations

from array import array
from itertools import islice

from kpibook.errors import Location, RefusedFile
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.reader import rich_text
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

_AHEAD = 4096
# Texts that stay in memory: units and ways of a register are in every row.
_MOST_TEXTS, _LONGEST = 4096, 256
_ITEM = regex(rb"<((?:[\w.\-]+:)?)si(?=[\s/>])[^>]*?(/?)>")


class SharedStrings:
    """Shared strings by index, searched as far as needed.

    Args:
        container: The package.
        part: The shared strings part; None if the workbook has no such part.
        most: Refuse a part larger than this many bytes.
    """

    def __init__(self, container: OpcPackage, part: str | None, most: int) -> None:
        self._container = container
        self._part = part
        self._most = most
        self._source: bytes | None = None
        # Offsets of the items. The part's `count` and `uniqueCount` are not used: a hostile file
        # claims four thousand million strings to make a reader allocate them.
        self._items = array("Q")
        self._texts: dict[int, str] = {}
        self._position = 0
        self._all_found = False

    def text(self, index: int) -> str:
        """Return the string of that index.

        Raises:
            RefusedFile: ``string-missing`` if the index does not exist, ``part-too-large``.
        """
        if not self.has(index):
            raise RefusedFile(
                "the cell's text is not in the workbook's list of texts.",
                code="string-missing",
                fix="Open the workbook in Excel, let it repair the file, and save it again.",
            )
        text = self._texts.get(index)
        if text is None:
            text = self._item(self._items[index])
            if len(self._texts) < _MOST_TEXTS and len(text) <= _LONGEST:
                self._texts[index] = text
        return text

    def has(self, index: int) -> bool:
        """Return True if there is a string of that index.

        Raises:
            RefusedFile: ``part-too-large``.
        """
        while index >= len(self._items) and not self._all_found:
            self._find_more()
        return 0 <= index < len(self._items)

    def _item(self, start: int) -> str:
        source = self._read()
        tag = _ITEM.match(source, start)
        if tag is None or tag[2]:
            return ""
        end = source.find(b"</" + tag[1] + b"si", tag.end())
        return rich_text(source[tag.end() : end if end >= 0 else len(source)])

    def _find_more(self) -> None:
        source = self._read()
        items = list(islice(_ITEM.finditer(source, self._position), _AHEAD))
        self._items.extend([item.start() for item in items])
        if items:
            self._position = items[-1].end()
        self._all_found = len(items) < _AHEAD

    def _read(self) -> bytes:
        if self._source is None:
            part = self._part
            if part is None or part not in self._container:
                self._source = b""
                return b""
            size = self._container.size(part)
            if size > self._most:
                raise RefusedFile(
                    f"the workbook's list of texts is {size:,} bytes, more than the "
                    f"{self._most:,} allowed.",
                    code="part-too-large",
                    where=Location(self._container.name),
                    fix="Delete sheets that are not needed in Excel and save it, or ask the person "
                    "who looks after kpibook.",
                )
            raw = self._container.read(part)
            self._source = xml.clean(raw, part=part, file=self._container.name)
        return self._source
