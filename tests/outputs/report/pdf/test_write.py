from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.domain.report.block import Block, Comparison
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.errors import SaveError
from kpibook.outputs.report.look import Look, licence_named
from kpibook.outputs.report.pdf.write import write_pdf
from kpibook.services.report.read import read_reports
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row, acted_on, serving
from tests.outputs.report.pdf.printed import (
    A4,
    everything_in,
    holds,
    overlapping,
    structure_of,
    text_of,
    words_of,
)
from tests.support import read_aloud
from tests.support.returns import a_return

WORDS = Wording(
    council="Exampleton", meeting="Monday", contact=("Head of Performance",),
    sections=(WordedSection("Purpose", "To present {quarter}.", is_before=True),
              WordedSection("Finance", "None.\n\n{by_priority}")),
)  # fmt: skip
#: Ten thousand characters; no two lines are the same, as a page's header or footer would be.
WORDS_OF_IT = [hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()[:9] for n in range(900)]
LONG = " ".join(f"& <{word}>" if n % 5 == 0 else word for n, word in enumerate(WORDS_OF_IT))
PRIORITIES = ("Homes", "Roads", "Care", "Schools", "Safety", "Climate", "Jobs", "Health", "Parks")
#: What typst would take for markup, code, a label, a comment or the end of a string.
HOSTILE = [
    '#import "/etc/passwd"', "#sys.inputs", "$x^2$ *b* _i_ `r` @z <m-housing.pi-1>", '\\" + "\\',
    "// no comment /* none */", "= no heading", "- no list", "#{while true {}}", "\\u{41} ~ -- ---",
]  # fmt: skip


def a_pdf(report: Report, look: Look | None = None) -> bytes:
    return write_pdf(report, look or Look(), "r.pdf")["r.pdf"]


def ordinary() -> Report:
    return a_report(
        serving(a_reported_row("PI.1", "60", "70", "", "75", "80", "70"), "Homes"),
        serving(a_reported_row("PI.2", "90", "70", "75", "80", "85"), "Safety"),
        a_reported_row("PI.3", None, "[c]", marker="[c]"),
        wording=WORDS,
    )


def with_blocks(report: Report, change: object) -> Report:
    assert callable(change)
    groups = tuple(replace(g, blocks=tuple(map(change, g.blocks))) for g in report.groups)
    attention = tuple(map(change, report.needs_attention))
    return replace(report, groups=groups, needs_attention=attention)


def money(block: Block) -> Block:
    """The block with figures that do not fit next to each other."""

    def pounds(figure: Figure) -> Figure:
        return replace(figure, text="£12,500,000.00")

    neighbours = Comparison("Statistical neighbours", pounds(block.previous), "Worse by £9")
    return replace(block, target=pounds(block.target), previous=pounds(block.previous),
                   actual=pounds(block.actual), last_year=pounds(block.last_year),
                   comparison=neighbours)  # fmt: skip


def unbroken(block: Block) -> Block:
    return replace(
        block, name=replace(block.name, title="Word" * 62), action=("x" * 500,), owner="y" * 90
    )


def stressed() -> dict[str, Report]:
    titled = replace(a_measure("PI.9", target="80"), title="Title of 250 " * 19)
    wordy = acted_on(a_reported_row("PI.9", "60", "70", measure=titled, commentary=LONG), LONG)
    nine = [serving(a_reported_row(f"PI.{name}", "60", "70"), name) for name in PRIORITIES]
    welsh = Wording(
        language="cy",
        title="Perfformiad ŵ ŷ",
        labels=Labels(target="Targed", page="Tudalen {} o {}"),
    )
    return {
        "ordinary": ordinary(),
        "no history": a_report(a_reported_row("PI.1", "60")),
        "nothing reported": a_report(a_reported_row("PI.1", None)),
        "nothing to show": a_report(a_reported_row("PI.1", "90"), only_exceptions=True),
        "all withheld": a_report(*(a_reported_row(f"PI.{n}", None, "[c]", marker="[c]")
                                   for n in range(3))),
        "long texts": a_report(wordy),
        "money": with_blocks(ordinary(), money),
        "words without a space": with_blocks(ordinary(), unbroken),
        "nine priorities": a_report(*nine),
        "Welsh": a_report(a_reported_row("PI.1", "60", "70", "75", "80"), wording=welsh),
    }  # fmt: skip


