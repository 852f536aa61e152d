"""Sheet Layout as a person has corrected it, read back into a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import quoted
from kpibook.errors import KpibookError, LayoutError, Location
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.layout_sheet import (
    COLOUR,
    COLUMN,
    HEADER,
    KNOWN,
    NOT_USED,
    QUARTER,
    QUESTION,
    ROLE,
    TABLE,
    WAYS,
    coloured_column,
    column_text,
    rows_where,
    table_name,
)
from kpibook.services.layouts.proposal.described import direction_shown, status_shown
from kpibook.services.layouts.proposal.propose import with_words
from kpibook.services.layouts.proposal.values import Column, Guess, Proposal, Sure, TableProposal
from kpibook.workbook.mapped.council_layout import ROLES
from kpibook.workbook.mapped.reading import SourceFile
from kpibook.workbook.protocol import TableRows
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import column_name

_AGAIN = "Delete the sheet Layout, and press the button again."


def corrected(sheet: TableRows, proposal: Proposal, file: SourceFile) -> Proposal:
    """Return a proposal as a person has corrected it on the sheet Layout.

    Args:
        sheet: The table of the sheet.
        proposal: The proposal for the workbook as it is now.
        file: The workbook.

    Raises:
        LayoutError: ``layout-value`` with the cell: a role that is not known, is there twice or
            is missing, a column that has gone, or a question without an answer.
    """
    reader = _Reader(sheet, file.name)
    now = reader.quarter()
    pairs = [(reader.table(n, table), table) for n, table in enumerate(proposal.tables, 1)]
    tables = [table for table, _ in pairs if table is not None]
    reader.refuse_gone()
    if not any(table.table.has_figures for table in tables):
        raise reader.refused("no column is the actual.", None, "Choose actual for a column.")
    result = with_words(file, tables, now, proposal.no_tables)
    answers = {**result.layout.answers, **reader.ways()}
    return replace(result, layout=replace(result.layout, answers=answers, period=str(now)))


class _Reader:
    """Rows of the sheet Layout, each taken once."""

    def __init__(self, sheet: TableRows, file: str) -> None:
        missing = [heading for heading in HEADER[:4] if heading not in sheet.headings]
        self._sheet, self._file = sheet.sheet, file
        if missing:
            raise self.refused(f"the column {quoted(missing[0])} is missing.", None, _AGAIN)
        self._cells: dict[tuple[str, str], Cell] = {
            (_text(row[TABLE]), _text(row[COLUMN])): row[ROLE] for row in sheet.filled_rows()
        }

    def refused(self, what: str, cell: Cell | None, fix: str) -> LayoutError:
        where = Location(self._file, self._sheet, cell.address if cell else "")
        return LayoutError(what, code="layout-value", where=where, fix=fix)

    def quarter(self) -> Quarter:
        cell = self._cells.pop((QUESTION, QUARTER), None)
        try:
            return Quarter.parse(_text(cell))
        except KpibookError as error:
            what = f"{quoted(_text(cell))} is no quarter."
            raise self.refused(what, cell, 'Type it like "Q3 2024/25".') from error

    def ways(self) -> Mapping[str, Mapping[str, str]]:
        asked = {
            question.partition(":")[0]: _text(cell).casefold()
            for (table, question), cell in self._cells.items()
            if table == QUESTION
        }
        return {ref: {"polarity": way} for ref, way in asked.items() if way in WAYS}

    def table(self, number: int, table: TableProposal) -> TableProposal | None:
        """Return a table as it was corrected; None if none of its columns is used."""
        name = table_name(number, table)
        if not table.columns:
            return self._block(name, table)
        guesses = list(self._guesses(name, table))
        if not guesses:
            return None
        coloured = coloured_column(table)
        cell = (
            self._cells.pop((name, f"{column_text(coloured)}{COLOUR}"), None) if coloured else None
        )
        keeps_colour = cell is not None and self._role(cell) == "status"
        plain = guesses if coloured is None or keeps_colour else _without_fills(guesses)
        layout = replace(
            table.table,
            columns={guess.role: guess.at for guess in guesses if guess.role in ROLES},
            status=table.table.status if keeps_colour else status_shown(plain),
            direction=direction_shown(guesses),
            where=dict(self._where(name, table)),
        )
        return replace(table, table=layout, guesses=tuple(guesses))

    def _block(self, name: str, table: TableProposal) -> TableProposal | None:
        """Return a table of blocks as its labels were corrected; None if no label is used."""
        columns: dict[str, str] = {}
        for label in table.table.columns.values():
            cell = self._cells.pop((name, " ".join(label.split())), None)
            role = "" if cell is None else self._role(cell)
            if role in columns:
                what = f"{label} and {columns[role]} are both {role.replace('_', ' ')}."
                raise self.refused(what, cell, f"Choose {NOT_USED} for the other one.")
            if role in ROLES:
                columns[role] = label
        if not columns:
            return None
        return replace(table, table=replace(table.table, columns=columns))

    def _guesses(self, name: str, table: TableProposal) -> Iterator[Guess]:
        before = {guess.column.number: guess for guess in table.guesses}
        taken: dict[str, str] = {}
        for column in table.columns:
            cell = self._cells.pop((name, column_text(column)), None)
            role = "" if cell is None else self._role(cell)
            if role in ("", "not_used"):
                continue
            if role in taken and role != "area":
                what = f"{column_text(column)} and {taken[role]} are both {role.replace('_', ' ')}."
                raise self.refused(what, cell, f"Choose {NOT_USED} for the other one.")
            taken[role] = column_text(column)
            guess = before.get(column.number) or _new(column, table.columns)
            yield replace(guess, role=role)

    def _where(self, name: str, table: TableProposal) -> Iterator[tuple[str, str]]:
        for heading in table.table.where:
            cell = self._cells.pop((name, rows_where(heading)), None)
            if cell is not None and not _text(cell):
                what = f"it is not said which rows are read: {rows_where(heading)} ...?"
                raise self.refused(what, cell, "Type the text of the rows, or * for all.")
            if cell is not None:
                yield heading, _text(cell)

    def _role(self, cell: Cell) -> str:
        role = "_".join(_text(cell).casefold().split())
        if role not in KNOWN:
            what = f"{quoted(_text(cell))} is nothing that a column can be."
            raise self.refused(what, cell, "Choose from the list of the cell.")
        return role

    def refuse_gone(self) -> None:
        """Refuse rows for columns that the workbook has no longer."""
        for (table, column), cell in self._cells.items():
            if table != QUESTION:
                what = f"{quoted(column)} of table {quoted(table)} is not in the workbook."
                raise self.refused(what, cell, _AGAIN)


def _new(column: Column, columns: Sequence[Column]) -> Guess:
    twins = [other.number for other in columns if other.heading == column.heading]
    nth = twins.index(column.number) + 1
    at = f"{column.heading} [{nth}]" if nth > 1 else column.heading
    at = at if column.heading else f"column {column_name(column.number)}"
    return Guess("", column, at, "said on the sheet Layout", Sure.SURE)


def _without_fills(guesses: Sequence[Guess]) -> list[Guess]:
    return [
        replace(g, column=replace(g.column, fills=0)) if g.role == "actual" else g for g in guesses
    ]


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else " ".join(str(cell.value).split())
