from __future__ import annotations

from dataclasses import replace

from kpibook.domain.report.words.wording import Wording
from kpibook.outputs.page import describe
from kpibook.outputs.return_sheets.fit import OFFICER
from kpibook.outputs.return_sheets.officer import mark_of, officer_page
from kpibook.outputs.text_fit import PAGE
from kpibook.workbook import layout
from tests.outputs.return_sheets.given import money, shown
from tests.outputs.returns import a_report_of, a_varied_report
from tests.support.golden import assert_golden

PAGE_SHOWN = officer_page(a_varied_report(), "Return")


def test_the_sheet_in_the_officers_workbook_reads_as_agreed() -> None:
    assert_golden("return_pages_officer", describe([PAGE_SHOWN]))


def test_it_has_every_measure_with_figures_words_and_notes_in_one_table() -> None:
    report = a_varied_report()

    assert PAGE_SHOWN.table == layout.RETURN_TABLE
    assert sorted(shown(PAGE_SHOWN, "Ref")) == sorted(b.name.ref for b in report.blocks)
    commentary = dict(zip(shown(PAGE_SHOWN, "Ref"), shown(PAGE_SHOWN, "Commentary"), strict=True))
    assert commentary["PI.1"] == "Rose.\nAgain."


def test_its_headings_are_the_councils_words() -> None:
    wording = Wording()
    own = {"ref": "Cyf", "measure": "Mesur", "commentary": "Sylwadau", "action": "Camau"}
    labels = replace(wording.labels, **own)

    page = officer_page(a_report_of(wording=replace(wording, labels=labels)), "Return")

    assert set(own.values()) < set(page.header)
    assert not {"Ref", "Measure", "Commentary", "Action"} & set(page.header)


def test_two_headings_of_one_word_are_told_apart() -> None:
    wording = Wording()
    labels = replace(wording.labels, commentary="Words", action="words", notes="Words")

    page = officer_page(a_report_of(wording=replace(wording, labels=labels)), "Return")

    assert list(page.header[-3:]) == ["Words", "words 2", "Words 3"]


def test_it_says_what_needs_attention_in_its_lines() -> None:
    assert any(
        str(line).startswith("Needs attention: off target: PI.3") for line in PAGE_SHOWN.lines
    )


def test_it_prints_figures_and_words_on_a_page_across_each_at_nine_points_or_more() -> None:
    for page in (PAGE_SHOWN, officer_page(money(), "Return")):
        assert page.fitted is not None
        across, scale = page.fitted.across, page.fitted.scale
        assert OFFICER * scale / 100 >= 9
        for half in (page.widths[:across], page.widths[across:]):
            # Digits of the template's Arial 11 are 8 pixels wide, not 7.
            assert sum(round((w * 7 + 5) * 8 / 7) for w in half) * scale / 100 <= PAGE + 2


def test_its_mark_changes_with_what_is_typed_and_not_with_the_order_of_rows() -> None:
    values = ["Title", "PI.1", 0.721, None, "Rose.\nAgain."]

    assert mark_of(values) == mark_of(values[::-1]) == mark_of([*values, "", None])
    assert mark_of(values) != mark_of(["Title", "PI.1", 0.722, "Rose.\nAgain."])
    assert mark_of(["Rose.\nAgain."]) == mark_of(["Rose.\r\nAgain."]), "Excel may end lines so"


def test_a_report_with_other_figures_has_another_mark() -> None:
    other = officer_page(replace(a_varied_report(), title="Another"), "Return")

    assert other.mark != PAGE_SHOWN.mark != 0


def test_figures_too_wide_for_a_page_go_on_the_next_with_the_reference_again() -> None:
    page = officer_page(money("-125000000000"), "Return")

    assert page.fitted is not None
    starts = page.fitted.parts
    assert OFFICER * page.fitted.scale / 100 >= 9
    assert len(starts) > 2
    assert starts[0] == 0
    assert list(page.header).index("Commentary on") in starts
    for first, last in zip(starts, [*starts[1:], len(page.header)], strict=True):
        columns = (
            page.widths[first:last] if first == 0 else [page.widths[0], *page.widths[first:last]]
        )
        pixels = sum(round((width * 7 + 5) * 8 / 7) for width in columns)
        assert pixels * page.fitted.scale / 100 <= PAGE + 2
