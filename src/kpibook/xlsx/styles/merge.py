"""Another workbook's styles into this one's: what is alike is shared, the rest goes at the end."""

from __future__ import annotations

from kpibook.xlsx.styles.cell_formats import Merged, Styles, xml_entry_as_style
from kpibook.xlsx.styles.number_formats import FIRST_OWN, GENERAL
from kpibook.xlsx.styles.stylesheet import with_prefix
from kpibook.xlsx.xml import elements as xml

_PARTS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
_APPLY = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder")


def merge(target: Styles, other: Styles) -> Merged:
    """Bring `other`'s cell styles and conditional-format styles into `target`.

    A named cell style (Heading 1) stays named: `target`'s own style of that name where it has one,
    else the style comes along. Formatting is never taken from a named style that already is there,
    so cells look as they did; and the plain style stays `target`'s plain style.

    Returns:
        Where each of `other`'s indexes is found in `target`.
    """
    return _Merge(target, other).run()


class _Merge:
    def __init__(self, target: Styles, other: Styles) -> None:
        self.target, self.other = target, other
        self.formats: dict[int, int] = {}
        self.parts = {name: self._moved(name) for _, name in _PARTS}
        self.styles: dict[int, int] = {}
        self.names = _names(other)

    def run(self) -> Merged:
        entries = self.other.sheet.entries("cellXfs")
        xfs = tuple(self._xf(index, entry) for index, entry in enumerate(entries))
        dxfs = tuple(self._dxf(entry) for entry in self.other.sheet.entries("dxfs"))
        return Merged(xfs, dxfs)

    def _moved(self, name: str) -> list[int]:
        sheet = self.target.sheet
        return [sheet.put(name, self._spelled(entry)) for entry in self.other.sheet.entries(name)]

    def _spelled(self, entry: bytes) -> bytes:
        return with_prefix(entry, self.other.sheet.prefix, self.target.sheet.prefix)

    def _xf(self, index: int, entry: bytes) -> int:
        if index == 0 and self.target.number_format(0) == GENERAL == self.other.number_format(0):
            return 0
        new = self._format(entry, _APPLY)
        style = self._style(_index(xml.root(entry).get("xfId")))
        return self.target.add_xf(_with(new, {"xfId": str(style)} if style is not None else {}))

    def _format(self, entry: bytes, apply: tuple[str, ...] = ()) -> bytes:
        """An ``xf`` with its numbers made the target's."""
        given = xml.root(entry).attributes
        values = {"numFmtId": str(self._number_format(_index(given.get("numFmtId"))))}
        for attribute, name in _PARTS:
            old, moved = _index(given.get(attribute)), self.parts[name]
            values[attribute] = str(moved[old] if old < len(moved) else 0)
        # The target's Normal style may differ from the other's, so nothing is left to it.
        values |= dict.fromkeys(apply, "1")
        plain = _with(_without_extensions(self._spelled(entry)), values)
        return xml_entry_as_style(plain)

    def _number_format(self, number: int) -> int:
        if number < FIRST_OWN:
            return number
        if number not in self.formats:
            self.formats[number] = self.target.format_id(self.other.code(number))
        return self.formats[number]

    def _style(self, index: int) -> int | None:
        """Index in the target of one of the other's named styles; None when it has none at all."""
        if index not in self.styles:
            found = self._named(index)
            if found is None:
                return None
            self.styles[index] = found
        return self.styles[index]

    def _named(self, index: int) -> int | None:
        name, built_in = self.names.get(index, ("Normal", 0))
        present = self.target.named_style(name, built_in)
        if present is not None:
            return present
        if built_in == 0:
            return 0 if self.target.sheet.count("cellStyleXfs") else None
        entry = self.other.sheet.entries("cellStyleXfs")[index]
        return self.target.add_named_style(self._format(entry), name, built_in)

    def _dxf(self, entry: bytes) -> int:
        new = self._spelled(entry)
        found = xml.first_tag(new, "numFmt", prefix=self.target.sheet.prefix)
        if found is not None:
            number = str(self.target.format_id(found.get("formatCode")))
            cut = xml.replace_tag(
                found, new, lambda tag: xml.set_attribute(tag, "numFmtId", number)
            )
            new = xml.spliced(new, [cut])
        return self.target.sheet.put("dxfs", new)


def _names(styles: Styles) -> dict[int, tuple[str, int | None]]:
    """Name and built-in number of the named styles, by index."""
    given = (xml.root(entry).attributes for entry in styles.sheet.entries("cellStyles"))
    return {
        _index(one.get("xfId")): (one.get("name", ""), _built_in(one.get("builtinId")))
        for one in given
    }


def _with(entry: bytes, values: dict[str, str]) -> bytes:
    tag = xml.root(entry)
    source = tag.source(entry)
    for name, value in values.items():
        source = xml.set_attribute(source, name, value)
    return source + entry[tag.end :]


def _without_extensions(entry: bytes) -> bytes:
    """An extension of a style points into a part that is not brought along."""
    found = xml.first_element(entry, "extLst")
    return entry[: found.start] + entry[found.end :] if found else entry


def _index(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _built_in(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
