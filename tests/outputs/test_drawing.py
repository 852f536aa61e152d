from __future__ import annotations

import csv
import errno
import gc
import zipfile
from datetime import datetime
from io import BytesIO, FileIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from kpibook.outputs.drawing import Document, draw, draw_into
from kpibook.outputs.page import Page, PageCell, PageLine
from kpibook.outputs.return_sheets.officer import officer_page
from kpibook.outputs.return_sheets.pages import published_pages
from tests.outputs.accessibility import FOR_PEOPLE, RULES, Published, Rule, no_macros
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report
from tests.support import libreoffice, validator
from tests.support.shared import SHARED, needs_shared

TITLE = "Children's Services: Quarter 3"


def published_bytes() -> bytes:
    return draw(published_pages(a_varied_report()), Document(TITLE, "A council", published=True))


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("published") / "return.xlsx"
    file.write_bytes(published_bytes())
    return file


@pytest.fixture(scope="module")
def published(path: Path) -> Published:
    return Published.read(path)


# The checklist


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.item)
def test_the_published_copy_keeps_to_the_checklist(published: Published, rule: Rule) -> None:
    assert list(rule.check(published)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.item)
def test_a_workbook_that_does_not_would_be_noticed(path: Path, tmp_path: Path, rule: Rule) -> None:
    book = openpyxl.load_workbook(path)
    rule.spoil(book)
    book.save(tmp_path / "spoilt.xlsx")

    assert list(rule.check(Published.read(tmp_path / "spoilt.xlsx"))) != []


def test_the_published_copy_has_no_macros_links_or_drawings(published: Published) -> None:
    assert list(no_macros(published)) == []
    assert not [name for name in published.parts if "external" in name or "drawing" in name]


@needs_shared
def test_no_item_of_the_checklist_is_forgotten() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "accessibility_checklist.csv").open(encoding="utf-8") as lines:
        items = {row["item"] for row in csv.DictReader(lines)}

    assert items == {*(rule.item for rule in RULES), *FOR_PEOPLE, "Remove macros"}


# What is drawn


def test_every_cell_of_a_page_is_in_the_sheet_with_its_format(published: Published) -> None:
    for page in published_pages(a_varied_report()):
        sheet = published.book[page.name]
        (table,) = sheet.tables.values()
        left, top, _, _ = range_boundaries(table.ref)
        for down, row in enumerate(page.rows, start=1):
            for across, cell in enumerate(row):
                drawn = sheet.cell(top + down, left + across)
                assert drawn.value == cell.value
                assert drawn.number_format == (cell.number_format or "General")


def test_title_and_lines_are_in_column_a(published: Published) -> None:
    page = published_pages(a_varied_report())[0]

    said = [cell.value for cell in published.book[page.name]["A"]][: len(page.lines) + 1]

    assert said == [page.title, *page.lines]


@pytest.mark.parametrize(
    "link", ["'This quarter'!H8", pytest.param("'Bob''s #1%20'!B2", id="an odd name")]
)
def test_a_linked_cell_says_its_text_and_leads_to_its_place(link: str) -> None:
    page = Page(
        "Findings",
        "To put right",
        table="T",
        header=("Where",),
        widths=(20,),
        rows=[[PageCell("Where it is", link=link)]],
    )

    cell = read(draw([page], Document(TITLE)))["Findings"]["A3"]

    assert cell.value == "Where it is"
    assert cell.hyperlink is not None
    assert (cell.hyperlink.location, cell.hyperlink.target) == (link, None)
    assert cell.font.underline == "single", "a link is not told by its colour alone"


def test_the_document_says_what_it_is_and_whose(published: Published) -> None:
    about = published.book.properties

    assert (about.title, about.creator, about.language) == (TITLE, "A council", "en-GB")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="a formula"),
        pytest.param("{=1+1}", id="an array formula"),
        pytest.param("https://example.org/a", id="an address"),
        pytest.param("mailto:a@example.org", id="a mail address"),
        pytest.param("007", id="digits"),
        pytest.param("a\nb", id="two lines"),
        pytest.param("naïve – “quoted” 😀", id="letters beyond ASCII"),
        pytest.param(" spaced ", id="spaces around"),
    ],
)
def test_what_an_officer_types_stays_the_text_it_is(text: str) -> None:
    page = officer_page(a_report_of(a_return(a_rated(a_measure(), commentary=text))), "Return")

    book = read(draw([page], Document(TITLE)))

    found = [
        cell for row in book["Return"].iter_rows() for cell in row if cell.value == text.strip()
    ]
    assert [cell.data_type for cell in found] == ["s"]
    assert all(cell.hyperlink is None for cell in found)


