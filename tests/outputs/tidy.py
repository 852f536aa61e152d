"""A consolidated workbook's Data table as a file, as small as it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from kpibook.domain.comparison.consolidations import DataRow
from kpibook.domain.measures.measure import Measure, Unit
from kpibook.workbook import consolidated_layout as consolidated
from kpibook.workbook import layout
from kpibook.workbook.formats import excel_number, number_format


def a_consolidated_file(
    path: Path,
    rows: Sequence[DataRow] = (),
    cells: Mapping[tuple[int, str], object] | None = None,
    columns: Sequence[layout.Column] = consolidated.DATA_COLUMNS,
) -> Path:
    """A workbook with the table of `rows`; `cells` are put over it, by row and heading."""
    headings = [column.heading for column in columns]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(consolidated.DATA)
        for number, row in enumerate(rows, start=1):
            shown = number_format(Measure(row.ref, unit=row.unit or Unit.COUNT))
            form = book.add_format({"num_format": shown})
            for heading, value in _said(row).items():
                sheet.write(number, headings.index(heading), value, form)
        for (number, heading), value in (cells or {}).items():
            sheet.write(number, headings.index(heading), value)
        sheet.add_table(
            0,
            0,
            max(len(rows), 1),
            len(headings) - 1,
            {
                "name": consolidated.DATA_TABLE,
                "columns": [{"header": heading} for heading in headings],
            },
        )
    return path


def _said(row: DataRow) -> dict[str, object]:
    unit = row.unit or Unit.COUNT
    return {
        layout.REF: row.ref,
        layout.MEASURE: row.measure,
        consolidated.COUNCIL: row.council,
        layout.DIRECTORATE: row.directorate,
        layout.UNIT: row.unit.value if row.unit else None,
        layout.PERIOD: row.period,
        layout.ACTUAL: excel_number(unit, row.actual),
        layout.NUMERATOR: excel_number(Unit.COUNT, row.numerator),
        layout.DENOMINATOR: excel_number(Unit.COUNT, row.denominator),
        layout.TARGET: excel_number(unit, row.target),
        layout.STATUS: row.status,
        layout.DIRECTION: row.direction,
        layout.MARKER: row.marker,
    }
