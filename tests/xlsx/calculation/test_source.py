from kpibook.xlsx.calculation.source import TableCells


def test_a_whole_table_reaches_to_its_headings_and_totals() -> None:
    table = TableCells("Data", 4, 9, {"ref": 2, "actual": 3})

    assert str(table.whole) == "B3:C10"
