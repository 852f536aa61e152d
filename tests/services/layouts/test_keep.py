"""A layout copied into its workbook: only one that can be used, and only into a workbook."""

from pathlib import Path

import pytest

from kpibook.errors import LayoutError
from kpibook.services.layouts.keep import keep_in_workbook
from kpibook.services.paths.output import Destination
from tests.services.layouts.shapes import SHAPES
from tests.support.cli import run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


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


def test_it_is_said_which_files_have_to_be_sent_with_the_workbook(tmp_path: Path) -> None:
    layout = LAYOUT.replace("[words]", '[[table]]\nfile = "t.csv"\nref = "Ref"\n[words]')
    path = council_desk(tmp_path, layout=layout)
    args = ("layout", "keep", "scorecard.layout.toml", "scorecard.xlsx", "-o", "sub/kept.xlsx")
    (tmp_path / "sub").mkdir()

    refused = run_here(*args, cwd=tmp_path)
    (tmp_path / "t.csv").write_text("Ref\nEN1\n", encoding="utf-8")
    done = run_here(*args, cwd=tmp_path)
    alone = run_here("check", "sub/kept.xlsx", "--period", PERIOD, cwd=tmp_path)

    assert "[layout-file-missing]" in refused.stderr
    assert "It is still read with t.csv" in done.stdout
    assert "[layout-file-missing]" in alone.stderr
    assert path.exists()
