"""Styles of the template of the committee report: sans-serif, dark on white, in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Arial"
INK, BLUE, LINES, SHADE = "1D2429", "1D4F91", "7F8C95", "EEF2F6"


@dataclass(frozen=True)
class Style:
    """Paragraph style.

    Attributes:
        name: Its name.
        points: Size of its letters.
        bold: True for bold.
        colour: Colour of its letters.
        before: Space above in points.
        after: Space below in points.
        level: Level in the outline, counted from 0; None for body text.
        following: Name of the style of the next paragraph; "" for the same.
        list_number: Number of its list in the numbering part; 0 for none.
        tight: True for single line spacing.
    """

    name: str
    points: float = 12
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 6
    level: int | None = None
    following: str = ""
    list_number: int = 0
    tight: bool = False

    @property
    def id(self) -> str:
        """Id of the style."""
        return self.name.title().replace(" ", "")


STYLES = (
    Style("Title", 22, bold=True, colour=BLUE, before=6, after=10, following="Normal", tight=True),
    Style("Subtitle", 12, after=2, following="Normal"),
    Style("heading 1", 17, bold=True, colour=BLUE, before=22, after=6, level=0, following="Normal"),
    Style("heading 2", 14.5, bold=True, colour=BLUE, before=16, after=6, level=1,
          following="Normal"),
    Style("heading 3", 13, bold=True, before=14, after=4, level=2, following="Normal"),
    Style("heading 4", 12, bold=True, before=8, after=2, level=3, following="Normal"),
    Style("List Bullet", after=3, list_number=1),
    Style("List Number", list_number=2),
    Style("header", 10, after=0),
    Style("footer", 10, after=0),
    Style("Report Table Text", 11, before=2, after=2, tight=True),
    Style("Report Table Heading", 10.5, bold=True, before=2, after=2, tight=True),
    Style("Report Figure", 13, bold=True, before=2, after=2, tight=True),
    Style("Report Other Figure", 13, before=2, after=2, tight=True),
    Style("Report Note", 11, after=6),
)  # fmt: skip


def styles_part() -> str:
    """Return the styles part."""
    return f'{DECLARATION}<w:styles xmlns:w="{WORD}">{"".join(_styles())}</w:styles>'


def _styles() -> Iterator[str]:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    yield (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/>{language}'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield from map(_paragraph_style, STYLES)
    yield from _table_styles()


def _paragraph_style(style: Style) -> str:
    line = 'w:line="240" w:lineRule="auto"' if style.tight else ""
    follows = f'<w:next w:val="{style.following}"/>' if style.following else ""
    keep = "<w:keepNext/><w:keepLines/>" if style.level is not None else ""
    numbered = f'<w:numPr><w:numId w:val="{style.list_number}"/></w:numPr>'
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    size = round(style.points * 2)
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/><w:pPr>{keep}'
        f"{numbered if style.list_number else ''}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f"{line}/>{level}</w:pPr><w:rPr>{bold}"
        f'<w:color w:val="{style.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _table_styles() -> Iterator[str]:
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        "</w:style>"
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    yield _table_style("Table Grid", sides, "")
    shade = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>'
    )
    yield _table_style("Report Table", ("top", "bottom", "insideH"), shade)


def _table_style(name: str, sides: tuple[str, ...], more: str) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{LINES}"/>' for side in sides
    )
    return (
        f'<w:style w:type="table" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
        f"{more}</w:style>"
    )
