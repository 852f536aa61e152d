import io
import re
import zipfile

import pytest

from kpibook.errors import RefusedEdit, RefusedFile
from kpibook.xlsx import Workbook
from kpibook.xlsx.opc import content_types, relationships
from tests.support import libreoffice, validator
from tests.support.shared import corpus, needs_corpus
from tests.xlsx.returned import (
    NAME,
    REGISTERS,
    a_picture,
    a_return,
    a_target,
    edited,
    grafted,
    listed,
    parts,
    read,
)  # fmt: skip
from tests.xlsx.styled import as_heading


def test_a_new_sheet_goes_last_and_only_the_registers_change(tmp_path):
    path = a_target(tmp_path / "a.xlsx", sheets=("Cover", "Notes"))
    before = parts(path)
    sheets = listed(path)
    grafted(path, a_return())
    after = parts(path)
    assert {name for name in before if after.get(name) != before[name]} == REGISTERS
    assert listed(path)[:2] == sheets
    assert read(path).sheetnames == ["Cover", "Notes", NAME]
    assert validator.errors(path) == []


def test_everything_the_sheet_had_is_there(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    assert validator.errors(path) == []
    sheet = read(path, rich_text=True)[NAME]
    theirs = read(io.BytesIO(a_return()), rich_text=True)[NAME]
    for row in theirs.iter_rows():
        for cell in row:
            here = sheet[cell.coordinate]
            assert here.value == cell.value
            assert here.number_format == cell.number_format
            assert (here.fill.fgColor.rgb, here.border.top.style) == (
                cell.fill.fgColor.rgb, cell.border.top.style,
            )  # fmt: skip
            if cell.has_style and cell.value is not None:
                assert (here.font.name, here.font.sz, here.font.b) == (
                    cell.font.name, cell.font.sz, cell.font.b,
                )  # fmt: skip
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:G1"]
    assert len(sheet._charts) == 1
    media = [content for name, content in parts(path).items() if "/media/" in name]
    assert {a_picture().getvalue(), a_picture(9).getvalue()} <= set(media)
    assert sheet["D3"].comment.text == "Figure for the quarter"
    assert sheet["A30"].hyperlink.target == "https://example.gov.uk/return"
    assert sheet.tables["tblReturn"].ref == "L3:M5"
    assert (sheet.print_area, sheet.print_title_rows) == ("'Q3 Return'!$A$1:$G$7", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "A4"
    assert sheet.column_dimensions["B"].width > 40
    fills = [rule.dxf.fill.bgColor.rgb for area in sheet.conditional_formatting
             for rule in area.rules if rule.dxf]  # fmt: skip
    assert fills == ["FFC6EFCE", "FFFFC7CE"]
    source = parts(path)["xl/worksheets/sheet2.xml"].decode()
    assert source.count("<x14:sparkline>") == 4
    assert "x14:dataBar" in source


def test_a_replaced_sheet_keeps_its_place_and_what_refers_to_it(tmp_path):
    def hide(book):
        book.get_worksheet_by_name(NAME).hide()

    path = a_target(tmp_path / "a.xlsx", build=hide)
    before, sheets = parts(path), listed(path)
    grafted(path, a_return(), name=NAME.upper())
    after = parts(path)
    assert listed(path) == sheets
    assert 'state="hidden"' in sheets[1]
    changed = {name for name in before if name in after and after[name] != before[name]}
    assert "xl/worksheets/sheet1.xml" not in changed
    stored = read(path, data_only=True)["Notes"]
    assert [stored["A2"].value, stored["A3"].value] == [15, 33]
    notes = read(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)["Notes"]
    assert [notes["A2"].value, notes["A3"].value] == [15, 33]


def test_replacing_again_with_the_same_sheet_changes_nothing_more(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    first = parts(path)
    for _ in range(3):
        grafted(path, a_return())
    assert parts(path) == first


def test_a_shorter_sheet_leaves_nothing_of_the_longer_one(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return(40))
    grafted(path, a_return(2))
    assert read(path)[NAME]["C20"].value is None
    assert read(path)[NAME].print_area == "'Q3 Return'!$A$1:$G$5"
    assert validator.errors(path) == []


def test_names_of_the_replaced_sheet_stay_and_its_print_set_up_is_the_new_one(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    found = re.findall(r"<definedName ([^>]*)>([^<]*)<", parts(path)["xl/workbook.xml"].decode())
    assert sorted(found) == [
        ('name="Mine" localSheetId="1"', "'Q3 Return'!$A$1"),
        ('name="ReturnFirst"', "'Q3 Return'!$C$4"),
        ('name="_xlnm.Print_Area" localSheetId="1"', "'Q3 Return'!$A$1:$G$7"),
        ('name="_xlnm.Print_Titles" localSheetId="1"', "'Q3 Return'!$3:$3"),
    ]


def test_pending_edits_of_the_replaced_sheet_go_and_of_others_stay(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.sheet(NAME).set("B5", "lost")
        book.sheet("Notes").set("B5", "kept")
        book.replace_sheet(NAME, a_return())
        assert book.sheet(NAME).cell("D4").formula == "=C4*2"
        book.sheet(NAME).set("B5", "set after")
        book.save()
    there = read(path)
    assert (there[NAME]["B5"].value, there["Notes"]["B5"].value) == ("set after", "kept")


def test_results_stored_beside_formulas_come_along(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    with Workbook.open(path) as book:
        assert book.sheet(NAME).cell("D5").cached == 15
    assert 'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"].decode()


def test_the_order_of_calculation_is_left_to_excel(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    kind = f"{relationships.TYPES}/calcChain"
    end = b"</Relationships>"
    related = f'<Relationship Id="rIdC" Type="{kind}" Target="calcChain.xml"/>'.encode()
    edited(path, "xl/_rels/workbook.xml.rels", end, related + end)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/calcChain.xml", b'<calcChain><c r="A2" i="2"/></calcChain>')
    grafted(path, a_return())
    assert "xl/calcChain.xml" not in parts(path)


def a_heading_style(data):
    """The scratch workbook with A1 in the cell style Heading 1, as accessible returns have it."""
    with Workbook.from_bytes(data, "scratch.xlsx") as book:
        styles = book.styles
        present = book.sheet(NAME).style_at(1, 1)
        text = book.sheet(NAME).cell("A1").value
        book.sheet(NAME).put(1, 1, text, style=as_heading(styles, present))
        stream = io.BytesIO()
        with book._flushed() as container:
            container.dump(stream)
    return stream.getvalue()


def test_a_heading_stays_a_heading(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_heading_style(a_return()))
    assert read(path)[NAME]["A1"].style == "Heading 1"
    assert validator.errors(path) == []


def test_a_name_that_means_something_else_is_refused(tmp_path):
    def named(book):
        book.define_name("ReturnFirst", "=Cover!$A$1")

    with Workbook.open(a_target(tmp_path / "a.xlsx", build=named)) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return())
        assert caught.value.code == "name-taken"
        assert not book.changes()


def test_a_chart_sheet_is_not_replaced(tmp_path):
    def chart_sheet(book):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Cover!$C$4:$C$5"})
        book.add_chartsheet(NAME).set_chart(chart)

    path = a_target(tmp_path / "a.xlsx", sheets=("Cover",), build=chart_sheet)
    with Workbook.open(path) as book, pytest.raises(RefusedEdit) as caught:
        book.replace_sheet(NAME, a_return())
    assert caught.value.code == "sheet-not-a-worksheet"


def test_a_scratch_workbook_without_the_sheet_is_refused(tmp_path):
    with Workbook.open(a_target(tmp_path / "a.xlsx")) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(name="Other"))
        assert caught.value.code == "sheet-missing"
        with pytest.raises(RefusedFile):
            book.replace_sheet(NAME, b"not a workbook")


@pytest.mark.parametrize("part", ["xl/charts/chart1.xml", "xl/tables/table1.xml"])
def test_a_scratch_workbook_that_is_damaged_changes_nothing(tmp_path, part):
    scratch = parts(a_return())
    scratch[part] = b"<!DOCTYPE a><a/>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in scratch.items():
            file.writestr(name, content)
    path = a_target(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with Workbook.open(path) as book:
        with pytest.raises(RefusedFile):
            book.replace_sheet(NAME, stream.getvalue())
        assert not book.changes()
        book.save()
        assert path.read_bytes() == before
        book.replace_sheet(NAME, a_return())
        book.save()
    assert validator.errors(path) == []
    other = tmp_path / "b.xlsx"
    other.write_bytes(before)
    assert parts(path) == parts(grafted(other, a_return()))


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        pytest.param(f"{relationships.TYPES}/pivotTable", "pivotTables/pivot1.xml", id="pivot"),
        pytest.param(
            "http://schemas.microsoft.com/office/2007/relationships/slicer", "slicers/slicer1.xml",
            id="slicer",
        ),
        pytest.param(
            "http://schemas.microsoft.com/office/2011/relationships/timeline",
            "timelines/timeline1.xml", id="timeline",
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_other_parts_depend_on_is_not_replaced(tmp_path, kind, part):
    path = a_target(tmp_path / "a.xlsx")
    end = b"</Relationships>"
    related = f'<Relationship Id="rIdP" Type="{kind}" Target="../{part}"/>'.encode()
    edited(path, "xl/worksheets/_rels/sheet2.xml.rels", end, related + end)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(f"xl/{part}", b"<x/>")
    with Workbook.open(path) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return())
        assert caught.value.code == "sheet-is-rooted"
        assert not book.changes()


def prefixed(source):
    """The part with the spreadsheet namespace under a prefix, as some libraries write it."""
    text = re.sub(rb"<(/?)(?=[A-Za-z])(?![\w.]+:)", rb"<\1s:", source)
    return text.replace(b"xmlns=", b"xmlns:s=")


def test_a_workbook_of_another_dialect_takes_the_sheet(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    all_parts = parts(path)
    for name in REGISTERS - {content_types.PART}:
        all_parts[name] = prefixed(all_parts[name])
    with zipfile.ZipFile(path, "w") as file:
        for name, content in all_parts.items():
            file.writestr(name, content)
    assert validator.errors(path) == []
    grafted(path, a_return())
    assert validator.errors(path) == []
    assert read(path)[NAME]["D5"].value == "=C5*2"


def test_libreoffice_opens_a_new_sheet_and_a_replaced_one(tmp_path):
    path = a_target(tmp_path / "a.xlsx", sheets=("Cover", "Notes"))
    grafted(grafted(path, a_return(9)), a_return(3))
    there = read(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)
    assert there.sheetnames == ["Cover", "Notes", NAME]
    assert [there[NAME][f"D{row}"].value for row in (4, 6, 7)] == [12, 18, None]


#: With a password to open, and with a signature that any edit would end.
LOCKED = {"66_60320-protected.xlsx", "62_hello-world-signed.xlsx"}


#: With formulas that may read any cell (cube functions, add-in functions): their stored results go.
REACHES_ANYWHERE = {
    "02_CubeFromRange-Input.xlsx",
    "33_HsGetVal.xlsx",
    "58_dynamic_array_tests.xlsm",
}


@pytest.mark.slow
@needs_corpus
@pytest.mark.parametrize(
    "path", [p for p in corpus() if p.name not in LOCKED], ids=lambda p: p.name
)
def test_a_foreign_workbook_takes_the_sheet_and_stays_as_valid_as_it_was(path, tmp_path):
    out = tmp_path / path.name
    out.write_bytes(path.read_bytes())
    before = parts(path)
    for rows in (4, 6):
        with Workbook.open(out) as book:
            book.replace_sheet(NAME, a_return(rows))
            book.save()
    after = parts(out)
    touched = {plain(name) for name in before if after.get(name) != before[name]}
    if path.name in REACHES_ANYWHERE:
        touched -= {plain(name) for name in before if "/worksheets/sheet" in name}
    assert touched <= {plain(name) for name in REGISTERS} | {"xl/calcchain.xml"}
    assert len(validator.errors(out)) <= len(validator.errors(path))


def plain(name):
    return name.lower().replace("\\", "/")
