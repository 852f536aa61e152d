"""Styles of an OpenDocument spreadsheet: looks of cells, formats of numbers, widths of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from kpibook.domain.rules.scheme import Appearance
from kpibook.on_use.regex import regex

HEADING, SUBHEADING, HEADER, LINE = "Heading_20_1", "Heading_20_2", "Table_20_header", "Line"
_LOOKS = ((HEADING, 16, "no-wrap"), (SUBHEADING, 14, "no-wrap"), (HEADER, 12, "wrap"))
_WHITE = "#FFFFFF"
_POUND = (
    '<number:currency-symbol number:language="en" number:country="GB">£</number:currency-symbol>'
)
_KINDS = {
    "percentage": ("percentage", "", "<number:text>%</number:text>"),
    "currency": ("currency", _POUND, ""),
    "float": ("number", "", ""),
}
_ODD = regex(r"[\[\]hdmysHDMYS]")  # times and dates, which are written as the text people read


def number_kind(code: str) -> str:
    """Return the kind of value that an Excel format shows; "" for one that is written as text.

    No format shows a number as it is.

    >>> [number_kind(code) for code in ("0.0%", '"£"#,##0', "#,##0.0", "[h]:mm", "")]
    ['percentage', 'currency', 'float', '', 'float']
    """
    plain = re.sub(r'"[^"]*"', "", code)
    if "%" in plain:
        return "percentage"
    if "£" in code:
        return "currency"
    return "" if _ODD.search(plain) else "float"


@dataclass
class Styles:
    """The styles that a document's cells use, each defined once.

    Attributes:
        defined: The definitions by name, in the order in which they were first used.
    """

    defined: dict[str, str] = field(default_factory=dict)

    def column(self, pixels: int) -> str:
        """Return the name of the style of a column of that width."""
        name = f"co{pixels}"
        self.defined.setdefault(
            name,
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{pixels * 25.4 / 96:.2f}mm"/>'
            "</style:style>",
        )
        return name

    def cell(
        self,
        look: Appearance | None = None,
        *,
        number: str = "",
        bold: bool = False,
        right: bool = False,
    ) -> str:
        """Return the name of the style of a cell of a table.

        Args:
            look: Colours of a status or direction word.
            number: Name of the style of its number.
            bold: True for bold type.
            right: True for a text that is aligned as figures are.
        """
        colour, fill = (look.colour, look.fill) if look else ("", "")
        key = f"{colour}{fill}".replace("#", "") + f"{number}{'b' * bold}{'r' * right}"
        name = f"ce{key}"
        cell = f' fo:background-color="{fill}"' if fill and fill.upper() != _WHITE else ""
        weight = ' fo:font-weight="bold"' if bold or look else ""
        text = (f' fo:color="{colour}"' if colour else "") + weight
        data = f' style:data-style-name="{number}"' if number else ""
        aligned = '<style:paragraph-properties fo:text-align="end"/>' if right else ""
        self.defined.setdefault(
            name,
            f'<style:style style:name="{name}" style:family="table-cell" '
            f'style:parent-style-name="Default"{data}>'
            '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" '
            f'fo:padding="1mm" fo:border-bottom="0.2mm solid #9aa5ad"{cell}/>{aligned}'
            f"<style:text-properties{text}/></style:style>",
        )
        return name

    def number(self, code: str, shown: str) -> str:
        """Return the name of the style of a number that an Excel format shows as `shown`."""
        kind = number_kind(code)
        digits = re.search(r"\.(\d+)", shown)
        places = len(digits[1]) if digits else 0
        grouped = "true" if "," in code else "false"
        name = f"n{kind}{places}{'g' if grouped == 'true' else ''}"
        inner = (
            f'<number:number number:decimal-places="{places}" number:min-decimal-places="{places}" '
            f'number:min-integer-digits="1" number:grouping="{grouped}"/>'
        )
        element, before, after = _KINDS[kind]
        content = f"{before}{inner}{after}"
        self.defined.setdefault(
            name,
            f'<number:{element}-style style:name="{name}">{content}</number:{element}-style>',
        )
        return name


def document_styles(namespaces: str, language: str) -> str:
    """Return the styles that every document has: 12 point, headings, A4 landscape.

    Args:
        namespaces: The declarations of the XML namespaces.
        language: Language of the text, such as "en-GB" or "cy".
    """
    code, _, country = language.partition("-")
    spoken = f"fo:language={quoteattr(code)} fo:country={quoteattr(country or 'GB')}"
    headings = "".join(
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
        'style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties fo:wrap-option="{wrap}" fo:padding="1mm"/>'
        f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold" '
        'fo:color="#1d4e5f"/></style:style>'
        for name, size, wrap in _LOOKS
    )
    return (
        f"<office:document-styles {namespaces}><office:styles>"
        '<style:default-style style:family="table-cell"><style:text-properties '
        'style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" '
        f'{spoken} fo:color="#1b1f23"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/>'
        f'<style:style style:name="{LINE}" style:family="table-cell" '
        'style:parent-style-name="Default"/>'
        f"{headings}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="pl"><style:page-layout-properties '
        'fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" '
        'fo:margin="10mm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Default" style:page-layout-name="pl"/>'
        "</office:master-styles></office:document-styles>"
    )


def paragraph(text: str) -> str:
    """Return a text as the paragraphs of a cell, one for each of its lines."""
    return "".join(f"<text:p>{_spaced(escape(line))}</text:p>" for line in text.split("\n"))


def _spaced(text: str) -> str:
    """Keep spaces that follow each other, which XML would make one."""
    return re.sub(r"  +", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', text)
