"""The layout that a workbook keeps: read back word for word, and nothing else is changed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from kpibook.errors import RefusedEdit
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.kept_layout import (
    KeptLayout,
    keep_layout,
    kept_layout,
    kept_layout_in,
)
from tests.support import libreoffice

TEXT = '# "Ambr" & <gold>\n[[table]]\nmeasure = "Mesur \u2265 1"\n'
KEPT = KeptLayout("our.layout.toml", TEXT)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    workbook.active.append(["Measure", "Actual"])
    workbook.active["B2"] = "=1+1"
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def _with(path: Path, kept: KeptLayout, output: Path) -> Path:
    with ClosedBook.open(path) as opened:
        keep_layout(opened.package, kept)
        opened.save(output)
    return output


def test_a_layout_is_read_back_word_for_word(book: Path, tmp_path: Path) -> None:
    assert kept_layout_in(book) is None
    assert kept_layout_in(_with(book, KEPT, tmp_path / "b.xlsx")) == KEPT


def test_the_parts_of_the_workbook_stay_as_they_are(book: Path, tmp_path: Path) -> None:
    out = _with(book, KEPT, tmp_path / "b.xlsx")

    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        added = set(new.namelist()) - set(old.namelist())
    assert changed == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert added == {
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }
    openpyxl.load_workbook(out)


def test_a_second_layout_takes_the_place_of_the_first(book: Path, tmp_path: Path) -> None:
    first = _with(book, KEPT, tmp_path / "b.xlsx")
    again = _with(first, KeptLayout("new.layout.toml", "x = 1"), tmp_path / "c.xlsx")

    assert kept_layout_in(again) == KeptLayout("new.layout.toml", "x = 1")
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(again) as new:
        assert old.namelist() == new.namelist()


def test_custom_xml_of_others_is_left_alone(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "labels.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("customXml/item1.xml", "<labels>urn of somebody</labels>")
    assert kept_layout_in(path) is None

    out = _with(path, KEPT, tmp_path / "b.xlsx")

    assert kept_layout_in(out) == KEPT
    with zipfile.ZipFile(out) as new:
        assert new.read("customXml/item1.xml") == b"<labels>urn of somebody</labels>"
        assert "customXml/item2.xml" in new.namelist()


def test_a_signed_workbook_is_refused(book: Path, tmp_path: Path) -> None:
    signed = tmp_path / "signed.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(signed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("_xmlsignatures/origin.sigs", b"")
    with ClosedBook.open(signed) as opened, pytest.raises(RefusedEdit):
        keep_layout(opened.package, KEPT)


def test_a_file_that_is_no_workbook_keeps_none(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no zip")
    assert kept_layout_in(tmp_path / "x.xlsx") is None
    assert kept_layout_in(tmp_path / "none.xlsx") is None


def test_libreoffice_opens_a_workbook_that_keeps_a_layout(book: Path, tmp_path: Path) -> None:
    (tmp_path / "lo").mkdir()
    saved = libreoffice.recalculated(_with(book, KEPT, tmp_path / "b.xlsx"), tmp_path / "lo")
    with ClosedBook.open(saved) as opened:
        assert opened.package.sheet("Sheet").cell("B2").value == 2
        # LibreOffice keeps no custom XML: then the file next to the workbook is read.
        assert kept_layout(opened.package.container) in (None, KEPT)
