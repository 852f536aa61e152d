"""Sheet of a priority: its measures with their figures, trend, status and direction."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Group, Report
from kpibook.domain.report.return_lines import (
    counts_line,
    notes_of,
    notes_on_measures,
    off_target_first,
    shorthand_line,
)
from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.on_use.regex import regex
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.cells import name_cell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import PUBLISHED, page_of
from kpibook.outputs.return_sheets.measure_columns import Part, parts_of, trends_in

TABLE = "ReturnPriority"
_NOT_IN_NAMES = regex(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31


def priority_page(
    report: Report, group: Group, number: int, name: str, chosen: ReturnWording
) -> Page:
    """Return the measures of a priority, those off target first.

    Args:
        report: The report.
        group: The priority.
        number: Its place among the priorities, counted from 1.
        name: Name of the sheet.
        chosen: The council's choice of columns.
    """
    blocks = off_target_first(group.blocks)
    parts = parts_of(report, blocks, chosen)
    columns = [
        Column(report.labels.ref, 9),
        Column(report.labels.measure, 26),
        *(part.column for part in parts),
    ]
    rows = [_row(block, parts) for block in blocks]
    return page_of(
        name,
        f"{group.heading}, {report.period}",
        (counts_line(blocks), *_on_notes(report, blocks), *_shorthand(report, rows)),
        f"{TABLE}{number}",
        columns,
        rows,
        points=PUBLISHED,
        labels=report.labels,
        trend=trends_in(columns, parts, blocks, report.labels),
    )


def _row(block: Block, parts: Sequence[Part]) -> list[PageCell]:
    return [
        name_cell(block.name.short),
        PageCell(block.name.title),
        *(part.cell(block) for part in parts),
    ]


def _shorthand(report: Report, rows: Sequence[Sequence[PageCell]]) -> list[str]:
    return shorthand_line(report, (str(cell) for row in rows for cell in row))


def _on_notes(report: Report, blocks: Sequence[Block]) -> list[str]:
    """Say which measures have which notes, by the numbers of the sheet of notes."""
    labels = report.labels
    numbers = {text: n for n, text in enumerate(notes_on_measures(report.blocks), start=1)}
    marked = [
        " ".join(
            [block.name.short, *(f"[{labels.note.lower()} {numbers[text]}]" for text in notes)]
        )
        for block in blocks
        if (notes := notes_of(block))
    ]
    if not marked:
        return []
    text = labels.have_notes.replace("{}", labels.notes_sheet, 1)
    return [text.replace("{}", ", ".join(marked), 1)]


def sheet_name(text: str, taken: Collection[str]) -> str:
    """Return a name that Excel allows for a sheet, and that no other sheet has.

    >>> sheet_name("1 Homes: safe/warm", ()), sheet_name("Key", ("key",))
    ('1 Homes safe warm', 'Key 2')
    """
    plain = " ".join(_NOT_IN_NAMES.sub(" ", text).split()).strip("' ") or "Sheet"
    base = plain[:_LONGEST_NAME].strip("' ")
    others = {name.casefold() for name in taken} | {"history"}  # Excel keeps that name to itself
    name, number = base, 1
    while name.casefold() in others:
        number += 1
        tail = f" {number}"
        name = base[: _LONGEST_NAME - len(tail)].rstrip() + tail
    return name
