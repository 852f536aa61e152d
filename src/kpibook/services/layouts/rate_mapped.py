"""Measures of a council's own workbook rated as a plain table, through its layout."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.check import other_files
from kpibook.services.rating.rate_table import RatedTable, rate_listed
from kpibook.sources.bounds import MOST_ROWS
from kpibook.sources.grids.files import source_file
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.reading import read_mapped
from kpibook.workbook.mapped.table_rows import as_table_row
from kpibook.workbook.mapped.told_once import told_once


def rate_mapped(
    path: Path, layout: CouncilLayout, period: Quarter, scheme: Scheme, *, explain: bool = False
) -> RatedTable:
    """Rate each measure that a layout reads; nothing is written.

    Args:
        path: The workbook, .csv or .ods.
        layout: The layout of it.
        period: The quarter.
        scheme: The rules.
        explain: Give the reasons in a last column.

    Raises:
        KpibookError: A file cannot be read.
    """
    book = source_file(path, MOST_ROWS)
    reading = read_mapped(book, layout, period, other_files(path, layout))
    findings: list[Finding] = list(reading.findings)
    rows = [as_table_row(row, layout, book.name, findings, reading.period) for row in reading.rows]
    rated = rate_listed(rows, path.name, findings, scheme, explain=explain)
    return replace(rated, findings=told_once(rated.findings))
