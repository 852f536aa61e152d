from kpibook.xlsx import Workbook
from tests.support.packages import packed, parts, sheet_source

#: A column of =A1*2 from B1 down, shared, and what each cell's formula is.
DOWN = '<row r="1"><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2</f><v>1</v></c></row>' + "".join(
    f'<row r="{n}"><c r="B{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in (2, 3, 4)
)
ACROSS = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="5">C1&amp;"&lt;"</f></c>'
    '<c r="B1"><f t="shared" si="5"/></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="5"/></c><c r="B2"><f t="shared" si="5"/></c></row>'
)


def formulas_after(tmp_path, rows, *edited, styled=()):
    path = tmp_path / "b.xlsx"
    with Workbook.from_bytes(packed(parts(rows)), "b.xlsx") as book:
        sheet = book.sheet("Data")
        for address in edited:
            sheet.set(address, 7)
        for address in styled:
            sheet.set(address, 7, number_format="0.0")
        book.save(path)
        found = {c.address: c.formula for _, row in sheet.rows() for c in row.values() if c.formula}
    return found, sheet_source(path)


def test_an_overwritten_first_cell_hands_its_formula_on(tmp_path):
    formulas, source = formulas_after(tmp_path, DOWN, "B1")

    assert formulas == {"B2": "=A2*2", "B3": "=A3*2", "B4": "=A4*2"}
    assert '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*2</f><v>1</v></c>' in source
    assert '<c r="B3"><f t="shared" si="0"/><v>1</v></c>' in source


def test_an_heir_that_is_overwritten_too_is_passed_over(tmp_path):
    formulas, source = formulas_after(tmp_path, DOWN, "B1", "B2")

    assert formulas == {"B3": "=A3*2", "B4": "=A4*2"}
    assert 'ref="B3:B4" si="0">A3*2</f>' in source


def test_a_cell_in_the_middle_simply_leaves(tmp_path):
    formulas, source = formulas_after(tmp_path, DOWN, "B3")

    assert formulas == {"B1": "=A1*2", "B2": "=A2*2", "B4": "=A4*2"}
    assert 'ref="B1:B4" si="0">A1*2</f>' in source


def test_when_all_are_overwritten_nothing_is_handed_on(tmp_path):
    formulas, source = formulas_after(tmp_path, DOWN, "B1", "B2", "B3", "B4")

    assert formulas == {}
    assert "<f" not in source


def test_a_block_of_cells_is_handed_on_with_its_whole_width(tmp_path):
    formulas, source = formulas_after(tmp_path, ACROSS, "A1")

    assert formulas == {"B1": '=D1&"<"', "A2": '=C2&"<"', "B2": '=D2&"<"'}
    assert '<f t="shared" ref="A1:B2" si="5">D1&amp;"&lt;"</f>' in source


def test_two_formulas_are_handed_on_apart(tmp_path):
    rows = DOWN.replace("</row>", '<c r="D1"/></row>', 1).replace('<c r="D1"/>', "")
    second = DOWN.replace("B", "D").replace('si="0"', 'si="1"').replace("A1*2", "C1+1")
    merged = "".join(
        a[: -len("</row>")] + b[b.index("<c ") :]
        for a, b in zip(_split(rows), _split(second), strict=True)
    )

    formulas, _ = formulas_after(tmp_path, merged, "B1", "D1")

    assert formulas["B2"] == "=A2*2"
    assert formulas["D4"] == "=C4+1"


def _split(rows):
    return [row + "</row>" for row in rows.split("</row>") if row]
