from kpibook.xlsx.calculation.source import TableCells
from kpibook.xlsx.cells.references import area

TABLE = TableCells("Data", 3, 9, {"ref": 2, "actual": 4})


def test_the_whole_table_includes_headings_and_totals():
    assert TABLE.whole == area("B2:D10")
