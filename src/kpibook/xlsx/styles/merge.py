"""Merge of another workbook's formats: equal formats are shared, the others are appended."""

from __future__ import annotations

from kpibook.xlsx.styles.cell_formats import Merged, Styles, xml_entry_as_style
from kpibook.xlsx.styles.number_formats import FIRST_OWN, GENERAL, built_in_code
from kpibook.xlsx.styles.stylesheet import with_prefix
from kpibook.xlsx.xml import elements as xml

_PARTS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
_APPLY = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder")


def merge(target: Styles, other: Styles) -> Merged:
    """Add `other`'s cell formats and conditional formats' formats to `target`.

    A named style (Heading 1) stays named: `target`'s own style of that name if it has one, else the
    style is added. A cell never takes its look from a style that `target` already had, so it looks
    as before. The plain format becomes `target`'s plain format.

    Returns:
        The index in `target` for each index of `other`.
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
        """Return an ``xf`` with its ids replaced by the target's."""
        attributes = xml.root(entry).attributes
        values = {"numFmtId": str(self._number_format(_index(attributes.get("numFmtId"))))}
        for attribute, name in _PARTS:
            old, moved = _index(attributes.get(attribute)), self.parts[name]
            values[attribute] = str(moved[old] if old < len(moved) else 0)
        # The target's Normal style may differ from the other's, so no property is left to Normal.
        values |= dict.fromkeys(apply, "1")
        plain = _with(_without_extensions(self._spelled(entry)), values)
        return xml_entry_as_style(plain)

    def _number_format(self, number: int) -> int:
        # A file may give a built-in id another code, 0 included: then the same id looks different.
        if number < FIRST_OWN and not (
            self.target.redefines(number) or self.other.redefines(number)
        ):
            return number
        if number not in self.formats:
            own = number >= FIRST_OWN or self.other.redefines(number)
            code = self.other.code(number) if own else built_in_code(number)
            self.formats[number] = self.target.format_id(code)
        return self.formats[number]

    def _style(self, index: int) -> int | None:
        """Return the target's index for a named style of the other; None if it has no styles."""
        if index not in self.styles:
            target_index = self._named(index)
            if target_index is None:
                return None
            self.styles[index] = target_index
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
        number_format = xml.first_tag(new, "numFmt", prefix=self.target.sheet.prefix)
        if number_format is not None:
            # A conditional format's format holds its number format's code itself, but the id must
            # agree with the workbook's list.
            number = str(self.target.format_id(number_format.get("formatCode")))
            cut = xml.replace_tag(
                number_format, new, lambda tag: xml.set_attribute(tag, "numFmtId", number)
            )
            new = xml.spliced(new, [cut])
        return self.target.sheet.put("dxfs", new)


def _names(styles: Styles) -> dict[int, tuple[str, int | None]]:
    """Return the name and built-in number of the named styles, by index."""
    attributes = (xml.root(entry).attributes for entry in styles.sheet.entries("cellStyles"))
    return {
        _index(style.get("xfId")): (style.get("name", ""), _built_in(style.get("builtinId")))
        for style in attributes
    }


def _with(entry: bytes, values: dict[str, str]) -> bytes:
    tag = xml.root(entry)
    source = tag.source(entry)
    for name, value in values.items():
        source = xml.set_attribute(source, name, value)
    return source + entry[tag.end :]


def _without_extensions(entry: bytes) -> bytes:
    """Return an ``xf`` without its extension, which points into a part that is not copied."""
    extension = xml.first_element(entry, "extLst")
    return entry[: extension.start] + entry[extension.end :] if extension else entry


def _index(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _built_in(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
