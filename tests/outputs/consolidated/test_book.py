"""The consolidated workbook as a file: formulas, links, charts, and what is not in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.disclosure.suppression import suppress
from kpibook.errors import SaveError
from kpibook.outputs.consolidated.book import (
    MOST_ROWS,
    consolidated_pages,
    draw_published,
    published_pages,
)
from kpibook.outputs.page import describe
from kpibook.workbook import consolidated_layout as sheets
from tests.domain.consolidated import a_consolidation, a_row, a_source_book
from tests.domain.given import Q3, STANDARD
from tests.outputs.accessibility import RULES, Published, Rule, no_macros
from tests.outputs.consolidated.given import (
    MADE,
    a_mixed_consolidation,
    a_varied_consolidation,
    of_councils,
)
from tests.support import golden, libreoffice, validator
from tests.support.consolidation import draw_consolidated

#: openpyxl says of the small lines on the Scorecard that it would lose them.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

FORBIDDEN = (b"externalLink", b"vbaProject", b"connection", b'TargetMode="External"', b"[1]")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("consolidated") / "consolidated.xlsx"
    file.write_bytes(draw_consolidated(a_varied_consolidation(), None, MADE))
    return file


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


# The workbook for finance


def test_it_reads_as_agreed() -> None:
    pages = consolidated_pages(a_varied_consolidation(), None, MADE)

    golden.assert_golden("consolidated", describe(pages))


def test_the_validator_finds_nothing(path: Path) -> None:
    assert validator.errors(path) == []


def test_the_sheets_are_those_of_the_layout_in_order(book: Workbook) -> None:
    assert tuple(book.sheetnames) == sheets.SHEETS


def test_every_formula_has_a_result_and_a_second_calculator_agrees(
    path: Path, book: Workbook, tmp_path: Path
) -> None:
    stored = openpyxl.load_workbook(path, data_only=True)
    again = openpyxl.load_workbook(libreoffice.recalculated(path, tmp_path), data_only=True)

    places = list(formulas(book))
    assert len(places) > 100
    for sheet, cell in places:
        result = stored[sheet][cell].value
        assert result is not None, (sheet, cell)
        assert again[sheet][cell].value == (
            pytest.approx(result) if isinstance(result, float) else result
        ), (sheet, cell, book[sheet][cell].value)


@pytest.mark.parametrize(
    "consolidation",
    [
        pytest.param(a_mixed_consolidation(), id="two schemes"),
        pytest.param(of_councils("Kent", "Essex"), id="two councils"),
    ],
)
def test_counts_over_schemes_and_councils_are_worked_out_alike(
    consolidation: Consolidation, tmp_path: Path
) -> None:
    file = tmp_path / "given.xlsx"
    file.write_bytes(draw_consolidated(consolidation, None, MADE))
    stored = openpyxl.load_workbook(file, data_only=True)
    again = openpyxl.load_workbook(
        libreoffice.recalculated(file, tmp_path / "again"), data_only=True
    )

    for name in (sheets.COVER, sheets.SUMMARY, sheets.SUMMARY_BY_PRIORITY, sheets.RECONCILIATION):
        assert held(again, name) == held(stored, name)
    assert validator.errors(file) == []


def held(book: Workbook, sheet: str) -> list[object]:
    """What a sheet's cells hold, as far as Excel shows digits."""
    values = [cell.value for row in book[sheet].iter_rows() for cell in row]
    return [round(value, 12) if isinstance(value, float) else value for value in values]


def test_every_check_ties(path: Path) -> None:
    stored = openpyxl.load_workbook(path, data_only=True)

    for name in (sheets.COVER, sheets.RECONCILIATION):
        (table,) = stored[name].tables.values()
        header, *rows = stored[name][table.ref]
        column = [cell.value for cell in header].index("Check")
        assert {row[column].value for row in rows} == {"agrees"}


def test_a_check_fails_when_a_row_is_taken_from_data(path: Path, tmp_path: Path) -> None:
    changed = openpyxl.load_workbook(path)
    data = changed[sheets.DATA]
    (table,) = data.tables.values()
    _, top, _, _ = range_boundaries(table.ref)
    for column in ("A", "H", "P"):  # Ref, Actual, Source workbook
        data[f"{column}{top + 1}"].value = None
    changed.save(tmp_path / "changed.xlsx")
    again = openpyxl.load_workbook(
        libreoffice.recalculated(tmp_path / "changed.xlsx", tmp_path / "again"), data_only=True
    )

    said = [[cell.value for cell in row] for row in again[sheets.COVER].iter_rows(min_col=5)]
    assert said.count(["does not agree"]) == 3  # rows, figures and their total


def test_every_link_leads_to_a_cell_that_is_there(book: Workbook) -> None:
    links = [
        link.location for sheet in book for row in sheet.iter_rows()
        for link in [cell.hyperlink for cell in row] if link is not None
    ]  # fmt: skip

    assert len(links) > 20
    for location in links:
        name, _, cell = location.rpartition("!")
        assert book[name.strip("'")][cell].value is not None or "Data" in name


