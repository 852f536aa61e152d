"""Fill and font colour of cells: read as RGB, and given to a cell whose other format stays."""

from __future__ import annotations

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.colours import Colours
from kpibook.xlsx.xml import elements as xml

#: Children of a font in the order in which Excel writes them.
_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip


class Looks:
    """Colours of a workbook's cell formats. Conditional formats are none of them.

    Args:
        styles: The workbook's cell formats.
        theme: The theme part, cleaned; empty if there is none.
    """

    def __init__(self, styles: Styles, theme: bytes = b"") -> None:
        self._styles = styles
        self._colours = Colours(styles.sheet, theme)
        self._fills: dict[int, str | None] = {}
        self._own = len(styles)

    @classmethod
    def of(cls, container: OpcPackage, workbook: str, styles: Styles) -> Looks:
        """Return the looks of the workbook with that workbook part."""
        part = relationships.target_of(container, workbook, "theme")
        if part is None or part not in container:
            return cls(styles)
        return cls(styles, xml.clean(container.read(part), part=part, file=container.name))

    def fill(self, xf: int) -> str | None:
        """Return the background of a cell format as RGB ("92D050"); None for no fill.

        Of a pattern of two colours it is the colour behind, of a gradient the first colour.
        """
        if xf not in self._fills:
            entry = self._part(xf, "fillId", "fills")
            rgb = None if entry is None else self._fill_of(entry)
            if xf >= self._own:  # a format that was added may be taken back
                return rgb
            self._fills[xf] = rgb
        return self._fills[xf]

    def font(self, xf: int) -> str | None:
        """Return the text colour of a cell format as RGB; None for the automatic colour."""
        entry = self._part(xf, "fontId", "fonts")
        colour = None if entry is None else xml.child(entry, "color")
        return None if colour is None else self._colours.rgb(colour.tag)

    def with_colours(self, xf: int, fill: str | None, font: str | None) -> int:
        """Return the format that is `xf` with another background and text colour.

        Number format, border, alignment and the rest of the font stay. It is added at the end
        unless it is there already.

        Args:
            xf: The index of a cell format.
            fill: RGB such as "C6EFCE"; None takes the background away.
            font: RGB; None for the automatic colour.

        Raises:
            RefusedEdit: ``too-many-styles``.
        """
        if (self.fill(xf), self.font(xf)) == (fill, font):
            return xf
        values = {
            "fontId": str(self._font_id(xf, font)),
            "fillId": str(self._fill_id(fill)),
            "applyFont": "1",
            "applyFill": "1",
        }
        return self._styles.with_values(xf, values)

    def _fill_of(self, entry: bytes) -> str | None:
        inner = next(iter(xml.children(entry)), None)
        if inner is None:
            return None
        if inner.local == "gradientFill":
            stop = xml.first_tag(entry, "color", prefix=inner.tag.prefix)
            return None if stop is None else self._colours.rgb(stop)
        pattern = inner.tag.get("patternType", "none")
        colours = {colour.local: colour.tag for colour in xml.children(entry, inner.tag)}
        if pattern == "none" or not colours:
            return None
        # In a solid fill the colour in front covers all; in others most is the colour behind.
        names = ("fgColor", "bgColor") if pattern == "solid" else ("bgColor", "fgColor")
        rgbs = [self._colours.rgb(colours[name]) for name in names if name in colours]
        return rgbs[0] if rgbs else None

    def _part(self, xf: int, attribute: str, name: str) -> bytes | None:
        number = xml.root(self._styles.entry(xf)).get(attribute) or "0"
        return self._styles.sheet.entry(name, int(number)) if number.isdigit() else None

    def _fill_id(self, fill: str | None) -> int:
        p, sheet = self._styles.sheet.prefix, self._styles.sheet
        if fill is None:
            return sheet.put(
                "fills", b'<%bfill><%bpatternFill patternType="none"/></%bfill>' % (p, p, p)
            )
        return sheet.put(
            "fills",
            b'<%bfill><%bpatternFill patternType="solid"><%bfgColor rgb="FF%b"/>'
            b'<%bbgColor indexed="64"/></%bpatternFill></%bfill>'
            % (p, p, p, fill.encode(), p, p, p),
        )  # fmt: skip

    def _font_id(self, xf: int, rgb: str | None) -> int:
        p, sheet = self._styles.sheet.prefix, self._styles.sheet
        font = self._part(xf, "fontId", "fonts") or b"<%bfont/>" % p
        present = xml.child(font, "color")
        if present is not None:
            font = font[: present.start] + font[present.end :]
        if rgb is not None:
            colour = b'<%bcolor rgb="FF%b"/>' % (p, rgb.encode())
            font = xml.spliced(font, [xml.insert_child(font, colour, "color", _FONT)])
        return sheet.put("fonts", font)
