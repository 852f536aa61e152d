"""Texts of a sheet found by one expression, where all of it is written as nearly every writer does.

A return has a thousand cells, of which a look for texts needs a few hundred. The rows of
`SheetReader.rows` are the reference, which also takes every sheet that has anything else in it:
rich text, a shared formula, a row without a number, white space between cells.
"""

from __future__ import annotations

from itertools import islice

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.reader import Strings
from kpibook.xlsx.cells.values import text_from
from kpibook.xlsx.worksheet.source import HeldText
from kpibook.xlsx.xml import elements as xml

# Nothing is tried a second time (the signs with a plus behind them): a sheet in another form is
# known by its first byte that does not fit. A literal carriage return has to be normalised.
_FORMULA = rb"(?:<f>[^<]*+</f>)?+"
_TEXT = rb"<v>[^<\r]*+</v></c>"
_NUMBER = rb"-?+[0-9]{1,15}+(?:\.[0-9]{1,20}+)?+(?:E-?+[0-9]{1,2}+)?+"
_CONTENT = (
    rb'/>| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<\r]*+</t></is></c>'
    rb"|>" + _FORMULA + rb"(?:<v>" + _NUMBER + rb"</v>)?+</c>"
    rb'| t="s"><v>[0-9]{1,7}+</v></c>'
    rb'| t="(?:str|b|e)">' + _FORMULA + _TEXT
)
_ROWS = regex(
    rb'(?:<row r="([1-9][0-9]{0,5}+)"(?: [\w:.]++="[^"<>]*+")*+(?:/>|>'
    rb'(?:<c r="[A-Z]{1,2}+\1"(?: s="[0-9]{1,7}+")?+(?:' + _CONTENT + rb"))*+</row>))*+"
)
_ADDRESS = regex(rb'<(?:c|row) r="([A-Z]*+[0-9]++)"')
_FILLED = regex(rb"</(?:v|is|f)></c>")
_HOLDS_TEXT = regex(
    rb'<c r="([A-Z]++[0-9]++)"(?: s="[0-9]++")?+ t="(?:'
    rb'inlineStr"><is><t(?: xml:space="preserve")?+>([^<]*+)<'
    rb'|s"><v>([0-9]++)<'
    rb'|str">' + _FORMULA + rb"<v>([^<]*+)<)"
)


def texts_at_once(
    sheet: HeldText, strings: Strings, shortest: int, most: int
) -> list[tuple[str, str]] | None:
    """Return address and text of the cells that hold a text; None for a sheet in any other form.

    Args:
        sheet: The sheet.
        strings: The workbook's list of texts.
        shortest: The characters that a text has at least.
        most: How many cells are looked at, of those that hold anything.
    """
    block = sheet.blocks[0] if len(sheet.blocks) == 1 else b"".join(sheet.blocks)
    if sheet.prefix or _ROWS.fullmatch(block) is None:
        return None
    addresses = _ADDRESS.findall(block)
    if len(set(addresses)) < len(addresses):  # a row or a cell is there twice
        return None
    matches = _HOLDS_TEXT.findall(block)
    numbers = [int(number) for _, _, number, _ in matches if number]
    if numbers and not strings.has(max(numbers)):
        return None
    if len(ends := _ends(block, most)) == most:
        matches = _HOLDS_TEXT.findall(block, 0, ends[-1])
    texts: list[tuple[str, str]] = []
    for cell, inline, number, result in matches:
        if number:
            text = strings.text(int(number))
        else:
            source = inline or result
            if len(source) < shortest:  # a text never has more characters than its source has bytes
                continue
            text = source.decode("utf-8", "replace")
            if "&" in text or "_x" in text:
                text = text_from(xml.unescape(text))
        if len(text) >= shortest:
            texts.append((cell.decode("ascii"), text))
    return texts


def _ends(block: bytes, most: int) -> list[int]:
    """Return the ends of the first filled cells, if there are more than `most`; else nothing."""
    if block.count(b"</c>") <= most:
        return []
    return [match.end() for match in islice(_FILLED.finditer(block), most)]
