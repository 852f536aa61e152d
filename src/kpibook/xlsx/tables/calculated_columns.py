"""Calculated columns: the formula that Excel fills into every new row of a table's column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.values import formula_content, text_from
from kpibook.xlsx.tables.table_part import TablePart, read_tables
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

_CALCULATED = "calculatedColumnFormula"


def set_column_formulas(book: WorksheetOwner, table: str, formulas: Mapping[str, str]) -> None:
    """Make columns of a table calculated columns; the existing cells stay as they are.

    Args:
        book: The workbook.
        table: The table's name.
        formulas: Formulas by heading, as a file stores them (``Table[[#This Row],[Heading]]``,
            where Excel shows ``[@Heading]``), with or without ``=``.

    Raises:
        RefusedEdit: ``table-missing``, ``table-heading-unknown``, ``formula-empty``,
            ``formula-too-long``, ``workbook-signed``.
    """
    part = _table(book, table)
    container, where = book.container, Location(book.name, part.sheet)
    _check_headings(part, formulas, where)
    book.about_to_edit()
    source = xml.clean(container.read(part.part), part=part.part, file=container.name)
    cuts: list[xml.Cut] = []
    for column in xml.elements(source, "tableColumn"):
        formula = formulas.get(text_from(column.tag.get("name")))
        if formula is not None:
            cuts.append(_cut(source, column, formula_content(formula, where)))
    container.write(part.part, xml.spliced(source, cuts))


def _table(book: WorksheetOwner, name: str) -> TablePart:
    for table in read_tables(book.container, book.workbook_part):
        if table.name.casefold() == name.casefold():
            return table
    raise RefusedEdit(
        f"there is no table named {name!r}.", code="table-missing", where=Location(book.name)
    )


def _check_headings(table: TablePart, formulas: Mapping[str, str], where: Location) -> None:
    present = [column.heading for column in table.columns]
    for heading in formulas:
        if heading not in present:
            from difflib import get_close_matches

            near = get_close_matches(heading, present, 1) or present[:1]
            raise RefusedEdit(
                f"the table {table.name!r} has no column {heading[:60]!r}.",
                code="table-heading-unknown",
                where=where,
                fix=f"Did you mean {near[0]!r}?",
            )


def _cut(source: bytes, column: xml.Element, content: bytes) -> xml.Cut:
    """Return the cut that sets a column's formula, the first child in the schema's order."""
    prefix = column.tag.prefix
    name = prefix + _CALCULATED.encode()
    fragment = b"<%b>%b</%b>" % (name, content, name)
    # The schema wants the column's formula before its totals formula and its XML mapping.
    present = xml.child(source, _CALCULATED, column.tag)
    if present is not None:
        return present.start, present.end, fragment
    if column.tag.empty:
        return xml.append_child(source, fragment, column.tag)
    return column.inner, column.inner, fragment
