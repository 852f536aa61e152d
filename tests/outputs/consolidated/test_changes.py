from __future__ import annotations

from decimal import Decimal

from kpibook.domain.comparison.consolidations import Change, ChangeKind, Changes, DataRow
from kpibook.domain.measures.measure import Unit
from kpibook.outputs.consolidated.changes import changes_page
from tests.outputs.consolidated.given import a_varied_consolidation

ROW = DataRow("HSG1", "Repairs", "Exampleton", "Housing", Unit.PERCENT)


def drawn(*items: Change) -> list[list[object]]:
    page = changes_page(a_varied_consolidation(), Changes("before.xlsx", "Q2 2021/22", items))
    return [[cell.value for cell in row] for row in page.rows]


def test_a_revised_figure_stands_beside_the_earlier_one_in_its_unit() -> None:
    change = Change(ChangeKind.REVISED, ROW, "Actual", Decimal("72.1"), None)

    (row,) = drawn(change)

    assert row == ["Revised", "Housing", "HSG1", "Repairs", "Actual", 0.721, ""]


def test_a_count_and_a_word_are_not_taken_for_percentages() -> None:
    numerator = Change(ChangeKind.REVISED, ROW, "Numerator", Decimal(7), Decimal(8))
    status = Change(ChangeKind.REVISED, ROW, "Status", "Off target", "Target met")

    assert [row[-2:] for row in drawn(numerator, status)] == [[7, 8], ["Off target", "Target met"]]


def test_new_and_gone_measures_show_their_actual() -> None:
    new = Change(ChangeKind.NEW, ROW, new=Decimal(90))
    gone = Change(ChangeKind.REMOVED, ROW, old=Decimal(80))

    assert [[row[0], *row[-3:]] for row in drawn(new, gone)] == [
        ["New", "Whole measure", "", 0.9],
        ["Removed", "Whole measure", 0.8, ""],
    ]


def test_the_first_line_counts_them_and_names_the_earlier_workbook() -> None:
    items = (Change(ChangeKind.NEW, ROW), Change(ChangeKind.NEW, ROW))
    page = changes_page(a_varied_consolidation(), Changes("before.xlsx", "Q2 2021/22", items))

    assert page.lines[0] == (
        "Compared with before.xlsx, which reports Q2 2021/22. "
        "2 measures new, 0 values revised and 0 measures gone."
    )


def test_no_earlier_workbook_and_no_change_are_told_apart() -> None:
    without = changes_page(a_varied_consolidation(), None)
    same = changes_page(a_varied_consolidation(), Changes("before.xlsx", "Q3 2021/22", ()))

    assert "No earlier consolidated workbook was given" in str(without.lines[0])
    assert "Nothing has changed" in str(same.lines[1])
    assert (without.table, same.table) == ("", "")
