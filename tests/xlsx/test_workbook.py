import gc
import os
import subprocess
import sys
import time
import weakref

import pytest

from kpibook.errors import KpibookError, PackageError, RefusedEdit, SaveError
from kpibook.xlsx import Workbook, source_file
from tests.support.packages import (
    RELATIONSHIPS,
    a_workbook,
    members_of,
    packed,
    parts,
    sheet_source,
)

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
NAMES = (
    '<definedNames><definedName name="Rate">Data!$B$4</definedName>'
    '<definedName name="Area">Data!$B$4:$C$9</definedName>'
    '<definedName name="Local" localSheetId="0">Data!$A$1</definedName>'
    '<definedName name="Sum">SUM(Data!$A$1)</definedName></definedNames>'
)


@pytest.fixture
def path(tmp_path):
    return a_workbook(tmp_path / "book.xlsx", ROWS, workbook=NAMES)


def test_a_save_without_edits_is_the_same_file(path, tmp_path):
    with Workbook.open(path) as book:
        book.sheet("Data").cell("A1")
        assert not book.changes()
        copy = book.save(tmp_path / "copy.xlsx")

    assert copy.read_bytes() == path.read_bytes()


def test_an_edit_leaves_every_other_member_as_it_was(path):
    before = members_of(path)
    with Workbook.open(path) as book:
        book.sheet("data").set("A1", 2)
        expected = book.changes()
        book.save()

    after = members_of(path)
    assert list(after) == list(before)
    changed = tuple(name for name in before if before[name] != after[name])
    assert changed == expected.rewritten == ("xl/worksheets/sheet1.xml",)
    assert expected.cells == {"Data": ["A1"]}
    assert (expected.added, expected.removed, expected.notes) == ((), (), ())


def test_nothing_on_disk_changes_before_the_save(path):
    before = path.read_bytes()
    with Workbook.open(path) as book:
        book.sheet("Data").set("A1", 2)
        book.changes()

    assert path.read_bytes() == before


def test_after_a_save_the_book_goes_on_from_the_saved_file(path, tmp_path):
    other = tmp_path / "other.xlsx"
    with Workbook.open(path) as book:
        sheet = book.sheet("Data")
        sheet.set("A1", 2)
        book.save(other)
        assert book.name == "other.xlsx"
        assert not book.changes()
        sheet.set("A2", "=3")
        book.save()
        sheet.set("A3", 4)
        book.save(backup=True)
        assert [sheet.cell(a).value for a in ("A1", "A2", "A3")] == [2, "=3", 4]

    with Workbook.open(path) as book:
        assert book.sheet("Data").cell("A1").value == 1
    assert len(list(tmp_path.glob("other.backup-*.xlsx"))) == 1


@pytest.mark.parametrize(
    ("first", "then", "same"),
    [(2, None, False), (2, 1, True), (None, None, True)],
    ids=["edited", "edited back", "not edited"],
)
def test_a_book_knows_whether_it_says_what_it_said(tmp_path, first, then, same):
    path = tmp_path / "book.xlsx"
    with Workbook.open(a_workbook(tmp_path / "given.xlsx")) as book:
        book.sheet("Data").set("A1", 1)
        book.save(path)
    with Workbook.open(path) as book:
        for value in (first, then):
            if value is not None:
                book.sheet("Data").set("A1", value)
        assert book.is_as_opened() == same
        assert book.sheet("Data").cell("A1").value == (then or first or 1)


@pytest.mark.parametrize("way", ["added", "removed"])
def test_a_book_with_a_part_more_or_less_is_not_as_opened(path, way):
    with Workbook.open(path) as book:
        if way == "added":
            book.container.write("xl/more.xml", b"<a/>")
        else:
            book.container.remove(book.container.names()[-1])
        assert not book.is_as_opened()


def test_asking_what_would_change_loses_nothing(path):
    with Workbook.open(path) as book:
        sheet = book.sheet("Data")
        sheet.set("A1", "=x", number_format="0.0")
        first = book.changes()
        assert book.changes() == first
        assert "xl/styles.xml" in first.rewritten
        book.save()
        assert sheet.cell("A1").number_format == "0.0"


def test_a_file_that_changed_meanwhile_is_not_written_over(path):
    with Workbook.open(path) as book:
        book.sheet("Data").set("A1", 2)
        os.utime(path, (time.time() + 60,) * 2)
        with pytest.raises(SaveError) as caught:
            book.save()

    assert caught.value.code == "source-changed"


def test_a_failed_save_can_be_tried_again(path, tmp_path):
    with Workbook.open(path) as book:
        book.sheet("Data").set("A1", 2)
        (tmp_path / "~$book.xlsx").write_bytes(b"")
        with pytest.raises(SaveError) as caught:
            book.save()
        assert caught.value.code == "workbook-open"

        (tmp_path / "~$book.xlsx").unlink()
        book.save()
        assert book.sheet("Data").cell("A1").value == 2


@pytest.mark.parametrize("fails", [False, True])
def test_the_file_is_let_go_of_before_it_is_replaced_where_that_is_needed(path, monkeypatch, fails):
    """As on Windows, which replaces no open file."""
    monkeypatch.setattr(source_file, "MUST_CLOSE_FIRST", True)
    with Workbook.open(path) as book:
        held = book.container
        book.sheet("Data").set("A1", 2)
        with monkeypatch.context() as patch:
            replace = type(path).replace

            def closed_first(self, target):
                assert held._stream.closed
                if fails:
                    raise OSError("no")
                return replace(self, target)

            patch.setattr(type(path), "replace", closed_first)
            if fails:
                with pytest.raises(SaveError):
                    book.save()
            else:
                book.save()
        book.save()
        assert book.sheet("Data").cell("A1").value == 2


