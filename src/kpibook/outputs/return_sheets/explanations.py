"""Sheets Key and Notes of a return."""

from __future__ import annotations

from kpibook.domain.report.block import Word
from kpibook.domain.report.report import Report
from kpibook.domain.report.return_lines import notes_on_measures
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.cells import name_cell, word_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of

KEY_TABLE, NOTES_TABLE = "ReturnKey", "ReturnNotes"


def key_page(report: Report) -> Page:
    """Return the words in use with their meaning."""
    labels = report.labels
    return page_of(
        labels.key_sheet,
        labels.key_title,
        report.rules,
        KEY_TABLE,
        (Column(labels.word, 26), Column(labels.meaning, 90)),
        [[_word(word), PageCell(word.meaning)] for word in report.key],
        points=PUBLISHED,
        labels=labels,
    )


def _word(word: Word) -> PageCell:
    is_plain = word.fill.upper() == "#FFFFFF"
    return PageCell(word.label, bold=True) if is_plain else word_cell(word)


def notes_page(report: Report) -> Page | None:
    """Return the notes, each with the measures it is about; None without any."""
    labels, notes = report.labels, notes_on_measures(report.blocks)
    if not notes:
        return None
    return page_of(
        labels.notes_sheet,
        labels.notes_title,
        (labels.notes_line,),
        NOTES_TABLE,
        (Column(labels.note, 12), Column(labels.meaning, 70), Column(labels.measures, 34)),
        [
            [
                name_cell(f"{labels.note.lower()} {number}"),
                PageCell(text),
                PageCell(", ".join(refs)),
            ]
            for number, (text, refs) in enumerate(notes.items(), start=1)
        ],
        points=PUBLISHED,
        labels=labels,
    )
