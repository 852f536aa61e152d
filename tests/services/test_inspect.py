import io
from pathlib import Path

import xlsxwriter

from kpibook.services.inspect import in_words
from kpibook.workbook.template import template_path
from kpibook.xlsx.inspection.inspect import inspect_file


def said(path: Path) -> dict[str, list[str]]:
    return dict(in_words(inspect_file(path)))


def test_the_template_holds_nothing_to_worry_about() -> None:
    found = said(template_path())
    assert "Macros" not in found
    assert "Links to outside" not in found
    assert "Functions to look at" not in found
    assert "'This quarter', protected, A1:T5, 28 cells, 1 formula" in found["Sheets"]
    assert "kpibook_period = 'Settings'!$B$7" in found["Names"]


def test_what_reaches_outside_is_said_with_its_cells(tmp_path: Path) -> None:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory)
    sheet = book.add_worksheet("Odd")
    sheet.write_formula("B2", '=WEBSERVICE("https://example.org")')
    sheet.write_formula("B3", '=INDIRECT("A1")')
    book.add_worksheet("Unseen").very_hidden()
    book.close()
    path = tmp_path / "odd.xlsx"
    path.write_bytes(memory.getvalue())

    found = said(path)

    assert any(
        line.startswith("WEBSERVICE fetches from the web") and line.endswith("such as B2")
        for line in found["Functions to look at"]
    )
    assert any("'Unseen', hidden from Excel's menus" in line for line in found["Sheets"])
