"""Figures and words of a report as cells of a sheet."""

from __future__ import annotations

from kpibook.domain.report.block import Word
from kpibook.domain.report.figure import Figure
from kpibook.domain.rules.scheme import Appearance
from kpibook.outputs.figure_format import number_of
from kpibook.outputs.page import PageCell


def figure_cell(figure: Figure, *, bold: bool = False) -> PageCell:
    """Return a figure as a number that shows what is printed; a shorthand or words as text."""
    number = number_of(figure)
    if number is None:
        return PageCell(figure.text, bold=bold, right=True)
    value, form = number
    return PageCell(value, form, figure.text, bold=bold)


def word_cell(word: Word, text: str = "") -> PageCell:
    """Return a status as its word with the scheme's colours, its symbol shown in front.

    The symbol is in the number format: the cell holds the word alone, to filter by and to look up.

    Args:
        word: The word.
        text: What is written in its place; "" for the word itself.
    """
    text = text or word.label
    look = Appearance(word.label, word.symbol, word.colour, word.fill)
    if not word.symbol or '"' in word.symbol:
        return PageCell(text, look=look)
    return PageCell(text, f'"{word.symbol} "@', f"{word.symbol} {text}", look=look)


def name_cell(text: str) -> PageCell:
    """Return what a row is about, in bold."""
    return PageCell(text, bold=True)