def test_the_longest_text_a_cell_holds_is_drawn_whole() -> None:
    text = "word " * 6553
    header = ("Ref", "Commentary")
    page = Page("Return", TITLE, (), "T", header, (9, 60), [[PageCell("A"), PageCell(text)]])

    book = read(draw([page], Document(TITLE)))

    assert text in [cell.value for row in book["Return"].iter_rows() for cell in row]
    assert all(d.height <= 409 for d in book["Return"].row_dimensions.values() if d.height)


def test_a_row_is_as_high_as_its_longest_text() -> None:
    rows = [[PageCell("A"), PageCell("a word")], [PageCell("B"), PageCell("word " * 60)]]
    page = Page("Return", TITLE, (), "Texts", ("Ref", "Text"), (9, 30), rows)

    sheet = read(draw([page], Document(TITLE)))["Return"]

    (table,) = sheet.tables.values()
    _, top, _, _ = range_boundaries(table.ref)
    assert sheet.row_dimensions[top + 1].height < sheet.row_dimensions[top + 2].height


def test_the_row_of_headings_is_as_high_as_its_longest_heading() -> None:
    header = ("Ref", "Direction since the outturn of 2023/24")
    page = Page("Return", TITLE, (), "Figures", header, (10, 14), [[PageCell("A"), PageCell("B")]])

    sheet = read(draw([page], Document(TITLE)))["Return"]

    (table,) = sheet.tables.values()
    _, top, _, _ = range_boundaries(table.ref)
    lines_of_text = 4
    assert sheet.row_dimensions[top].height >= lines_of_text * sheet.cell(top, 2).font.sz


def test_the_officers_copy_keeps_its_header_in_sight_and_numbers_its_pages() -> None:
    sheet = read(draw([officer_page(a_report_of(), "Return")], Document(TITLE)))["Return"]
    (table,) = sheet.tables.values()
    _, top, _, _ = range_boundaries(table.ref)

    assert sheet.freeze_panes == f"C{top + 1}", "with reference and title"
    assert "&P" in sheet.oddFooter.right.text
    assert sheet.print_title_rows == f"${top}:${top}"


def test_a_sheet_prints_landscape_on_a4_one_page_wide(published: Published) -> None:
    for sheet in published.book:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_page_without_a_table_is_drawn_too() -> None:
    book = read(draw([Page("Nothing", "Nothing to report", ("This quarter.",))], Document(TITLE)))

    assert [cell.value for cell in book["Nothing"]["A"]] == ["Nothing to report", "This quarter."]


def test_a_word_is_drawn_in_its_colours() -> None:
    page = officer_page(a_varied_report(), "Return")
    sheet = read(draw([page], Document(TITLE)))["Return"]
    (table,) = sheet.tables.values()
    _, top, _, _ = range_boundaries(table.ref)

    for down, row in enumerate(page.rows, start=1):
        for across, cell in enumerate(row, start=1):
            if cell.look is not None:
                drawn = sheet.cell(top + down, across)
                assert drawn.font.color.rgb == f"FF{cell.look.colour[1:]}"
                if cell.look.fill != "#FFFFFF":
                    assert drawn.fill.fgColor.rgb == f"FF{cell.look.fill[1:]}"


# The file


def test_the_same_return_gives_the_same_bytes() -> None:
    assert published_bytes() == published_bytes()


def test_another_figure_gives_other_bytes() -> None:
    one, other = (
        draw(published_pages(a_report_of(a_return(a_rated(a_measure(), actual)))), Document(TITLE))
        for actual in ("81", "82")
    )

    assert one != other


