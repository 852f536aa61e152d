"""Calculator of plain formulas over the cells of a workbook; it says where it cannot know."""

from __future__ import annotations

from dataclasses import field

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.xlsx.calculation.functions import FUNCTIONS, Argument
from kpibook.xlsx.calculation.source import MOST_CELLS, Cells, Place
from kpibook.xlsx.calculation.syntax import (
    Call,
    CellReference,
    Constant,
    NameReference,
    Node,
    NotPlain,
    Operation,
    TableReference,
    parsed,
)
from kpibook.xlsx.calculation.values import (
    Value,
    as_number,
    calculated,
    compared,
    rounded_to_digits,
)
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import Area
from kpibook.xlsx.cells.values import CellError

MOST_STEPS = 40
"""Formulas that read each other in a row; Python's own stack ends at about twice as many."""


@dataclass(frozen=True, slots=True)
class Result:
    """Result of a formula.

    Attributes:
        value: Its value; None when it is not known.
        unknown: Why it is not known, as part of a sentence; "" when it is.
        reads_cells: True if it reads any cell, directly or through others.
        reads_filled: True if any cell that it reads holds something that is not a formula.
        empty_operands: Empty cells where a number is wanted, for which Excel takes 0, and formulas
            that only pass on empty cells.
        workbook: Index of the other workbook whose figure it takes; "" if it takes none.
    """

    value: Value = None
    unknown: str = ""
    reads_cells: bool = False
    reads_filled: bool = False
    empty_operands: tuple[Place, ...] = ()
    workbook: str = ""

    @property
    def is_known(self) -> bool:
        """True if the value was worked out."""
        return not self.unknown

    @property
    def only_passes_on_blanks(self) -> bool:
        """True if all cells that it reads are empty: its 0 is Excel's, and was never typed."""
        return self.reads_cells and not self.reads_filled


@dataclass(slots=True)
class _Trace:
    """The cells that a calculation has read so far."""

    reads_cells: bool = False
    reads_filled: bool = False
    empty: list[Place] = field(default_factory=list)
    workbook: str = ""
    cells: int = 0

    def take(self, result: Result) -> None:
        self.reads_cells |= result.reads_cells
        self.reads_filled |= result.reads_filled
        self.empty.extend(result.empty_operands)


