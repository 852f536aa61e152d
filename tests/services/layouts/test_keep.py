"""A layout copied into its workbook: only one that can be used, and only into a workbook."""

from pathlib import Path

import pytest

from kpibook.errors import LayoutError
from kpibook.services.layouts.keep import keep_in_workbook
from kpibook.services.paths.output import Destination
from tests.services.layouts.shapes import SHAPES


def test_a_layout_that_cannot_be_used_is_not_copied(tmp_path: Path) -> None:
    book, layout = SHAPES["welsh"](tmp_path), tmp_path / "a.toml"
    before = book.read_bytes()
    layout.write_text('[[table]]\nmesure = "Mesur"\n', encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        keep_in_workbook(book, layout, Destination(in_place=True))
    assert caught.value.code == "layout-unknown"
    assert book.read_bytes() == before


def test_a_csv_keeps_no_layout(tmp_path: Path) -> None:
    book, layout = SHAPES["letters_and_texts"](tmp_path), tmp_path / "a.toml"
    layout.write_text('[[table]]\nmeasure = "x"\n', encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        keep_in_workbook(book, layout, Destination(in_place=True))
    assert caught.value.code == "layout-not-written"


def test_the_same_layout_twice_writes_nothing(tmp_path: Path) -> None:
    book, layout = SHAPES["welsh"](tmp_path), tmp_path / "a.toml"
    layout.write_text('[[table]]\nmeasure = "Mesur"\n', encoding="utf-8")
    assert not keep_in_workbook(book, layout, Destination(in_place=True)).had_one
    again = keep_in_workbook(book, layout, Destination(in_place=True))
    assert again.had_one
    assert not again.saved.rewritten
