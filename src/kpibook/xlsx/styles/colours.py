"""Colours of a stylesheet as RGB: themes, tints and the numbered palette resolved."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

from kpibook.on_use.regex import regex
from kpibook.xlsx.styles.stylesheet import Stylesheet
from kpibook.xlsx.xml import elements as xml

_HEX = regex(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
#: The palette of colours 8 to 63, which a workbook may replace; 0 to 7 repeat the first eight.
_PALETTE = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF",
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
_SYSTEM = {64: "000000", 65: "FFFFFF"}
#: A stylesheet counts light before dark; the theme part has dark before light.
_SWAPPED = (1, 0, 3, 2)
_OFFICE = (
    "000000", "FFFFFF", "1F497D", "EEECE1", "4F81BD", "C0504D",
    "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080",
)  # fmt: skip


class Colours:
    """Colours that the elements of a stylesheet name.

    Args:
        sheet: The stylesheet, for the palette that it may hold.
        theme: The theme part, cleaned; empty for the colours of Office.
    """

    def __init__(self, sheet: Stylesheet, theme: bytes = b"") -> None:
        self._palette = tuple(_own_palette(sheet)) or (*_PALETTE[:8], *_PALETTE)
        self._theme = tuple(_theme_colours(theme)) or _OFFICE

    def rgb(self, tag: xml.Tag) -> str | None:
        """Return the colour of a ``color``, ``fgColor`` or ``bgColor`` element, such as "92D050".

        None for an automatic colour, and for one that names nothing.
        """
        base = self._base(tag)
        return None if base is None else tinted(base, _tint(tag.get("tint")))

    def _base(self, tag: xml.Tag) -> str | None:
        if match := _HEX.fullmatch(tag.get("rgb")):
            return match[1].upper()
        if (number := _number(tag.get("theme"))) is not None:
            place = _SWAPPED[number] if number < len(_SWAPPED) else number
            return self._theme[place] if place < len(self._theme) else None
        if (number := _number(tag.get("indexed"))) is not None:
            own = self._palette[number] if number < len(self._palette) else None
            return _SYSTEM.get(number, own)
        return None


def tinted(rgb: str, tint: float) -> str:
    """Return a colour made lighter (a tint above 0) or darker.

    It is within two steps of 255 of what Excel shows, which counts in whole numbers.

    >>> tinted("4F81BD", 0.6), tinted("4F81BD", -0.25), tinted("FFFFFF", -0.5)
    ('B9CDE5', '376092', '808080')
    """
    if not tint:
        return rgb
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{min(255, int(part * 255 + 0.5)):02X}" for part in parts)


def _own_palette(sheet: Stylesheet) -> Iterator[str]:
    for entry in sheet.entries("colors"):
        if xml.root(entry).local != b"indexedColors":
            continue
        for colour in xml.children(entry):
            match = _HEX.fullmatch(colour.tag.get("rgb"))
            yield match[1].upper() if match else "000000"


def _theme_colours(theme: bytes) -> Iterator[str]:
    scheme = xml.first_element(theme, "clrScheme") if theme else None
    if scheme is None:
        return
    for entry in xml.children(theme, scheme.tag):
        colour = next(iter(xml.children(theme, entry.tag)), None)
        # A colour of the system, such as its window, comes with the value it had last.
        text = "" if colour is None else colour.tag.get("lastClr") or colour.tag.get("val")
        match = _HEX.fullmatch(text)
        yield match[1].upper() if match else "000000"


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 6 else None


def _tint(text: str) -> float:
    try:
        return max(-1.0, min(1.0, float(text)))
    except ValueError:
        return 0.0
