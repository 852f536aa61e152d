from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite, TableRows, Value
from kpibook.workbook.reader import (
    history_before,
    needed_table,
    read_settings,
    read_workbook,
    setting_cell,
)
from kpibook.xlsx import Cell
from tests.workbook.rows import a_cell, a_formula

SHEETS = {
    layout.THIS_QUARTER_TABLE: (layout.THIS_QUARTER, layout.THIS_QUARTER_COLUMNS),
    layout.MEASURES_TABLE: (layout.MEASURES, layout.MEASURES_COLUMNS),
    layout.HISTORY_TABLE: (layout.HISTORY, layout.HISTORY_COLUMNS),
}
PI1 = {"Ref": "PI.1", "Measure": "Title", "Unit": "percent", "Which way is good": "higher"}
PI2 = {**PI1, "Ref": "PI.2"}


class PaperBook:
    """A book on paper: tables and settings in memory, which nothing writes to."""

    name = "Housing Q3.xlsx"
    sheet_names: Sequence[str] = layout.SHEETS

    def __init__(
        self,
        register: Sequence[Mapping[str, object]] = (PI1,),
        quarter: Sequence[Mapping[str, object]] = ({"Ref": "PI.1"},),
        history: Sequence[Mapping[str, object]] = (),
        settings: Mapping[str, object] | None = None,
        outside: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] | None = None,
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        given = zip(SHEETS, (quarter, register, history), strict=True)
        self.rows = dict(given)
        self.outside = outside or {}
        self.columns = {
            name: layout.headings(columns_of) for name, (_, columns_of) in SHEETS.items()
        } | dict(columns or {})
        defaults = {setting.name: setting.default for setting in layout.SETTINGS_ROWS}
        self.settings = {**defaults, "kpibook_period": "Q3 2021/22", **(settings or {})}

    def table(self, name: str) -> TableRows | None:
        if name not in self.rows or not self.columns[name]:
            return None
        headings = tuple(self.columns[name])
        rows = [
            {h: self._cell(row.get(h), number, i) for i, h in enumerate(headings)}
            for number, row in enumerate(self.rows[name], start=6)
        ]
        return TableRows(name, SHEETS[name][0], headings, tuple(rows), *self.outside.get(name, ()))

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        if name not in self.settings:
            return None
        return layout.SETTINGS, a_cell(self.settings[name], address="B6")

    def cell(self, sheet: str, address: str) -> Cell:
        return a_cell(None, address=address)

    def write(self, writes: Sequence[CellWrite]) -> None:
        raise AssertionError("reading writes nothing")

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        raise AssertionError("reading writes nothing")

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        raise AssertionError("reading writes nothing")

    @staticmethod
    def _cell(value: object, row: int, column: int) -> Cell:
        if isinstance(value, Cell):
            return value
        return a_cell(value, address=f"{chr(ord('A') + column % 26)}{row}")


def read(book: Book) -> PerformanceWorkbook:
    return read_workbook(book)


def codes(workbook: PerformanceWorkbook) -> list[str]:
    return [finding.code for finding in workbook.findings]


def test_a_workbook_in_order_is_read_without_findings() -> None:
    workbook = read(
        PaperBook(
            quarter=[{"Ref": "PI.1", "Actual": a_cell(0.721, "0.0%")}],
            history=[{"Ref": "pi 1", "Period": "Q2 2021/22", "Actual": "70%"}],
        )
    )

    assert codes(workbook) == ["number-as-text"], "the 70% of the history is text"
    assert workbook.file == "Housing Q3.xlsx"
    assert workbook.measures["PI1"].unit is Unit.PERCENT
    assert workbook.readings["PI1"].actual == Decimal("72.1")
    assert workbook.history["PI1", Quarter(2021, 2)].actual == Decimal(70)


def test_settings_are_text_and_a_period() -> None:
    settings = read_settings(
        PaperBook(
            settings={
                "kpibook_council": " Invented Borough Council ",
                "kpibook_directorate": None,
                "kpibook_scheme": "",
            }
        )
    )

    assert settings.period == Quarter(2021, 3)
    assert settings.council == "Invented Borough Council"
    assert settings.directorate == ""
    assert settings.scheme == "standard"


