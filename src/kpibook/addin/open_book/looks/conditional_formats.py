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
    """Replace the rules that format whole words in a column.

    Nothing changes if the cell has no such rules, or other rules as well. The words are right in
    any colour, so a refusal by Excel is only a note.

    Args:
        cell: A cell of the column.
        column: The cells that get the rules.
        formats: A rule for each word, the first with the highest priority.
        platform: A value of `sys.platform`.

    Returns:
        A note for the officer; "" if there is nothing to note.
    """
    try:
        if not _formats_words(cell):
            return ""
        column.conditional_formats.clear()
        # The rule last added has the highest priority.
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
    """Add the rule above the others; return True if it shows the word's sign too."""
    # The rule compares with a formula, and a quotation mark in a formula's text is doubled.
    doubled = form.word.replace('"', '""')
    rule = column.conditional_formats.add_cell_value(
        "equal_to",
        f'="{doubled}"',
        font_color=form.colour,
        font_bold=form.bold,
        fill_color=form.fill or None,
    )
    return not form.number_format or platform_api.show_word_as(rule, form.number_format, platform)
