from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.look import Look
from kpibook.outputs.report.pdf.drawn_chart import LOOK, drawn_chart
from kpibook.outputs.report.pdf.write import write_pdf
from tests.domain.reported import a_block, a_report, a_reported_row
from tests.outputs.report.pdf.printed import Word, words_of
from tests.support.libreoffice import poppler

FIGURES = ("90", "70", "75", "[c]", "80", "85")


def test_shapes_are_together_by_kind_and_inside_the_chart() -> None:
    chart = drawn_chart(a_block(a_reported_row("PI.1", *FIGURES)), Labels())

    assert [len(run) for run in chart["runs"]] == [2, 3]
    assert sum(len(dots["at"]) for dots in chart["dots"]) == 5
    assert len(chart["axis"]) == 1
    assert len(chart["whites"]) == 7, "a white behind each figure, the shorthand and the target"
    places = [place for kind in ("axis", "targets", "runs", "whites") for line in chart[kind]
              for place in line]  # fmt: skip
    for x, y in (*places, *((x, y) for x, y, *_ in chart["words"])):
        assert 0 <= x <= LOOK["width"]
        assert 0 <= y <= LOOK["height"]


def test_a_letter_that_the_font_lacks_is_a_box_in_the_chart_too() -> None:
    chart = drawn_chart(a_block(a_reported_row("PI.1", *FIGURES)), Labels(target="\u2714"))

    assert "□ 80.0%" in [words[2] for words in chart["words"]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chart") / "chart.pdf"
    report = a_report(a_reported_row("PI.1", *FIGURES))
    path.write_bytes(write_pdf(report, Look(), path.name)[path.name])
    return path


def quarters_of(words: list[Word]) -> list[Word]:
    """The words under the chart, in their order in the file."""
    rows: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if word.text in ("Q1", "Q2", "Q3", "Q4"):
            rows.setdefault((word.page, round(word.top)), []).append(word)
    return max(rows.values(), key=len)


def test_quarters_are_printed_from_left_to_right_and_each_figure_above_its_own(
    pages: Path,
) -> None:
    words = words_of(pages)
    quarters = quarters_of(words)

    assert [word.text for word in quarters] == ["Q2", "Q3", "Q4", "Q1", "Q2", "Q3"]
    assert [word.left for word in quarters] == sorted(word.left for word in quarters)
    for figure, quarter in zip(("75.0%", "[c]", "80.0%"), quarters[1:], strict=False):
        above = [
            word
            for word in words
            if word.text == figure and word.page == quarter.page and word.bottom < quarter.top
        ]
        assert any(abs(_middle(word) - _middle(quarter)) < 1 for word in above), figure


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def test_every_dot_is_drawn_the_last_on_its_own_too(pages: Path, tmp_path: Path) -> None:
    """A line without a length is not drawn by typst, however round its ends are."""
    words = words_of(pages)
    last = quarters_of(words)[-1]
    figure = max(
        (w for w in words if w.text == "90.0%" and w.page == last.page and w.top < last.top),
        key=lambda word: word.top,
    )
    page = str(figure.page)
    subprocess.run(
        [poppler("pdftoppm"), "-r", "72", "-f", page, "-l", page, pages, tmp_path / "page"],
        check=True,
    )
    (picture,) = tmp_path.iterdir()
    wide, pixels = _pixels(picture)
    x, y = round(_middle(last)), round((figure.top + figure.bottom) / 2)
    # Half a dot to the right of its middle, where the line to it has ended.
    at = 3 * (y * wide + x + 2)
    red, _, blue = pixels[at : at + 3]

    assert blue > red + 60, pixels[at : at + 3]


def _pixels(picture: Path) -> tuple[int, bytes]:
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    return int(size.split()[0]), pixels