def test_a_period_that_excel_made_a_date_is_its_quarter() -> None:
    day = datetime(2021, 12, 31)  # noqa: DTZ001 - Excel has no zones

    assert read_settings(PaperBook(settings={"kpibook_period": day})).period == Quarter(2021, 3)


@pytest.mark.parametrize("said", ["", None, "Q3 2021", "now", 3])
def test_a_period_that_is_none_is_refused_at_its_cell(said: object) -> None:
    with pytest.raises(WorkbookError) as caught:
        read_settings(PaperBook(settings={"kpibook_period": said}))

    assert str(caught.value.where) == "Housing Q3.xlsx 'Settings'!B6"
    assert "Q3 2021/22" in caught.value.fix


@pytest.mark.parametrize("setting", layout.SETTINGS_ROWS, ids=lambda setting: setting.label)
def test_a_name_that_is_gone_is_refused_with_what_to_do(setting: layout.Setting) -> None:
    book = PaperBook()
    del book.settings[setting.name]

    with pytest.raises(WorkbookError, match=f"the {setting.label.casefold()} cannot") as caught:
        read_settings(book)

    assert caught.value.code == "setting-missing"
    assert "earlier copy" in caught.value.fix
    assert setting.name not in str(caught.value)


def test_a_workbook_without_our_tables_and_names_is_another_one() -> None:
    book = PaperBook(columns=dict.fromkeys(SHEETS, ()))
    del book.settings[layout.PERIOD_SETTING.name]

    with pytest.raises(WorkbookError) as caught:
        read_workbook(book)

    assert caught.value.code == "not-a-performance-workbook"
    assert "kpibook new" in caught.value.fix


@pytest.mark.parametrize("name", SHEETS)
def test_a_table_that_is_gone_is_refused_with_the_sheets_there_are(name: str) -> None:
    with pytest.raises(WorkbookError, match=f"no table named '{name}'.*Cover") as caught:
        read(PaperBook(columns={name: []}))

    assert caught.value.code == "table-missing"


def test_a_heading_that_is_gone_is_refused_with_the_nearest() -> None:
    renamed = [h.replace("Actual", "Actuals") for h in layout.headings(layout.HISTORY_COLUMNS)]

    with pytest.raises(WorkbookError, match=r"'Actual'.*Did you mean 'Actuals'") as caught:
        read(PaperBook(columns={layout.HISTORY_TABLE: renamed}))

    assert caught.value.code == "heading-missing"
    assert caught.value.where.sheet == layout.HISTORY


def test_columns_may_stand_in_another_order_and_among_others() -> None:
    turned = ["Team", *reversed(layout.headings(layout.THIS_QUARTER_COLUMNS))]
    book = PaperBook(
        quarter=[{"Ref": "PI.1", "Actual": 72.1, "Team": "A"}],
        columns={layout.THIS_QUARTER_TABLE: turned},
    )

    assert needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    assert read(book).readings["PI1"].actual == Decimal("72.1")


def test_blank_rows_are_passed_over_and_formulas_do_not_make_a_row() -> None:
    formulas = {"Status": a_formula("Not reported"), "Ref": None}

    workbook = read(PaperBook(register=[{}, PI1, {}], quarter=[{"Ref": "PI.1"}, formulas]))

    assert list(workbook.rows) == ["PI1"]
    assert codes(workbook) == []


