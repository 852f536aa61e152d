"""Conditional formats that give each word of a column its look, changed for other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpibook.xlsx.cells.references import Area, areas
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.worksheet.worksheet import Sheet
from kpibook.xlsx.xml import elements as xml

_LIST = "conditionalFormatting"


@dataclass(frozen=True, slots=True)
class WordFormat:
    """How one word looks.

    Attributes:
        word: The whole text of the cell.
        colour: Text colour, "#RRGGBB".
        fill: Background, "#RRGGBB"; "" for none.
        number_format: Shows the word, such as with a sign before it; "" for as it is.
        bold: Whether it is bold.
    """

    word: str
    colour: str
    fill: str = ""
    number_format: str = ""
    bold: bool = True


def set_word_formats(
    sheet: Sheet, styles: Styles, cell: Area, formats: Sequence[WordFormat]
) -> bool:
    """Put other rules in place of those that format whole words in a cell's column.

    Args:
        sheet: The sheet.
        styles: The workbook's styles, which are added to.
        cell: A cell the rules cover.
        formats: One rule a word.

    Returns:
        Whether such rules were there; when nobody has rules of that kind on the cell, or has
        mixed them with others, nothing changes.
    """
    tail = sheet.tail()
    # The tail is no document of its own; under a root of its own it is one.
    source = b"<tail>" + tail.rpartition(b"</")[0] + b"</tail>"
    found = next(
        (one for one in xml.elements(source, _LIST) if _formats_words(one, source, cell)), None
    )
    if found is None:
        return False
    rules = _rules(found, source, styles, formats)
    if rules == found.content(source):
        return True
    new = xml.spliced(source, [(found.inner, found.inner_end, rules)])
    sheet.set_tail(new[len(b"<tail>") : -len(b"</tail>")] + b"</" + tail.rpartition(b"</")[2])
    return True


def _formats_words(one: xml.Element, source: bytes, cell: Area) -> bool:
    covers = any(cell.meets(area) for area in areas(one.tag.get("sqref")))
    rules = [
        rule for rule in xml.elements(source, "cfRule") if one.inner <= rule.start < one.inner_end
    ]
    return covers and bool(rules) and all(_compares_a_word(rule, source) for rule in rules)


def _compares_a_word(rule: xml.Element, source: bytes) -> bool:
    if (rule.tag.get("type"), rule.tag.get("operator")) != ("cellIs", "equal"):
        return False
    formula = xml.first_element(source, "formula", rule.inner, rule.inner_end)
    return formula is not None and formula.text(source).startswith('"')


def _rules(one: xml.Element, source: bytes, styles: Styles, formats: Sequence[WordFormat]) -> bytes:
    """The rules, with the priorities of the old ones first and then the next free numbers."""
    prefix = one.tag.prefix
    every = [int(rule.tag.get("priority", "0")) for rule in xml.elements(source, "cfRule")]
    inside = [
        int(rule.tag.get("priority", "0"))
        for rule in xml.elements(source, "cfRule")
        if one.inner <= rule.start < one.inner_end
    ]
    free = range(max(every) + 1, max(every) + 1 + len(formats))
    return b"".join(
        b'<%bcfRule type="cellIs" dxfId="%d" priority="%d" operator="equal">'
        b"<%bformula>%b</%bformula></%bcfRule>"
        % (prefix, _dxf(styles, form), priority, prefix, _literal(form.word), prefix, prefix)
        for form, priority in zip(formats, [*sorted(inside), *free], strict=False)
    )


def _literal(word: str) -> bytes:
    doubled = word.replace('"', '""')
    return xml.escape(f'"{doubled}"')


def _dxf(styles: Styles, form: WordFormat) -> int:
    p = styles.sheet.prefix
    entry = b'<%bdxf><%bfont>%b<%bcolor rgb="FF%b"/></%bfont>' % (
        p, p, b"<%bb/>" % p if form.bold else b"", p, _rgb(form.colour), p,
    )  # fmt: skip
    if form.number_format:
        number = styles.format_id(form.number_format)
        code = xml.quoted(form.number_format)
        entry += b'<%bnumFmt numFmtId="%d" formatCode=%b/>' % (p, number, code)
    if form.fill:
        entry += b'<%bfill><%bpatternFill><%bbgColor rgb="FF%b"/></%bpatternFill></%bfill>' % (
            p, p, p, _rgb(form.fill), p, p,
        )  # fmt: skip
    return styles.sheet.put("dxfs", entry + b"</%bdxf>" % p)


def _rgb(colour: str) -> bytes:
    return colour.lstrip("#").upper().encode("ascii")
