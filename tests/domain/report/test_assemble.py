from __future__ import annotations

from dataclasses import replace

from kpibook.domain.report.assemble import report_from
from kpibook.domain.report.part import part_for
from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.outputs.return_sheets.officer import officer_page
from kpibook.outputs.return_sheets.pages import published_pages
from tests.domain.given import STANDARD
from tests.domain.reported import a_material, a_report, a_reported_row, serving

OFF, MET, DECLINED = (
    a_reported_row("OFF", "60"),
    a_reported_row("MET", "90"),
    a_reported_row("DOWN", "85", "90"),
)


def test_measures_are_grouped_by_priority_in_the_order_of_the_register() -> None:
    report = a_report(
        serving(a_reported_row("1"), "Safety"),
        a_reported_row("2"),
        serving(a_reported_row("3"), "Homes"),
        serving(a_reported_row("4"), "safety "),
    )

    assert [(g.heading, [b.name.ref for b in g.blocks]) for g in report.groups] == [
        ("Safety", ["1", "4"]),
        ("Homes", ["3"]),
        ("Not assigned", ["2"]),
    ]


def test_a_report_of_several_workbooks_has_a_group_for_each_directorate_and_priority() -> None:
    report = a_report(
        serving(a_reported_row("1", source="h.xlsx"), "Homes"),
        serving(a_reported_row("1", source="a.xlsx", directorate="Adults"), "Homes"),
    )

    assert [group.heading for group in report.groups] == ["Housing: Homes", "Adults: Homes"]
    assert report.directorates == ("Housing", "Adults")
    assert report.directorate == ""


def test_the_most_urgent_measures_come_first() -> None:
    missing = a_reported_row("NONE", None)

    report = a_report(DECLINED, MET, missing, OFF)

    assert [block.name.ref for block in report.needs_attention] == ["OFF", "NONE", "DOWN"]


def test_a_committee_s_counts_are_of_its_own_measures() -> None:
    material = a_material(serving(OFF, "Homes"), serving(MET, "Safety"))

    report = report_from(part_for(material, "Safety"), Wording()).report

    assert [(count.word.key, count.number.value) for count in report.summary.counts] == [
        ("met", "1")
    ]
    assert report.needs_attention == ()
    assert report.scope == ("This is only what is for Safety: 1 of 2 measures.",)


def test_exceptions_only_leaves_the_counts_those_of_all() -> None:
    report = a_report(OFF, MET, DECLINED, only_exceptions=True)

    assert [block.name.ref for block in report.blocks] == ["OFF", "DOWN"]
    assert sum(int(count.number.value) for count in report.summary.counts) == 3
    assert report.is_exceptions
    assert report.scope == (
        (
            "Only the measures that need attention are shown in full: 2 of 3 measures. The counts "
            "are of all."
        ),
    )


def test_a_reference_that_two_directorates_use_is_told_apart_where_it_is_all_that_is_named() -> (
    None
):
    report = a_report(
        a_reported_row("HR.01", source="h.xlsx"),
        a_reported_row("HR.01", source="a.xlsx", directorate="Adults"),
        a_reported_row("AD.02", source="a.xlsx", directorate="Adults"),
    )

    assert [name.short for name in report.summary.counts[0].measures] == [
        "HR.01 (Housing)",
        "HR.01 (Adults)",
        "AD.02",
    ]


def test_the_label_of_the_officer_who_reports_is_not_printed_twice() -> None:
    assert a_report(MET, wording=Wording(report_of="Report of the Director")).report_of == (
        "the Director"
    )


def test_the_key_has_only_words_in_use_and_each_once() -> None:
    report = a_report(OFF, MET, a_reported_row("M2", "91"))

    assert [word.label for word in report.key] == ["Target met", "Off target", "No history"]


def test_the_shorthand_in_use_is_explained() -> None:
    assert a_report(MET).shorthand == (("[x]", "not available"),)
    assert ("[c]", "confidential") in a_report(a_reported_row(marker="[c]", actual=None)).shorthand


def test_the_title_is_that_of_committee_reports_unless_the_council_has_its_own() -> None:
    assert a_report(MET).title == (
        "Corporate Quarterly Performance Report – Quarter 3 (1st October 2021 to 31st December "
        "2021)"
    )
    assert a_report(MET, wording=Wording(title="How we did in {period}")).title == (
        "How we did in Q3 2021/22"
    )


