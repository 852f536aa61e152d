import shutil
from datetime import date, time
from decimal import Decimal

import openpyxl
import pytest

from kpibook.domain.measures.measure import Measure, Unit
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.formats import excel_number, format_with_word, variance_format
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.sizes.column_widths import fit_changed_figures, fit_figures, letters_shown
from kpibook.workbook.template import template_path
from kpibook.workbook.writer import Change

UNITS = [
    *((unit, "") for unit in Unit),
    (Unit.QUANTITY, "kWh"),
    (Unit.DURATION, "mm:ss"),
    (Unit.DURATION, "hh:mm:ss"),
    (Unit.CURRENCY, "£m"),
    (Unit.COUNT, "days per child"),
]
VALUES = [Decimal(text) for text in ("0", "0.5", "72.1", "999.95", "1234.5", "12500000", "-3.25")]


@pytest.mark.parametrize(
    ("value", "code", "letters"),
    [
        (12_500_000, "£#,##0.00", len("£12,500,000.00")),
        (-12_500_000, "£#,##0.00", len("-£12,500,000.00")),
        (-12_500_000, "£#,##0.00;-£#,##0.00", len("-£12,500,000.00")),
        (0.7214, "0.0%", len("72.1%")),
        (1, "0%", len("100%")),
        (999.96, "#,##0.0", len("1,000.0")),
        (1234567, "General", len("1234567")),
        (1 / 3, "General", len("0.333333333")),
        (12_500_000, '#,##0.0,,"m"', len("12.5m")),
        (0, '+0;-0;"no change"', len("no change")),
        (7, "0000", 4),
        (1234, '#,##0" kWh"', len("1,234 kWh")),
        (12, 'General" kWh"', len("12 kWh")),
        (1.5, "[hh]:mm", len("36:00")),
        (100 / 24, "[h]:mm:ss", len("100:00:00")),
        (-5, "[Red]0", 2),
        (5, "_-0_-", 1),
        (12_500_000, r"\£#,##0", len("£12,500,000")),
    ],
)
def test_the_letters_of_a_number_are_those_that_excel_shows(value, code, letters):
    assert letters_shown(value, code) == letters


def measures():
    for unit, word in UNITS:
        for decimals in (None, 0, 1, 2, 4):
            yield Measure("PI.1", unit=unit, unit_word=word, decimals=decimals)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_format_has_room_for_the_figure_as_it_is_written(value):
    short = []
    for measure in measures():
        held = excel_number(measure.counted_in, value)
        letters = letters_shown(held, format_with_word(measure))
        written = measure.written(value)
        if measure.unit is Unit.PERCENT:
            written = written.replace(",", "")  # no cell groups the thousands of a percentage
        if letters < len(written) and measure.decimals is not None:
            short.append((measure.counted_in, measure.decimals, measure.written(value), letters))
        assert letters_shown(held, variance_format(measure)) >= 1
    assert short == []


def test_a_column_is_as_wide_as_its_widest_figure(tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(template_path(), path)
    with ClosedBook.open(path) as book:
        table = book.table(layout.THIS_QUARTER_TABLE)
        first = table.rows[0]
        book.write(
            [
                CellWrite(table.sheet, first[layout.REF].address, "PI.1"),
                CellWrite(table.sheet, first[layout.ACTUAL].address, 12_500_000, "£#,##0.00"),
            ]
        )
        before = _width(path, first[layout.ACTUAL].address)
        fit_figures(book, layout.THIS_QUARTER_TABLE)
        book.save()
    assert before < len("£12,500,000.00") < _width(path, first[layout.ACTUAL].address)
    others = [_width(path, cell.address) for cell in (first[layout.REF], first[layout.TARGET])]
    assert others == [
        _width(template_path(), cell.address) for cell in (first[layout.REF], first[layout.TARGET])
    ]


def _width(path, address):
    sheet = openpyxl.load_workbook(path)[layout.THIS_QUARTER]
    columns = openpyxl.utils.column_index_from_string(address.rstrip("0123456789"))
    groups = sheet.column_dimensions.values()
    return next(group.width for group in groups if group.min <= columns <= group.max)


_CHANGES = [
    [("Actual", 12_500_000, "£#,##0.00"), ("Target", 0.721, "0.0%")],
    [("Actual", Decimal("-1234567.5"), None), ("Commentary", "A text", None)],
    [("Actual", date(2022, 1, 17), "dd/mm/yyyy")],
    [("Actual", 44_578.25, "dd/mm/yyyy hh:mm")],
    [("Actual", time(1, 30), None)],
    [("Actual", 5, None, "=2+3")],
    [("Actual", None, None), ("Target", True, None)],
    [("Actual", 1, None), ("Actual", 1_000_000_000, "#,##0.000")],
]


@pytest.mark.parametrize("changes", _CHANGES, ids=str)
def test_changed_figures_get_the_widths_that_reading_the_table_again_gives(changes, tmp_path):
    def widths(*, is_read_again):
        path = tmp_path / "book.xlsx"
        shutil.copy(template_path(), path)
        with ClosedBook.open(path) as book:
            table = book.table(layout.THIS_QUARTER_TABLE)
            first = table.rows[0]
            book.write([CellWrite(table.sheet, first[layout.PREVIOUS].address, 123_456.5, "0.00")])
            before = book.table(layout.THIS_QUARTER_TABLE)
            made = [_change(first[heading], table.sheet, *new) for heading, *new in changes]
            book.write([change.write for change in made])
            if is_read_again:
                fit_figures(book, layout.THIS_QUARTER_TABLE)
            else:
                fit_changed_figures(book, before, made)
            book.save()
        return {heading: _width(path, cell.address) for heading, cell in first.items()}

    assert widths(is_read_again=False) == widths(is_read_again=True)


def _change(cell, sheet, value, code, formula=None):
    write = CellWrite(sheet, cell.address, value, code, formula)
    return Change("PI.1", "", None, write, old_format=cell.number_format)
