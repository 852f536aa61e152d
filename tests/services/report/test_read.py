from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.domain.report.figure import Figure
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.wording import CommitteeWording, WordedSection, Wording
from kpibook.errors import WorkbookError
from kpibook.services.consolidate.withheld_together import withheld_together
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check
from kpibook.services.report.read import read_reports, report_on_book
from kpibook.workbook.closed import ClosedBook
from tests.support.books import example
from tests.support.returns import a_return


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    measures = [
        {"Ref": "HR.01", "Target": "80%", "Actual": "90%", "Priority": "Homes"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "60%", "Priority": "Safety"},
        {
            "Ref": "HR.03",
            "Unit": "count",
            "Decimals": "0",
            "Actual": "3",
            "Suppress small numbers": "Yes",
            "Priority": "Safety",
        },
    ]
    return a_return(tmp_path_factory.mktemp("read") / "housing.xlsx", *measures)


def test_a_report_says_what_the_published_return_says(tmp_path: Path) -> None:
    source = example().filled
    content = publish_return(source, tmp_path / "return.xlsx").scorecard.quarterly_return

    (report,) = read_reports([source]).reports

    assert [s.text for s in report.summary.sentences] == content.sentences()
    assert [b.name.ref for b in report.blocks] == [r.measure.ref for r in content.rated]
    assert [b.status_words for b in report.blocks] == [
        r.status_in_words(content.scheme) for r in content.rated
    ]


def test_a_part_is_filtered_before_it_is_counted(book: Path) -> None:
    read = read_reports([book], wanted="Homes")

    (report,) = read.reports
    assert [b.name.ref for b in report.blocks] == ["HR.01"]
    assert report.summary.measures == 1
    refs = {finding.ref for finding in read.findings if finding.ref}
    assert refs <= {"HR.01"}


def test_a_part_withholds_what_the_whole_does(book: Path) -> None:
    (report,) = read_reports([book], wanted="Safety").reports

    assert [b.actual.text for b in report.blocks] == ["60.0%", "[c]"]


def test_exceptions_only_shows_what_needs_attention_and_counts_all(book: Path) -> None:
    (report,) = read_reports([book], only_exceptions=True).reports

    assert [b.name.ref for b in report.blocks] == ["HR.02"]
    assert sum(len(count.measures) for count in report.summary.counts) == 3


def test_each_committee_of_the_wording_gets_a_report_in_its_words(book: Path) -> None:
    wording = Wording(
        file="words.toml",
        sections=(WordedSection("Purpose", "For the {committee} of {oops}.", is_before=True),),
        committees=(
            CommitteeWording("Homes Board", ("Homes",)),
            CommitteeWording("Safety Board", ("Safety",), Wording(meeting="Monday")),
        ),
    )

    read = read_reports([book], wording)

    assert [report.committee for report in read.reports] == ["Homes Board", "Safety Board"]
    assert [report.meeting for report in read.reports] == ["", "Monday"]
    assert [len(report.blocks) for report in read.reports] == [1, 2]
    assert read.reports[0].before[0].paragraphs[0].text == "For the Homes Board of [x]."
    codes = [finding.code for finding in read.findings]
    assert codes.count("report-name-unknown") == 1, "said once, not for each committee"


def test_a_name_that_nothing_is_for_is_refused(book: Path) -> None:
    with pytest.raises(WorkbookError) as caught:
        read_reports([book], wanted="Parks")

    assert caught.value.code == "part-unknown"


def test_the_officer_s_own_report_withholds_nothing(book: Path) -> None:
    with ClosedBook.open(book) as opened:
        card = check(opened, book.parent).scorecard
        report = report_on_book(opened, card, is_public=False)

    assert [b.actual.text for b in report.blocks] == ["90.0%", "60.0%", "3"]
    assert report.blocks[0].actual.origin.cell
    assert report.sources[0].sha256 == ""


def test_the_report_for_a_published_copy_withholds_what_a_report_of_the_file_does(
    book: Path,
) -> None:
    with ClosedBook.open(book) as opened:
        card = check(opened, book.parent).scorecard
        report = report_on_book(opened, card, is_public=True)
        part = report_on_book(opened, card, is_public=True, part=card.part_for("Safety"))

    (of_file,) = read_reports([book]).reports
    assert [b.actual.text for b in report.blocks] == ["90.0%", "60.0%", "[c]"]
    assert [b.trend for b in report.blocks] == [
        replace(b.trend, points=_without_hash(b.trend.points)) for b in of_file.blocks
    ]
    assert part.scope == ("This is only what is for the priority Safety: 2 of 3 measures.",)
    assert part.summary.measures == 2


def _without_hash(points: tuple[Point, ...]) -> tuple[Point, ...]:
    def unhashed(figure: Figure) -> Figure:
        return replace(figure, origin=replace(figure.origin, sha256=""))

    return tuple(
        replace(point, actual=unhashed(point.actual), target=unhashed(point.target))
        for point in points
    )


def test_what_was_decided_with_other_workbooks_is_withheld_in_a_published_copy(
    tmp_path: Path,
) -> None:
    def count(directorate: str, actual: str, asks: str = "") -> Path:
        measure = {"Ref": "PI.1", "Unit": "count", "Decimals": "0", "Actual": actual}
        return a_return(
            tmp_path / f"{directorate}.xlsx",
            {**measure, "Suppress small numbers": asks},
            directorate=directorate,
        )

    roads = count("Roads", "26")
    decided = withheld_together([count("Care", "4", "Yes"), roads, count("Total", "30")])

    with ClosedBook.open(roads) as opened:
        card = check(opened, tmp_path).scorecard
        plain = decided[str(roads.absolute())]
        report = report_on_book(opened, card, is_public=True, decided=plain)

    assert report.blocks[0].actual.text == "[c]"
