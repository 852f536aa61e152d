"""Where the layout of a workbook is found, and which counts."""

from pathlib import Path

import pytest

from kpibook.errors import LayoutError, SchemeError
from kpibook.services.layouts.keep import keep_in_workbook, layout_shown
from kpibook.services.layouts.which import layout_of
from kpibook.services.paths.output import Destination
from tests.services.layouts.shapes import SHAPES

LAYOUT = '[[table]]\nmeasure = "{}"\nactual = "Actual"\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "council" / "place" / "2024-25"
    folder.mkdir(parents=True)
    return SHAPES["headings_at_nine"](folder)


def _layout(path: Path, measure: str) -> Path:
    path.write_text(LAYOUT.format(measure), encoding="utf-8")
    return path


def _configured(folder: Path, text: str) -> None:
    (folder / "kpibook.toml").write_text(text, encoding="utf-8")


def _kept(book: Path, measure: str) -> None:
    file = _layout(book.parent / "x.toml", measure)
    keep_in_workbook(book, file, Destination(in_place=True))
    file.unlink()


def _measure(book: Path, named: Path | None = None) -> str:
    layout = layout_of(book, named)
    assert layout is not None
    return layout.tables[0].columns["measure"]


def test_the_places_count_in_their_order(book: Path, tmp_path: Path) -> None:
    assert layout_of(book, None) is None

    _kept(book, "kept")
    assert _measure(book) == "kept"

    council = tmp_path / "council"
    _layout(council / "all.layout.toml", "configured")
    _configured(council, '[layouts]\n"ni*.xlsx" = "all.layout.toml"\n')
    assert _measure(book) == "configured"

    _layout(book.with_name("nine.layout.toml"), "next to it")
    assert _measure(book) == "next to it"
    assert _measure(book, _layout(tmp_path / "named.toml", "named")) == "named"


def test_the_nearest_kpibook_toml_with_layouts_decides(book: Path, tmp_path: Path) -> None:
    council, place = tmp_path / "council", tmp_path / "council" / "place"
    for folder, name in ((council, "far"), (place, "near")):
        _layout(folder / "a.layout.toml", name)
        _configured(folder, '[layouts]\n"Other*" = "b.toml"\n"NINE.*" = "a.layout.toml"\n')
    _configured(book.parent, 'scheme = "standard"\n')

    assert _measure(book) == "near"


def test_a_workbook_that_no_pattern_fits_has_no_layout(book: Path) -> None:
    _configured(book.parent, '[layouts]\n"Scorecard*.xlsx" = "missing.toml"\n')
    assert layout_of(book, None) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('layouts = "a.toml"\n', id="no table"),
        pytest.param('[layouts]\n"*" = "../a.toml"\n', id="another folder"),
        pytest.param('[layouts]\n"*" = 5\n', id="no text"),
    ],
)
def test_a_layout_in_another_folder_is_refused(book: Path, text: str) -> None:
    _configured(book.parent, text)
    with pytest.raises(SchemeError) as caught:
        layout_of(book, None)
    assert caught.value.code == "config-unknown"


def test_a_layout_that_is_named_and_missing_is_said(book: Path) -> None:
    _configured(book.parent, '[layouts]\n"nine*" = "gone.layout.toml"\n')
    with pytest.raises(LayoutError, match=r"gone\.layout\.toml"):
        layout_of(book, None)


def test_layouts_that_disagree_are_named_and_equal_ones_are_not(book: Path) -> None:
    _kept(book, "Measure")
    near = _layout(book.with_name("nine.layout.toml"), "Measure")
    near.write_text(f"# mended\n{near.read_text(encoding='utf-8')}", encoding="utf-8")
    same = layout_of(book, None)
    assert same is not None
    assert same.disagreeing == ()

    _layout(near, "Indicator")
    other = layout_of(book, None)
    assert other is not None
    assert other.disagreeing == ("x.toml, kept in the workbook",)


def test_the_layout_that_is_shown_is_the_one_that_counts(book: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        layout_shown(book)
    assert caught.value.code == "layout-none"
    _kept(book, "kept")
    assert (layout_shown(book).place, layout_shown(book).file) == ("kept in the workbook", "x.toml")


def test_one_file_named_in_two_ways_is_one_layout(book: Path) -> None:
    _layout(book.with_name("nine.layout.toml"), "Measure")
    _configured(book.parent, '[layouts]\n"nine*" = "nine.layout.toml"\n')
    layout = layout_of(book, None)
    assert layout is not None
    assert layout.disagreeing == ()
