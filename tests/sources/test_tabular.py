from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError, PackageError, SourceError
from kpibook.sources.tabular import read_rows, read_table
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from tests.support.books import a_sheet, example

NEEDED = ("Ref", "Actual")
TEXT = "Ref,Actual,Commentary\nPI.1,72.1%,Rose – “sharply”\nPI.2,£5,née\n"


def read(path: Path, needed: tuple[str, ...] = NEEDED) -> tuple[list[Row], list[Finding]]:
    findings: list[Finding] = []
    return read_rows(path, needed, findings), findings


def a_file(tmp_path: Path, content: str | bytes, name: str = "actuals.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fields(rows: list[Row], heading: str) -> list[str]:
    return [row.text(heading) for row in rows]


# CSV


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom", "utf-16-be-bom"],
)
def test_each_encoding_excel_saves_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    codec = encoding.removesuffix("-bom")
    path = a_file(tmp_path, marks.get(encoding, b"") + TEXT.encode(codec))

    rows, findings = read(path)

    assert fields(rows, "Commentary") == ["Rose – “sharply”", "née"]
    assert fields(rows, "Actual") == ["72.1%", "£5"]
    assert findings == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_delimiters_and_line_ends_are_found_out(
    tmp_path: Path, delimiter: str, ending: str
) -> None:
    text = ending.join(["Ref;Actual", "PI.1;72.1", "PI.2;5", ""]).replace(";", delimiter)

    rows, _ = read(a_file(tmp_path, text))

    assert fields(rows, "Ref") == ["PI.1", "PI.2"]
    assert fields(rows, "Actual") == ["72.1", "5"]


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv", "a.txt"])
def test_a_text_file_is_known_by_its_ending(tmp_path: Path, name: str) -> None:
    assert len(read(a_file(tmp_path, TEXT, name))[0]) == 2


def test_blank_lines_are_passed_over_and_lines_are_counted_as_an_editor_counts(
    tmp_path: Path,
) -> None:
    text = '\n\nRef,Actual,Commentary\n,,\nPI.1,1,"two\nlines"\n\nPI.2,2,\n'

    rows, _ = read(a_file(tmp_path, text))

    assert [(row.text("Ref"), row.line) for row in rows] == [("PI.1", 5), ("PI.2", 8)]
    assert str(rows[1].where("Actual")) == "actuals.csv line 8"


def test_spaces_around_a_field_are_dropped_and_those_inside_kept(tmp_path: Path) -> None:
    rows, _ = read(a_file(tmp_path, "Ref,Actual\n  PI. 1 , 72.1 \n"))

    assert (rows[0].text("Ref"), rows[0].number("Actual")) == ("PI. 1", Decimal("72.1"))


def test_a_short_row_has_blanks_at_its_end(tmp_path: Path) -> None:
    rows, findings = read(a_file(tmp_path, "Ref,Actual,Commentary\nPI.1,5\n"))

    assert (rows[0].text("Commentary"), findings) == ("", [])


def test_a_row_with_a_comma_too_many_is_reported_and_not_used(tmp_path: Path) -> None:
    """`1,234` without quotes would otherwise be an actual of 1."""
    rows, findings = read(a_file(tmp_path, "Ref,Actual\nPI.1,1,234\nPI.2,5\n"))

    assert fields(rows, "Ref") == ["PI.2"]
    assert [(f.code, f.where.line) for f in findings] == [("csv-extra-fields", 2)]
    assert "quotes" in findings[0].fix


def test_empty_fields_beyond_the_header_are_what_excel_leaves_behind(tmp_path: Path) -> None:
    rows, findings = read(a_file(tmp_path, "Ref,Actual\nPI.1,5,,,\n"))

    assert (len(rows), findings) == (1, [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Ref,Actual,Commentary\nPI.1,5,"never closed\nPI.2,6,\n', id="not closed"),
        pytest.param('Ref,Actual,Commentary\nPI.1,5,"said "no" today"\n', id="not doubled"),
    ],
)
def test_a_quotation_mark_that_swallows_other_rows_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(a_file(tmp_path, text))

    assert caught.value.code == "csv-unreadable"
    assert caught.value.where.line == 2
    assert "quotation mark" in caught.value.fix


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "source-empty", id="empty"),
        pytest.param(b"\n ,\n\n", "source-empty", id="only blanks"),
        pytest.param(b"Ref;Spend\nPI.1;2\n", "heading-missing", id="no column of actuals"),
        pytest.param(b"Ref,Actual,Actual\nPI.1,2,3\n", "heading-duplicate", id="two of them"),
        pytest.param(b"PK\x03\x04\x00\x00", "csv-unreadable", id="a workbook called .csv"),
        pytest.param(b"\xff\xfeR\x00e", "csv-unreadable", id="UTF-16 cut off"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, code: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(a_file(tmp_path, content))

    assert caught.value.code == code
    assert caught.value.fix
    assert "actuals.csv" in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(SourceError, match="no such file") as caught:
            read(tmp_path / name)
        assert caught.value.code == "file-missing"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "actuals.csv").mkdir()

    with pytest.raises(SourceError):
        read(tmp_path / "actuals.csv")