def test_an_actual_leads_to_the_row_with_its_reference(book: Workbook) -> None:
    scorecard, data = book[sheets.SCORECARD], book[sheets.DATA]
    (table,) = scorecard.tables.values()
    header, *rows = scorecard[table.ref]
    headings = [cell.value for cell in header]

    for row in rows:
        link = row[headings.index("Q3 2021/22")].hyperlink.location
        number = re.sub(r"\D", "", link.rpartition("!")[2])
        assert data[f"A{number}"].value == row[headings.index("Ref")].value


def test_nothing_leads_outside_and_nothing_runs(path: Path) -> None:
    for name, content in parts(path.read_bytes()).items():
        assert not [mark for mark in FORBIDDEN if mark in content], name
    assert not [f for f in formulas_text(path) if re.search(r"\[\d|HYPERLINK|WEBSERVICE", f)]


def formulas_text(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(book[sheet][cell].value) for sheet, cell in formulas(book)]


def test_every_chart_has_alternative_text_with_its_figures(path: Path) -> None:
    drawings = [
        content.decode()
        for name, content in parts(path.read_bytes()).items()
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)
    ]

    described = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', "".join(drawings))
    assert len(described) == "".join(drawings).count("<xdr:graphicFrame") == 3
    assert all(re.search(r"\d", said) for said in described)


def test_the_data_table_is_as_long_as_its_rows(book: Workbook) -> None:
    table = book[sheets.DATA].tables[sheets.DATA_TABLE]
    _, top, _, last = range_boundaries(table.ref)

    assert last - top == len(a_varied_consolidation().rows)
    assert table.autoFilter.ref == table.ref
    assert book[sheets.DATA].freeze_panes == f"A{top + 1}"


def test_the_same_inputs_give_the_same_bytes() -> None:
    one, other = (draw_consolidated(a_varied_consolidation(), None, MADE) for _ in range(2))

    assert one == other
    assert b"2000-01-01T00:00:00Z" in parts(one)["docProps/core.xml"]


def test_nothing_to_report_is_a_workbook_too(tmp_path: Path) -> None:
    empty = Consolidation(a_varied_consolidation().period, "", (), ())
    file = tmp_path / "empty.xlsx"
    file.write_bytes(draw_consolidated(empty, Changes("before.xlsx", "", ()), MADE))

    assert validator.errors(file) == []
    assert openpyxl.load_workbook(file)[sheets.SCORECARD]["A2"].value == "There are no measures."


def test_it_prints(path: Path, tmp_path: Path) -> None:
    printed = libreoffice.to_pdf(path, tmp_path)

    assert libreoffice.pdf_pages(printed) >= len(sheets.SHEETS)


# The copy for publication


def a_publishable() -> Consolidation:
    return a_varied_consolidation("Adults and older people")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("published") / "published.xlsx"
    file.write_bytes(draw_published(suppress(a_publishable()), MADE))
    return file


def test_the_published_copy_reads_as_agreed() -> None:
    pages = published_pages(suppress(a_publishable()))

    golden.assert_golden("consolidated_published", describe(pages))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.item)
def test_the_published_copy_keeps_to_the_checklist(published: Path, rule: Rule) -> None:
    assert list(rule.check(Published.read(published))) == []


def test_the_published_copy_is_valid_and_holds_values_only(published: Path) -> None:
    assert validator.errors(published) == []
    assert list(no_macros(Published.read(published))) == []
    assert list(formulas(openpyxl.load_workbook(published))) == []


def test_the_published_copy_says_nothing_of_the_sources(published: Path) -> None:
    everything = b"".join(parts(published.read_bytes()).values())

    for source in a_publishable().sources:
        assert source.name.encode() not in everything
        assert source.sha256.encode() not in everything
    assert b"tolerance-negative" not in everything
    assert b"kpibook consolidate" not in everything


def test_a_small_number_is_nowhere_in_the_published_file() -> None:
    secret = a_row("S1", "4", target="3017", suppress=True, numerator="4", denominator="3019",
                   commentary="It was 4 of 3019.")  # fmt: skip
    consolidation = combined(secret, a_row("S2", "60", target="61"))

    everything = parts(draw_published(suppress(consolidation), MADE))

    texts = b"".join(everything.values())
    assert b"3019" not in texts
    assert b"It was 4 of 3019." not in texts
    scorecard = openpyxl.load_workbook(
        BytesIO(draw_published(suppress(consolidation), MADE))
    )[sheets.SCORECARD]  # fmt: skip
    held = [cell.value for row in scorecard.iter_rows() for cell in row]
    assert 4 not in held
    assert "[c]" in held


def combined(*rows: object) -> Consolidation:
    from kpibook.domain.consolidation.in_memory import combine

    return combine([a_source_book("housing.xlsx", *rows)])  # type: ignore[arg-type]


def test_more_measures_than_a_sheet_has_rows_lead_to_the_table_alone() -> None:
    row = a_row()
    too_many = Consolidation(Q3, "Exampleton", (), [row] * (MOST_ROWS + 1), schemes=(STANDARD,))

    with pytest.raises(SaveError, match="1,048,501 measures") as raised:
        draw_consolidated(too_many, None, MADE)

    assert raised.value.code == "data-too-long"
    assert "--data FILE.csv" in raised.value.fix


def test_a_sheet_that_is_full_has_room_for_its_headings() -> None:
    for page in consolidated_pages(a_consolidation(a_row()), None, MADE):
        assert page.top + MOST_ROWS + 1 <= 1_048_576