def test_no_part_carries_the_day_it_was_made() -> None:
    with zipfile.ZipFile(BytesIO(published_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_the_validator_finds_nothing(path: Path) -> None:
    assert validator.errors(path) == []


def test_libreoffice_opens_it_with_the_values_it_has_and_prints_it(
    path: Path, published: Published, tmp_path: Path
) -> None:
    again = openpyxl.load_workbook(libreoffice.recalculated(path, tmp_path))

    for sheet in published.book:
        ours = [[cell.value for cell in row] for row in sheet.iter_rows()]
        theirs = [[cell.value for cell in row] for row in again[sheet.title].iter_rows()]
        assert theirs == ours
    assert libreoffice.pdf_pages(libreoffice.to_pdf(path, tmp_path)) >= len(
        published.book.sheetnames
    )


def test_a_page_without_rows_still_has_a_table_that_excel_opens(tmp_path: Path) -> None:
    nothing = Page("Return", "Nothing", table="QuarterlyReturn", header=("Ref",), widths=(9,))
    (tmp_path / "empty.xlsx").write_bytes(draw([nothing], Document(TITLE)))

    assert read((tmp_path / "empty.xlsx").read_bytes())["Return"].tables["QuarterlyReturn"].ref == (
        "A2:A3"
    )
    assert validator.errors(tmp_path / "empty.xlsx") == []


# What only the officer's workbooks have


def a_wide_page() -> Page:
    header = [f"Column {n}" for n in range(30)]
    return Page("Wide", "Wide", table="Wide", header=header, widths=[12] * 30,
                rows=[[PageCell(n, "0") for n in range(30)]])  # fmt: skip


@pytest.mark.parametrize("published", [False, True])
def test_a_very_wide_table_prints_on_legible_pages_across(published: bool) -> None:
    sheet = read(draw([a_wide_page()], Document(TITLE, published=published)))["Wide"]

    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.scale * (12 if published else 10) >= 850
    assert sheet.print_title_cols == "$A:$A"
    areas = [range_boundaries(area.rpartition("!")[2]) for area in sheet.print_area.split(",")]
    assert len(areas) == 3
    assert [area[0] for area in areas[1:]] == [area[2] + 1 for area in areas[:-1]]
    assert (areas[0][0], areas[-1][2]) == (1, 30), "every column is printed once"
    assert areas[0][1] == 1, "the title is on the first page"
    assert {area[1] for area in areas[1:]} == {2}, "repeated columns would cut it on the others"
    assert {area[3] for area in areas} == {3}


def test_a_page_with_breaks_of_its_own_is_scaled_and_broken_there() -> None:
    sheet = read(draw([Page("Charts", "Charts", ("",) * 40, breaks=(12, 24))], Document(TITLE)))[
        "Charts"
    ]

    assert [one.id for one in sheet.row_breaks.brk] == [12, 24]
    assert int(sheet.page_setup.scale) < 100
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_line_can_be_a_link_or_a_heading() -> None:
    lines = (PageLine("To the data", "'Data'!A1"), "", PageLine("A part", section=True))
    book = read(draw([Page("Cover", "Cover", lines), Page("Data", "Data")], Document(TITLE)))

    cover = book["Cover"]
    assert cover["A2"].hyperlink.location == "'Data'!A1"
    assert cover["A3"].value is None
    assert (cover["A4"].value, cover["A4"].style) == ("A part", "Heading 2")


def test_the_stamp_is_the_one_that_is_given() -> None:
    moment = datetime(2022, 1, 1)  # noqa: DTZ001
    data = draw([Page("Cover", "Cover")], Document(TITLE, created=moment))

    assert read(data).properties.created == moment


def test_a_sheet_written_a_row_at_a_time_reads_the_same() -> None:
    page = officer_page(a_varied_report(), "Return")
    one, other = (
        read(draw([page], Document(TITLE, streamed=streamed)))["Return"]
        for streamed in (False, True)
    )

    assert [[c.value for c in row] for row in one.iter_rows()] == [
        [c.value for c in row] for row in other.iter_rows()
    ]
    heights = [{n: d.height for n, d in sheet.row_dimensions.items()} for sheet in (one, other)]
    assert heights[0] == heights[1]


def test_a_drawing_that_fails_leaves_no_temporary_file_open(tmp_path: Path) -> None:
    class Full(BytesIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            raise OSError(errno.ENOSPC, "full")

    document = Document(TITLE, "A council", streamed=True)
    with pytest.raises(OSError, match="full") as caught:
        draw_into(Full(), published_pages(a_varied_report()), document, tmp_path)

    assert caught.value.errno == errno.ENOSPC  # held here, and with it all that was being drawn
    assert [file for file in _open_files() if file.startswith(str(tmp_path))] == []


def _open_files() -> list[str]:
    """Return the paths of the files that this process has open, on any system."""
    files = [each for each in gc.get_objects() if type(each) is FileIO]
    return [str(file.name) for file in files if not file.closed]
