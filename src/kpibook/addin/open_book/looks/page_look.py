"""The page setup and frozen panes of a scratch sheet, given to the sheet that it replaces."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from kpibook.addin.excel.page_setup import LANDSCAPE, PORTRAIT, freeze, set_page
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx import Workbook
from kpibook.xlsx.workbook_part import defined_names
from kpibook.xlsx.workbook_part import sheets as sheetlist
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    import xlwings

NOT_SET = (
    "The page setup of '{}' could not be made: there may be no printer. Look at File > Print "
    "before you print it."
)

_POINTS = 72  # in an inch
_A4 = 9
_SECTIONS = {"L": "Left", "C": "Center", "R": "Right"}
_TITLE_ROWS = regex(r"\$\d+:\$\d+")
_TITLE_COLUMNS = regex(r"\$[A-Z]+:\$[A-Z]+")
_AREA = regex(r"\$[A-Z]+(?:\$\d+)?:\$[A-Z]+(?:\$\d+)?")
_FOOT = {
    part: regex(rb"<odd%s[^>]*>(.*?)</odd%s>" % (part.encode(), part.encode()), re.DOTALL)
    for part in ("Header", "Footer")
}


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a sheet is printed, and which of its cells stay in sight.

    Attributes:
        settings: Values by the names of Excel's `PageSetup`, in the order to set them in.
        rows: Rows that stay in sight.
        columns: Columns that stay in sight.
    """

    settings: dict[str, object]
    rows: int
    columns: int


def look_of(package: Workbook, title: str) -> PageLook:
    """Return the page setup and frozen panes of a sheet of a scratch workbook."""
    position, entry = next(
        (number, entry)
        for number, entry in enumerate(package.entries)
        if entry.name.casefold() == title.casefold()
    )
    source = package.container.read(entry.part)
    settings = _paper(source) | _margins(source)
    for part in _FOOT:
        settings |= _header_or_footer(source, part)
    settings |= _print_names(package, position)
    pane = _attributes(source, "pane") if b"frozen" in source else {}
    return PageLook(settings, int(pane.get("ySplit", "0")), int(pane.get("xSplit", "0")))


def give_look(sheet: xlwings.Sheet, look: PageLook, platform: str) -> str:
    """Give a sheet a page setup and frozen panes.

    Returns:
        A note for the officer; "" if the page could be set. The sheet itself is right without.
    """
    # Excel brings no hidden sheet to the front, so that its panes stay as they are.
    with contextlib.suppress(Exception):
        freeze(sheet, look.rows, look.columns, platform)
    try:
        set_page(sheet, look.settings, platform)
    except Exception:  # noqa: BLE001 each engine has its own
        return NOT_SET.format(sheet.name)
    return ""


def _attributes(source: bytes, element: str) -> dict[str, str]:
    tag = xml.first_tag(source, element)
    return tag.attributes if tag else {}


def _paper(source: bytes) -> dict[str, object]:
    page = _attributes(source, "pageSetup")
    settings: dict[str, object] = {
        "Orientation": LANDSCAPE if page.get("orientation") == "landscape" else PORTRAIT,
        "PaperSize": int(page.get("paperSize", _A4)),
    }
    if _attributes(source, "pageSetUpPr").get("fitToPage") not in ("1", "true"):
        return settings | {"Zoom": int(page.get("scale", "100"))}
    # 0 pages in the file are as many as it takes, which is False in Excel.
    for name, attribute in (("FitToPagesWide", "fitToWidth"), ("FitToPagesTall", "fitToHeight")):
        settings[name] = int(page.get(attribute, "1")) or False
    # Excel looks at the pages only where there is no zoom, so that goes first.
    return {"Zoom": False, **settings}


def _margins(source: bytes) -> dict[str, object]:
    sides = _attributes(source, "pageMargins")
    return {f"{side.capitalize()}Margin": float(inches) * _POINTS for side, inches in sides.items()}


def _header_or_footer(source: bytes, part: str) -> dict[str, object]:
    found = _FOOT[part].search(source)
    text = xml.unescape(found[1].decode()) if found else ""
    sections = dict.fromkeys(_SECTIONS, "")
    # &L, &C and &R begin a section; every other code, such as &P, belongs to its text.
    for section in re.finditer(r"&([LCR])((?:(?!&[LCR]).)*)", text, re.DOTALL):
        sections[section[1]] = section[2]
    return {f"{_SECTIONS[letter]}{part}": text for letter, text in sections.items()}


def _print_names(package: Workbook, position: int) -> dict[str, object]:
    """Return print titles and print area, from the names of the sheet."""
    source = sheetlist.source(package.container, package.workbook_part)
    names = {n.name: n.text for n in defined_names.read(source) if n.sheet == position}
    titles = names.get("_xlnm.Print_Titles", "")
    areas = _AREA.findall(names.get("_xlnm.Print_Area", ""))
    rows, columns = _TITLE_ROWS.search(titles), _TITLE_COLUMNS.search(titles)
    return {
        "PrintTitleRows": rows[0] if rows else "",
        "PrintTitleColumns": columns[0] if columns else "",
        "PrintArea": ",".join(areas),
    }
