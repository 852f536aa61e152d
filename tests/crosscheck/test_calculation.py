"""Formulas that kpibook works out, against LibreOffice: a value that is given is the same."""

from __future__ import annotations

import random

import openpyxl
import pytest

from kpibook.xlsx import CellError, Workbook
from kpibook.xlsx.calculation.calculate import Calculator
from kpibook.xlsx.calculation.values import rounded_to_digits
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from tests.support import libreoffice
from tests.xlsx.calculation.calculated import a_workbook

pytestmark = pytest.mark.slow

FORMULAS = 900
ROWS = 24
NUMBERS = [0, 1, -1, 3, 7, 12.5, 0.1, 0.2, 0.3, 72.1, 98.65, 1e-7, 123456.789, 1e12, -45.05, 2.675]
TEXTS = ["x", "Yes", "yes", "", "n/a", "12"]


class Formulas:
    """Random formulas over the sheets Data and 'Other one', a table and two names."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.earlier = 0

    def cell(self) -> str:
        place = address(self.rng.randint(1, ROWS), self.rng.randint(1, 6))
        kinds = [place, place, place, f"${place[0]}${place[1:]}", f"'Other one'!{place}", "rate"]
        if self.earlier and self.rng.random() < 0.2:
            return f"Z{self.rng.randint(1, self.earlier)}"
        return self.rng.choice(kinds)

    def area(self) -> str:
        rows, columns = (sorted(self.rng.choices(range(1, n), k=2)) for n in (ROWS, 6))
        reach = f"{address(rows[0], columns[0])}:{address(rows[1], columns[1])}"
        return self.rng.choice([reach, f"'Other one'!{reach}", "Figs[N]", "C:D", "block"])

    def number(self) -> str:
        return str(self.rng.choice([1, 2, 100, 0.5, 3.7, 1000, "5%", "(2)", "1E2"]))

    def expression(self, depth: int = 0) -> str:
        if depth > 3 or self.rng.random() < 0.35:
            return self.cell() if self.rng.random() < 0.7 else self.number()
        first, second = self.expression(depth + 1), self.expression(depth + 1)
        match self.rng.randint(0, 9):
            case 0 | 1 | 2:
                return f"{first}{self.rng.choice('+-*/')}{second}"
            case 3:
                return f"({first}{self.rng.choice('+-*/')}{second})*{self.number()}"
            case 4:
                name = self.rng.choice(["SUM", "AVERAGE", "MIN", "MAX", "COUNT"])
                return f"{name}({self.area()}{self.rng.choice(['', f',{first}'])})"
            case 5:
                return f"ROUND({first},{self.rng.choice([0, 1, 2, 3, -1])})"
            case 6:
                return f"ABS({first})"
            case 7:
                compared = f"{first}{self.rng.choice(['=', '<>', '<', '>', '<=', '>='])}{second}"
                return f"IF({compared},{second},{self.expression(depth + 1)})"
            case 8:
                return f"IFERROR({first}/{second},{self.rng.choice(['0', chr(34) * 2, 'B2'])})"
            case _:
                return f'IF({self.cell()}="",{self.rng.choice([chr(34) * 2, "0"])},{first})'


def a_cell(rng: random.Random, row: int) -> object:
    kind = rng.random()
    if kind < 0.6:
        return rng.choice([*NUMBERS, rng.randint(-500, 5000), round(rng.uniform(-99, 99), 2)])
    if kind < 0.72:
        return rng.choice(TEXTS)
    if kind < 0.75:
        return rng.choice([True, False])
    if kind < 0.76:
        return rng.choice(["=1/0", "=C1/0"])
    if kind < 0.84 and row > 1:
        return f"=B{row - 1}"
    return None


def sheets(seed: int) -> dict[str, dict[str, object]]:
    rng, formulas = random.Random(seed), Formulas(seed)
    made: dict[str, dict[str, object]] = {}
    for name in ("Data", "Other_one"):
        cells = {address(r, c): a_cell(rng, r) for r in range(1, ROWS + 1) for c in range(1, 7)}
        made[name] = {place: value for place, value in cells.items() if value is not None}
    for n in range(1, FORMULAS + 1):
        made["Data"][f"Z{n}"] = "=" + formulas.expression()
        formulas.earlier = n
    return made


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, object, object]]:
    """Each formula with our value and LibreOffice's; ours is None if it is not known."""
    folder = tmp_path_factory.mktemp("calculation")
    path = folder / "formulas.xlsx"
    table = ("Other one", "M1:N4", {"name": "Figs", "columns": [{"header": "N"}, {"header": "M"}],
                                    "data": [[1.5, "a"], [20, None], [300.25, 4]]})  # fmt: skip
    names = {"rate": "='Other one'!$B$2", "block": "=Data!$A$1:$C$5"}
    cells = sheets(20260401)
    path.write_bytes(a_workbook(names=names, tables=[table], **cells))
    theirs = openpyxl.load_workbook(libreoffice.recalculated(path, folder / "out"), data_only=True)
    with Workbook.open(path) as book:
        calculator = Calculator(WorkbookCells(book))
        found = []
        for n in range(1, FORMULAS + 1):
            ours = calculator.result("Data", n, 26)
            value = ours.value if ours.is_known else None
            found.append((cells["Data"][f"Z{n}"], value, theirs["Data"][f"Z{n}"].value))
    return found


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, CellError):
        return theirs == str(ours)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return float(ours) == float(theirs)  # type: ignore[arg-type]
    if isinstance(ours, float) and isinstance(theirs, (int, float)):
        return rounded_to_digits(ours) == rounded_to_digits(float(theirs))
    return (ours or None) == theirs


def test_a_value_that_is_given_is_the_value_that_libreoffice_gives(
    worked_out: list[tuple[str, object, object]],
) -> None:
    differ = [each for each in worked_out if each[1] is not None and not same(each[1], each[2])]
    assert differ == []


def test_most_plain_formulas_are_worked_out(
    worked_out: list[tuple[str, object, object]],
) -> None:
    numbers = sum(isinstance(value, float) for _, value, _ in worked_out)
    assert numbers > FORMULAS / 4
    assert sum(value is None for _, value, _ in worked_out) < FORMULAS / 2