def test_a_report_is_a_draft_until_it_is_agreed() -> None:
    assert a_report(MET).state == "Draft: not yet agreed"
    agreed = Wording(agreed="Head of Service on 14th January 2022")
    assert a_report(MET, wording=agreed).state == ("Agreed by Head of Service on 14th January 2022")


def test_names_are_filled_in_wherever_the_council_may_write_them() -> None:
    wording = Wording(
        meeting="{period}", report_of="{council}", contact=("{directorate}",), agreed="{quarter}"
    )

    report = a_report(MET, wording=wording)

    assert (report.meeting, report.report_of) == ("Q3 2021/22", "Exampleton")
    assert (report.contact, report.agreed) == (("Housing",), "Quarter 3")


def test_sections_are_before_and_after_the_performance_in_their_order() -> None:
    wording = Wording(
        sections=(
            WordedSection("Finance", "None."),
            WordedSection("Purpose", "To present {quarter}.", is_before=True),
            WordedSection("Law", "None."),
        )
    )

    report = a_report(MET, wording=wording)

    assert [section.heading for section in report.before] == ["Purpose"]
    assert [section.heading for section in report.after] == ["Finance", "Law"]
    assert report.before[0].paragraphs[0].text == "To present Quarter 3."


def test_an_unknown_name_is_a_finding_that_offers_the_nearest_and_is_not_printed() -> None:
    wording = Wording(
        file="words.toml",
        title="Report of {qarter}",
        sections=(WordedSection("Purpose of {qarter}", "In {qarter} for the {committee}."),),
    )

    drafted = report_from(a_material(MET), wording)

    assert [(f.code, f.where.file) for f in drafted.findings] == [
        ("report-name-unknown", "words.toml"),
        ("report-name-empty", "words.toml"),
    ]
    assert "'quarter'" in str(drafted.findings[0])
    section = drafted.report.after[0]
    printed = [drafted.report.title, section.heading, section.paragraphs[0].text]
    assert printed == ["Report of [x]", "Purpose of [x]", "In [x] for the [x]."]


def test_the_rules_of_every_scheme_in_use_are_named() -> None:
    other = replace(STANDARD, key="other", title="Other rules", source="Elsewhere.")
    rows = (MET, a_reported_row("B", source="b.xlsx", scheme=other))

    report = report_from(a_material(*rows, schemes=(STANDARD, other)), Wording()).report

    assert len(report.rules) == 2
    assert report.rules[1] == "Rated under the scheme 'Other rules'. Elsewhere."


def test_shorthand_that_is_printed_nowhere_is_not_explained() -> None:
    """A measure without a figure of last year prints none, so nothing explains one."""
    report = a_report(a_reported_row("PI.1", "60", "70"))

    assert any(figure.text == "[x]" for figure in report.blocks[0].figures)
    assert report.shorthand == ()
    late = a_report(a_reported_row("PI.1", "60", "70", ""))
    assert [mark for mark, _ in late.shorthand] == ["[x]"]


def test_the_key_has_the_symbol_of_a_status_and_none_of_a_direction() -> None:
    """An arrow up for "improved" would be read as "up" next to "down from 12%"."""
    report = a_report(a_reported_row("PI.1", "60", "70"))

    by_word = {word.label: word.symbol for word in report.key}
    assert by_word["Declined"] == ""
    assert by_word["Off target"] != ""


def test_what_the_sheets_of_a_return_do_not_print_is_made_for_other_readers_alone() -> None:
    row = a_reported_row("PI.1", "90", "81", "82", "83", "84")
    whole, sheets = a_report(row), a_report(row, for_sheets=True)

    (full,), (bare,) = whole.blocks, sheets.blocks
    assert any(point.target.value for point in full.trend.points)
    assert not any(point.target.value for point in bare.trend.points)
    assert [p.actual for p in bare.trend.points] == [p.actual for p in full.trend.points]
    assert published_pages(sheets) == published_pages(whole)
    assert officer_page(sheets, "Return") == officer_page(whole, "Return")
