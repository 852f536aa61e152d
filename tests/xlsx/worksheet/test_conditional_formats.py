import re
from io import BytesIO

import openpyxl
import xlsxwriter

from kpibook.xlsx import WordFormat, Workbook
from tests.support import validator
from tests.xlsx.tabled import part

GREEN = WordFormat("On course & <well>", "#0B4F2A", "#D9F0E1", '"✔ "@')
RED = WordFormat('Off "course"', "#8A1220", bold=False)
GREY = WordFormat("Not said", "#33383D")


def a_book(path, *, mixed=False):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.write("B2", "Met")
    red = book.add_format({"font_color": "#FF0000"})
    for word in ("Met", "Off"):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": red}
        sheet.conditional_format("B2:B9", rule)
    if mixed:
        rule = {"type": "cell", "criteria": ">", "value": 3, "format": red}
        sheet.conditional_format("B2:B9", rule)
    other = {"type": "cell", "criteria": "==", "value": '"Met"', "format": red}
    sheet.conditional_format("D2:D9", other)
    book.close()
    return path


def rules(path, sqref):
    formats = openpyxl.load_workbook(path)["S"].conditional_formatting
    found = next(one for one in formats if str(one.sqref) == sqref)
    return [(rule.formula[0], rule.priority, rule.dxf) for rule in found.rules]


def test_the_words_of_a_column_change_and_nothing_else(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    before = part(path, "xl/worksheets/sheet1.xml")

    with Workbook.open(path) as book:
        assert book.set_word_formats("S", "B2", [GREEN, RED, GREY])
        book.save()

    found = rules(path, "B2:B9")
    assert [formula for formula, _, _ in found] == [
        '"On course & <well>"',
        '"Off ""course"""',
        '"Not said"',
    ]
    look = found[0][2]
    assert look.font.b
    assert (look.font.color.rgb, look.fill.bgColor.rgb) == ("FF0B4F2A", "FFD9F0E1")
    assert look.numFmt.formatCode == '"✔ "@'
    assert not found[1][2].font.b
    assert found[1][2].fill is None
    kept = re.compile(r'<conditionalFormatting sqref="B2:B9">.*?</conditionalFormatting>')
    assert kept.sub("", part(path, "xl/worksheets/sheet1.xml")) == kept.sub("", before)
    assert validator.errors(path) == []


def test_priorities_are_unique_on_the_sheet(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.set_word_formats("S", "B9", [GREEN, RED, GREY])
        book.save()
    priorities = [p for sqref in ("B2:B9", "D2:D9") for _, p, _ in rules(path, sqref)]
    assert len(priorities) == len(set(priorities)) == 4


def test_the_same_words_again_change_nothing(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    for _ in range(2):
        with Workbook.open(path) as book:
            book.set_word_formats("S", "B2", [GREEN, RED])
            book.save()
            once = BytesIO(path.read_bytes()).getvalue()
    with Workbook.open(path) as book:
        book.set_word_formats("S", "B2", [GREEN, RED])
        book.save()
    assert path.read_bytes() == once


def test_rules_of_another_kind_are_left_alone(tmp_path):
    path = a_book(tmp_path / "a.xlsx", mixed=True)
    before = path.read_bytes()
    with Workbook.open(path) as book:
        assert not book.set_word_formats("S", "B2", [GREEN])
        assert not book.set_word_formats("S", "A1", [GREEN])
        book.save()
    assert path.read_bytes() == before