def test_a_very_large_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)  # sparse: takes no room

    with pytest.raises(SourceError, match="64 MB") as caught:
        read(path)

    assert caught.value.code == "source-too-large"


def test_a_file_with_headings_and_no_rows_has_no_rows(tmp_path: Path) -> None:
    assert read(a_file(tmp_path, "Ref,Actual\n")) == ([], [])


def test_an_alias_serves_for_a_needed_heading(tmp_path: Path) -> None:
    rows, _ = read(a_file(tmp_path, "PI,ACTUAL,as_at\nPI.1,5,31/12/2021\n"))

    assert rows[0].text("Ref") == "PI.1"
    assert rows[0].date("As at") == date(2021, 12, 31)


# Workbooks


def test_a_table_is_found_wherever_it_is_on_the_sheet(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", 5]], first_row=30, table="T_x")

    rows, _ = read(path)

    assert [(row.text("Ref"), row.number("Actual")) for row in rows] == [("PI.1", Decimal(5))]
    assert str(rows[0].where("Actual")) == "a.xlsx 'Export'!B32"


def test_a_header_row_is_found_below_a_title(tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path / "a.xlsx",
        [["Quarter 3 actuals"], [], ["Team", "PI Ref", "Actual"], ["A", "PI.1", 5]],
    )

    rows, _ = read(path)

    assert str(rows[0].where("Ref")) == "a.xlsx 'Export'!B4"


def test_a_header_row_further_down_than_row_200_is_not_looked_for(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", 5]], first_row=200)

    with pytest.raises(SourceError, match="no table or sheet") as caught:
        read(path)

    assert caught.value.code == "heading-missing"
    assert caught.value.fix


@pytest.mark.parametrize(("own", "imported"), [(layout.THIS_QUARTER_TABLE, True), ("", False)])
def test_rows_of_a_sheet_are_taken_over_unless_they_are_rated_where_they_are(
    tmp_path: Path, own: str, imported: bool
) -> None:
    book = openpyxl.Workbook()
    for row in (["Ref", "Actual"], ["PI.1", "5"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    (row,) = read_table(tmp_path / "a.xlsx", NEEDED, [], own).rows

    assert row.is_imported is imported


def test_the_sheet_with_the_headings_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Contents"])
    second = book.create_sheet("Figures")
    second.append(["Ref", "Actual"])
    second.append(["PI.1", 5])
    book.save(tmp_path / "a.xlsx")

    rows, _ = read(tmp_path / "a.xlsx")

    assert [row.sheet for row in rows] == ["Figures"]


def sheets_of(path: Path, **states: str) -> Path:
    """A workbook whose sheets all have the headings; a name that begins with T holds a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (name, state) in enumerate(states.items(), start=1):
        sheet = book.create_sheet(name)
        sheet.append(["Ref", "Actual"])
        sheet.append([f"PI.{number}", number])
        sheet.sheet_state = state
        if name.startswith("T"):
            sheet.add_table(Table(displayName=f"tbl{number}", ref="A1:B2"))
    book.save(path)
    return path


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param(["Old", "New"], "PI.2", id="a sheet"),
        pytest.param(["TOld", "TNew"], "PI.2", id="a table"),
        pytest.param(["TOld", "New"], "PI.2", id="a table before a sheet"),
    ],
)
def test_what_is_hidden_is_passed_over(
    tmp_path: Path, names: list[str], taken: str, state: str
) -> None:
    path = sheets_of(tmp_path / "a.xlsx", **{names[0]: state, names[1]: "visible"})

    assert fields(read(path)[0], "Ref") == [taken]


def test_a_file_with_the_headings_on_hidden_sheets_alone_says_so(tmp_path: Path) -> None:
    sheets_of(tmp_path / "a.xlsx", Old="hidden", Cover="visible")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["Cover"].delete_rows(1, 2)
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(SourceError, match="Hidden sheets are passed over") as caught:
        read(tmp_path / "a.xlsx")

    assert caught.value.code == "heading-missing"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["Old", "New"], "the sheet 'Old' and the sheet 'New'", id="two sheets"),
        pytest.param(["TOld", "TNew"], "the table 'tbl1' and the table 'tbl2'", id="two tables"),
        pytest.param(["Old", "TNew"], "the table 'tbl2' and the sheet 'Old'", id="one of each"),
    ],
)
def test_figures_in_two_places_are_refused_with_both(
    tmp_path: Path, names: list[str], said: str
) -> None:
    path = sheets_of(tmp_path / "a.xlsx", **dict.fromkeys(names, "visible"))

    with pytest.raises(SourceError, match=said) as caught:
        read(path)

    assert caught.value.code == "source-ambiguous"
    assert caught.value.fix


def test_blank_rows_of_a_sheet_are_passed_over(tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path / "a.xlsx",
        [["Ref", "Actual"], ["PI.1", 5], [None, None], ["", ""], ["PI.2", 6]],
    )

    assert fields(read(path)[0], "Ref") == ["PI.1", "PI.2"]


def test_headings_without_rows_are_no_rows_and_not_a_missing_heading(tmp_path: Path) -> None:
    assert read(a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"]])) == ([], [])


def test_an_export_that_is_all_formulas_is_read(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Actual"])
        sheet.write_formula(1, 0, '="PI.1"', None, "PI.1")
        sheet.write_formula(1, 1, "=1+4", None, 5)

    rows, _ = read(tmp_path / "a.xlsx")

    assert [(row.text("Ref"), row.number("Actual")) for row in rows] == [("PI.1", Decimal(5))]


def test_a_formula_never_calculated_is_reported_and_not_read_as_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Actual"])
    book.active.append(["PI.1", "=INDEX(A2:A2,1)"])
    book.active.append(["PI.2", "=1+4"])
    book.save(tmp_path / "a.xlsx")

    rows, findings = read(tmp_path / "a.xlsx")

    assert [row.number("Actual") for row in rows] == [None, Decimal(5)]
    assert [finding.code for finding in findings] == ["not-calculated"]


def test_headings_twice_are_refused_in_a_workbook_too(tmp_path: Path) -> None:
    path = a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual", "actual"], ["PI.1", 5, 6]])

    with pytest.raises(SourceError) as caught:
        read(path)

    assert caught.value.code == "heading-duplicate"


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        read(a_file(tmp_path, "Ref,Actual\n", "actuals.xlsx"))

    assert isinstance(caught.value, KpibookError)
    assert "actuals.xlsx" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        pytest.param(0.721, "0.0%", id="0.721 in a cell that shows 72.1%"),
        pytest.param(0.721, "0%", id="0.721 in a cell that shows 72%"),
        pytest.param(72.1, "General", id="72.1 in a plain cell"),
        pytest.param("72.1%", "General", id="72.1% as text"),
        pytest.param("72.1", "@", id="72.1 as text"),
    ],
)
def test_a_percentage_of_any_shape_is_one_value(
    tmp_path: Path, value: object, number_format: str
) -> None:
    path = a_sheet(
        tmp_path / "a.xlsx", [["Ref", "Actual"], ["PI.1", value]], formats={"B2": number_format}
    )

    rows, _ = read(path)

    assert rows[0].number("Actual", Unit.PERCENT) == Decimal("72.1")


@pytest.mark.parametrize("field", ["72.1", "72.1%", " 72.10 % "])
def test_a_percentage_in_a_csv_is_the_same_value(tmp_path: Path, field: str) -> None:
    rows, _ = read(a_file(tmp_path, f"Ref,Actual\nPI.1,{field}\n"))

    assert rows[0].number("Actual", Unit.PERCENT) == Decimal("72.1")


def test_a_number_for_a_reference_has_no_decimals(tmp_path: Path) -> None:
    rows, _ = read(a_sheet(tmp_path / "a.xlsx", [["Ref", "Actual"], [2250, 5]]))

    assert rows[0].text("Ref") == "2250"


@pytest.mark.parametrize(
    ("value", "number_format", "ref"),
    [
        pytest.param(1.1, "0.00", "1.10", id="two decimals"),
        pytest.param(45, "0000", "0045", id="noughts before it"),
        pytest.param(1.1, "General", "1.1", id="no format"),
        pytest.param(7, '"PI "00', "PI 07", id="letters of the format"),
        pytest.param(2250, "#,##0", "2250", id="thousands are not grouped"),
    ],
)
def test_a_reference_is_read_as_it_is_shown(
    tmp_path: Path, value: float, number_format: str, ref: str
) -> None:
    path = a_sheet(
        tmp_path / "a.xlsx", [["Ref", "Actual"], [value, 6]], formats={"A2": number_format}
    )

    assert fields(read(path)[0], "Ref") == [ref]


def test_a_semicolon_file_with_decimal_commas_is_read_and_doubtful_figures_refused(
    tmp_path: Path,
) -> None:
    path = a_file(tmp_path, "Ref;Actual;Commentary\nPI.1;92,4;ok\nPI.2;3,512;ok\nPI.3;1.018;x\n")

    rows, findings = read(path)

    assert [row.number("Actual") for row in rows] == [Decimal("92.4"), None, None]
    assert [(f.code, f.where.line) for f in findings] == [
        ("number-ambiguous", 3),
        ("number-ambiguous", 4),
    ]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        pytest.param("Quarter 3 2025/26 performance\n", Quarter(2025, 3), id="a title"),
        pytest.param("Q3 2025/26 (was Q2 2025/26)\n", None, id="two quarters"),
        pytest.param("", None, id="no title"),
    ],
)
def test_the_quarter_that_a_title_names_is_the_files(
    tmp_path: Path, title: str, period: Quarter | None
) -> None:
    path = a_file(tmp_path, f"{title}Ref,Actual\nPI.1,5\n")

    assert read_table(path, NEEDED, []).period == period


def test_the_quarter_of_a_performance_workbook_is_that_of_its_settings(tmp_path: Path) -> None:
    table = read_table(example().empty, NEEDED, [], "ThisQuarter")

    assert table.period == Quarter(2021, 3)
    assert table.period_place is not None
    assert table.period_place.sheet == "Settings"
