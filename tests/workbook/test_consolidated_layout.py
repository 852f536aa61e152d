from __future__ import annotations

from kpibook.workbook import consolidated_layout as consolidated


def test_the_headings_of_the_data_table_are_unique() -> None:
    headings = [column.heading for column in consolidated.DATA_COLUMNS]

    assert len(set(headings)) == len(headings)


def test_every_sheet_has_a_name_excel_takes() -> None:
    assert len(set(consolidated.SHEETS)) == len(consolidated.SHEETS)
    assert all(0 < len(name) <= 31 for name in consolidated.SHEETS)


def test_every_table_has_a_name_of_its_own_that_excel_takes() -> None:
    names = [said for name, said in vars(consolidated).items() if name.endswith("_TABLE")]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
