"""Any sequence of edits, saves and reopenings agrees with a plain dictionary."""

import datetime as dt
import io
import tempfile
from pathlib import Path

import xlsxwriter
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kpibook.xlsx import CellError, Workbook
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.worksheet import reader

SHEETS = ("This quarter", "Notes & 'odd' ones")
RETURN = "Return"
HEADINGS = ("Ref", "Actual")

rows = st.one_of(st.integers(1, 12), st.integers(200, 220))
columns = st.integers(1, 7)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number != 0),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["=1+1", "-5", "_x000D_", " spaced ", "a\r\nb", "#N/A"]),
    st.sampled_from([CellError("#N/A"), CellError("#DIV/0!")]),
    st.dates(dt.date(1904, 1, 2), dt.date(2100, 1, 1)),
)
formulas = st.sampled_from(
    ["=A1", "=SUM(A1:B9)", '=IF(A1<1,"a","b")', "='Notes & ''odd'' ones'!A1"]
)
names = st.sampled_from((*SHEETS, RETURN))

#: What a sheet built by XlsxWriter holds, by row and column.
scratch_cells = st.dictionaries(
    st.tuples(rows, columns),
    st.one_of(
        st.booleans(),
        st.integers(-(10**9), 10**9),
        st.text("ab <&>'é–", min_size=1, max_size=9),
        st.dates(dt.date(1904, 1, 2), dt.date(2100, 1, 1)),
        st.tuples(formulas, st.integers(1, 99)),
    ),
    max_size=8,
)


def a_book():
    """Two sheets with some cells, formulas and a table of two rows."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        for name in SHEETS:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [1, 2.5, "three"])
            sheet.write_formula(1, 3, "=A1*2", None, 2)
            sheet.write_row(210, 2, ["far", 4])
        book.worksheets()[0].add_table(
            "J1:K3",
            {
                "name": "History",
                "columns": [{"header": heading} for heading in HEADINGS],
                "data": [["HSG01", 1], ["HSG02", 2]],
            },
        )
    return memory.getvalue()


def a_scratch_book(name, cells):
    """A workbook of one sheet to be taken out of it, with a look of its own."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet(name)
        date = book.add_format({"num_format": "dd/mm/yyyy", "bg_color": "#FFF2CC"})
        bold = book.add_format({"bold": True})
        sheet.conditional_format("A1:B9", {"type": "duplicate", "format": bold})
        for (row, column), value in cells.items():
            place = row - 1, column - 1
            if isinstance(value, dt.date):
                sheet.write_datetime(*place, value, date)
            elif isinstance(value, tuple):
                sheet.write_formula(*place, value[0], bold, value[1])
            else:
                sheet.write(*place, value)
    return memory.getvalue()


def as_read(value):
    """A value as it is expected back."""
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    return value


class Books(RuleBasedStateMachine):
    """The package against a dictionary from sheet, row and column to value and formula."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.xlsx"
        self.path.write_bytes(a_book())
        self.book = Workbook.open(self.path)
        self.sheets = list(SHEETS)
        self.model = self.everything()
        self.saved = self.copied()

    def teardown(self):
        self.book.close()
        self.folder.cleanup()

    def everything(self):
        return {
            (name, row, column): (cell.value, cell.formula)
            for name in self.sheets
            for row, cells in self.book.sheet(name).rows()
            for column, cell in cells.items()
            if cell.kind != "blank" or cell.formula
        }

    def copied(self):
        return list(self.sheets), dict(self.model)

    def record(self, place, value, formula=None):
        if value is None and formula is None:
            self.model.pop(place, None)
        else:
            self.model[place] = (value, formula)

    def present(self, name):
        """A sheet to edit: `name`, or the first until there is one of that name."""
        return name if name in self.sheets else self.sheets[0]

    @rule(name=names, row=rows, column=columns, value=values)
    def write(self, name, row, column, value):
        name = self.present(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            # Without a format of its own a number in a cell that held a date reads as a date.
            self.book.sheet(name).set(address(row, column), value, number_format="0.00")
        else:
            self.book.sheet(name).set(address(row, column), value)
        self.record((name, row, column), as_read(value))

    @rule(name=names, row=rows, column=columns, formula=formulas, data=st.data())
    def calculate(self, name, row, column, formula, data):
        name = self.present(name)
        cached = data.draw(st.one_of(st.none(), st.text("abc", min_size=1, max_size=3)))
        self.book.sheet(name).set_formula(address(row, column), formula, cached=cached)
        self.record((name, row, column), cached, formula)

    @rule(name=names, row=rows, points=st.integers(10, 90))
    def fit(self, name, row, points):
        self.book.sheet(self.present(name)).fit_row(row, points)

    @rule(actual=st.integers(0, 99))
    def append(self, actual):
        table = self.book.table("History")
        if table.data_rows[1] > 150:
            return
        table.append([{"Ref": "NEW", "Actual": actual}])
        last = self.book.table("History").data_rows[1]
        self.record((SHEETS[0], last, 10), "NEW")
        self.record((SHEETS[0], last, 11), actual)

    @rule(name=st.sampled_from((RETURN, SHEETS[1])), cells=scratch_cells)
    def graft(self, name, cells):
        self.book.replace_sheet(name, a_scratch_book(name, cells))
        if name not in self.sheets:
            self.sheets.append(name)
        self.model = {place: held for place, held in self.model.items() if place[0] != name}
        for (row, column), value in cells.items():
            result, formula = reversed(value) if isinstance(value, tuple) else (value, None)
            self.record((name, row, column), as_read(result), formula)

    @precondition(lambda self: self.copied() != self.saved)
    @rule()
    def save(self):
        self.book.save()
        # Formulas that read changed cells have new results, or none; nothing else differs.
        found = self.everything()
        assert {place: cell[1] or cell for place, cell in found.items()} == {
            place: cell[1] or cell for place, cell in self.model.items()
        }
        self.model = found
        self.saved = self.copied()

    @rule()
    def reopen(self):
        self.book.close()
        self.book = Workbook.open(self.path)
        self.sheets, self.model = list(self.saved[0]), dict(self.saved[1])

    @rule()
    def look(self):
        self.book.changes()

    @rule(name=names, row=rows, column=columns)
    def read_one(self, name, row, column):
        name = self.present(name)
        cell = self.book.sheet(name).cell(address(row, column))
        assert (cell.value, cell.formula) == self.model.get((name, row, column), (None, None))

    @invariant()
    def agrees(self):
        assert self.book.sheet_names == self.sheets
        assert self.everything() == self.model


class LargeBooks(Books):
    """The same with every sheet streamed as if it were hundreds of megabytes."""

    def __init__(self):
        self.before, reader.LARGE = reader.LARGE, 1
        super().__init__()

    def teardown(self):
        super().teardown()
        reader.LARGE = self.before


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestLargeBooks = LargeBooks.TestCase
TestLargeBooks.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
