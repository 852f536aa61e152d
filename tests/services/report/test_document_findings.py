from __future__ import annotations

import pytest

from kpibook.docx.controls import Control, Layout
from kpibook.docx.record import Entry, Record, RecordRead
from kpibook.services.report.document_findings import document_findings


def an_entry(number: int, printed: str = "72.1%", around: str = "") -> Entry:
    return Entry(
        f"f{number}", f"m.{number}", "PI.1", "actual", "Q3 2021/22", printed,
        workbook="a.xlsx", sheet="This quarter", cell=f"H{number}",
        paragraph=str(number), around=around,
    )  # fmt: skip


def found(layout: Layout, *entries: Entry, shown: dict[str, str] | None = None) -> list[str]:
    """The codes, with the text in quotation marks that a message begins with."""
    texts = {entry.name: entry.printed for entry in entries} | (shown or {})
    read = RecordRead(Record("Q3 2021/22", entries=entries), texts, sealed=True)
    return [finding.code for finding in document_findings(read, layout, "r.docx")]


def controls(*numbers: int, loose: list[str]) -> Layout:
    return Layout([Control(f"f{n}", n, "72.1%") for n in numbers], loose)


@pytest.mark.parametrize("text", ["72.1%", " 72.1%", "72.1%\u00a0"])
def test_space_around_a_figure_is_no_change(text: str) -> None:
    assert found(Layout([Control("f1", 1, text)], ["", ""]), an_entry(1)) == []


def test_a_copy_of_a_control_that_was_changed_is_found() -> None:
    layout = Layout([Control("f1", 1, "72.1%"), Control("f1", 2, "99%")], [""] * 3)

    assert found(layout, an_entry(1)) == ["report-text-retyped"]


def test_what_word_will_show_is_looked_at_too() -> None:
    layout = controls(1, loose=[""] * 2)

    assert found(layout, an_entry(1), shown={"f1": "99%"}) == ["report-text-retyped"]


def test_the_fixed_words_next_to_a_sentence_that_was_deleted_are_no_paste() -> None:
    layout = controls(0, 2, loose=["", "Note:", ""])
    entries = [an_entry(0), an_entry(1, around="Note:"), an_entry(2)]

    assert found(layout, *entries) == ["report-text-deleted"]


def test_text_in_a_place_that_cannot_be_told_is_taken_as_deleted() -> None:
    """A paragraph that was added before it moved everything: the two ways there disagree."""
    layout = Layout(
        [Control("f0", 0, "72.1%"), Control("f2", 3, "72.1%")], ["", "A new text.", "x", ""]
    )

    assert found(layout, an_entry(0), an_entry(1), an_entry(2)) == ["report-text-deleted"]


def test_everything_pasted_as_plain_text_is_found_text_by_text() -> None:
    assert found(Layout([], ["72.1%"] * 3), an_entry(0), an_entry(1)) == ["report-text-deleted"] * 2


def test_what_was_typed_is_named_with_the_cell() -> None:
    read = RecordRead(Record("Q3", entries=(an_entry(8),)), {"f8": "72.1%"}, sealed=True)

    (finding,) = document_findings(read, Layout([Control("f8", 0, "75%")], [""]), "r.docx")

    assert str(finding) == (
        "r.docx: PI.1 actual for Q3 2021/22 reads '75%', and kpibook printed '72.1%' from a.xlsx "
        "'This quarter'!H8. Correct it in the workbook and write the report again, or put back "
        "what was printed. [report-text-retyped]"
    )


def test_a_long_text_that_was_typed_is_not_repeated() -> None:
    read = RecordRead(Record("Q3", entries=(an_entry(8),)), {"f8": "72.1%"}, sealed=True)

    layout = Layout([Control("f8", 0, "word " * 60)], [""])
    (finding,) = document_findings(read, layout, "r.docx")

    assert "a text of 299 characters" in finding.what