@pytest.fixture(scope="module", params=list(stressed()))
def stress(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stress") / f"{request.param}.pdf"
    path.write_bytes(a_pdf(stressed()[request.param], Look(licence=licence_named("ogl"))))
    return path


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("usual") / "usual.pdf"
    path.write_bytes(a_pdf(ordinary()))
    return path


def test_a_program_that_reads_aloud_can_follow_it(stress: Path) -> None:
    # FIG-012 guesses that a description with more digits than letters is no language; ours says
    # every figure of the chart, and the titles of these measures are short.
    assert [each for each in read_aloud.findings(stress) if each[1] != "FIG-012"] == []


def test_the_check_for_reading_aloud_notices_a_fault(usual: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(usual.read_bytes().replace(b"/Marked true", b"/Marked null"))

    assert "error" in {severity for severity, _ in read_aloud.findings(bad)}


def test_no_text_is_cut_or_printed_on_another(stress: Path) -> None:
    words = words_of(stress)

    outside = [word.text for word in words if word.left < 60 or word.right > A4[0] - 60]
    assert outside == []
    assert overlapping(words) == []
    assert max(word.bottom for word in words) <= A4[1] - 25


def test_every_letter_of_a_long_text_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(a_pdf(stressed()["long texts"]))

    printed = text_of(path)
    assert {printed.count(word) for word in WORDS_OF_IT} == {3}, "an urgent action is there twice"


def test_headings_are_those_of_the_committee_s_report(usual: Path) -> None:
    headings = [each for each in structure_of(usual) if re.fullmatch(r"H\d", each[0])]

    assert headings[:7] == [
        ("H1", "Purpose"),
        ("H1", "Performance at a glance"),
        ("H2", "Measures that need attention"),
        ("H1", "Performance by priority"),
        ("H2", "Homes"),
        ("H3", "PI.1 Title of PI.1"),
        ("H4", "Commentary"),
    ]


@pytest.mark.parametrize("case", ["ordinary", "money"])
def test_every_table_has_headed_columns(tmp_path: Path, case: str) -> None:
    path = tmp_path / "tables.pdf"
    path.write_bytes(a_pdf(stressed()[case]))

    tags = [tag for tag, _ in structure_of(path)]
    assert tags.count("Table") == tags.count("THead") == 6
    assert ("TH", "Status") in structure_of(path) or case == "money"


def test_a_chart_is_described_by_its_figures(usual: Path) -> None:
    report = ordinary()
    charts = [block for block in report.blocks if block.trend.has_chart]

    assert [tag for tag, _ in structure_of(usual)].count("Figure") == len(charts) == 2
    assert all(holds(usual.read_bytes(), block.alt_text) for block in charts)


def test_charts_are_left_out_where_they_are_not_wanted() -> None:
    content = a_pdf(ordinary(), Look(charts=False))

    assert not holds(content, "Line chart of PI.1")


def test_every_figure_is_printed_as_it_is_in_the_report(usual: Path) -> None:
    printed = text_of(usual)

    for block in ordinary().blocks:
        for heading, figure in block.positions(Labels()):
            assert figure.text in printed, (block.name.ref, heading)


def test_title_council_and_language_are_properties_and_no_day_is(usual: Path) -> None:
    whole = everything_in(usual.read_bytes())
    report = ordinary()

    assert holds(usual.read_bytes(), f"{report.title} – {report.council}")
    assert b"/Lang(en-GB)" in whole
    assert b"/DisplayDocTitle true" in whole
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate", whole)


def test_pages_are_numbered_in_the_report_s_words(tmp_path: Path) -> None:
    path = tmp_path / "welsh.pdf"
    path.write_bytes(a_pdf(stressed()["Welsh"]))
    printed = text_of(path)

    count = len({word.page for word in words_of(path)})
    assert f"Tudalen 1 o {count}" in printed
    assert f"Tudalen {count} o {count}" in printed


def test_sentences_made_from_figures_are_marked_as_english_in_a_welsh_report() -> None:
    whole = everything_in(a_pdf(stressed()["Welsh"]))

    assert b"/Lang(cy)" in whole
    assert b"/Lang(en-GB)" in whole
    assert b"/Lang(cy)" not in everything_in(a_pdf(ordinary()))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_from_a_workbook_are_no_markup(words: str, tmp_path: Path) -> None:
    measure = replace(
        a_measure(target="80"), title=words, note=words, priority=words, service=words, owner=words
    )
    row = a_reported_row("PI.1", "60", "70", "75", "80", measure=measure, directorate=words,
                         commentary=words)  # fmt: skip
    wording = Wording(title=words.replace("{", "{{").replace("}", "}}"), council=words,
                      meeting="Monday", contact=("Head",), labels=Labels(target=words))  # fmt: skip
    path = tmp_path / "hostile.pdf"

    path.write_bytes(a_pdf(a_report(acted_on(row, words), wording=wording)))

    printed = "".join(text_of(path).split())
    assert printed.count("".join(words.split())) >= 8


def a_small_count(folder: Path, *values: int) -> bytes:
    """The report on a workbook with small counts, of this quarter and before."""
    small = {"Unit": "count", "Decimals": "0", "Which way is good": "lower",
             "Suppress small numbers": "Yes", "Target": "6"}  # fmt: skip
    quarters = ("Q2 2021/22", "Q1 2021/22", "Q4 2020/21", "Q3 2020/21")
    history = [
        {"Ref": ref, "Period": quarter, "Actual": value}
        for number, quarter in enumerate(quarters, start=1)
        for ref, value in (("PI.1", values[number]), ("PI.2", 9000 + number))
    ]
    book = a_return(
        folder / "housing.xlsx",
        {"Ref": "PI.1", **small, "Actual": str(values[0])},
        {"Ref": "PI.2", **small, "Actual": "8000"},
        history=history,
    )
    (report,) = read_reports([book]).reports
    return a_pdf(report)


def test_a_withheld_figure_is_in_no_byte(tmp_path: Path) -> None:
    """Whatever the small counts are, the file is the same."""
    one = a_small_count(tmp_path / "one", 2, 3, 4, 5, 1)
    other = a_small_count(tmp_path / "other", 4, 1, 2, 3, 5)

    assert one == other
    assert holds(one, "Line chart of PI.2"), "the other measure has a chart"
    assert a_small_count(tmp_path / "large", 90, 91, 92, 93, 94) != one


_SCRIPT = """
import hashlib
from tests.outputs.report.pdf.test_write import a_pdf, ordinary
print(hashlib.sha256(a_pdf(ordinary())).hexdigest())
"""


def test_the_bytes_are_the_same_in_another_zone_and_with_another_hash_seed_and_other_fonts(
    tmp_path: Path,
) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig/>", encoding="utf-8")

    def digest(seed: str, zone: str, **fonts: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, **fonts},
            cwd=Path(__file__).parents[4],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    without = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    assert digest("1", "Pacific/Auckland") == digest("2", "UTC", **without)


def test_only_the_font_that_comes_with_kpibook_is_in_the_file(stress: Path) -> None:
    names = set(re.findall(rb"/FontName ?/\w+\+([\w-]+)", everything_in(stress.read_bytes())))

    assert names <= {b"LiberationSans", b"LiberationSans-Bold"}
    assert b"LiberationSans" in names


def test_without_typst_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(SaveError, match=r"pip install typst.*\[report-pdf-missing\]"):
        a_pdf(ordinary())
