"""Changes to a workbook's register: measures added, retired, changed and moved.

After each the workbook is filled, so that every sheet follows: 'This quarter' gains or loses rows,
and the return and the ratings are those of the register as it is then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, listed
from kpibook.errors import WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.fill import Filled, fill
from kpibook.services.layouts.councils_own import councils_own_refused
from kpibook.services.measures.register_rows import (
    Texts,
    measure_named,
    order_register,
    refuse_missing_columns,
    refuse_used_reference,
    register_of,
    row_of,
    with_texts,
)
from kpibook.services.new import read_register
from kpibook.services.paths.output import Destination, findings_at
from kpibook.services.sheets.register_order import put_in_register_order
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.new_rows import add_rows, register_row, unread_cells
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.reader import has_figures, read_settings, read_workbook
from kpibook.workbook.words.council_words import council_words_in

_NAMED = 8  # references in a sentence


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """Result of a change to the register.

    Attributes:
        said: What was done, in a sentence.
        filled: The workbook, rated again.
    """

    said: str
    filled: Filled


_FIX = "Add, rename or take out the measure in the workbook itself, where its register is."


def change_file(
    path: Path, destination: Destination, task: Callable[[Book], RegisterChange]
) -> RegisterChange:
    """Change the register of the workbook at `path` and write it to `destination`.

    Args:
        path: The workbook.
        destination: The file or folder of the result, or a dry run.
        task: The change, such as a call of `retire_measure`.

    Raises:
        KpibookError: As the task, or a file cannot be read or written.
    """
    with councils_own_refused(path, _FIX):
        changed, saved = destination.change(path, task)
    findings = findings_at(saved, path.name, changed.filled.findings)
    return replace(changed, filled=replace(changed.filled, findings=findings, saved=saved))


def add_measure(book: Book, folder: Path, texts: Texts, after: str | None = None) -> RegisterChange:
    """Add a measure to the register of an open workbook.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        texts: Its texts by heading of the register.
        after: Reference of the measure it goes behind; None puts it below the others.

    Raises:
        WorkbookError: ``ref-duplicate``, ``heading-missing``, or a text cannot be read.
        RefusedEdit: ``row-order-refused``, or something is in the way beneath the table.
    """
    table = register_of(book)
    refuse_missing_columns(table, [h for h, text in texts.items() if text], book.name)
    needed = (layout.REF, layout.UNIT, layout.POLARITY)
    blank = Row(book.name, table.sheet, {}, [], own_words=council_words_in(book, []))
    row, measure = with_texts(blank, {**dict.fromkeys(needed, ""), **texts})
    return _add(book, folder, [(measure, row)], after)


def add_measures(
    book: Book, folder: Path, file: Path, findings: list[Finding], after: str | None = None
) -> RegisterChange:
    """Add the measures of a register file to an open workbook, as `add_measure`.

    The file is read in the words of the workbook, and of targets of several years those of its
    year are taken.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        file: The file.
        findings: List to which findings on the file are added.
        after: Reference of the measure they go behind; None puts them below the others.
    """
    period, words = read_settings(book).period, council_words_in(book, [])
    register = read_register(file, findings, period, words)
    return _add(book, folder, list(register.values()), after)


def _add(
    book: Book, folder: Path, register: Sequence[tuple[Measure, Row]], after: str | None
) -> RegisterChange:
    """Add measures, each with the row it was read from."""
    workbook, table = read_workbook(book), register_of(book)
    _refuse_present(workbook, register)
    columns = [column for column in layout.REGISTER_COLUMNS if column.heading in table.headings]
    used = {
        column.heading
        for measure, _ in register
        for column in layout.ADDED_COLUMNS
        if column.write is not None and column.write(measure)
    }
    refuse_missing_columns(table, sorted(used), book.name)
    behind = None if after is None else measure_named(workbook, after).key
    rows = [{**register_row(m, columns), **unread_cells(row, columns)} for m, row in register]
    add_rows(book, layout.MEASURES_TABLE, layout.MEASURES_COLUMNS, rows)
    if behind is not None:
        order_register(book, {measure.key for measure, _ in register}, behind)
    refs = [measure.ref for measure, _ in register]
    are = "is" if len(refs) == 1 else "are"
    said = f"{listed(refs, _NAMED)} {are} in the register now ({counted(len(refs), 'measure')})."
    return RegisterChange(said, fill(book, (), None, folder))


def change_measure(book: Book, folder: Path, ref: str, texts: Texts) -> RegisterChange:
    """Change texts and figures of a measure in the register of an open workbook.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        ref: The measure's reference.
        texts: The new texts by heading of the register; an empty text empties its cell.

    Raises:
        WorkbookError: ``ref-unknown``, ``heading-missing``, or a text cannot be read.
    """
    workbook = read_workbook(book)
    measure = measure_named(workbook, ref)
    table = register_of(book)
    refuse_missing_columns(table, texts, book.name)
    row = row_of(book, measure)
    _, changed = with_texts(row, texts)
    columns = [column for column in layout.REGISTER_COLUMNS if column.heading in texts]
    new = register_row(changed, columns)
    book.write(
        [
            CellWrite(row.sheet, row.cells[heading].address, value, form if value else None)
            for heading, (value, form) in new.items()
        ]
    )
    said = f"{measure.ref} has another {listed(list(texts))} now."
    return RegisterChange(said, fill(book, (), None, folder))


def retire_measure(
    book: Book, folder: Path, ref: str, last: Quarter | None = None
) -> RegisterChange:
    """Give a measure of an open workbook its last period; its history stays.

    It leaves 'This quarter' when the workbook is rolled forward past that quarter, or now if the
    quarter is over and nothing is typed for it since.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        ref: The measure's reference.
        last: The last quarter it is reported for; None is the quarter of the workbook if anything
            is typed for it there, else the quarter before.

    Raises:
        WorkbookError: ``ref-unknown``, ``heading-missing``.
    """
    workbook = read_workbook(book)
    measure = measure_named(workbook, ref)
    period = workbook.settings.period
    row = workbook.rows.get(measure.key)
    is_reported = row is not None and has_figures(row)
    last = last or (period if is_reported else period.previous)
    changed = change_measure(book, folder, ref, {layout.LAST_PERIOD: str(last)})
    leaves = (
        f"It leaves '{layout.THIS_QUARTER}' when the workbook is rolled forward past it."
        if last >= period
        else "Its history stays."
    )
    return replace(changed, said=f"{measure.ref} is reported until {last}. {leaves}")


def move_measure(book: Book, folder: Path, ref: str, after: str | None) -> RegisterChange:
    """Move a measure in the register of an open workbook, and its row on 'This quarter'.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        ref: The measure's reference.
        after: Reference of the measure it goes behind; None puts it first.

    Raises:
        WorkbookError: ``ref-unknown``.
        RefusedEdit: ``row-order-refused``, and nothing is changed.
    """
    workbook = read_workbook(book)
    measure = measure_named(workbook, ref)
    behind = None if after is None else measure_named(workbook, after)
    if behind is not None and behind.key == measure.key:
        raise WorkbookError(
            f"{measure.ref} cannot go behind itself.",
            code="ref-duplicate",
            where=workbook.file,
            fix="Name the measure it is to follow.",
        )
    order_register(book, {measure.key}, None if behind is None else behind.key)
    by_name = with_aliases(read_workbook(book).measures)
    refusal = put_in_register_order(book, by_name, {measure.key})
    if refusal is not None:
        raise refusal
    said = f"{measure.ref} is {'first' if behind is None else f'behind {behind.ref}'} now."
    return RegisterChange(said, fill(book, (), None, folder))


def _refuse_present(workbook: PerformanceWorkbook, register: Sequence[tuple[Measure, Row]]) -> None:
    by_name = with_aliases(workbook.measures)
    for measure, _ in register:
        if not measure.key:
            raise WorkbookError(
                f"the measure '{measure.title}' has no reference.",
                code="ref-missing",
                where=workbook.file,
                fix="Give it a reference, by which its figures are found.",
            )
        refuse_used_reference(workbook, measure.ref, by_name)