def test_a_book_from_memory_needs_a_path_to_be_saved_to(tmp_path):
    with Workbook.from_bytes(packed(parts(ROWS)), "b.xlsx") as book:
        with pytest.raises(SaveError) as caught:
            book.save()
        assert caught.value.code == "save-where"

        book.save(tmp_path / "b.xlsx")
        book.sheet("Data").set("A1", 5)
        book.save()

    assert "<v>5</v>" in sheet_source(tmp_path / "b.xlsx")


def test_a_closed_book_says_so(path):
    with Workbook.open(path) as book:
        sheet = book.sheet("Data")

    with pytest.raises(PackageError) as caught:
        sheet.cell("A1")

    assert caught.value.code == "package-closed"


def test_a_closed_book_goes_from_memory_without_the_collector_of_circles(path):
    gc.disable()
    try:
        with Workbook.open(path) as book:
            book.sheet("Data").cell("A1")
            seen = weakref.ref(book)
        del book
        assert seen() is None
    finally:
        gc.enable()


def test_sheets_are_listed_with_what_they_are(path):
    with Workbook.open(path) as book:
        (info,) = book.sheets
        assert book.sheet_names == ["Data"]
        assert (info.name, info.state, info.kind, info.protected) == (
            "Data", "visible", "worksheet", False,
        )  # fmt: skip


def test_a_sheet_is_the_same_object_however_its_name_is_spelled(path):
    with Workbook.open(path) as book:
        assert book.sheet("DATA") is book.sheet("data")


def test_an_unknown_sheet_is_refused_with_the_names_there_are(path):
    with Workbook.open(path) as book, pytest.raises(RefusedEdit) as caught:
        book.sheet("Dat")

    assert caught.value.code == "sheet-missing"
    assert "'Data'" in str(caught.value)


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet"])
def test_a_sheet_without_cells_is_refused(kind):
    members = parts()
    related = "xl/_rels/workbook.xml.rels"
    members[related] = members[related].replace('/worksheet"', f'/{kind}"')
    with (
        Workbook.from_bytes(packed(members), "b.xlsx") as book,
        pytest.raises(RefusedEdit) as caught,
    ):
        book.sheet("Data")

    assert caught.value.code == "sheet-not-cells"
    assert kind in str(caught.value)


def test_a_sheet_whose_part_is_missing_is_refused():
    members = parts()
    del members["xl/worksheets/sheet1.xml"]
    with (
        Workbook.from_bytes(packed(members), "b.xlsx") as book,
        pytest.raises(RefusedEdit) as caught,
    ):
        book.sheet("Data")

    assert caught.value.code == "sheet-part-missing"


def test_defined_names_of_the_workbook_are_read(path):
    with Workbook.open(path) as book:
        assert book.defined_names == {
            "Rate": "=Data!$B$4",
            "Area": "=Data!$B$4:$C$9",
            "Sum": "=SUM(Data!$A$1)",
        }
        assert book.named_cell("rate") == ("Data", "B4")
        assert [book.named_cell(n) for n in ("Area", "Sum", "Local", "None")] == [None] * 4


def signed(tmp_path):
    more = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}
    return a_workbook(tmp_path / "signed.xlsx", ROWS, more=more)


def test_a_signed_workbook_is_read_and_not_written(tmp_path):
    with Workbook.open(signed(tmp_path)) as book:
        sheet = book.sheet("Data")
        assert sheet.cell("A1").value == 1
        for edit in (
            lambda: sheet.set("A1", 2),
            lambda: sheet.set_formula("A1", "=2"),
            lambda: sheet.fit_row(1, 30),
            lambda: sheet.set_tail(b"</worksheet>"),
        ):
            with pytest.raises(RefusedEdit) as caught:
                edit()
            assert caught.value.code == "workbook-signed"


def test_a_workbook_without_styles_or_texts_is_written(tmp_path):
    members = parts(ROWS)
    for part in ("xl/styles.xml", "xl/sharedStrings.xml"):
        del members[part]
    with Workbook.from_bytes(packed(members), "b.xlsx") as book:
        book.sheet("Data").set("A1", 0.5, number_format="0%")
        book.save(tmp_path / "b.xlsx")
        assert book.sheet("Data").cell("A1").number_format == "0%"


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml"])
def test_a_package_without_its_workbook_is_refused(part):
    members = parts()
    del members[part]

    with pytest.raises(KpibookError) as caught:
        Workbook.from_bytes(packed(members), "b.xlsx")

    assert caught.value.code == "not-a-workbook"


def test_a_workbook_listed_before_its_parts_with_absolute_targets_opens():
    members = parts(ROWS)
    related = "xl/_rels/workbook.xml.rels"
    members[related] = members[related].replace('Target="', 'Target="/xl/')
    assert RELATIONSHIPS in members[related]

    with Workbook.from_bytes(packed(members), "b.xlsx") as book:
        assert book.sheet("Data").cell("A1").value == 1


def test_opening_a_workbook_imports_no_spreadsheet_library():
    script = (
        "import sys, kpibook.xlsx as p\n"
        "b = p.Workbook.from_bytes(sys.stdin.buffer.read(), 'b.xlsx')\n"
        "b.sheet('Data').set('A1', '=x'); b.changes()\n"
        "print(*[m for m in ('openpyxl', 'pandas', 'xlsxwriter', 'lxml', 'numpy')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=packed(parts(ROWS)), capture_output=True, check=True
    )

    assert done.stdout.split() == []
