"""Rows of a workbook's register: found by reference, read with other texts, put in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import guessed, nearest, quoted
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, TableRows
from kpibook.workbook.reader import needed_table, rows_of
from kpibook.workbook.register import measure_from
from kpibook.xlsx import Cell

#: Texts for cells of the register, by heading; an empty text empties its cell.
Texts = Mapping[str, str]


def register_of(book: Book) -> TableRows:
    """Return the table of the register."""
    return needed_table(book, layout.MEASURES_TABLE, layout.MEASURES_COLUMNS)


def measure_named(workbook: PerformanceWorkbook, ref: str) -> Measure:
    """Return the measure of a reference, or of an earlier one.

    Raises:
        WorkbookError: ``ref-unknown``.
    """
    measure = with_aliases(workbook.measures).get(ref_key(ref))
    if measure is None:
        raise WorkbookError(
            f"there is no measure {quoted(ref)} in the register.",
            code="ref-unknown",
            where=workbook.file,
            fix=guessed(ref, [other.ref for other in workbook.measures.values()])
            or f"The sheet '{layout.MEASURES}' lists them.",
        )
    return measure


def refuse_used_reference(
    workbook: PerformanceWorkbook, ref: str, by_name: Mapping[str, Measure] | None = None
) -> None:
    """Refuse a reference that a measure of the register has, or had earlier.

    Args:
        workbook: The workbook.
        ref: The reference of a new measure.
        by_name: Its measures by their keys and earlier keys, if they are at hand.

    Raises:
        WorkbookError: ``ref-duplicate``.
    """
    names = with_aliases(workbook.measures) if by_name is None else by_name
    measure = names.get(ref_key(ref))
    if measure is not None:
        raise WorkbookError(
            f"{ref} is in the register already, as {measure.ref}.",
            code="ref-duplicate",
            where=workbook.file,
            fix=f'Change that measure with `kpibook measure change BOOK "{measure.ref}"`, or give '
            "the new measure another reference.",
        )


def row_of(book: Book, measure: Measure) -> Row:
    """Return the register's row of a measure."""
    rows = rows_of(book, register_of(book), [])
    return next(row for row in rows if ref_key(row.text(layout.REF)) == measure.key)


def with_texts(row: Row, texts: Texts) -> tuple[Row, Measure]:
    """Return a row with other texts in some cells, and the measure it describes.

    Raises:
        WorkbookError: A text cannot be read; with the code of that finding.
    """
    findings: list[Finding] = []
    typed = {
        heading: replace(row.cells[heading], kind="text", value=text, formula=None, origin=None)
        if heading in row.cells
        else Cell("", "text", text)
        for heading, text in texts.items()
    }
    changed = replace(row, cells={**row.cells, **typed}, findings=findings, reported=set())
    measure = measure_from(changed)
    for finding in findings:
        if finding.code == "target-in-words":  # it is kept, and said by every check
            continue
        about = [h for h in texts if changed.where(h) == finding.where and h in changed.reported]
        if about:
            raise WorkbookError(
                f"{about[0]}: {finding.what}",
                code=finding.code,
                where=Location(row.file, row.sheet),
                why=finding.why,
                fix=finding.fix,
            )
    return changed, measure


def refuse_missing_columns(table: TableRows, headings: Collection[str], file: str) -> None:
    """Refuse to write into columns that an older register has not got.

    Raises:
        WorkbookError: ``heading-unknown``, ``heading-missing``.
    """
    columns = {column.heading for column in layout.REGISTER_COLUMNS}
    where = Location(file, table.sheet)
    for heading in headings:
        if heading not in columns:
            raise WorkbookError(
                f"a register has no column {quoted(heading)}.",
                code="heading-unknown",
                where=where,
                fix=nearest(heading, sorted(columns)),
            )
        if heading not in table.headings:
            raise WorkbookError(
                f"this register has no column '{heading}' yet.",
                code="heading-missing",
                where=where,
                fix=f"Type {heading} into the cell to the right of its last heading: Excel makes "
                "it a column of the table. Then try again.",
            )


def order_register(book: Book, placed: Collection[str], after: str | None) -> None:
    """Put rows of the register behind that of another measure.

    Args:
        book: The workbook.
        placed: Keys of the measures, which stay in their order.
        after: Key of the measure they go behind; None puts them first.

    Raises:
        RefusedEdit: ``row-order-refused``.
    """
    table = register_of(book)
    rows = [Row(book.name, table.sheet, cells, []) for cells in table.rows]
    keys = [ref_key(row.text(layout.REF)) for row in rows]
    moving = [position for position, key in enumerate(keys) if key in placed]
    order = [position for position in range(len(keys)) if position not in moving]
    if after is None:
        at = next((n for n, position in enumerate(order) if keys[position]), 0)
    else:
        at = order.index(keys.index(after)) + 1
    order[at:at] = moving
    if order != sorted(order):
        book.order_rows(layout.MEASURES_TABLE, order, moving)
