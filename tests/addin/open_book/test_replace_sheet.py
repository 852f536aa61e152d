from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from kpibook.addin.open_book.replace_sheet import put_sheet
from kpibook.addin.open_book.undo_log import Undo
from kpibook.workbook import layout
from kpibook.xlsx import Workbook
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.openpyxl_engine import Flavour


def a_scratch(
    rows: int,
    *,
    top: int = 3,
    sheet: str = layout.RETURN,
    table: bool = True,
    buttons: bool = False,
) -> bytes:
    """A sheet with a title and a table whose headings are in the row `top`, counted from nought."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as made:
        page = made.add_worksheet(sheet)
        page.write("A1", "A new return")
        page.set_column(0, 0, 33)
        page.set_row(top + 1, 45)
        for row in range(top + 1, top + 1 + rows):
            page.write_row(row, 0, [f"PI.{row}", "Target met"])
            page.write_url(row, 2, "internal:'This quarter'!H6", string="H6")
        if table:
            headings = [{"header": text} for text in ("Ref", "Status", "Where")]
            settings = {"name": layout.RETURN_TABLE, "columns": headings, "style": None,
                        "autofilter": buttons}  # fmt: skip
            page.add_table(top, 0, top + rows, 2, settings)
    return memory.getvalue()


def put(desk: Desk, scratch: bytes, sheet: str = layout.RETURN) -> tuple[str, Undo]:
    undo = Undo()
    package = Workbook.from_bytes(scratch, "scratch")
    desk.book.app.impl.display_alerts = False
    return put_sheet(desk.known, sheet, package, scratch, undo), undo


def texts(desk: Desk, sheet: str = layout.RETURN) -> list[list[object]]:
    ws = desk.wb[sheet]
    return [[c.value for c in row] for row in ws.iter_rows() if any(c.value for c in row)]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("top", [1, 3, 6], ids=["higher up", "in place", "lower down"])
def test_the_sheet_and_its_table_stay_and_hold_what_was_made(
    tmp_path: Path, flavour: Flavour, top: int
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    put(desk, a_scratch(2))
    ws = desk.wb[layout.RETURN]
    table = ws.tables[layout.RETURN_TABLE]

    put(desk, a_scratch(3, top=top))

    assert desk.wb[layout.RETURN] is ws
    assert ws.tables[layout.RETURN_TABLE] is table
    assert desk.tables()[layout.RETURN_TABLE] == (layout.RETURN, f"A{top + 1}:C{top + 4}")
    refs = [f"PI.{row}" for row in range(top + 1, top + 4)]
    assert texts(desk) == [
        ["A new return", None, None],
        ["Ref", "Status", "Where"],
        *[[ref, "Target met", "H6"] for ref in refs],
    ]


def test_widths_heights_and_links_come_with_the_cells(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    put(desk, a_scratch(2))

    ws = desk.wb[layout.RETURN]
    assert ws.column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert ws.row_dimensions[5].height == 45
    assert ws["C5"].hyperlink.location == "'This quarter'!H6"


def test_what_was_longer_before_leaves_nothing_behind(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    put(desk, a_scratch(9))

    put(desk, a_scratch(2))

    ws = desk.wb[layout.RETURN]
    assert len(texts(desk)) == 4
    assert [c.coordinate for row in ws.iter_rows() for c in row if c.hyperlink] == ["C5", "C6"]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_sheet_that_is_new_comes_last_with_a_plain_table(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    scratch = a_scratch(2, sheet="Findings")

    put(desk, scratch, "Findings")

    assert desk.book.sheet_names[-1] == "Findings"
    table = desk.wb["Findings"].tables[layout.RETURN_TABLE]
    assert (table.tableStyleInfo, table.autoFilter) == (None, None)


def test_the_exchanged_file_is_closed_and_gone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    opened: list[Path] = []
    load = desk.excel._app.books.load

    def seen(path: Path, *, cloud: bool = False) -> object:
        opened.append(path)
        return load(path, cloud=cloud)

    desk.excel._app.books.load = seen  # type: ignore[method-assign]
    put(desk, a_scratch(2))

    assert [book.name for book in desk.book.app.books] == [desk.path.name]
    assert [path.exists() for path in opened] == [False]


def test_another_table_on_the_sheet_is_emptied_and_said(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    sheet = desk.sheet(layout.RETURN)
    sheet.range("J20:K22").raw_value = [["Mine", "Own"], ["a", "b"], ["c", "d"]]
    sheet.tables.add(source=sheet.range("J20:K22"), name="MyOwn", has_headers=True)

    said, _ = put(desk, a_scratch(2))

    assert said == "the other tables of 'Return' were emptied: MyOwn"


@pytest.mark.parametrize("top", [1, 3, 6])
def test_undo_puts_the_contents_and_the_table_back(tmp_path: Path, top: int) -> None:
    desk = a_desk(tmp_path)
    put(desk, a_scratch(4))
    before, tables = texts(desk), desk.tables()

    _, undo = put(desk, a_scratch(1, top=top))
    assert texts(desk) != before

    assert undo.run() == []
    assert texts(desk) == before
    assert desk.tables() == tables


def test_undo_takes_a_new_sheet_away(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = desk.book.sheet_names

    _, undo = put(desk, a_scratch(1, sheet="Findings", table=False), "Findings")
    undo.run()

    assert desk.book.sheet_names == before


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_filter_that_the_officer_set_hides_no_row_of_the_new_sheet(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    put(desk, a_scratch(4, buttons=True, sheet="Findings"), "Findings")
    ws = desk.wb["Findings"]
    table = ws.tables[layout.RETURN_TABLE]
    assert table.autoFilter is not None
    for row in (6, 7):
        ws.row_dimensions[row].hidden = True

    put(desk, a_scratch(5, buttons=True, sheet="Findings"), "Findings")

    assert not [row for row, held in ws.row_dimensions.items() if held.hidden]
    assert ws["A9"].value == "PI.8"
    assert table.autoFilter.ref == table.ref == "A4:C9"


def test_the_list_of_a_cell_comes_with_the_sheet(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as made:
        page = made.add_worksheet("Findings")
        page.write("A1", "Open")
        page.data_validation("A1", {"validate": "list", "source": ["Open", "Settled"]})

    put(desk, memory.getvalue(), "Findings")

    rules = desk.wb["Findings"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [("A1", '"Open,Settled"')]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_sheet_that_is_used_from_a_lower_row_on_is_cleared_and_put_back_to_its_end(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, flavour=flavour)
    put(desk, a_scratch(6, top=6))
    ws = desk.wb[layout.RETURN]
    ws["B20"] = "typed below"
    before = texts(desk)[1:]
    for place in [at for at in ws._cells if at[0] < 7]:
        del ws._cells[place]
    assert ws.min_row == 7

    _, undo = put(desk, a_scratch(2, top=6))
    assert "typed below" not in str(texts(desk))

    assert undo.run() == []
    assert texts(desk) == before
