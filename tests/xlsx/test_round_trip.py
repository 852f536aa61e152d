"""One cell edited and the file saved: nothing else may differ, whoever made the workbook."""

import datetime as dt
import io
import math
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from kpibook.errors import KpibookError, RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.opc.opc_package import normalised
from tests.support.packages import inline, packed, parts
from tests.support.shared import corpus, needs_corpus

#: What a cell of a foreign workbook may be refused for.
REFUSED = {"workbook-signed", "cell-merged", "cell-in-pivot", "cell-is-heading", "cell-in-array"}

#: Foreign workbooks that cannot be opened, by what their names hold, and why.
CANNOT_OPEN = {"60320-protected": "workbook-encrypted"}
OPEN = [path for path in corpus() if not any(part in path.name for part in CANNOT_OPEN)]

WRITTEN = [
    ("A1", 12.5),
    ("B2", "=looks like a formula"),
    ("AK90", "far away"),
    ("C3", True),
    ("D9", "plain & <x>"),
]


def everything(content):
    """Every cell's value as openpyxl reads it, formulas and results, by sheet and address."""
    found = {}
    for results in (False, True):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=results)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        found[results, sheet.title, cell.coordinate] = (
                            _plain(cell.value),
                            cell.number_format,
                        )
    return found


def _plain(value):
    """Array and data-table formulas are objects that differ by identity only."""
    return getattr(value, "text", None) or (vars(value) if hasattr(value, "__dict__") else value)


