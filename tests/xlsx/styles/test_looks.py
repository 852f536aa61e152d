import io
import zipfile

import openpyxl

from kpibook.xlsx import Workbook
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.looks import Looks
from tests.support import libreoffice
from tests.xlsx.styled import a_book


def coloured(book, sheet):
    green = {"bg_color": "#92D050", "num_format": "0.0%", "border": 1, "align": "right"}
    sheet.write("A1", 0.5, book.add_format(green))
    sheet.write("A2", 0.5, book.add_format({"font_color": "#C00000", "bold": True}))
    sheet.write("A3", 0.5)
    sheet.write_formula("A4", "=A1*2", book.add_format({"bg_color": "#FF0000"}), 1)
    bright = book.add_format({"bg_color": "#00FF00"})
    rule = {"type": "cell", "criteria": ">", "value": 0, "format": bright}
    sheet.conditional_format("A3", rule)
    sheet.write_blank("B1", None, book.add_format({"bg_color": "#FFC000"}))


def colours_of(data):
    with Workbook.from_bytes(data, "a.xlsx") as book:
        sheet = book.sheet("Return")
        styles = {at: sheet.cell(at).style for at in ("A1", "A2", "A3", "A4", "B1")}
        return {at: (book.looks.fill(xf), book.looks.font(xf)) for at, xf in styles.items()}


EXPECTED = {"A1": "92D050", "A2": None, "A3": None, "A4": "FF0000", "B1": "FFC000"}


def test_fills_and_fonts_are_read_and_a_conditional_format_is_no_fill():
    colours = colours_of(a_book(coloured))
    assert {at: fill for at, (fill, _) in colours.items()} == EXPECTED
    assert colours["A2"][1] == "C00000"


def test_fills_are_read_from_a_file_that_libreoffice_saved(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(a_book(coloured))
    colours = colours_of(libreoffice.recalculated(path, tmp_path / "saved").read_bytes())
    assert {at: fill for at, (fill, _) in colours.items()} == EXPECTED
    assert colours["A2"][1] == "C00000"


def saved(data, change):
    with Workbook.from_bytes(data, "a.xlsx") as book:
        change(book.sheet("Return"))
        out = io.BytesIO()
        with book._flushed() as container:
            container.dump(out)
        return out.getvalue()


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_cell_gets_colours_and_keeps_its_number_format_border_alignment_and_content():
    before = a_book(coloured)

    def recolour(sheet):
        sheet.set_colours("A1", "FFC7CE", "9C0006")
        sheet.set_colours("A4", "C6EFCE", None)
        sheet.set_colours("D9", "C6EFCE", "006100")

    after = saved(before, recolour)
    book = openpyxl.load_workbook(io.BytesIO(after))
    cell, formula, new = (book["Return"][at] for at in ("A1", "A4", "D9"))
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("FFFFC7CE", "FF9C0006")
    assert (cell.number_format, cell.border.left.style) == ("0.0%", "thin")
    assert (cell.alignment.horizontal, cell.value) == ("right", 0.5)
    assert (formula.value, formula.fill.fgColor.rgb) == ("=A1*2", "FFC6EFCE")
    assert new.font.color.rgb == "FF006100"
    cached = openpyxl.load_workbook(io.BytesIO(after), data_only=True)["Return"]["A4"].value
    assert cached == 1
    old, now = parts(before), parts(after)
    changed = {name for name in old if old[name] != now[name]}
    assert changed == {"xl/styles.xml", "xl/worksheets/sheet1.xml"}
    assert set(old) == set(now)


def test_the_stylesheet_only_grows():
    with Workbook.from_bytes(a_book(coloured), "a.xlsx") as book:
        styles: Styles = book.styles
        lists = {
            name: styles.sheet.entries(name) for name in ("fonts", "fills", "cellXfs", "borders")
        }
        looks = Looks.of(book.container, book.workbook_part, styles)
        new = looks.with_colours(1, "C6EFCE", "006100")
        assert looks.with_colours(1, "C6EFCE", "006100") == new == len(lists["cellXfs"])
        assert looks.with_colours(new, "C6EFCE", "006100") == new
        for name, entries in lists.items():
            assert styles.sheet.entries(name)[: len(entries)] == entries
        assert len(styles.sheet.entries("borders")) == len(lists["borders"])


def test_a_value_written_after_its_colours_keeps_them_and_the_other_way_round():
    def write(sheet):
        sheet.set_colours("A1", "FFC7CE", None)
        sheet.set("A1", 0.25)
        sheet.set("A2", 0.75)
        sheet.set_colours("A2", "C6EFCE", None)

    sheet = openpyxl.load_workbook(io.BytesIO(saved(a_book(coloured), write)))["Return"]
    fills = [sheet[at].fill.fgColor.rgb for at in ("A1", "A2")]
    assert (fills, sheet["A1"].value, sheet["A2"].value) == (["FFFFC7CE", "FFC6EFCE"], 0.25, 0.75)


def test_no_colours_take_the_background_away():
    def clear(sheet):
        sheet.set_colours("A1", None, None)

    assert colours_of(saved(a_book(coloured), clear))["A1"] == (None, None)
