from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields

import pytest

from kpibook.domain.measures.measure import Measure
from kpibook.workbook import layout
from kpibook.workbook.layout import Column, FilledBy, Holds, Setting

TABLES = {
    layout.THIS_QUARTER_TABLE: layout.THIS_QUARTER_COLUMNS,
    layout.MEASURES_TABLE: layout.REGISTER_COLUMNS,
    layout.HISTORY_TABLE: layout.HISTORY_COLUMNS,
}
COLUMNS = [
    pytest.param(column, id=f"{table}, {column.heading}")
    for table, columns in TABLES.items()
    for column in columns
]


@pytest.mark.parametrize("name", layout.SHEETS)
def test_excel_takes_the_sheet_name(name: str) -> None:
    assert 0 < len(name) <= 31
    assert not set(name) & set(r"[]:*?/\'")


@pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES)
def test_no_table_has_a_heading_twice(columns: tuple[Column, ...]) -> None:
    headings = [heading.casefold() for heading in layout.headings(columns)]

    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("column", COLUMNS)
def test_the_help_fits_an_input_message(column: Column) -> None:
    assert len(column.help) <= 255
    assert len(column.heading) <= 32, "the heading is the title of the message"


@pytest.mark.parametrize("column", COLUMNS)
def test_who_types_is_helped_and_who_does_not_is_left_alone(column: Column) -> None:
    assert bool(column.help) == (column.filled is FilledBy.BY_OFFICER)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_choice_names_its_list_and_nothing_else_does(column: Column) -> None:
    assert bool(column.choices) == (column.holds is Holds.CHOICE)


@pytest.mark.parametrize("setting", layout.SETTINGS_ROWS, ids=lambda setting: setting.label)
def test_a_setting_has_a_name_that_excel_takes(setting: Setting) -> None:
    assert re.fullmatch(r"kpibook_[a-z_]+", setting.name)
    assert len(setting.help) <= 255


def test_what_the_register_says_comes_under_the_same_heading_on_both_sheets() -> None:
    both = (layout.REF, layout.MEASURE, layout.UNIT, layout.POLARITY, layout.TARGET)

    for columns in (layout.THIS_QUARTER_COLUMNS, layout.MEASURES_COLUMNS):
        assert set(both) <= set(layout.headings(columns))


def test_every_column_of_the_register_has_a_field_of_its_own_and_can_be_written() -> None:
    names = [column.field for column in layout.REGISTER_COLUMNS]

    assert all(names)
    assert len(set(names)) == len(names)
    assert all(column.write is not None for column in layout.REGISTER_COLUMNS)


def test_the_columns_fill_every_field_of_a_measure_between_them() -> None:
    filled = [column.field for column in layout.REGISTER_COLUMNS if column.read is not None]

    where_it_was_read = {
        *("source", "places", "guessed", "contradicted"),
        *("unit_word", "unit_means", "words"),
    }
    assert sorted(filled) == sorted({f.name for f in fields(Measure)} - where_it_was_read)


def test_the_layout_imports_nothing_but_the_columns_and_the_names_of_agreed_parts() -> None:
    listing = "import sys, kpibook.workbook.layout; print(*sorted(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", listing], check=True, capture_output=True, text=True
    )

    ours = {name for name in done.stdout.split() if name.startswith("kpibook")}
    assert ours == {
        "kpibook",
        "kpibook.on_use",
        "kpibook.on_use.dataclass",
        "kpibook.on_use.slot_init",
        "kpibook.on_use.comparing",
        "kpibook.on_use.methods",
        "kpibook.domain",
        "kpibook.domain.sign_off",
        "kpibook.domain.sign_off.agreed_part",
        "kpibook.version",
        "kpibook.workbook",
        "kpibook.workbook.column",
        "kpibook.workbook.layout",
    }