def by_calamine(content):
    """Every cell's value as python-calamine reads it, by sheet and position."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError:  # it reads no chart sheets, and no newer error values
            continue
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value != "":
                    found[name, row, column] = value
    return found


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {normalised(i.filename): archive.read(i) for i in archive.infolist()}


def same(a, b):
    both_nan = isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b)
    return both_nan or a == b


def edited(path, target):
    """The workbook with a few cells of its first sheet written, and which ones."""
    with Workbook.open(path) as book:
        sheet = next(book.sheet(i.name) for i in book.sheets if i.kind == "worksheet" and i.part)
        written, refused = [], set()
        for address, value in WRITTEN:
            try:
                sheet.set(address, value)
            except RefusedEdit as error:
                refused.add(error.code)
            else:
                written.append(address)
        assert refused <= REFUSED
        changes = book.changes()
        # Shared with whoever opens the file next: what was written is what is there.
        seen = {address: sheet.cell(address) for address in written}
        results = {
            (changed.name, row, column): changed.cell(_address(row, column)).formula is not None
            for name, rows in book.new_results.items()
            for changed in [book.sheet(name)]
            for row, columns in rows.items()
            for column in columns
        }
        book.save(target)
        for address in written:
            assert sheet.cell(address) == seen[address]
        return sheet.name, written, changes, results


def check(path, tmp_path):
    before = path.read_bytes()
    target = tmp_path / path.name
    sheet, written, changes, results = edited(path, target)
    after = target.read_bytes()

    old, new = members(before), members(after)
    expected = {*changes.rewritten, *changes.added, *changes.removed}
    assert {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} <= expected
    assert [n for n in new if n in old] == [n for n in old if n in new], "the order of the parts"

    touched = {(data_only, sheet, address) for data_only in (False, True) for address in written}
    touched |= {(True, name, _address(row, column)) for name, row, column in results}
    # Most cells of an array formula hold a result and no formula.
    touched |= {(False, n, _address(r, c)) for (n, r, c), formula in results.items() if not formula}
    compare(everything, before, after, touched)
    places = {(sheet, *_position(address)) for address in written} | results.keys()
    compare(by_calamine, before, after, places)


def compare(read, before, after, touched):
    try:
        old = read(before)
    except Exception:  # noqa: BLE001 - a reader that cannot read the original proves nothing
        return
    new = read(after)
    differ = [
        (key, old.get(key), new.get(key))
        for key in old.keys() | new.keys()
        if key not in touched and not same(old.get(key), new.get(key))
    ]
    assert differ == []


def _position(address):
    return openpyxl.utils.cell.coordinate_to_tuple(address)


def _address(row, column):
    return f"{openpyxl.utils.get_column_letter(column)}{row}"


def by_xlsxwriter():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet("Numbers")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        bold = book.add_format({"bold": True})
        for row in range(40):
            sheet.write_row(row, 4, [row, row / 7, f"text {row}", row % 2 == 0])
            sheet.write_datetime(row, 8, dt.date(2026, 1, 1 + row % 28), date)
            sheet.write_formula(row, 9, f"=E{row + 1}*2", bold, row * 2)
        sheet.write_rich_string(50, 4, "rich ", bold, "text")
        sheet.merge_range("E60:F61", "merged", bold)
        sheet.conditional_format("E1:E40", {"type": "data_bar"})
        sheet.data_validation("E1:E40", {"validate": "integer", "criteria": ">", "value": 0})
        sheet.add_sparkline("L1", {"range": "E1:H1"})
        sheet.autofilter("E1:H40")
        book.add_worksheet("Other").write_url("A1", "https://example.org", string="link")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Numbers!$E$1:$E$40"})
        sheet.insert_chart("M2", chart)
        bars = book.add_chart({"type": "bar"})
        bars.add_series({"values": "=Numbers!$F$1:$F$40"})
        book.add_chartsheet("Chart").set_chart(bars)
        book.define_name("Rate", "=Numbers!$E$1")
    return memory.getvalue()


ROWS = "".join(
    f'<row r="{n}" spans="1:3"><c r="A{n}"><v>{n}</v></c>{inline(f"B{n}", f"t {n}")}'
    f'<c r="C{n}" s="1"><v>{45000 + n}</v></c></row>'
    for n in range(1, 30)
)
WITHOUT_ADDRESSES = "".join(f"<row><c><v>{n}</v></c><c><v>{n / 4}</v></c></row>" for n in range(9))
BOOKS = {
    "xlsxwriter": by_xlsxwriter,
    "plain": lambda: packed(parts(ROWS, head='<dimension ref="A1:C29"/>')),
    "prefixed": lambda: packed(parts(ROWS, prefix="x")),
    "strict": lambda: packed(parts(ROWS, strict=True)),
    "no addresses": lambda: packed(parts(WITHOUT_ADDRESSES)),
    "empty": lambda: packed(parts(sheet_data="<sheetData/>")),
    "shared strings": lambda: packed(
        parts(
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
            texts=["<t>one</t>", "<r><t>tw</t></r><r><t>o</t></r>"],
        )
    ),
    "1904": lambda: packed(parts(ROWS, before_sheets='<workbookPr date1904="1"/>')),
    "formatted xml": lambda: packed(parts(ROWS.replace("<", "\n  <").replace("\n  </", "</"))),
}


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_workbook_we_make_differs_in_nothing_but_the_edit(tmp_path, name):
    path = tmp_path / "made" / "book.xlsx"
    path.parent.mkdir()
    path.write_bytes(BOOKS[name]())

    check(path, tmp_path)


@needs_corpus
@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.name)
def test_a_foreign_workbook_differs_in_nothing_but_the_edit(tmp_path, path: Path):
    check(path, tmp_path)


@needs_corpus
@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.name)
def test_a_foreign_workbook_saved_without_an_edit_is_the_same_file(tmp_path, path: Path):
    with Workbook.open(path) as book:
        for info in book.sheets:
            if info.kind == "worksheet" and info.part:
                for _ in book.sheet(info.name).rows():
                    pass
        saved = book.save(tmp_path / path.name)

    assert saved.read_bytes() == path.read_bytes()


@needs_corpus
def test_a_foreign_workbook_that_cannot_be_opened_says_why():
    for path in corpus():
        if path not in OPEN:
            with pytest.raises(KpibookError) as caught:
                Workbook.open(path)
            assert caught.value.code in CANNOT_OPEN.values()
