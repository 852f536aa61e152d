from kpibook.xlsx.calculation.source import TableCells
from kpibook.xlsx.cells.references import area

TABLE = TableCells("Data", 3, 9, {"ref": 2, "actual": 4})


def test_a_column_is_an_area_of_its_rows():
    assert TABLE.area(3, 9, 4) == area("D3:D9")


def test_the_whole_table_includes_headings_and_totals():
    assert TABLE.whole == area("B2:D10")