class Calculator:
    """Works out plain formulas. Results are remembered: make a new one after an edit.

    Args:
        cells: The cells of the workbook, edits included.
    """

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._results: dict[Place, Result] = {}
        self._open: set[Place] = set()

    def result(self, sheet: str, row: int, column: int) -> Result:
        """Return what a cell's formula gives, or the value of a cell without a formula.

        Stored results are never trusted: what a formula reads is worked out too. The value is
        rounded to Excel's 15 digits.
        """
        result = self._result((sheet.casefold(), row, column))
        if isinstance(result.value, float):
            return replace(result, value=rounded_to_digits(result.value))
        return result

    def _result(self, place: Place) -> Result:
        """Return the result with all its binary digits, as formulas behind it take it."""
        if place not in self._results:
            self._results[place] = self._guarded(place)
        return self._results[place]

    def _guarded(self, place: Place) -> Result:
        if self._open:
            return self._work_out(place)
        try:
            return self._work_out(place)
        except RecursionError:  # brackets in brackets, in formulas behind formulas
            self._open.clear()
            return Result(unknown="the formulas are nested too deeply", reads_cells=True)

    def _work_out(self, place: Place) -> Result:
        trace = _Trace()
        try:
            cell = self._cells.cell(*place)
            if cell is None or cell.formula is None:
                return Result(_constant(cell), reads_filled=cell is not None)
            if place in self._open:
                raise NotPlain("the formulas refer to each other in a circle")
            if len(self._open) >= MOST_STEPS:
                raise NotPlain("too many formulas read each other in a row")
            self._open.add(place)
            try:
                value = self._value(parsed(cell.formula), place, trace)
            finally:
                self._open.discard(place)
        except NotPlain as reason:
            return Result(
                unknown=str(reason),
                reads_cells=trace.reads_cells,
                reads_filled=trace.reads_filled,
                workbook=trace.workbook,
            )
        if value is None:  # a copy of an empty cell is 0 in Excel
            value = 0.0
        empty = tuple(dict.fromkeys(trace.empty))
        # A formula that reads nothing, such as =5, is as good as a number that was typed.
        filled = trace.reads_filled or not trace.reads_cells
        return Result(value, "", trace.reads_cells, filled, empty)

    def _value(self, node: Node, place: Place, trace: _Trace) -> Value:
        """Return the value of an expression that must be a single value."""
        value = self._argument(node, place, trace)
        if isinstance(value, list):
            raise NotPlain("a range in the place of one value is not worked out")
        return value  # type: ignore[return-value]

    def _argument(self, node: Node, place: Place, trace: _Trace) -> Argument:
        match node:
            case Constant(value):
                return value
            case CellReference():
                return self._of_reference(node, place, trace)
            case TableReference():
                return self._of_reference(self._in_table(node, place), place, trace)
            case NameReference(name):
                return self._of_reference(self._of_name(name, place), place, trace)
            case Operation():
                return self._operation(node, place, trace)
            case Call():
                return self._call(node, place, trace)

    def _of_reference(self, node: CellReference, place: Place, trace: _Trace) -> Argument:
        if node.workbook:
            trace.workbook = node.workbook
            raise NotPlain("the figure comes from another workbook")
        trace.reads_cells = True
        sheet = place[0] if node.sheet is None else node.sheet.casefold()
        if node.area.size == 1:
            return self._of_cell((sheet, node.area.first_row, node.area.first_column), trace)
        values: list[Value] = []
        for row, column, _ in self._cells.filled(sheet, node.area):
            trace.cells += 1
            if trace.cells > MOST_CELLS:
                raise NotPlain("the formula reads too many cells")
            values.append(self._of_cell((sheet, row, column), trace))
        return values

    def _of_cell(self, place: Place, trace: _Trace) -> Value:
        result = self._result(place)
        if not result.is_known:
            trace.workbook = trace.workbook or result.workbook
            raise NotPlain(result.unknown)
        trace.take(result)
        if result.only_passes_on_blanks:
            trace.empty.append(place)
        return result.value

    def _in_table(self, node: TableReference, place: Place) -> CellReference:
        table = self._cells.table(node.table, place)
        column = table.columns.get(node.column.casefold()) if table else None
        if table is None or column is None:
            raise NotPlain("a table or a column of it is not found")
        if not node.this_row:
            return CellReference(table.sheet, Area(table.first_row, column, table.last_row, column))
        if not table.first_row <= place[1] <= table.last_row:
            raise NotPlain("a reference to this row is outside its table")
        return CellReference(table.sheet, Area(place[1], column, place[1], column))

    def _of_name(self, name: str, place: Place) -> CellReference:
        formula = self._cells.named(name, place[0])
        node = parsed(formula) if formula else None
        if not isinstance(node, CellReference) or node.sheet is None:
            raise NotPlain("a defined name that is not plainly a cell is not worked out")
        return node

    def _operation(self, node: Operation, place: Place, trace: _Trace) -> Value:
        values: list[Value] = []
        passes_blank = False
        for operand in node.operands:
            empty = len(trace.empty)
            values.append(self._operand(operand, place, trace, node.operator))
            passes_blank |= values[-1] == 0 and len(trace.empty) > empty
        if passes_blank and "" in values:
            # A copy of an empty cell is 0 in Excel, and equal to "" in LibreOffice.
            raise NotPlain("a comparison with a copy of an empty cell is not worked out")
        if node.operator == "%":
            return calculated("/", values[0], 100.0)
        if len(values) == 1:
            number = as_number(values[0])
            return number if isinstance(number, CellError) or node.operator == "+" else -number
        if node.operator in "+-*/":
            return calculated(node.operator, values[0], values[1])
        return compared(node.operator, values[0], values[1])

    def _operand(self, node: Node, place: Place, trace: _Trace, operator: str) -> Value:
        value = self._value(node, place, trace)
        if value is None and operator in "+-*/%":
            trace.empty.extend(self._places_of(node, place))
        return value

    def _places_of(self, node: Node, place: Place) -> list[Place]:
        reference = self._in_table(node, place) if isinstance(node, TableReference) else node
        if isinstance(reference, NameReference):
            reference = self._of_name(reference.name, place)
        if not isinstance(reference, CellReference):
            return []
        sheet = place[0] if reference.sheet is None else reference.sheet.casefold()
        return [(sheet, reference.area.first_row, reference.area.first_column)]

    def _call(self, node: Call, place: Place, trace: _Trace) -> Value:
        if node.function in ("IF", "IFERROR"):
            return self._choice(node, place, trace)
        fewest, most, rule = FUNCTIONS.get(node.function, (0, -1, None))
        if rule is None:
            raise NotPlain(f"the function {node.function[:30]} is not worked out")
        if not fewest <= len(node.arguments) <= most or None in node.arguments:
            raise NotPlain(f"{node.function} with such arguments is not worked out")
        arguments = [self._argument(a, place, trace) for a in node.arguments if a is not None]
        return rule(arguments)

    def _choice(self, node: Call, place: Place, trace: _Trace) -> Value:
        arguments = node.arguments
        if arguments[:1] in ((), (None,)) or not 2 <= len(arguments) <= 3:
            raise NotPlain(f"{node.function} with such arguments is not worked out")
        first = self._value(arguments[0], place, trace)  # type: ignore[arg-type]
        if node.function == "IFERROR":
            chosen = 1 if isinstance(first, CellError) else 0
            if chosen == 0:
                return first
        else:
            if isinstance(first, CellError):
                return first
            if isinstance(first, str):
                raise NotPlain("a text as a condition is not worked out")
            chosen = 1 if first else 2
        if chosen >= len(arguments):
            return False
        argument = arguments[chosen]
        return 0.0 if argument is None else self._value(argument, place, trace)


def _constant(cell: Cell | None) -> Value:
    value = None if cell is None else cell.value
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
