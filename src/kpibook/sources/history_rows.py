"""Earlier figures from a file: a row a quarter, or a row a measure with a column a quarter."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import SourceError
from kpibook.sources.dated_columns import rows_by_period
from kpibook.sources.tabular import read_rows, read_table
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

_NEEDED = (layout.REF, layout.PERIOD, layout.ACTUAL)


def read_history_rows(path: Path, findings: list[Finding], period: Quarter) -> list[Row]:
    """Return the rows of a history, each of one measure in one quarter.

    Args:
        path: A file with Ref, Period and Actual, or with Ref and a column for each quarter.
        findings: List to which findings are added.
        period: The quarter that is reported. Columns of it and of later ones are no history.

    Raises:
        SourceError: The file cannot be read, or has neither.
    """
    # The findings of the first attempt would come twice if it fails.
    of_rows: list[Finding] = []
    try:
        rows = read_rows(path, _NEEDED, of_rows, layout.HISTORY_TABLE)
    except SourceError as error:
        if error.code != "heading-missing":
            raise
        return _wide(path, findings, period, error)
    findings.extend(of_rows)
    # What is wrong in a cell is found later, and has to reach the same list.
    return [row.reporting_to(findings) for row in rows]


def _wide(path: Path, findings: list[Finding], period: Quarter, refusal: SourceError) -> list[Row]:
    of_columns: list[Finding] = []
    try:
        table = read_table(path, (layout.REF, layout.ACTUAL), of_columns, layout.HISTORY_TABLE)
    except SourceError as error:
        raise (refusal if error.code == "heading-missing" else error) from error
    if not table.dated:
        raise refusal
    # The file of the register may be given for its history too.
    findings.extend(finding for finding in of_columns if finding not in findings)
    rows = [row.reporting_to(findings) for row in table.rows]
    return list(rows_by_period(rows, table.dated, period))
