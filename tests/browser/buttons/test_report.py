"""The button Report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.pressed import pressed


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"format": "Word"}, "book_report.docx"),
        ({"format": "Web page", "no_charts": "on"}, "book_report.html"),
        ({"format": "Data (CSV)"}, "book_report.csv"),
        ({"format": "Spreadsheet (ODS)", "exceptions": "on"}, "book_report.ods"),
    ],
)
def test_the_report_is_written_in_the_format_that_was_chosen(
    texts: dict[str, str], says: str, desk: Path
) -> None:
    answer = pressed(desk, "report", books=["book.xlsx"], texts=texts)
    assert Path(answer["files"][0]).name == says
    assert all((desk / name).stat().st_size for name in answer["files"])