@pytest.mark.parametrize(
    ("book", "code", "cell"),
    [
        pytest.param(PaperBook(register=[PI1, PI1]), "ref-duplicate", "'Measures'!A7", id="twice"),
        pytest.param(
            PaperBook(register=[PI1, {**PI1, "Ref": "pi 1"}]),
            "ref-duplicate",
            "'Measures'!A7",
            id="twice, spelt otherwise",
        ),
        pytest.param(
            PaperBook(register=[PI1, {"Measure": "No ref"}]),
            "ref-missing",
            "'Measures'!A7",
            id="no reference",
        ),
        pytest.param(
            PaperBook(quarter=[{"Ref": "PI.1"}, {"Ref": "PI.3"}]),
            "ref-unknown",
            "'This quarter'!A7",
            id="a row of no measure",
        ),
        pytest.param(
            PaperBook(quarter=[{"Ref": "PI.1"}, {"Ref": "PI.1"}]),
            "ref-duplicate",
            "'This quarter'!A7",
            id="two rows of one measure",
        ),
        pytest.param(
            PaperBook(register=[PI1, PI2]),
            "measure-without-row",
            "'This quarter'",
            id="a measure without a row",
        ),
        pytest.param(
            PaperBook(history=[{"Ref": "PΙ.1", "Period": "Q2 2021/22"}]),
            "ref-unknown",
            "'History'!A6",
            id="history of a reference that looks like a measure's",
        ),
        pytest.param(
            PaperBook(history=[{"Ref": "PI.1", "Actual": 5}]),
            "period-missing",
            "'History'!B6",
            id="history without a period",
        ),
        pytest.param(
            PaperBook(history=[{"Ref": "PI.1", "Period": "Q3 2021/22", "Actual": 5}]),
            "history-not-past",
            "'History'!B6",
            id="history of this quarter",
        ),
        pytest.param(
            PaperBook(history=[{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": 5}] * 2),
            "history-duplicate",
            "'History'!B7",
            id="history twice",
        ),
    ],
)
def test_what_does_not_fit_is_a_finding_at_its_cell(book: PaperBook, code: str, cell: str) -> None:
    workbook = read(book)

    assert codes(workbook) == [code]
    (finding,) = workbook.findings
    assert str(finding.where) == f"Housing Q3.xlsx {cell}"
    assert finding.fix


def test_the_first_of_two_rows_is_used() -> None:
    book = PaperBook(
        register=[PI1, {**PI1, "Unit": "count"}],
        quarter=[{"Ref": "PI.1", "Actual": 1}, {"Ref": "PI.1", "Actual": 2}],
    )

    workbook = read(book)

    assert workbook.measures["PI1"].unit is Unit.PERCENT
    assert workbook.readings["PI1"].actual == 1


def test_look_alikes_are_reported_and_never_merged() -> None:
    book = PaperBook(
        register=[PI1, {**PI1, "Ref": "РI.1"}],
        quarter=[{"Ref": "PI.1"}, {"Ref": "РI.1"}],
    )

    workbook = read(book)

    assert codes(workbook) == ["ref-look-alike"]
    assert len(workbook.measures) == len(workbook.rows) == 2
    assert "\\u0420" in workbook.findings[0].what, "the letter that looks alike is told apart"


def test_rows_and_history_under_an_earlier_reference_belong_to_the_measure() -> None:
    book = PaperBook(
        register=[{**PI1, "Also known as": "PI. 9"}],
        quarter=[{"Ref": "pi9", "Actual": 72.1}],
        history=[{"Ref": "PI 9", "Period": "Q2 2021/22", "Actual": 70}],
    )

    workbook = read(book)

    assert codes(workbook) == []
    assert workbook.readings["PI1"].actual == Decimal("72.1")
    assert ("PI1", Quarter(2021, 2)) in workbook.history


def test_an_earlier_reference_of_two_measures_is_reported() -> None:
    book = PaperBook(
        register=[{**PI1, "Also known as": "PI.9"}, {**PI2, "Also known as": "PI.9"}],
        quarter=[{"Ref": "PI.1"}, {"Ref": "PI.2"}],
    )

    assert codes(read(book)) == ["alias-ambiguous"]


def test_a_text_in_the_place_of_a_reference_is_not_repeated() -> None:
    text = "The family of J. moved out of the area in May"
    book = PaperBook(
        register=[{**PI1, "Ref": text}, {**PI1, "Ref": text}],
        quarter=[{"Ref": text}, {"Ref": text}, {"Ref": f"{text} 2021"}],
        history=[{"Ref": f"{text} 2022", "Period": "Q2 2021/22"}],
    )

    found = [f for f in read(book).findings if f.code in ("ref-duplicate", "ref-unknown")]

    assert len(found) == 3
    assert not any("family" in str(finding) for finding in found)
    assert not any("family" in str(finding.as_dict()) for finding in found)


def test_history_of_a_measure_taken_out_of_the_register_says_nothing() -> None:
    """Its percentages were read as counts, and each was reported."""
    book = PaperBook(history=[{"Ref": "PI.7", "Period": "Q2 2021/22", "Actual": "72%"}])

    assert read(book).findings == ()


def test_settings_set_back_a_quarter_are_a_single_finding_with_a_count() -> None:
    rows = [{"Ref": ref, "Period": "Q3 2021/22", "Actual": 5} for ref in ("PI.1", "PI.2")]
    book = PaperBook(
        register=[PI1, PI2],
        quarter=[{"Ref": "PI.1"}, {"Ref": "PI.2"}],
        history=[*rows, {"Ref": "PI.1", "Period": "Q4 2021/22", "Actual": 5}],
    )

    (finding,) = read(book).findings

    assert finding.code == "history-not-past"
    assert "3 rows of the history are for Q3 2021/22 or later, up to Q4 2021/22" in finding.what


@pytest.mark.parametrize("table", SHEETS)
def test_rows_under_a_table_and_columns_next_to_it_are_named(table: str) -> None:
    book = PaperBook(outside={table: (("A9", "A10"), ("T5",))})

    findings = [
        f for f in read(book).findings if f.code in ("row-under-table", "column-next-to-table")
    ]

    assert [(f.where.sheet, f.where.cell) for f in findings] == [
        (SHEETS[table][0], "A9"),
        (SHEETS[table][0], "T5"),
    ]
    assert findings[0].what.startswith("2 rows typed under the table")


@pytest.mark.parametrize(
    "table", [layout.MEASURES_TABLE, layout.THIS_QUARTER_TABLE, layout.HISTORY_TABLE]
)
def test_a_reference_that_excel_made_a_date_of_is_said_to_be_one(table: str) -> None:
    row: dict[str, object] = {"Ref": datetime(2025, 3, 1), "Period": "Q2 2021/22"}  # noqa: DTZ001
    tables = {
        layout.MEASURES_TABLE: PaperBook(register=[PI1, {**PI1, **row}]),
        layout.THIS_QUARTER_TABLE: PaperBook(quarter=[{"Ref": "PI.1"}, row]),
        layout.HISTORY_TABLE: PaperBook(history=[row]),
    }

    (finding,) = read(tables[table]).findings

    assert finding.code == "ref-is-date"
    assert "format Text" in finding.fix


def test_measures_and_rows_keep_the_order_of_their_sheets() -> None:
    book = PaperBook(register=[PI1, PI2], quarter=[{"Ref": "PI.2"}, {"Ref": "PI.1"}])

    workbook = read(book)

    assert list(workbook.measures) == ["PI1", "PI2"]
    assert list(workbook.rows) == ["PI2", "PI1"]


def test_the_history_before_a_later_quarter_holds_the_quarter_reported_now() -> None:
    book = PaperBook(history=[{"Ref": "PI.1", "Period": "Q3 2021/22", "Actual": 81}])
    measures = read(book).measures
    findings: list[Finding] = []

    assert read(book).history == {}
    later = history_before(book, measures, Quarter(2021, 4), findings)
    assert [reading.actual for reading in later.values()] == [Decimal(81)]
    assert findings == []


def test_the_cell_of_a_setting_is_found_by_its_name_or_the_setting_is_missing() -> None:
    sheet, cell = setting_cell(PaperBook(), layout.PERIOD_SETTING)
    assert (sheet, cell.value) == (layout.SETTINGS, "Q3 2021/22")

    with pytest.raises(WorkbookError) as caught:
        setting_cell(PaperBook(), layout.Setting("kpibook_other", "Other", ""))
    assert caught.value.code == "setting-missing"
