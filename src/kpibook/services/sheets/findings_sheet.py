"""Sheet of findings in the workbook itself, each finding linked to its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, count

from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.findings_page import FINDINGS, FINDINGS_TABLE, findings_page
from kpibook.services.rating.check import Checked
from kpibook.workbook.protocol import Book


def write_findings(book: Book, checked: Checked) -> str:
    """Write the findings of a check onto their sheet, in place of the last check's.

    The sheet is recognised by its table, so it may be renamed and moved. A sheet of the user's
    named Findings is left alone: ours then is "Findings 2".

    Returns:
        The name of the sheet.

    Raises:
        RefusedEdit: The sheet cannot be replaced without damage.
    """
    existing = book.table(FINDINGS_TABLE)
    name = _free_name(book.sheet_names) if existing is None else existing.sheet
    page = findings_page(
        checked.findings,
        file=book.name,
        sheets=book.sheet_names,
        measures=len(checked.scorecard.rated),
        period=checked.scorecard.workbook.settings.period,
    )
    book.replace_sheet(name, draw([replace(page, name=name)], Document(page.title)))
    return name


def _free_name(sheet_names: Iterable[str]) -> str:
    # Excel compares the names of sheets without case.
    names = {name.casefold() for name in sheet_names}
    candidates = chain([FINDINGS], (f"{FINDINGS} {number}" for number in count(2)))
    return next(name for name in candidates if name.casefold() not in names)
