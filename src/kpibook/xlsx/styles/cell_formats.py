"""Cell formats of a workbook: read a cell's format by its index, and append formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Self

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.number_formats import (
    BUILT_IN,
    BUILT_IN_BY_CODE,
    FIRST_OWN,
    GENERAL,
    is_date_code,
    is_date_id,
)
from kpibook.xlsx.styles.stylesheet import EMPTY, Stylesheet
from kpibook.xlsx.xml import elements as xml

MOST_STYLES = 65_490
"""Excel repairs a file with more cell styles than this."""

LONGEST_CODE = 255

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Merged:
    """New indexes of another workbook's formats after `merge`.

    `xfs[i]` is the index here of cell format `i` of the other workbook, and `dxfs[i]` that of its
    conditional format's format `i`.
    """

    xfs: tuple[int, ...]
    dxfs: tuple[int, ...]


class Styles:
    """Cell formats of a workbook. Existing indexes never move; equal formats are not repeated.

    Additions are held until `flush` puts the part into the container.

    Args:
        source: The styles part, cleaned.
        container: Package that `flush` writes to; None for styles that are only read.
        part: The part's name; its future name if the workbook has no styles part yet.
        workbook: Name of the workbook part, to register a new styles part with.
    """

    def __init__(
        self,
        source: bytes,
        container: OpcPackage | None = None,
        part: str = "xl/styles.xml",
        workbook: str = "",
    ) -> None:
        self.sheet = Stylesheet(source)
        self._container = container
        self._part = part
        self._workbook = workbook
        self._codes = self._read_codes()
        self._shown: dict[int, str] = {}  # codes by cell format, cached
        self._dates: dict[int, bool] = {}  # True for a cell format that shows a date, cached
        self._ids: list[int] = []
        self._quotes = b"quotePrefix" in source

    @classmethod
    def of(cls, container: OpcPackage, workbook: str) -> Self:
        """Return the styles of the workbook with that workbook part; plain styles if none exist."""
        part = relationships.target_of(container, workbook, "styles")
        if part is not None:
            source = xml.clean(container.read(part), part=part, file=container.name)
            return cls(source, container, part)
        strict = _STRICT.encode() in container.read(workbook)
        source = EMPTY % (_STRICT if strict else _TRANSITIONAL).encode()
        folder = workbook.rpartition("/")[0]
        name = f"{folder}/styles.xml" if folder else "styles.xml"
        return cls(source, container, name, workbook)

    def __len__(self) -> int:
        return self.sheet.count("cellXfs")

    def number_format(self, xf: int) -> str:
        """Return the code of a cell format; of the first format for an index that does not exist.

        Regional built-in formats are returned in their United States form, as Excel stores them.
        """
        code = self._shown.get(xf)
        if code is None:
            code = self.code(self._format_id(xf))
            if xf < len(self._ids):  # an index beyond the list may be added later
                self._shown[xf] = code
        return code

    def code(self, number: int) -> str:
        """Return the code of a number format id."""
        code = self._codes.get(number) or BUILT_IN.get(number, GENERAL)
        # LibreOffice spells it in capitals and gives it an id above the built-in ids.
        return GENERAL if code.lower() == "general" else code

    def redefines(self, number: int) -> bool:
        """Return True if the workbook gives a built-in id a code that is not Excel's."""
        return number in self._codes and self._codes[number] != BUILT_IN.get(number)

    def is_date(self, xf: int) -> bool:
        """Return True if a number in a cell of this format is shown as a date or a time."""
        is_date = self._dates.get(xf)
        if is_date is None:
            number = self._format_id(xf)
            code = self._codes.get(number)
            is_date = is_date_code(code) if code is not None else bool(is_date_id(number))
            if xf < len(self._ids):
                self._dates[xf] = is_date
        return is_date

    def with_number_format(self, xf: int, code: str) -> int:
        """Return the index of the format that is `xf` with another number format.

        Raises:
            RefusedEdit: ``number-format-too-long``, ``too-many-styles``.
        """
        return self._changed(xf, {"numFmtId": str(self.format_id(code)), "applyNumberFormat": "1"})

    def with_values(self, xf: int, values: Mapping[str, str]) -> int:
        """Return the index of the format that is `xf` with other attributes of its ``xf`` element.

        Raises:
            RefusedEdit: ``too-many-styles``.
        """
        return self._changed(xf, values)

    def entry(self, xf: int) -> bytes:
        """Return the ``xf`` element of a format; of the first for an index that does not exist."""
        return self._entry(xf)

    def with_quote_prefix(self, xf: int) -> int:
        """Return the index of format `xf` with ``quotePrefix``, which keeps text as text."""
        self._quotes = True
        return self._changed(xf, {"quotePrefix": "1"})

    @property
    def has_quote_prefix(self) -> bool:
        """Return True if any cell format has ``quotePrefix``."""
        return self._quotes

    def without_quote_prefix(self, xf: int) -> int:
        """Return the index of format `xf` without ``quotePrefix``, for numbers and formulas."""
        if not _is_quoted(self._entry(xf)):
            return xf
        return self._changed(xf, {}, drop="quotePrefix")

    def named_style(self, name: str, built_in: int | None = None) -> int | None:
        """Return the index of a named style in ``cellStyleXfs``; None if there is no such style.

        Excel's own styles are matched by number, because their names are in the user's language.
        """
        for entry in self.sheet.entries("cellStyles"):
            attributes = xml.root(entry).attributes
            is_match = attributes.get("name", "").lower() == name.lower()
            if built_in is not None and attributes.get("builtinId"):
                level = attributes.get("iLevel", "")
                is_match = attributes["builtinId"] == str(built_in) and (is_match or not level)
            if is_match and attributes.get("xfId", "").isdigit():
                return int(attributes["xfId"])
        return None

    def add_named_style(self, entry: bytes, name: str, built_in: int | None) -> int:
        """Add a named style with the ``xf`` element `entry` as its format; return its index."""
        prefix = self.sheet.prefix
        # Excel takes entry 0 for the style Normal, so a workbook without named styles needs it
        # first.
        normal = b'<%bxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' % prefix
        if not self.sheet.count("cellStyleXfs"):
            self.sheet.put("cellStyleXfs", normal)
            style = b'<%bcellStyle name="Normal" xfId="0" builtinId="0"/>' % prefix
            self.sheet.put("cellStyles", style)
        index = self.sheet.add("cellStyleXfs", entry)
        builtin_attribute = b"" if built_in is None else b' builtinId="%d"' % built_in
        style = b'<%bcellStyle name=%b xfId="%d"%b/>' % (
            prefix,
            xml.quoted(name),
            index,
            builtin_attribute,
        )
        self.sheet.put("cellStyles", style)
        return index

    def format_id(self, code: str) -> int:
        """Return the id of a number format, added unless it is built in or exists already."""
        if len(code) > LONGEST_CODE:
            raise RefusedEdit(
                f"a number format has {len(code)} characters.",
                code="number-format-too-long",
                where=self._where(),
                why=f"Excel repairs a file with one longer than {LONGEST_CODE}.",
                fix="Shorten it.",
            )
        # A workbook may give a built-in id another code; then the id does not stand for the code.
        if code in BUILT_IN_BY_CODE and not self.redefines(BUILT_IN_BY_CODE[code]):
            return BUILT_IN_BY_CODE[code]
        for number, present in self._codes.items():
            if present == code:
                return number
        number = max([FIRST_OWN - 1, *self._codes]) + 1
        self._codes[number] = code
        tag = b'<%bnumFmt numFmtId="%d" formatCode=%b/>'
        self.sheet.put("numFmts", tag % (self.sheet.prefix, number, xml.quoted(code)))
        return number

    def add_xf(self, entry: bytes) -> int:
        """Return the index of a cell format, an ``xf`` element, added unless it exists already.

        Raises:
            RefusedEdit: ``too-many-styles``.
        """
        index = self.sheet.put("cellXfs", entry)
        if index >= MOST_STYLES:
            raise RefusedEdit(
                f"the workbook already has {MOST_STYLES:,} cell styles.",
                code="too-many-styles",
                where=self._where(),
                why="Excel repairs a file with more, and styles are lost.",
                fix="Use a style that is already there, or clear unused formats in Excel.",
            )
        return index

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Remove the formats added within the block if the block ends in an error."""
        additions, codes, ids = self.sheet.additions(), dict(self._codes), len(self._ids)
        try:
            yield
        except BaseException:
            self.sheet.take_back(additions)
            self._codes = codes
            self._shown.clear()
            self._dates.clear()
            del self._ids[ids:]
            raise

    @property
    def changed(self) -> bool:
        """Return True if there are additions that `flush` has not written yet."""
        return self.sheet.changed

    def flush(self) -> None:
        """Write the additions into the container, with a new styles part if it has none."""
        if not self.sheet.changed or self._container is None:
            return
        source = self.sheet.result()
        self._container.write(self._part, source)
        if self._workbook:
            relationships.add(self._container, self._workbook, "styles", self._part)
            content_types.declare(self._container, self._part, CONTENT_TYPE)
            self._workbook = ""
        self.sheet = Stylesheet(source)
        self._ids = []

    def _changed(self, xf: int, values: Mapping[str, str], drop: str = "") -> int:
        return self.add_xf(_with_attributes(self._entry(xf), tuple(values.items()), drop))

    def _entry(self, xf: int) -> bytes:
        plain = b'<%bxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' % self.sheet.prefix
        sheet = self.sheet
        return sheet.entry("cellXfs", xf) or sheet.entry("cellXfs", 0) or plain

    def _format_id(self, xf: int) -> int:
        if len(self._ids) <= xf < len(self):
            new_entries = self.sheet.entries("cellXfs")[len(self._ids) :]
            self._ids += [_format_id_of(entry) for entry in new_entries]
        if 0 <= xf < len(self._ids):
            return self._ids[xf]
        return self._format_id(0) if xf and len(self) else 0

    def _read_codes(self) -> dict[int, str]:
        attributes = (xml.root(entry).attributes for entry in self.sheet.entries("numFmts"))
        return {
            _number(number_format.get("numFmtId", "")): number_format.get("formatCode", "")
            for number_format in attributes
            if number_format.get("numFmtId", "").isdigit()
        }

    def _where(self) -> Location:
        return Location(self._container.name if self._container else "")


@lru_cache(maxsize=1024)  # the workbooks of a template have the same formats
def _format_id_of(entry: bytes) -> int:
    return _number(xml.root(entry).get("numFmtId"))


@lru_cache(maxsize=1024)
def _is_quoted(entry: bytes) -> bool:
    return xml.root(entry).get("quotePrefix") in ("1", "true")


@lru_cache(maxsize=1024)  # every cell written asks for one of a few formats
def _with_attributes(entry: bytes, values: tuple[tuple[str, str], ...], drop: str) -> bytes:
    tag = xml.root(entry)
    source = tag.source(entry)
    for name, value in values:
        source = xml.set_attribute(source, name, value)
    if drop:
        source = xml.remove_attribute(source, drop)
    return source + entry[tag.end :]


def xml_entry_as_style(entry: bytes) -> bytes:
    """Return the ``xf`` of a cell as that of a named style, which refers to no other style."""
    tag = xml.root(entry)
    return xml.remove_attribute(tag.source(entry), "xfId") + entry[tag.end :]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
