import pytest

from kpibook.xlsx import Workbook, recalculation
from kpibook.xlsx.opc.opc_package import OpcPackage
from tests.support.packages import OFFICE, RELATIONSHIPS, members_of, packed, parts

FORMULA = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c></row>'
VALUES = '<row r="1"><c r="A1"><v>1</v></c></row>'
RELATED = f'Type="{RELATIONSHIPS}/calcChain" Target="calcChain.xml"'
CHAIN = {
    "relations": f'<Relationship Id="rId9" {RELATED}/>',
    "types": f'<Override PartName="/xl/calcChain.xml" ContentType="{OFFICE}.calcChain+xml"/>',
    "more": {"xl/calcChain.xml": '<calcChain><c r="B1" i="1"/><c r="C9"/></calcChain>'},
}


def after(tmp_path, edit, rows=FORMULA, **given):
    """The members of a workbook after an edit of its sheet."""
    with Workbook.from_bytes(packed(parts(rows, **given)), "b.xlsx") as book:
        edit(book.sheet("Data"))
        return members_of(book.save(tmp_path / "b.xlsx"))


def workbook_after(*given, **more):
    return after(*given, **more)["xl/workbook.xml"].decode()


@pytest.mark.parametrize(
    ("workbook", "expected"),
    [
        ("", '<calcPr calcId="0" fullCalcOnLoad="1"/>'),
        ("<definedNames/><extLst/>", '</definedNames><calcPr calcId="0" fullCalcOnLoad="1"/><ext'),
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"></calcPr>', '<calcPr fullCalcOnLoad="1"></calcPr>'),
        ('<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>'),
    ],
    ids=["none", "in its place", "there", "said no", "said yes"],
)
@pytest.mark.parametrize("prefix", ["", "x"])
def test_an_edit_beside_a_formula_has_all_calculated_on_opening(
    tmp_path, workbook, expected, prefix
):
    if prefix:
        workbook, expected = (
            text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
            for text in (workbook, expected)
        )

    source = workbook_after(
        tmp_path, lambda sheet: sheet.set("A1", 5), workbook=workbook, prefix=prefix
    )

    assert expected in source


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        pytest.param("A1", b'<c r="B1"><f>A1*2</f><v>10</v></c>', id="the formula reads it"),
        pytest.param("C1", b'<c r="B1"><f>A1*2</f><v>2</v></c>', id="the formula does not read it"),
    ],
)
def test_a_reader_that_does_not_calculate_finds_the_results_of_the_new_cells(
    tmp_path, cell, stored
):
    members = after(tmp_path, lambda sheet: sheet.set(cell, 5))

    assert stored in members["xl/worksheets/sheet1.xml"]


def test_a_workbook_without_formulas_is_not_touched_beyond_its_sheet(tmp_path):
    before = parts(VALUES)
    members = after(tmp_path, lambda sheet: sheet.set("A1", 5), rows=VALUES)

    changed = [name for name in before if members[name] != before[name].encode()]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_a_first_formula_has_all_calculated(tmp_path):
    source = workbook_after(tmp_path, lambda s: s.set_formula("B1", "=A1"), rows=VALUES)

    assert "fullCalcOnLoad" in source


def test_in_a_large_workbook_formulas_are_taken_for_granted(monkeypatch):
    container = OpcPackage.from_bytes(packed(parts(VALUES)), "b.xlsx")
    assert not recalculation.may_hold_formulas(container, "xl/workbook.xml")

    monkeypatch.setattr(recalculation, "_MOST_SEARCHED", 10)
    assert recalculation.may_hold_formulas(container, "xl/workbook.xml")


@pytest.mark.parametrize(
    ("edit", "stays"),
    [
        (lambda sheet: sheet.set("B1", 5), False),
        (lambda sheet: sheet.set("B1", None), False),
        (lambda sheet: sheet.set_formula("B1", "=A1+1"), True),
        (lambda sheet: sheet.set("A1", 5), True),
    ],
    ids=["value over formula", "formula cleared", "formula over formula", "next to it"],
)
def test_the_chain_goes_when_it_names_a_cell_without_a_formula(tmp_path, edit, stays):
    members = after(tmp_path, edit, **CHAIN)

    assert ("xl/calcChain.xml" in members) is stays
    assert (b"calcChain" in members["xl/_rels/workbook.xml.rels"]) is stays
    assert (b"calcChain" in members["[Content_Types].xml"]) is stays


def test_the_person_is_told_that_formulas_will_be_calculated():
    with Workbook.from_bytes(packed(parts(FORMULA)), "b.xlsx") as book:
        book.sheet("Data").set("A1", 2)

        assert any("works out the formulas" in note for note in book.changes().notes)


def test_the_notes_alone_are_those_of_all_changes_after_every_edit():
    with Workbook.from_bytes(packed(parts(FORMULA)), "b.xlsx") as book:
        assert book.notes() == book.changes().notes == ()

        book.sheet("Data").set("A1", 2)
        told = book.notes()

        assert any("works out the formulas" in note for note in told)
        assert (told, book.notes(of_run=True)) == (book.changes().notes, book.changes().run_notes)
