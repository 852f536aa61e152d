from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from workbook_templates import build as script
from workbook_templates import report_document
from workbook_templates.validations import quarter_rule, validation

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.number import MARKERS, OK_MARKER
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import WorkbookError
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.echoes import echo_of
from kpibook.workbook.layout import Column, FilledBy, Holds
from kpibook.workbook.sizes import look
from kpibook.workbook.template import (
    NAME,
    REPORT_NAME,
    report_template_bytes,
    template_bytes,
    template_path,
)
from tests.support import libreoffice, validator, wheel

ROOT = Path(__file__).parents[2]
TABLES = {
    layout.THIS_QUARTER: (layout.THIS_QUARTER_TABLE, layout.TEMPLATE_QUARTER_COLUMNS),
    layout.MEASURES: (
        layout.MEASURES_TABLE,
        layout.REGISTER_COLUMNS,
    ),
    layout.HISTORY: (layout.HISTORY_TABLE, layout.TEMPLATE_HISTORY_COLUMNS),
    layout.ACTIONS: (layout.ACTIONS_TABLE, layout.ACTION_COLUMNS),
}
COLUMNS = [
    pytest.param(sheet, number, column, id=f"{sheet}, {column.heading}")
    for sheet, (_, columns) in TABLES.items()
    for number, column in enumerate(columns, start=1)
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(template_path())


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    into = tmp_path_factory.mktemp("recalculated")
    return openpyxl.load_workbook(libreoffice.recalculated(template_path(), into), data_only=True)


def blank_row(sheet: Worksheet) -> int:
    """The one row below the header of the sheet's only table."""
    (table,) = sheet.tables.values()
    first, last = (int("".join(filter(str.isdigit, cell))) for cell in table.ref.split(":"))
    assert last == first + 1, f"{table.name} has more than one row"
    return last


def rule_at(sheet: Worksheet, cell: str) -> DataValidation | None:
    return next((rule for rule in sheet.data_validations.dataValidation if cell in rule), None)


# The file and its build


def test_the_committed_template_is_what_the_script_builds() -> None:
    assert not script.is_stale(), "run `make template` and commit the workbook"
    stale = script.is_stale(script.FORECAST_FILE, forecast=True)
    assert not stale, "run `make template` and commit the workbook"


def test_the_template_for_forecasts_has_the_forecast_and_its_status(tmp_path: Path) -> None:
    with ClosedBook.open(template_path(forecast=True)) as book:
        table = book.table(layout.THIS_QUARTER_TABLE)

    assert table is not None
    assert list(table.headings) == layout.headings(layout.FORECAST_QUARTER_COLUMNS)
    assert set(table.headings) - set(layout.headings(layout.TEMPLATE_QUARTER_COLUMNS)) == {
        layout.FORECAST,
        layout.FORECAST_STATUS,
    }


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    builds = [BytesIO(), BytesIO()]
    for buffer in builds:
        script.build(buffer)
    script.build(tmp_path / NAME)
    # In another process nothing is left over from the builds above.
    another = "from io import BytesIO; from workbook_templates import build; b = BytesIO();"
    another += "build.build(b); import sys; sys.stdout.buffer.write(b.getvalue())"
    elsewhere = subprocess.run(
        [sys.executable, "-c", another], cwd=ROOT, capture_output=True, check=True
    ).stdout

    assert {buffer.getvalue() for buffer in builds} == {elsewhere}
    assert (tmp_path / NAME).read_bytes() == elsewhere


def test_the_check_fails_on_a_stale_file_and_passes_once_it_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "workbook_templates"
    shutil.copytree(ROOT / "workbook_templates", folder)
    (folder / NAME).write_bytes(b"")
    run = [sys.executable, folder / "build.py"]

    stale = subprocess.run([*run, "--check"], capture_output=True, text=True, check=False)
    subprocess.run(run, capture_output=True, check=True)
    fresh = subprocess.run([*run, "--check"], capture_output=True, text=True, check=False)

    assert (stale.returncode, fresh.returncode) == (1, 0)
    assert "make template" in stale.stderr


def test_the_template_of_the_report_is_as_its_script_builds_it(tmp_path: Path) -> None:
    assert not script.is_report_stale()
    stale = tmp_path / REPORT_NAME
    stale.write_bytes(report_template_bytes()[:-1])
    assert script.is_report_stale(stale)
    assert report_document.content() == report_document.content()


def test_the_template_of_the_report_is_a4_in_british_english_with_page_numbers() -> None:
    with zipfile.ZipFile(BytesIO(report_template_bytes())) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}

    assert '<w:pgSz w:w="11906" w:h="16838"/>' in parts["word/document.xml"]
    assert '<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert re.findall(r'instr=" (\w+) "', parts["word/footer1.xml"]) == ["PAGE", "NUMPAGES"]


