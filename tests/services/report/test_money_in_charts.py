"""Money that is too wide for the labels of a chart, at every size that a council reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.report.write import Order, write_reports
from tests.outputs.report.pdf.printed import A4, Word, overlapping, text_of, words_of
from tests.support import libreoffice
from tests.support.returns import a_return

EARLIER = ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
SIZES = (9, 950, 12_500, 1_250_000, 12_500_000, 987_654_321, 12_500_000_000)
#: Shares of the target in the last quarters, this one at the end; None for no figure.
COURSES: dict[str, tuple[float | None, ...]] = {
    "rises to its target": (0.2, 0.5, 0.8, 1.0),
    "falls below it": (1.4, 1.2, 1.1, 0.98),
    "up and down": (0.4, 1.6, 0.4, 1.6),
    "flat": (1.0, 1.0, 1.0, 1.0),
    "stops": (0.7, 1.1, 0.9, None),
    "negative": (-0.5, 0.3, -1.2, -0.01),
}


def money(amount: float) -> str:
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[dict[str, object]] = []
    history: list[dict[str, object]] = []
    for size in SIZES:
        for number, course in enumerate(COURSES.values()):
            ref = f"M{len(rows)}.{number}"
            *earlier, now = [None if share is None else share * size for share in course]
            rows.append({"Ref": ref, "Unit": "£", "Decimals": "2", "Target": f"{size}",
                         "Actual": "" if now is None else f"{now:.2f}"})  # fmt: skip
            history += [
                {"Ref": ref, "Period": period, "Actual": f"{figure:.2f}"}
                for period, figure in zip(EARLIER, earlier, strict=True)
            ]
    return a_return(tmp_path_factory.mktemp("money") / "money.xlsx", *rows, history=history)


def printed(book: Path, ending: str) -> Path:
    output = book.with_name(f"report{ending}")
    write_reports(Order([book], output))
    return output if ending == ".pdf" else libreoffice.document_to_pdf(output, book.parent / "word")


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_no_label_is_cut_or_printed_on_another_and_every_figure_is_there(
    book: Path, ending: str
) -> None:
    pages = printed(book, ending)

    words = words_of(pages)
    text = text_of(pages)

    assert overlapping(words) == []
    assert [word for word in words if not on_page(word)] == []
    for size in SIZES:
        assert text.count(money(size)) >= len(COURSES), size


def on_page(word: Word) -> bool:
    return word.left >= 0 and word.right <= A4[0] and word.top >= 0 and word.bottom <= A4[1]
