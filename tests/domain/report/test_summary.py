from __future__ import annotations

from dataclasses import replace

from kpibook.domain.report.words.wording import WordedSection, Wording
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row, serving


def test_counts_name_their_measures_and_share() -> None:
    report = a_report(
        a_reported_row("A", "90"),
        a_reported_row("B", "60"),
        a_reported_row("C", "91"),
        a_reported_row("D", None),
    )

    counts = {count.word.label: count for count in report.summary.counts}

    assert list(counts) == ["Target met", "Off target", "Not reported"]
    assert [name.ref for name in counts["Target met"].measures] == ["A", "C"]
    assert [(c.number.text, c.share) for c in counts.values()] == [
        ("2", "67%"),
        ("1", "33%"),
        ("1", ""),
    ]
    assert (report.summary.measures, report.summary.rated) == (4, 3)


def test_sentences_are_made_from_the_figures_and_have_ids() -> None:
    sentences = a_report(a_reported_row("A", "90", "80")).summary.sentences

    assert sentences[0].text.startswith("Of 1 measure, 1 met its target")
    assert [sentence.id for sentence in sentences] == ["sentence.1", "sentence.2"]


def test_names_are_filled_in_from_the_measures() -> None:
    new = replace(a_measure("B", target="80"), introduced=2021)
    wording = Wording(
        sections=(
            WordedSection(
                "Background",
                "{measures}, {priorities}, {directorate}, {quarter}, {previous}\n\n"
                "{by_priority}\n\n{new_measures}",
            ),
        )
    )

    report = a_report(
        serving(a_reported_row("A"), "Homes"),
        serving(a_reported_row("B", measure=new), "homes"),
        a_reported_row("C"),
        wording=wording,
    )

    first, by_priority, new_measures = report.after[0].paragraphs
    assert first.text == "3 measures, 1 priority, Housing, Quarter 3, Q2 2021/22"
    assert by_priority.items == ("Homes – 2 measures", "Not assigned – 1 measure")
    assert new_measures.text == "For 2021/22, 1 new measure was introduced: B."