def test_word_opens_the_template_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / REPORT_NAME
    path.write_bytes(report_template_bytes())

    assert validator.errors(path) == []


def test_one_word_changed_makes_it_stale(tmp_path: Path) -> None:
    edited = tmp_path / NAME
    with zipfile.ZipFile(template_path()) as package, zipfile.ZipFile(edited, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(b"Commentary", b"Comment"))

    assert script.is_stale(edited)


def test_packed_again_with_the_same_parts_it_is_not_stale(tmp_path: Path) -> None:
    stored = tmp_path / NAME
    with zipfile.ZipFile(template_path()) as package, zipfile.ZipFile(stored, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name))

    assert stored.read_bytes() != template_bytes()
    assert not script.is_stale(stored)


# Finding it


def test_the_template_that_came_with_the_package_wins(tmp_path: Path) -> None:
    in_wheel, in_checkout = tmp_path / "wheel", tmp_path / "checkout"
    for folder in (in_wheel, in_checkout):
        folder.mkdir()
        (folder / NAME).write_bytes(folder.name.encode())

    assert template_bytes((in_wheel, in_checkout)) == b"wheel"
    assert template_bytes((tmp_path / "nowhere", in_checkout)) == b"checkout"


def test_a_missing_template_is_explained(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="make template") as caught:
        template_path((tmp_path,))

    assert caught.value.code == "template-missing"


def test_the_wheel_contains_the_template() -> None:
    assert wheel.contents()[f"kpibook/workbook_templates/{NAME}"] == template_bytes()
    report = wheel.contents()[f"kpibook/workbook_templates/{REPORT_NAME}"]
    assert report == report_template_bytes()


# What it holds


def test_the_sheets_come_in_order_and_the_cover_is_first_seen(book: Workbook) -> None:
    assert tuple(book.sheetnames) == layout.SHEETS
    assert book.active.title == layout.COVER
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_every_sheet_has_a_title_that_screen_readers_find(book: Workbook) -> None:
    assert {sheet.title: sheet["A1"].style for sheet in book} == dict.fromkeys(
        layout.SHEETS, "Heading 1"
    )
    assert all(sheet["A1"].value for sheet in book)


def test_the_sections_of_the_cover_are_headings_too(book: Workbook) -> None:
    cells = book[layout.COVER]["A"]

    assert [cell.value for cell in cells if cell.style == "Heading 2"] == [
        "How to use this workbook",
        "What the colours mean",
        "Sheets",
    ]


def test_the_document_has_a_title_an_author_and_a_language(book: Workbook) -> None:
    about = book.properties

    assert (about.title, about.creator, about.language) == (
        "Performance workbook",
        "kpibook",
        "en-GB",
    )


def test_no_cells_are_merged_and_everything_is_in_one_font(book: Workbook) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {look.FONT}


@pytest.mark.parametrize("sheet", TABLES)
def test_a_data_sheet_has_its_table_with_one_blank_row(book: Workbook, sheet: str) -> None:
    name, columns = TABLES[sheet]
    table = book[sheet].tables[name]

    assert list(book[sheet].tables) == [name]
    assert table.column_names == layout.headings(columns)
    assert table.autoFilter is not None
    below = book[sheet][blank_row(book[sheet])]
    assert [cell.value for cell in below] == [None] * len(columns)


@pytest.mark.parametrize(("sheet", "number", "column"), COLUMNS)
def test_a_column_that_is_typed_in_tells_what_belongs_there(
    book: Workbook, sheet: str, number: int, column: Column
) -> None:
    cell = book[sheet].cell(blank_row(book[sheet]), number)

    rule = rule_at(book[sheet], cell.coordinate)

    assert (rule is not None) == bool(column.help)
    if rule is not None:
        assert rule.prompt == column.help
        assert rule.promptTitle == column.heading
        assert (rule.type == "list") == bool(
            column.choices or column.heading in (layout.SUPPRESS, layout.STATE)
        )
        assert not column.choices or rule.formula1 == f"kpibook_{column.choices}"


def test_an_officer_chooses_whether_small_numbers_are_withheld(book: Workbook) -> None:
    sheet = book[layout.MEASURES]
    column = layout.REGISTER_COLUMNS.index(layout.SUPPRESS_COLUMN) + 1
    cell = sheet.cell(blank_row(sheet), column)

    rule = rule_at(sheet, cell.coordinate)

    assert cell.offset(row=-1).value == layout.SUPPRESS
    assert rule is not None
    assert (rule.formula1, rule.allow_blank, rule.showErrorMessage) == ('"Yes,No"', True, True)


