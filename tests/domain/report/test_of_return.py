from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.report.of_return import for_return, report_of_return
from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.domain.report.words.wording import Wording
from tests.outputs.returns import Q3, a_measure, a_rated, a_report_of, a_return

TITLED = Wording(returns=ReturnWording(title="Our figures, {period}"))


def test_a_return_is_titled_with_its_directorate_unless_the_council_words_it() -> None:
    content = a_return(directorate="Care")

    assert a_report_of(content).title == content.title
    assert a_report_of(content).title.startswith("Care: Quarterly Performance Return")
    assert a_report_of(content, wording=TITLED).title == "Our figures, Q3 2021/22"


def test_the_title_of_the_committees_report_is_not_that_of_the_return() -> None:
    wording = replace(TITLED, title="Report to the committee")

    assert for_return(wording).title == "Our figures, {period}"
    assert for_return(replace(wording, returns=ReturnWording())).title == "Report to the committee"


def test_the_committee_of_the_workbook_goes_before_that_of_the_wording() -> None:
    wording = Wording(committee="Cabinet")

    assert a_report_of(a_return(), wording=wording).committee == "Cabinet"
    named = a_return(committee="Scrutiny Committee")
    assert a_report_of(named, wording=wording).committee == "Scrutiny Committee"


def test_figures_of_earlier_quarters_are_in_the_trend_of_their_measure_alone() -> None:
    content = a_return(a_rated(a_measure("PI.1")), a_rated(a_measure("PI.2")))
    quarter = Q3.previous.previous
    history = {(ref_key("PI.1"), quarter): Reading("PI.1", quarter, Decimal(70))}

    first, second = report_of_return(content, history).blocks

    assert "70.0%" in [point.actual.text for point in first.trend.points]
    assert "70.0%" not in [point.actual.text for point in second.trend.points]


def test_an_action_is_with_its_measure_and_one_of_no_measure_of_the_return_is_left_out() -> None:
    content = a_return(a_rated(a_measure("PI.1")), a_rated(a_measure("PI.2")))
    actions = [Action(f"Act on {ref}.", Q3, ref=ref) for ref in ("pi.2", "PI.9")]

    report = report_of_return(content, {}, actions=actions)

    told = {block.name.ref: " ".join(block.action) for block in report.blocks}
    assert "Act on pi.2 (open since Q3 2021/22)." in told["PI.2"]
    assert told["PI.1"] == ""
    assert "PI.9" not in repr(report)


def test_a_small_number_is_as_it_is_on_the_officers_sheet() -> None:
    content = a_return(a_rated(a_measure(decimals=0, suppress_small=True), "3"))

    (block,) = a_report_of(content).blocks

    assert block.actual.text == "3%"
