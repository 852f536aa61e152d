"""A council's own workbook behind the `Book` protocol: read through its layout, never written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from types import TracebackType
from typing import NoReturn, Self

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed
from kpibook.errors import LayoutError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout as own
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.earlier import EarlierFigure, earlier_figures, later_targets
from kpibook.workbook.mapped.found import MappedReading
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.own_tables import OwnTables
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.workbook.plain.filled_texts import first_texts, texts_of
from kpibook.workbook.protocol import CellWrite, TableRows, Value
from kpibook.xlsx import Cell, WordFormat
from kpibook.xlsx.cells.references import cell_at

_NAMED = 8  # references in a sentence


def _ends(period: Quarter | Year) -> Quarter:
    return period if isinstance(period, Quarter) else period.quarter


@dataclass(frozen=True, slots=True)
class MappedFile:
    """A council's file, opened.

    Attributes:
        source: Its sheets.
        saved_at: The time it was last saved, by its properties; "" if it says none.
        check: Raises if the file on disk is no longer the one that was read.
        close: Closes it.
    """

    source: SourceFile
    saved_at: str = ""
    check: Callable[[], None] = field(default=lambda: None)
    close: Callable[[], None] = field(default=lambda: None)


class MappedBook:
    """A council's own workbook as if it were a performance workbook; nothing can be written.

    Args:
        file: The workbook.
        layout: The layout of it.
        period: The quarter that is reported.
        settings: The values of kpibook's settings, by name: what the workbook does not say.
        others: The other files that the layout names, by name.
    """

    def __init__(
        self,
        file: MappedFile,
        layout: CouncilLayout,
        period: Quarter,
        settings: Mapping[str, str],
        others: Mapping[str, SourceFile],
    ) -> None:
        self._file, self._others = file, others
        self.layout, self.period = layout, period
        self._settings = {**settings, own.PERIOD_SETTING.name: str(period)}
        self._reading: MappedReading | None = None
        self._figures: Sequence[EarlierFigure] | None = None
        self._tables: dict[str, TableRows] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def _grids(self) -> Sequence[Grid]:
        return self._file.source.grids

    @property
    def name(self) -> str:
        """File name, for messages."""
        return self._file.source.name

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of the sheets, in the order of their tabs."""
        return [grid.name for grid in self._grids]

    @property
    def saved_at(self) -> str:
        """The time it was last saved, by its properties; "" if it says none."""
        return self._file.saved_at

    @property
    def reading(self) -> MappedReading:
        """Measures and findings that the layout gives in the quarter."""
        if self._reading is None:
            self._reading = read_mapped(self._file.source, self.layout, self.period, self._others)
        return self._reading

    def table(self, name: str) -> TableRows | None:
        """Return a table of kpibook's made from the council's cells; None for other names."""
        makers: dict[str, Callable[[OwnTables], TableRows]] = {
            own.MEASURES_TABLE: lambda make: make.register(
                self.reading.rows, self._other_quarters()
            ),
            own.THIS_QUARTER_TABLE: lambda make: make.quarter(
                self.reading.rows, (*self.reading.findings, *self._without_row())
            ),
            own.HISTORY_TABLE: lambda make: make.history(self._earlier(), self.reading.rows),
            own.COUNCIL_WORDS_TABLE: lambda make: make.words(),
            **({own.SETTLED_TABLE: lambda make: make.settled()} if self.layout.settled else {}),
        }
        if name in makers and name not in self._tables:
            self._tables[name] = makers[name](OwnTables(self.name, self.layout, self.period))
        return self._tables.get(name)

    def table_sheet(self, name: str) -> str | None:
        """Return the sheet of the table of that name; None if there is no such table."""
        table = self.table(name)
        return None if table is None else table.sheet

    def _earlier(self) -> Sequence[EarlierFigure]:
        if self._figures is None:
            file, others = self._file.source, self._others
            found = earlier_figures(file, self.layout, self.period, self.reading, others)
            self._figures = tuple(found)
        return self._figures

    def _without_row(self) -> Iterator[Finding]:
        """Yield a finding on measures of the last year that have no row in the quarter."""
        there = {ref_key(row.ref) for row in self.reading.rows}
        if not there and self.reading.findings:  # they say why there is no row at all
            return
        begins = self.period.same_last_year
        refs = dict.fromkeys(
            figure.ref
            for figure in self._earlier()
            if ref_key(figure.ref) not in there and _ends(figure.period) >= begins
        )
        if refs:
            yield Finding(
                "layout-row-missing",
                f"there is no row for {self.period} of {counted(len(refs), 'measure')} of the last "
                f"year: {listed(list(refs), _NAMED)}.",
                Location(self.name),
                "Add a row for each, with a blank figure if there is none yet; or nothing, if they "
                "are no longer reported.",
                "They are not in the return.",
            )

    def _other_quarters(self) -> Iterator[EarlierFigure]:
        """Yield the figures of the other quarters, those to come included for their targets."""
        yield from self._earlier()
        yield from later_targets(self.reading, self.period)

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Return a setting as a cell without a place; None for a name that is none."""
        if not any(setting.name == name for setting in own.SETTINGS_ROWS):
            return None
        return "", Cell("", "text", self._settings.get(name, ""))

    def cell(self, sheet: str, address: str) -> Cell:
        """Return a cell of a sheet."""
        row, column = cell_at(address)
        found = (grid.cell(row, column) for grid in self._grids if grid.name == sheet)
        return next((cell for cell in found if cell is not None), Cell(address, "blank", None))

    def hidden_rows(self, sheet: str, first: int, last: int) -> frozenset[int]:
        """Return no row: those that are hidden are not read."""
        del sheet, first, last
        return frozenset()

    def filled_cells(self, sheet: str) -> Sequence[Cell]:
        """Return the cells of a sheet that hold anything, row by row."""
        grids = (grid for grid in self._grids if grid.name == sheet)
        return [cell for grid in grids for cells in grid.rows.values() for cell in cells.values()]

    def filled_texts(self, sheet: str, shortest: int, most: int) -> Sequence[tuple[str, str]]:
        """Return the address and text of the filled cells; see `Book.filled_texts`."""
        return first_texts(list(texts_of(self.filled_cells(sheet), shortest)), most)

    def check_unchanged(self) -> None:
        """Refuse what was read if the file on disk is no longer the file that was opened.

        Raises:
            SaveError: ``source-changed``.
        """
        self._file.check()

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Refuse to write cells."""
        self._refuse(writes)

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Refuse to add rows."""
        self._refuse(table, rows, number_formats)

    def order_rows(self, table: str, order: Sequence[int], fresh: Collection[int]) -> None:
        """Refuse to order rows."""
        self._refuse(table, order, fresh)

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Refuse to store results."""
        self._refuse(sheet, results)

    def know_results(self, sheet: str, addresses: Iterable[str]) -> None:
        """Refuse to keep results."""
        self._refuse(sheet, addresses)

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Refuse to make calculated columns."""
        self._refuse(table, formulas)

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Refuse to change heights."""
        self._refuse(sheet, heights)

    def fit_columns(self, sheet: str, widths: Mapping[int, float]) -> None:
        """Refuse to change widths."""
        self._refuse(sheet, widths)

    def put_cursor(self, sheet: str, address: str) -> None:
        """Refuse to move the cursor."""
        self._refuse(sheet, address)

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Refuse to set formats."""
        self._refuse(sheet, address, formats)

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Refuse to replace a sheet."""
        self._refuse(name, scratch)

    def _refuse(self, *asked: object) -> NoReturn:
        del asked
        raise LayoutError(
            "is a council's own workbook, which this command does not write into.",
            code="layout-read-only",
            where=self.name,
            fix="Write there by hand, or use `kpibook fill`, which writes into its own cells.",
        )
