from __future__ import annotations

import pytest

from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.page import PageCell
from kpibook.outputs.return_sheets.commentary import commentary_page
from kpibook.outputs.return_sheets.long_rows import TALLEST, cut, in_parts
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return

SENTENCE = "The figure rose because more homes were let in the quarter. "


def test_a_text_too_long_for_the_tallest_row_goes_on_in_a_second_row() -> None:
    text = SENTENCE * 170  # about 10,000 characters
    report = a_report_of(a_return(a_rated(a_measure(), commentary=text, action="Let more.")))

    page = commentary_page(report)

    assert page.fitted is not None
    assert max(page.fitted.heights) <= TALLEST
    names = [str(row[0]) for row in page.rows]
    assert names[:3] == ["PI.1", "PI.1 part 2", "PI.1 part 3"]
    assert " ".join(str(row[3]) for row in page.rows) == text.strip()
    assert all(str(row[3]).endswith(".") for row in page.rows), "it is cut at a sentence"
    assert [str(row[4]) for row in page.rows][:2] == ["Let more.", "As above"]


@pytest.mark.parametrize("text", ["word " * 400, "x" * 3000, "a, b; c\n" * 300])
def test_no_part_is_too_long_and_no_letter_is_lost(text: str) -> None:
    parts = cut(text, 200, 12, 10)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert len(parts) > 1


def test_a_row_that_fits_stays_one_row() -> None:
    rows, origins = in_parts([[PageCell("A"), PageCell(1, "0")]], [100, 100], 12, Labels())

    assert (origins, len(rows)) == ([0], 1)
