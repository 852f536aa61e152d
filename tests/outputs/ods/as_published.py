"""An .ods as the checks of published workbooks see one, so that every item is asked of it too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from tests.outputs.accessibility import Published
from tests.outputs.ods.given import NAMES, attribute, part
from tests.support.packages import members_of

_PIXELS_IN_MM = 96 / 25.4
_STYLE_NS = f"{{{NAMES['style']}}}"
_HIDDEN = ("collapse", "filter")


def as_published(path: Path) -> Published:
    """The file at `path`; what the checks look for in parts is there under the names of .xlsx."""
    ods = path.read_bytes()
    content, styles = part(ods, "content.xml"), part(ods, "styles.xml")
    looks = _Looks([*styles.iter(f"{_STYLE_NS}style"), *content.iter(f"{_STYLE_NS}style")],
                   styles.find(".//style:default-style", NAMES))  # fmt: skip
    book = Workbook()
    book.remove(book.worksheets[0])
    book.add_named_style(NamedStyle("Heading 1"))
    for table in content.iterfind(".//table:table", NAMES):
        _sheet(book.create_sheet(attribute(table, "table:name")), table, looks)
    for each in content.iterfind(".//table:database-range", NAMES):
        _table(book, each)
    _settings(book, part(ods, "settings.xml"))
    meta = part(ods, "meta.xml")
    about = book.properties
    about.title = meta.findtext(".//dc:title", None, NAMES)
    about.creator = meta.findtext(".//dc:creator", None, NAMES)
    about.language = meta.findtext(".//dc:language", None, NAMES)
    return Published(book, dict(_parts(members_of(path), content, styles)))


class _Looks:
    """Styles of cells and columns, each with what it takes from its parents."""

    def __init__(self, styles: list[ET.Element], default: ET.Element | None) -> None:
        self._styles = {attribute(style, "style:name"): style for style in styles}
        self._default = default

    def of(self, name: str) -> dict[str, str]:
        """Every attribute of a style, by its name without a prefix."""
        style = self._styles.get(name)
        if style is None:
            return self._own(self._default)
        parent = attribute(style, "style:parent-style-name")
        return {**self.of(parent), **self._own(style)}

    @staticmethod
    def _own(style: ET.Element | None) -> dict[str, str]:
        found = () if style is None else style
        return {key.rpartition("}")[2]: value for each in found for key, value in each.items()}


def _sheet(sheet: Worksheet, table: ET.Element, looks: _Looks) -> None:
    if attribute(table, "table:display") == "false":
        sheet.sheet_state = "hidden"
    for number, column in enumerate(table.iterfind("table:table-column", NAMES), start=1):
        width = looks.of(attribute(column, "table:style-name")).get("column-width", "0mm")
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = (float(width.removesuffix("mm")) * _PIXELS_IN_MM - 5) / 7
        dimension.hidden = attribute(column, "table:visibility") in _HIDDEN
    for number, row in enumerate(table.iter(f"{{{NAMES['table']}}}table-row"), start=1):
        if attribute(row, "table:visibility") in _HIDDEN:
            sheet.row_dimensions[number].hidden = True
        height = looks.of(attribute(row, "table:style-name")).get("row-height")
        if height is not None:
            sheet.row_dimensions[number].height = float(height.removesuffix("mm")) / 25.4 * 72
        for place, cell in enumerate(row.iterfind("table:table-cell", NAMES), start=1):
            _cell(sheet.cell(number, place), cell, looks)


def _cell(shown: Cell, cell: ET.Element, looks: _Looks) -> None:
    name = attribute(cell, "table:style-name")
    look = looks.of(name)
    if name == "Heading_20_1":
        shown.style = "Heading 1"
    words = "\n".join("".join(each.itertext()) for each in cell) or None
    number = attribute(cell, "office:value")
    shown.value = float(number) if number else words
    shown.font = Font(
        name=look.get("font-family"),
        sz=float(look.get("font-size", "0pt").removesuffix("pt")),
        i=look.get("font-style") == "italic",
        vertAlign="superscript" if look.get("text-position") else None,
        color=f"FF{look.get('color', '#000000')[1:].upper()}",
    )
    fill = look.get("background-color", "")
    if fill not in ("", "transparent"):
        shown.fill = PatternFill("solid", fgColor=f"FF{fill[1:].upper()}")
    shown.alignment = Alignment(
        wrap_text=look.get("wrap-option") == "wrap",
        text_rotation=int(look.get("rotation-angle", "0")),
    )
    across = attribute(cell, "table:number-columns-spanned")
    if across:
        sheet, last = shown.parent, shown.column + int(across) - 1
        sheet.merge_cells(f"{shown.coordinate}:{get_column_letter(last)}{shown.row}")


def _table(book: Workbook, declared: ET.Element) -> None:
    """Declare a table where the file says that there is one."""
    address = attribute(declared, "table:target-range-address").replace("''", "'")
    match = re.fullmatch(r"'(.+)'\.([A-Z]+\d+):'\1'\.([A-Z]+\d+)", address)
    assert match, address
    sheet = book[match[1]]
    ref = f"{match[2]}:{match[3]}"
    has_header = attribute(declared, "table:contains-header") != "false"
    table = Table(displayName=attribute(declared, "table:name"), ref=ref,
                  headerRowCount=int(has_header))  # fmt: skip
    table.tableColumns = [
        TableColumn(id=n, name=str(cell.value)) for n, cell in enumerate(sheet[ref][0], start=1)
    ]
    if attribute(declared, "table:display-filter-buttons") == "true":
        table.autoFilter = AutoFilter(ref=ref)
    sheet.tables[table.displayName] = table


def _settings(book: Workbook, settings: ET.Element) -> None:
    items = {
        value: each.text or ""
        for each in settings.iter()
        for key, value in each.items()
        if key.endswith("}name")
    }
    book.active = book[items["ActiveTable"]]
    for sheet in book:
        if any(items.get(split, "0") != "0" for split in ("HorizontalSplitMode",
                                                          "VerticalSplitMode")):  # fmt: skip
            sheet.freeze_panes = "A2"
        x, y = items.get("CursorPositionX", "0"), items.get("CursorPositionY", "0")
        sheet.sheet_view.selection[0].activeCell = f"{get_column_letter(int(x) + 1)}{int(y) + 1}"


def _parts(
    members: dict[str, bytes], content: ET.Element, styles: ET.Element
) -> Iterator[tuple[str, bytes]]:
    """Yield pictures, programs, footers and drawings under the names that the checks look for."""
    yield "[Content_Types].xml", b""
    floating = content.iter(f"{{{NAMES['drawing']}}}frame")
    ends = [each for kind in ("header", "footer") for each in styles.iter(f"{_STYLE_NS}{kind}")]
    has_any = bool(ends) or any(True for _ in floating)
    yield "xl/worksheets/sheet1.xml", b"<headerFooter/>" if has_any else b"<worksheet/>"
    for name, member in members.items():
        if name.startswith(("Basic/", "Scripts/")):
            yield f"{name}.bin", member
        elif name.startswith(("Pictures/", "Object")):
            yield f"xl/media/{name}", member
