"""Conditional formats that format whole words, such as statuses, replaced for other words."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area, areas
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.worksheet.worksheet import Sheet
from kpibook.xlsx.xml import elements as xml

_LIST = "conditionalFormatting"


@dataclass(frozen=True, slots=True)
class WordFormat:
    """The format of a word.

    Attributes:
        word: The whole text of the cell.
        colour: Text colour, "#RRGGBB".
        fill: Background, "#RRGGBB"; "" for none.
        number_format: Code that shows the word, with a sign before it perhaps; "" for no change.
        bold: True for bold text.
    """

    word: str
    colour: str
    fill: str = ""
    number_format: str = ""
    bold: bool = True


def set_word_formats(
    sheet: Sheet, styles: Styles, cell: Area, formats: Sequence[WordFormat]
) -> bool:
    """Replace the rules that format whole words in a cell's column.

    Args:
        sheet: The sheet.
        styles: The workbook's styles, which are added to.
        cell: A cell that the rules cover.
        formats: One rule for each word.

    Returns:
        True if there were such rules. If the cell has no rules of that kind, or has them mixed with
        others, nothing changes.
    """
    tail = sheet.tail()
    # The tail alone is no XML document; within a root element it is a document.
    source = b"<tail>" + tail.rpartition(b"</")[0] + b"</tail>"
    word_rules = next(
        (
            element
            for element in xml.elements(source, _LIST)
            if _formats_words(element, source, cell)
        ),
        None,
    )
    if word_rules is None:
        return False
    rules = _rules(word_rules, source, styles, formats)
    if rules == word_rules.content(source):
        return True
    new = xml.spliced(source, [(word_rules.inner, word_rules.inner_end, rules)])
    sheet.set_tail(new[len(b"<tail>") : -len(b"</tail>")] + b"</" + tail.rpartition(b"</")[2])
    return True


def _formats_words(element: xml.Element, source: bytes, cell: Area) -> bool:
    covers = any(cell.meets(area) for area in areas(element.tag.get("sqref")))
    rules = [
        rule
        for rule in xml.elements(source, "cfRule")
        if element.inner <= rule.start < element.inner_end
    ]
    return covers and bool(rules) and all(_compares_a_word(rule, source) for rule in rules)


def _compares_a_word(rule: xml.Element, source: bytes) -> bool:
    if (rule.tag.get("type"), rule.tag.get("operator")) != ("cellIs", "equal"):
        return False
    formula = xml.first_element(source, "formula", rule.inner, rule.inner_end)
    # A word is a text in quotes; a formula without quotes compares with a cell or a number.
    return formula is not None and formula.text(source).startswith('"')


def _rules(
    element: xml.Element, source: bytes, styles: Styles, formats: Sequence[WordFormat]
) -> bytes:
    """Return the rules, with the old rules' priorities first and then the next free numbers."""
    prefix = element.tag.prefix
    priorities = [int(rule.tag.get("priority", "0")) for rule in xml.elements(source, "cfRule")]
    old_priorities = [
        int(rule.tag.get("priority", "0"))
        for rule in xml.elements(source, "cfRule")
        if element.inner <= rule.start < element.inner_end
    ]
    # Priorities are unique over the whole sheet, and the lowest wins.
    free = range(max(priorities) + 1, max(priorities) + 1 + len(formats))
    return b"".join(
        b'<%bcfRule type="cellIs" dxfId="%d" priority="%d" operator="equal">'
        b"<%bformula>%b</%bformula></%bcfRule>"
        % (prefix, _dxf(styles, form), priority, prefix, _literal(form.word), prefix, prefix)
        for form, priority in zip(formats, [*sorted(old_priorities), *free], strict=False)
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