@pytest.mark.parametrize(("sheet", "number", "column"), COLUMNS)
def test_only_what_is_typed_is_unlocked(
    book: Workbook, sheet: str, number: int, column: Column
) -> None:
    cell = book[sheet].cell(blank_row(book[sheet]), number)

    assert cell.protection.locked == (column.filled is not FilledBy.BY_OFFICER)


@pytest.mark.parametrize(("sheet", "number", "column"), COLUMNS)
def test_excel_cannot_make_a_date_or_a_fraction_of_what_is_typed(
    book: Workbook, sheet: str, number: int, column: Column
) -> None:
    cell = book[sheet].cell(blank_row(book[sheet]), number)
    guessed_at = column.holds in (Holds.YEAR, Holds.PERIOD, Holds.TOLERANCE)

    assert not guessed_at or cell.number_format == "@"
    assert column.holds is not Holds.FIGURE or cell.number_format == "General"


def test_this_quarter_is_protected_without_a_password(book: Workbook) -> None:
    protection = book[layout.THIS_QUARTER].protection

    assert protection.sheet
    assert not protection.password
    # In the file a 1 means that it is forbidden.
    assert not any(
        (protection.formatColumns, protection.formatRows, protection.sort, protection.autoFilter)
    )
    assert not protection.selectLockedCells
    assert not protection.selectUnlockedCells


@pytest.mark.parametrize(
    "sheet", [layout.ACTIONS, layout.MEASURES, layout.HISTORY, layout.SETTINGS]
)
def test_the_sheets_that_people_keep_are_not_protected(book: Workbook, sheet: str) -> None:
    assert not book[sheet].protection.sheet


@pytest.mark.parametrize("sheet", TABLES)
def test_header_and_measure_stay_in_sight(book: Workbook, sheet: str) -> None:
    below = blank_row(book[sheet])

    assert book[sheet].freeze_panes == f"C{below}"
    assert book[sheet].print_title_rows == f"${below - 1}:${below - 1}"


def test_this_quarter_opens_at_its_first_figure_and_prints_figures_words_and_results_apart(
    book: Workbook,
) -> None:
    sheet = book[layout.THIS_QUARTER]
    below = blank_row(sheet)
    headings = {str(cell.value): cell.column_letter for cell in sheet[below - 1]}
    (at,) = (each for each in sheet.sheet_view.selection if each.pane == "bottomRight")

    assert at.activeCell == f"{headings['Actual']}{below}"
    assert not sheet[at.activeCell].protection.locked
    starts = [sheet.cell(below - 1, each.id + 1).value for each in sheet.col_breaks.brk]
    assert starts == [layout.AS_AT, layout.STATUS]
    assert sheet.page_setup.scale == 91, "10 points are printed as 9.1"
    assert sheet.print_title_cols == "$A:$B", "each page says which measure a row is"


@pytest.mark.parametrize("name", layout.SHEETS)
def test_a_sheet_prints_on_a4(book: Workbook, name: str) -> None:
    sheet = book[name]

    assert int(sheet.page_setup.paperSize) == 9
    if name in (layout.THIS_QUARTER, layout.MEASURES, layout.LISTS):
        assert sheet.page_setup.scale > 80
    else:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
    assert (sheet.page_setup.orientation == "landscape") == (name != layout.COVER)
    assert sheet.print_area == ""


# Settings, lists and key


def test_every_setting_is_a_named_cell_with_its_default(book: Workbook) -> None:
    for setting in layout.SETTINGS_ROWS:
        ((sheet, cell),) = book.defined_names[setting.name].destinations
        value = book[sheet][cell]

        assert sheet == layout.SETTINGS
        assert (value.value or "") == setting.default
        assert value.offset(column=-1).value == setting.label
        assert rule_at(book[sheet], value.coordinate).prompt == setting.help


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("units", [unit.value for unit in Unit], id="units"),
        pytest.param("polarities", [polarity.value for polarity in Polarity], id="polarities"),
        pytest.param("bases", [basis.value for basis in Basis], id="bases"),
        pytest.param("markers", [*MARKERS, OK_MARKER], id="markers"),
    ],
)
def test_a_list_offers_what_kpibook_knows_and_explains_it(
    book: Workbook, name: str, words: list[str]
) -> None:
    ((sheet, cells),) = book.defined_names[f"kpibook_{name}"].destinations
    listed = [row[0] for row in book[sheet][cells]]

    assert sheet == layout.LISTS
    assert [cell.value for cell in listed] == words
    assert all(cell.offset(column=1).value for cell in listed)


