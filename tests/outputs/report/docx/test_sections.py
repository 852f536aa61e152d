from __future__ import annotations

import itertools

from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.outputs.report.docx.write import write_docx
from kpibook.outputs.report.look import Look, licence_named
from tests.domain.reported import a_report, a_reported_row, acted_on, serving
from tests.outputs.report.docx.word import W, Word, rows

WORDS = Wording(
    council="Exampleton", committee="Homes Board", meeting="Monday", report_of="The Director",
    contact=("Head of Performance",), agreed="the Director on 1 March",
    sections=(WordedSection("Purpose", "To present {quarter}.\n\nPlain.", is_before=True),
              WordedSection("Finance", "None.\n\n{by_priority}")),
)  # fmt: skip


def a_document(look: Look | None = None, **how: bool) -> Word:
    report = a_report(
        acted_on(serving(a_reported_row("OFF", "60", "70", "75", "80"), "Homes"), "Do it."),
        serving(a_reported_row("MET", "90", "70", "75", "80"), "Safety"),
        wording=WORDS,
        **how,
    )
    return Word(write_docx(report, look or Look(), "r.docx")["r.docx"])


def test_sections_are_in_the_order_of_a_committee_report() -> None:
    assert [words for level, words in a_document().headings if level == 1] == [
        "Purpose",
        "Performance at a glance",
        "Performance by priority",
        "Summary of the quarter",
        "Finance",
        "Contact",
        "How status and direction are decided",
        "Made from",
    ]


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [level for level, _ in a_document().headings]

    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_priorities_and_measures_are_headings() -> None:
    headings = a_document().headings
    start = headings.index((1, "Performance by priority"))

    levels = [level for level, _ in headings[start : start + 8]]
    assert headings[start + 1] == (2, "Homes")
    assert headings[start + 2][1].startswith("OFF ")
    assert levels == [1, 2, 3, 4, 4, 2, 3, 4]


def test_the_head_says_committee_meeting_officer_title_and_that_it_is_agreed() -> None:
    head = [words for style, words in a_document().paragraphs if style in ("Subtitle", "Title")]

    assert head[:4] == [
        "Exampleton", "Homes Board – Monday", "Report of The Director", "Directorate: Housing",
    ]  # fmt: skip
    assert head[4].startswith("Corporate Quarterly Performance Report")
    assert head[5] == "Agreed by the Director on 1 March"


def test_the_council_s_lists_are_lists_and_its_paragraphs_numbered() -> None:
    styles = {words: style for style, words in a_document().paragraphs}

    assert styles["To present Quarter 3."] == styles["Plain."] == "ListNumber"
    assert styles["Homes – 1 measure"] == "ListBullet"


def test_only_what_was_filled_in_is_kept_track_of() -> None:
    controls = ["".join(e.itertext()) for e in a_document().root.iter(f"{W}sdt")]

    assert "To present Quarter 3." in controls
    assert "Plain." not in controls
    assert "Do it." not in controls


def test_every_table_of_several_columns_has_a_marked_header_row_and_a_caption() -> None:
    for table in a_document().tables:
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert marked[0]
        assert not any(marked[1:])
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")


def test_the_table_of_counts_says_which_measures() -> None:
    table = rows(a_document().tables[0])

    assert table[0] == ["Status", "Measures", "Share of the 2 rated", "Which measures"]
    assert [row[1:] for row in table[1:]] == [["1", "50%", "MET"], ["1", "50%", "OFF"]]


def test_what_needs_attention_comes_with_reason_and_action() -> None:
    _, row = rows(a_document().tables[1])

    assert row[0].startswith("OFF ")
    assert "Declined" in row[2]
    assert row[3] == "Do it."


def test_exceptions_alone_leave_the_counts_of_all() -> None:
    word = a_document(only_exceptions=True)

    assert [row[1] for row in rows(word.tables[0])[1:]] == ["1", "1"]
    assert not [words for level, words in word.headings if level == 3 and "MET" in words]


def test_the_licence_is_named() -> None:
    word = a_document(Look(licence=licence_named("ogl")))

    assert "Licence: Open Government Licence v3.0" in [words for _, words in word.paragraphs]
