import io
import re
import struct
import warnings
import zipfile
import zlib

import pytest
import xlsxwriter
from openpyxl import load_workbook

from kpibook.errors import RefusedEdit, RefusedFile
from kpibook.package import Package, content_types, relationships
from kpibook.package.container import Container
from tests.support import libreoffice, validator
from tests.support.shared import corpus, needs_corpus

NAME = "Q3 Return"
REGISTERS = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
}


def a_picture(shade=0):
    """A picture of one grey point."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, shade]))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


def a_return(rows=4, *, name=NAME, build=None, table="tblReturn"):
    """The bytes of a scratch workbook whose sheet has everything that a return may have."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bg_color": "#00703C", "border": 1})
    figure = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0", "bg_color": "#FFF9DB"})
    text = book.add_format({"font_name": "Arial", "font_size": 10, "text_wrap": True})
    green = book.add_format({"bg_color": "#C6EFCE"})
    red = book.add_format({"bg_color": "#FFC7CE", "num_format": "0.00%"})
    own = f"'{name}'"
    sheet.merge_range("A1:G1", "Return – R&D <Q3>", heading)
    sheet.write_rich_string("A2", "plain ", heading, "bold", " plain")
    sheet.set_column("B:B", 40, text)
    last = 3 + rows
    for row in range(4, last + 1):
        sheet.write(f"A{row}", f"PI{row}", text)
        sheet.write(f"B{row}", "  spaced & <marked>  ")
        sheet.write(f"C{row}", row * 1.5, figure)
        sheet.write_formula(f"D{row}", f"=C{row}*2", figure, row * 3.0)
        sheet.add_sparkline(f"F{row}", {"range": f"{own}!C{row}:D{row}"})
    for criteria, look in ((">", green), ("<", red)):
        rule = {"type": "cell", "criteria": criteria, "value": 7, "format": look}
        sheet.conditional_format(f"C4:C{last}", rule)
    sheet.conditional_format(f"D4:D{last}", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation(f"C4:C{last}", {"validate": "decimal", "criteria": ">=", "value": 0})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": f"={own}!$C$4:$C${last}", "categories": f"={own}!$A$4:$A${last}"})
    sheet.insert_chart("I3", chart)
    sheet.insert_image("P1", "crest.png", {"image_data": a_picture()})
    sheet.set_header("&L&G", {"image_left": "head.png", "image_data_left": a_picture(9)})
    sheet.write_comment("D3", "Figure for the quarter")
    sheet.write_url("A30", "https://example.gov.uk/return")
    columns = [{"header": "Key", "format": figure}, {"header": "Value"}]
    if table:
        data = [["Period", "Q3"], ["Owner", "x"]]
        sheet.add_table("L3:M5", {"name": table, "data": data, "columns": columns})
    sheet.protect()
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.print_area(f"A1:G{last}")
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(3, 0)
    sheet.activate()
    book.define_name("ReturnFirst", f"={own}!$C$4")
    if build:
        build(book, sheet)
    book.close()
    return stream.getvalue()


def a_target(path, *, sheets=("Cover", NAME, "Notes"), build=None):
    """A workbook of someone else's, whose sheet Notes looks at the others."""
    book = xlsxwriter.Workbook(str(path))
    book.formats[0].set_font_name("Arial")
    odd = book.add_format({"italic": True, "num_format": "0.000", "font_name": "Arial"})
    for name in sheets:
        sheet = book.add_worksheet(name)
        sheet.write("A1", f"this is {name}")
        sheet.write("C4", 1, odd)
        rule = {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": 1})}
        sheet.conditional_format("C4:C9", rule)
        sheet.insert_image("E5", "common.png", {"image_data": a_picture(5)})
        sheet.add_table("H1:I3", {"name": "tbl" + name.replace(" ", ""),
                                  "columns": [{"header": "a"}, {"header": "b"}]})  # fmt: skip
    if NAME in sheets:
        notes = book.get_worksheet_by_name("Notes")
        notes.write_formula("A2", f"='{NAME}'!D5", None, 0)
        notes.write_formula("A3", f"=SUM('{NAME}'!C4:C7)", None, 0)
        book.get_worksheet_by_name(NAME).insert_image("E9", "own.png", {"image_data": a_picture(7)})
        book.get_worksheet_by_name(NAME).print_area("A1:B2")
        book.get_worksheet_by_name(NAME).write_comment("B2", "old comment")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{NAME}'!$C$4:$C$7"})
        book.get_worksheet_by_name(NAME).insert_chart("K9", chart)
        book.define_name(f"'{NAME}'!Mine", f"='{NAME}'!$A$1")
    if build:
        build(book)
    book.close()
    return path


def parts(data):
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    with zipfile.ZipFile(source) as file:
        return {name: file.read(name) for name in file.namelist()}


def grafted(path, scratch, name=NAME):
    with Package.open(path) as book:
        book.replace_sheet(name, scratch)
        book.save()
    return path


def read(path, **options):
    """The workbook as openpyxl reads it, which says of each extension that it is not for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, **options)


def listed(path):
    """The sheets as the workbook lists them, attribute by attribute."""
    return re.findall(r"<sheet [^>]*/>", parts(path)["xl/workbook.xml"].decode())


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
    assert "xl/worksheets/sheet3.xml" not in changed
    notes = read(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)["Notes"]
    assert [notes["A2"].value, notes["A3"].value] == [15, 33]


def test_what_only_the_replaced_sheet_used_goes_with_it(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    before = parts(path)
    grafted(path, a_return())
    with Container.open(path) as package:
        names = set(package.names())
        reached = {relationships.PACKAGE}
        for part in relationships.sources(package):
            reached |= {one.target for one in relationships.of(package, part).values()
                        if not one.external}  # fmt: skip
        unused = {n for n in names if not n.endswith(".rels") and n not in reached}
        assert unused == {content_types.PART}
        said = {part.lower() for part in names}
        assert set(content_types.overrides(package)) <= said
    media = [before[name] for name in before if "/media/" in name]
    kept = [content for name, content in parts(path).items() if "/media/" in name]
    assert a_picture(7).getvalue() in media
    assert a_picture(7).getvalue() not in kept
    assert a_picture(5).getvalue() in kept
    assert b"old comment" not in b"".join(parts(path).values())


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


def test_the_tab_that_was_open_stays_open(tmp_path):
    def open_notes(book):
        book.get_worksheet_by_name("Notes").activate()

    path = grafted(a_target(tmp_path / "a.xlsx", build=open_notes), a_return())
    assert read(path).active.title == "Notes"
    assert not read(path)[NAME].sheet_view.tabSelected

    def open_return(book):
        book.get_worksheet_by_name(NAME).activate()

    path = grafted(a_target(tmp_path / "b.xlsx", build=open_return), a_return())
    assert read(path)[NAME].sheet_view.tabSelected


def test_a_sheet_keeps_the_name_that_macros_call_it_by(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    edited(
        path, "xl/worksheets/sheet2.xml", b"<dimension", b'<sheetPr codeName="shReturn"/><dimension'
    )
    grafted(path, a_return())
    assert read(path)[NAME].sheet_properties.codeName == "shReturn"
    assert validator.errors(path) == []


def edited(path, name, old, new):
    """The workbook with one text replaced in one part."""
    all_parts = parts(path)
    assert old in all_parts[name]
    all_parts[name] = all_parts[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as file:
        for one, content in all_parts.items():
            file.writestr(one, content)
    return path


def test_names_of_the_replaced_sheet_stay_and_its_print_set_up_is_the_new_one(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    found = re.findall(r"<definedName ([^>]*)>([^<]*)<", parts(path)["xl/workbook.xml"].decode())
    assert sorted(found) == [
        ('name="Mine" localSheetId="1"', "'Q3 Return'!$A$1"),
        ('name="ReturnFirst"', "'Q3 Return'!$C$4"),
        ('name="_xlnm.Print_Area" localSheetId="1"', "'Q3 Return'!$A$1:$G$7"),
        ('name="_xlnm.Print_Titles" localSheetId="1"', "'Q3 Return'!$3:$3"),
    ]


def test_a_table_of_the_same_name_takes_the_place_of_the_old_one_with_its_number(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    grafted(path, a_return(table="tblQ3Return"))
    tables = {
        re.search(rb'displayName="([^"]+)', content)[1]: re.search(rb' id="(\d+)"', content)[1]
        for name, content in parts(path).items()
        if name.startswith("xl/tables/")
    }
    assert tables == {b"tblCover": b"1", b"tblQ3Return": b"2", b"tblNotes": b"3"}


def test_a_new_table_gets_a_number_of_its_own_and_its_styles(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_return())
    tables = [c for n, c in parts(path).items() if n.startswith("xl/tables/")]
    numbers = [re.search(rb' id="(\d+)"', content)[1] for content in tables]
    assert len(set(numbers)) == len(numbers) == 3
    new = next(content for content in tables if b"tblReturn" in content)
    index = int(re.search(rb'dataDxfId="(\d+)"', new)[1])
    assert read(path)._differential_styles[index].numFmt.formatCode == "#,##0.0;[Red]-#,##0.0"


def test_pending_edits_of_the_replaced_sheet_go_and_of_others_stay(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    with Package.open(path) as book:
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
    with Package.open(path) as book:
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
    with Package.from_bytes(data, "scratch.xlsx") as book:
        styles = book.styles
        present = book.sheet(NAME).style_at(1, 1)
        book.sheet(NAME).put_style(1, 1, styles.with_named_style(present, "Heading 1", 16))
        stream = io.BytesIO()
        with book._flushed() as container:
            container.dump(stream)
    return stream.getvalue()


def test_a_heading_stays_a_heading(tmp_path):
    path = grafted(a_target(tmp_path / "a.xlsx"), a_heading_style(a_return()))
    assert read(path)[NAME]["A1"].style == "Heading 1"
    assert validator.errors(path) == []


def dynamic(book, sheet):
    sheet.write_dynamic_array_formula("K1", "=_xlfn.UNIQUE(A4:A7)")


def in_cell_picture(book, sheet):
    sheet.embed_image("K1", "in.png", {"image_data": a_picture()})


@pytest.mark.parametrize("build", [dynamic, in_cell_picture])
def test_what_needs_parts_shared_by_sheets_is_refused_and_nothing_changes(tmp_path, build):
    with Package.open(a_target(tmp_path / "a.xlsx")) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(build=build))
        assert caught.value.code == "graft-unsupported"
        assert "K1" in str(caught.value)
        assert not book.changes()


@pytest.mark.parametrize("table", ["tblNotes", "TBLCOVER", "Period"])
def test_a_table_whose_name_is_taken_is_refused(tmp_path, table):
    def named(book):
        book.define_name("Period", "=Cover!$A$1")

    with Package.open(a_target(tmp_path / "a.xlsx", build=named)) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(table=table))
        assert caught.value.code == "table-name-taken"
        assert not book.changes()


def test_a_name_that_means_something_else_is_refused(tmp_path):
    def named(book):
        book.define_name("ReturnFirst", "=Cover!$A$1")

    with Package.open(a_target(tmp_path / "a.xlsx", build=named)) as book:
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
    with Package.open(path) as book, pytest.raises(RefusedEdit) as caught:
        book.replace_sheet(NAME, a_return())
    assert caught.value.code == "sheet-not-a-worksheet"


def test_a_scratch_workbook_without_the_sheet_is_refused(tmp_path):
    with Package.open(a_target(tmp_path / "a.xlsx")) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(name="Other"))
        assert caught.value.code == "sheet-missing"
        with pytest.raises(RefusedFile):
            book.replace_sheet(NAME, b"not a workbook")


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
    with Package.open(path) as book:
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


LOCKED = {"66_60320-protected.xlsx"}


@needs_corpus
@pytest.mark.parametrize(
    "path", [p for p in corpus() if p.name not in LOCKED], ids=lambda p: p.name
)
def test_a_foreign_workbook_takes_the_sheet_and_stays_as_valid_as_it_was(path, tmp_path):
    out = tmp_path / path.name
    out.write_bytes(path.read_bytes())
    before = parts(path)
    signed = any(name.startswith("_xmlsignatures/") for name in before)
    for rows in (4, 6):
        with Package.open(out, allow_signed=signed) as book:
            book.replace_sheet(NAME, a_return(rows))
            book.save()
    after = parts(out)
    touched = {plain(name) for name in before if after.get(name) != before[name]}
    assert touched <= {plain(name) for name in REGISTERS} | {"xl/calcchain.xml"}
    assert len(validator.errors(out)) <= len(validator.errors(path))


def plain(name):
    return name.lower().replace("\\", "/")