def test_the_key_is_the_scheme_in_words_and_in_its_colours(book: Workbook) -> None:
    sheet, scheme = book[layout.KEY], load_scheme(layout.SCHEME_SETTING.default)
    rows = [row for row in sheet.iter_rows(min_row=6) if row[0].value]

    assert [(row[0].value, row[2].value) for row in rows] == scheme.in_words()
    for row, status in zip(rows, scheme.statuses.values(), strict=False):
        assert row[0].font.color.rgb == "FF" + status.colour.removeprefix("#")
        plain = status.fill == look.WHITE
        assert plain or row[0].fill.fgColor.rgb == "FF" + status.fill.removeprefix("#")


def test_colours_follow_the_word_in_the_cell_and_show_it_with_its_symbol(book: Workbook) -> None:
    sheet, scheme = book[layout.THIS_QUARTER], load_scheme()
    by_label = {
        rule.formula[0].strip('"'): rule
        for cells in sheet.conditional_formatting
        for rule in cells.rules
        if rule.type == "cellIs"
    }

    assert set(by_label) == {
        scheme.label(word)
        for kind in (Status, Direction)
        for word in kind
        if word not in (Status.EXCEEDING, Status.NOT_DUE)
    }
    for appearance in (*scheme.statuses.values(), *scheme.directions.values()):
        shown = by_label[appearance.label].dxf
        assert shown.numFmt is None or shown.numFmt.formatCode == f'"{appearance.symbol} "@'
        assert (shown.numFmt is None) == (appearance.symbol == "")
    for appearance in scheme.statuses.values():
        assert by_label[appearance.label].dxf.fill.bgColor.rgb == "FF" + appearance.fill[1:]


# As other programs see it


def test_the_validator_finds_nothing() -> None:
    assert validator.errors(template_path()) == []


def test_libreoffice_prints_it(tmp_path: Path) -> None:
    pdf = libreoffice.to_pdf(template_path(), tmp_path)

    pages, text = libreoffice.pdf_pages(pdf), libreoffice.pdf_text(pdf)
    assert all(f"Page {number} of {pages}" in text for number in range(1, pages + 1))
    assert "###" not in text


def test_the_values_in_the_file_are_those_of_its_formulas(
    book: Workbook, calculated: Workbook
) -> None:
    cached = openpyxl.load_workbook(template_path(), data_only=True)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    assert len(formulas) == len(layout.SETTINGS_ROWS) + 1
    for sheet, cell in formulas:
        assert calculated[sheet][cell].value == cached[sheet][cell].value


@pytest.fixture(scope="module")
def evaluate(tmp_path_factory: pytest.TempPathFactory):
    """What formulas about one cell are worth for several texts in it, as LibreOffice says."""

    def worth(formula_for, texts: list[object]) -> list[object]:
        folder = tmp_path_factory.mktemp("formulas")
        with xlsxwriter.Workbook(folder / "texts.xlsx") as book:
            sheet = book.add_worksheet()
            for row, text in enumerate(texts):
                sheet.write(row, 0, text)
                sheet.write_formula(row, 1, f"=IFERROR({formula_for(f'A{row + 1}')[1:]},FALSE)")
        done = libreoffice.recalculated(folder / "texts.xlsx", folder / "out")
        return [row[1] for row in openpyxl.load_workbook(done, data_only=True).active.values]

    return worth


def test_the_period_is_spelt_out_as_in_a_committee_report(evaluate) -> None:
    quarters = [Quarter(year, number) for year in (1999, 2021, 2026) for number in (1, 2, 3, 4)]
    formula = echo_of(layout.PERIOD_SETTING)

    said = evaluate(
        lambda cell: formula.replace(layout.PERIOD_SETTING.name, cell), [str(q) for q in quarters]
    )

    assert said == [quarter.long_label for quarter in quarters]


def test_a_period_is_let_in_when_it_is_written_as_kpibook_writes_it(evaluate) -> None:
    right = [str(Quarter(year, number)) for year in (1999, 2021) for number in (1, 2, 3, 4)]
    wrong = ["Q5 2021/22", "Q3 2021/23", "Q3 2021", "Q3 2021-22", "3 2021/22", "Q33 021/22", "now"]

    assert evaluate(quarter_rule, right + wrong) == [True] * len(right) + [False] * len(wrong)


def test_a_financial_year_is_let_in_when_its_two_years_follow(evaluate) -> None:
    introduced = next(c for c in layout.MEASURES_COLUMNS if c.holds is Holds.YEAR)

    let_in = evaluate(
        lambda cell: validation(introduced, cell)["value"],
        ["2021/22", "1999/00", "2021/23", "2021-22", "2021", "2021/2022"],
    )

    assert let_in == [True, True, False, False, False, False]
