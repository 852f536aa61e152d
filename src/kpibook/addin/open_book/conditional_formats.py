"""Conditional formats that give each word of a column its look, in an open workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.xlsx import WordFormat

if TYPE_CHECKING:
    import xlwings

LEFT_ALONE = "the colours of the words could not be changed; the words themselves are right."
NO_SIGNS = "Excel on a Mac cannot be told to show a sign before a word: the words have none."


def give_looks(
    cell: xlwings.Range, column: xlwings.Range, formats: Sequence[WordFormat], platform: str
) -> str:
    """Put other rules in place of those that format whole words in a column.

    Nothing changes where nobody has rules of that kind on the cell, or has mixed them with
    others. A word says the same in any colour, so what Excel refuses here is only noted.

    Args:
        cell: A cell of the column.
        column: The cells that get the rules.
        formats: One rule a word, the first with the highest priority.
        platform: As `sys.platform`.

    Returns:
        What a person should know; "" for nothing.
    """
    try:
        if not _formats_words(cell):
            return ""
        column.conditional_formats.clear()
        signs = [_add(column, form, platform) for form in reversed(formats)]
    except Exception:  # noqa: BLE001 each engine has its own
        return LEFT_ALONE
    return "" if all(signs) else NO_SIGNS


def _formats_words(cell: xlwings.Range) -> bool:
    rules = list(cell.conditional_formats)
    return bool(rules) and all(
        rule.type == "cell_value"
        and rule.operator == "equal_to"
        and str(rule.formula1).startswith('="')
        for rule in rules
    )


def _add(column: xlwings.Range, form: WordFormat, platform: str) -> bool:
    """Add the rule above the others; whether it shows the word as it should."""
    doubled = form.word.replace('"', '""')
    rule = column.conditional_formats.add_cell_value(
        "equal_to",
        f'="{doubled}"',
        font_color=form.colour,
        font_bold=form.bold,
        fill_color=form.fill or None,
    )
    return not form.number_format or platform_api.show_word_as(rule, form.number_format, platform)
