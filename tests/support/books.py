"""Performance workbooks to test with, made by kpibook itself from small tables."""

from __future__ import annotations

import atexit
import csv
import functools
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter

from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import Filled, fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.new_rows import add_rows
from kpibook.workbook.performance import Settings

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "dudley_childrens_2021_22"
Q3 = Quarter(2021, 3)

#: A line of a register: what a test does not care about.
ORDINARY = {"Unit": "percent", "Decimals": "1", "Which way is good": "higher", "Basis": "in period"}


def as_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV text; the header holds every heading any row has."""
    lines = list(rows)
    header = list(dict.fromkeys(heading for row in lines for heading in row))
    memory = io.StringIO()
    writer = csv.DictWriter(memory, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return memory.getvalue()


def a_csv(path: Path, *rows: Mapping[str, object]) -> Path:
    """A CSV file of `rows`, in UTF-8 without a mark."""
    path.write_text(as_csv(rows), encoding="utf-8", newline="")
    return path


def a_sheet(
    path: Path,
    rows: Iterable[Iterable[object]],
    *,
    formats: Mapping[str, str] | None = None,
    first_row: int = 0,
    table: str = "",
) -> Path:
    """A plain workbook of one sheet, as another system exports it.

    Args:
        path: The file to write.
        rows: Its rows; the first is the header.
        formats: Number formats of single cells, by address.
        first_row: Rows to leave empty above the header.
        table: Name of an Excel table around the rows; "" for none.
    """
    lines = [list(row) for row in rows]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Export")
        for number, row in enumerate(lines, start=first_row):
            for column, value in enumerate(row):
                address = f"{chr(ord('A') + column)}{number + 1}"
                form = book.add_format({"num_format": (formats or {}).get(address, "General")})
                sheet.write(number, column, value, form)
        if table:
            header = [{"header": str(heading)} for heading in lines[0]]
            last = first_row + len(lines) - 1
            sheet.add_table(first_row, 0, last, len(header) - 1, {"name": table, "columns": header})
    return path


def a_book(
    folder: Path,
    *measures: Mapping[str, object],
    history: Iterable[Mapping[str, object]] = (),
    period: Quarter = Q3,
    name: str = "book.xlsx",
    **settings: str,
) -> Path:
    """A workbook of `measures` (each a row of a register, over `ORDINARY`) for `period`."""
    rows = [{"Measure": f"Title of {m.get('Ref')}", **ORDINARY, **m} for m in measures]
    register = a_csv(folder / f"register of {name}.csv", *rows)
    earlier = list(history)
    past = a_csv(folder / f"history of {name}.csv", *earlier) if earlier else None
    return new_workbook(
        register, Settings(period, **settings), folder / name, history_file=past
    ).output


def typed(path: Path, cells: Mapping[str, object], sheet: str = layout.THIS_QUARTER) -> Path:
    """The workbook after an officer has typed into `cells` ("H6") of a sheet and saved it."""
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book[sheet][address].value = value
    book.save(path)
    return path


def cell_under(
    path: Path,
    heading: str,
    ref: str,
    sheet: str = layout.THIS_QUARTER,
    *,
    over_refs: str = layout.REF,
) -> str:
    """Address of the cell under a heading in the row of a measure."""
    found = openpyxl.load_workbook(path)[sheet]
    (table,) = found.tables.values()
    header, *rows = found[table.ref]
    headings = [cell.value for cell in header]
    column = header[headings.index(heading)].column
    row = next(row[0].row for row in rows if row[headings.index(over_refs)].value == ref)
    return found.cell(row, column).coordinate


def value_under(path: Path, heading: str, ref: str, sheet: str = layout.THIS_QUARTER) -> object:
    """What the cell under a heading in the row of a measure holds."""
    return openpyxl.load_workbook(path)[sheet][cell_under(path, heading, ref, sheet)].value


def published_under(path: Path, heading: str, ref: str) -> object:
    """What a published return says under a heading in the row of a measure, of any sheet."""
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
            if table.displayName.startswith(("ReturnPriority", "ReturnCommentary")):
                found = [dict(zip(header, row, strict=True)) for row in rows if row[0] == ref]
                if found and heading in found[0]:
                    return found[0][heading]
    raise ValueError(f"nothing is under {heading} for {ref}")


def filled(
    book: Path,
    *rows: Mapping[str, object],
    period: Quarter | None = None,
    name: str = "filled.xlsx",
) -> Filled:
    """`book` filled from a CSV of `rows` into a file beside it."""
    actuals = a_csv(book.parent / "actuals.csv", *rows) if rows else None
    return fill_file(book, actuals, period, Destination(file=book.parent / name))


@dataclass(frozen=True, slots=True)
class Example:
    """The published example, made once for all tests: never to be changed, only copied."""

    empty: Path
    filled: Path
    returned: Path
    fill: Filled


@functools.cache
def example() -> Example:
    """The example's workbook as new, as filled, and its published return."""
    folder = Path(tempfile.mkdtemp(prefix="kpibook-tests-example-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    empty = new_workbook(
        EXAMPLE / "measures.csv",
        Settings(Q3),
        folder / "childrens_q3.xlsx",
        history_file=EXAMPLE / "history.csv",
    ).output
    fill = fill_file(
        empty,
        EXAMPLE / "actuals_q3.csv",
        Q3,
        Destination(file=folder / "childrens_q3_filled.xlsx"),
    )
    assert fill.output is not None
    published = publish_return(fill.output, folder / "childrens_q3_return.xlsx")
    return Example(empty, fill.output, published.output, fill)


def with_actions(book: Path, *rows: Mapping[str, object], into: Path | None = None) -> Path:
    """The workbook with these rows on its sheet Actions, each by heading; saved in its place."""
    with ClosedBook.open(book) as opened:
        new = [{heading: (value, None) for heading, value in row.items()} for row in rows]
        add_rows(opened, layout.ACTIONS_TABLE, layout.ACTION_COLUMNS, new)  # type: ignore[arg-type]
        opened.save(into)
    return into or book


def without_actions(book: Path) -> Path:
    """The workbook as one made before there was a sheet Actions; saved in its place."""
    opened = openpyxl.load_workbook(book)
    del opened[layout.ACTIONS]
    opened.save(book)
    return book
