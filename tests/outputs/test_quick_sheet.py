from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.quick_sheet import QuickSheet, easy
from kpibook.xlsx import Workbook

Value = str | float | int | date | None


def sheet_of(kind: type[Worksheet], rows: list[list[Value]], *, streamed: bool) -> bytes:
    """The source of a sheet with these values, and others that only go the long way."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"constant_memory": streamed, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
    looks = [book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"}), None]
    sheet = book.add_worksheet("Data", worksheet_class=kind)
    for row, values in enumerate(rows):
        sheet.set_row(row, 30 if row % 2 else None)
        for column, value in enumerate(values):
            look = looks[(row + column) % 3]
            if value is None:
                sheet.write_blank(row, column, None, look)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, look)
            else:
                sheet.write_number(row, column, value, look)
        sheet.write_formula(row, len(values), "=1+1", looks[0], 2)
        sheet.write_boolean(row, len(values) + 1, True, looks[1])
        sheet.write_datetime(row, 30, datetime(2022, 1, 17), looks[1])  # noqa: DTZ001
    book.close()
    with zipfile.ZipFile(memory) as package:
        return b"".join(package.read(name) for name in sorted(package.namelist()))


values = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["", " a", "a ", "a\tb", "a\nb", '"', "<r>a</r>", "_x000D_", "\ufffe", "\x85"]),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
)


@settings(max_examples=300, deadline=None)
@example([["a & b", "<r>x</r>", "plain", None, 0.1 + 0.2, 10**16]], True)
@given(st.lists(st.lists(values, max_size=5), min_size=1, max_size=4), st.booleans())
def test_the_short_way_writes_the_bytes_of_the_long_one(
    rows: list[list[Value]], streamed: bool
) -> None:
    rows = [[_no_surrogates(value) for value in row] for row in rows]

    quick = sheet_of(QuickSheet, rows, streamed=streamed)

    assert quick == sheet_of(Worksheet, rows, streamed=streamed)


def _no_surrogates(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


class OnlyQuick(QuickSheet):
    """The long way closed."""

    def _xml_inline_string(self, *_: object) -> None:
        raise AssertionError("text went the long way")

    def _xml_number_element(self, *_: object) -> None:
        raise AssertionError("a number went the long way")


def test_a_streamed_sheet_goes_the_short_way() -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet, look = book.add_worksheet("Data", worksheet_class=OnlyQuick), book.add_format()

    sheet.write_string(0, 0, "72.1% of £5", look)
    sheet.write_number(0, 1, 0.721, look)

    book.close()


# Rows written as a single text

cells = st.one_of(
    st.text(max_size=12).map(PageCell),
    st.sampled_from(["", "=1", "-", " a", "a\tb", "<r>a</r>", "_x000D_", "a & b", "\ufffe"]).map(
        PageCell
    ),
    st.integers(-(10**17), 10**17).map(PageCell),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda n: PageCell(n, "0.0")),
    st.dates(date(1900, 3, 1)).map(PageCell),
    st.text("ab&", max_size=4).map(lambda text: PageCell(text, link="'Data'!B2")),
    st.integers(0, 9).map(lambda n: PageCell(n, formula="1+1", bold=True)),
)


def streamed(rows: list[list[PageCell]], *, ledger: bool) -> dict[str, bytes]:
    header = tuple(f"H{number}" for number in range(len(rows[0])))
    page = Page("Data", "T", (), "T", header, [12.0] * len(header), rows, ledger=ledger)
    drawn = draw([page], Document("T", streamed=True))
    with zipfile.ZipFile(io.BytesIO(drawn)) as package:
        return {name: package.read(name) for name in package.namelist()}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[cells] * 4).map(list), min_size=1, max_size=5), st.booleans())
def test_a_row_as_a_single_text_has_the_bytes_of_its_cells_one_by_one(
    rows: list[list[PageCell]], ledger: bool
) -> None:
    rows = [[cell._replace(value=_no_surrogates(cell.value)) for cell in row] for row in rows]
    as_text = streamed(rows, ledger=ledger)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuickSheet, "begin_row", lambda *_: False)
        one_by_one = streamed(rows, ledger=ledger)

    assert as_text == one_by_one


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "book.xlsx"
    page = Page(
        "Cover", "A cover", (), "Covering", ("H",), [12.0], [[PageCell(1, "0.0", bold=True)]]
    )
    path.write_bytes(draw([page], Document("T")))
    return path


def put_in(workbook: Path, page: Page, *, imported: bool) -> dict[str, bytes]:
    """The parts of a workbook that a page was drawn for and put into."""
    out = workbook.with_name("out.xlsx")
    with Workbook.open(workbook) as book:
        book.replace_sheet(page.name, draw([page], Document("T", imported=imported)))
        book.save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(*[cells] * 4).map(list), min_size=1, max_size=20), st.booleans())
def test_a_page_drawn_to_be_put_in_gives_the_bytes_of_one_drawn_for_itself(
    workbook: Path, rows: list[list[PageCell]], sparse: bool
) -> None:
    rows = [[cell._replace(value=_no_surrogates(cell.value)) for cell in row] for row in rows]
    lines = ["A line", "", "x" * 40] * (7 if sparse else 1)
    page = Page("Data", "T", lines, "Rows", tuple("ABCD"), [12.0] * 4, rows)

    assert put_in(workbook, page, imported=True) == put_in(workbook, page, imported=False)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "x" * 16_384, "_x0041_"])
def test_a_value_that_xlsxwriter_changes_is_left_to_it(number: str | float) -> None:
    assert not easy(number)
