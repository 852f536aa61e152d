from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.tables.calculated_columns import set_column_formulas
from tests.support import validator

OWN = "T[[#This Row],[Figure]]"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table T of three columns and two rows; Sum is calculated already."""
    made = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(made)) as book:
        columns = [{"header": "Figure"}, {"header": "Twice"}, {"header": "Sum", "formula": "=1+1"}]
        sheet = book.add_worksheet("Data")
        sheet.add_table("A1:C3", {"name": "T", "columns": columns, "data": [[1], [2]]})
    return made


def formulas(path: Path) -> dict[str, str | None]:
    (table,) = openpyxl.load_workbook(path)["Data"].tables.values()
    return {
        column.name: column.calculatedColumnFormula and column.calculatedColumnFormula.attr_text
        for column in table.tableColumns
    }


def changed(path: Path, table: str = "T", **given: str) -> Path:
    with Workbook.open(path) as book:
        set_column_formulas(book, table, given)
        return book.save(path.with_name("changed.xlsx"))


def test_a_column_gets_its_formula_and_the_others_keep_theirs(path: Path) -> None:
    done = changed(path, Twice=f'=IF({OWN}<1,"<&>",2*{OWN})')

    assert formulas(done) == {"Figure": None, "Twice": f'IF({OWN}<1,"<&>",2*{OWN})', "Sum": "1+1"}
    assert validator.errors(done) == []


def test_a_formula_takes_the_place_of_the_one_there(path: Path) -> None:
    assert formulas(changed(path, Sum="2+2"))["Sum"] == "2+2"


def test_a_new_row_gets_the_columns_formula(path: Path) -> None:
    with Workbook.open(changed(path, Twice=f"2*{OWN}")) as book:
        book.table("T").append([{"Figure": 3}])

        assert book.table("T").rows()[-1]["Twice"].formula == f"=2*{OWN}"


def test_the_cells_that_are_there_stay_as_they_are(path: Path) -> None:
    with Workbook.open(changed(path, Twice=f"2*{OWN}")) as book:
        assert [row["Twice"].formula for row in book.table("T").rows()] == [None, None]


@pytest.mark.parametrize(
    ("table", "given", "code"),
    [
        pytest.param("U", {"Twice": "1"}, "table-missing", id="no such table"),
        pytest.param("T", {"Thrice": "1"}, "table-heading-unknown", id="no such column"),
        pytest.param("T", {"Twice": "="}, "formula-empty", id="no formula"),
        pytest.param("T", {"Twice": "1" * 8_193}, "formula-too-long", id="too long a formula"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(
    path: Path, table: str, given: dict[str, str], code: str
) -> None:
    with Workbook.open(path) as book:
        with pytest.raises(RefusedEdit) as refused:
            set_column_formulas(book, table, given)

        assert refused.value.code == code
        assert not book.changes()
