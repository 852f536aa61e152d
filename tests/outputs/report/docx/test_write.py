from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.docx.word_file import word_file_from
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.wording import WordedSection, Wording
from kpibook.errors import RefusedFile
from kpibook.outputs.report.docx.template import findings_on_template
from kpibook.outputs.report.docx.write import write_docx
from kpibook.outputs.report.look import Look
from kpibook.services.report.read import read_reports
from kpibook.workbook.template import report_template_bytes
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row, acted_on, serving
from tests.outputs.report.docx.word import W, Word
from tests.support import libreoffice, validator
from tests.support.packages import members_of, packed
from tests.support.returns import a_return

CHANGED = {
    "[Content_Types].xml",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
}
WORDS = Wording(council="Exampleton", sections=(WordedSection("Finance", "None: {by_priority}"),))
LONG = "Lorem & <ipsum> " * 625


def a_docx(report: Report, look: Look | None = None) -> bytes:
    return write_docx(report, look or Look(), "r.docx")["r.docx"]


def ordinary() -> Report:
    return a_report(
        serving(a_reported_row("PI.1", "60", "70", "", "75", "80", "70"), "Homes"),
        serving(a_reported_row("PI.2", "90", "70", "75", "80", "85"), "Safety"),
        a_reported_row("PI.3", None, "[c]", marker="[c]"),
        wording=WORDS,
    )


def stressed() -> dict[str, Report]:
    long = replace(a_measure("PI.9", target="80"), title="Title " * 41)
    nine = [serving(a_reported_row(f"PI.{n}", "60", "70"), f"Priority {n}") for n in range(9)]
    welsh = Wording(language="cy", title="Adroddiad {period}", council="Cyngor Môn ŵŷ")
    wordy = acted_on(a_reported_row("PI.9", "60", "70", measure=long, commentary=LONG), LONG)
    return {
        "ordinary": ordinary(),
        "no history": a_report(a_reported_row("PI.1", "60")),
        "nothing reported": a_report(a_reported_row("PI.1", None)),
        "all withheld": a_report(*(a_reported_row(f"PI.{n}", None, "[c]", marker="[c]")
                                   for n in range(3))),
        "long texts": a_report(wordy),
        "nine priorities": a_report(*nine),
        "Welsh": a_report(a_reported_row("PI.1", "60", "70", "75", "80"), wording=welsh),
    }  # fmt: skip


@pytest.fixture(scope="module", params=list(stressed()))
def stress(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stress") / f"{request.param}.docx"
    path.write_bytes(a_docx(stressed()[request.param]))
    return path


def test_word_opens_it_without_a_repair(stress: Path) -> None:
    assert validator.errors(stress) == []


def test_libreoffice_prints_every_word_of_it(stress: Path, tmp_path: Path) -> None:
    pdf = libreoffice.document_to_pdf(stress, tmp_path)

    assert libreoffice.pdf_pages(pdf) >= 1
    printed = "".join(libreoffice.pdf_text(pdf).split())
    for _, words in Word(stress.read_bytes()).paragraphs:
        for word in words.split()[-3:]:
            assert word in printed


@pytest.mark.parametrize("figure", ["£12,500,000.00", "£1,934,261", "100.00%", "1,234,567 visits"])
def test_no_figure_is_cut_at_the_end_of_its_cell(figure: str, tmp_path: Path) -> None:
    report = a_report(a_reported_row("PI.1", "60", "70", "75", "80"))
    block = report.blocks[0]
    named = {each: replace(getattr(block, each), text=figure)
             for each in ("target", "previous", "actual", "last_year")}  # fmt: skip
    groups = (replace(report.groups[0], blocks=(replace(block, **named),)),)
    path = tmp_path / "wide.docx"
    path.write_bytes(a_docx(replace(report, groups=groups), Look(charts=False)))

    printed = libreoffice.pdf_text(libreoffice.document_to_pdf(path, tmp_path))

    assert sum(part in printed.split() for part in figure.split()) == len(figure.split())
    assert printed.split().count(figure.split()[0]) >= 3


def test_parts_of_the_template_that_are_not_the_report_s_keep_their_bytes() -> None:
    template = word_file_from(report_template_bytes(), "t").package

    written = Word(a_docx(ordinary())).parts

    assert set(template.names()) <= set(written)
    same = {name for name in template.names() if written[name] == template.read(name)}
    assert set(template.names()) - same == CHANGED


def test_a_template_s_cover_header_and_own_parts_stay(tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    cover = b"<w:p><w:r><w:t>Our cover</w:t></w:r></w:p>"
    place = b"<w:p><w:r><w:t>{report}</w:t></w:r></w:p>"
    document = members["word/document.xml"]
    start, end = document.index(b"<w:body>") + 8, document.index(b"<w:sectPr")
    members["word/document.xml"] = document[:start] + cover + place + cover + document[end:]
    members["customXml/item1.xml"] = b"<own xmlns='urn:own'/>"
    template = packed(members)

    word = Word(a_docx(ordinary(), Look(template=template, template_name="council.docx")))

    texts = [words for _, words in word.paragraphs]
    assert texts[0] == texts[-1] == "Our cover"
    assert "{report}" not in texts
    assert word.parts["customXml/item1.xml"] == members["customXml/item1.xml"]
    assert word.parts["word/footer1.xml"] == members["word/footer1.xml"]
    path.write_bytes(a_docx(ordinary(), Look(template=template)))
    assert validator.errors(path) == []


def test_a_template_that_libreoffice_saved_is_as_good(tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(report_template_bytes())
    look = Look(template=libreoffice.document_saved(path, tmp_path / "saved").read_bytes())

    path.write_bytes(a_docx(ordinary(), look))

    assert findings_on_template(look) == []
    assert validator.errors(path) == []
    assert "Page" in "".join(
        part.decode()
        for name, part in Word(path.read_bytes()).parts.items()
        if "footer" in name and name.endswith(".xml")
    )


def test_a_word_template_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "t.dotx"
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")

    word = Word(a_docx(ordinary(), Look(template=packed(members))))

    assert b"document.main+xml" in word.parts["[Content_Types].xml"]
    assert b"template.main+xml" not in word.parts["[Content_Types].xml"]


def test_a_template_without_styles_gives_headings_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "plain.docx"
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    members["word/styles.xml"] = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    look = Look(template=packed(members), template_name="plain.docx")

    path.write_bytes(a_docx(ordinary(), look))

    (finding,) = findings_on_template(look)
    assert finding.code == "template-style-missing"
    assert finding.where.file == "plain.docx"
    for name in ("Title", "Heading 1", "Heading 4", "Normal", "List Bullet", "Table Grid"):
        assert name in finding.what
    levels = [int(e.get(f"{W}val")) for e in Word(path.read_bytes()).root.iter(f"{W}outlineLvl")]
    assert set(levels) == {0, 1, 2, 3}
    assert validator.errors(path) == []


def test_the_shipped_template_has_every_style() -> None:
    assert findings_on_template(Look()) == []


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/document.xml", "word/footer1.xml", "_rels/.rels"]
)
def test_a_template_with_a_damaged_part_is_refused_in_words_for_word(
    part: str, tmp_path: Path
) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(report_template_bytes())
    members = {**members_of(path), part: b"<w:p"}

    with pytest.raises(RefusedFile) as raised:
        findings_on_template(Look(template=packed(members), template_name="council.docx"))

    assert str(raised.value).startswith("council.docx: ")
    assert not re.search("workbook|Excel|spreadsheet", str(raised.value))


def test_a_report_is_refused_as_a_template() -> None:
    with pytest.raises(RefusedFile) as raised:
        a_docx(ordinary(), Look(template=a_docx(ordinary()), template_name="last quarter.docx"))

    assert raised.value.code == "template-is-report"


def test_title_council_and_language_are_properties_of_the_file() -> None:
    core = Word(a_docx(stressed()["Welsh"])).parts["docProps/core.xml"].decode()

    assert re.findall(r"<dc:(\w+)[^>]*>([^<]*)<", core) == [
        ("title", "Adroddiad Q3 2021/22"),
        ("creator", "Cyngor Môn ŵŷ"),
        ("language", "cy"),
    ]


def test_a_program_that_reads_aloud_is_told_which_text_is_english_in_a_welsh_report() -> None:
    root = Word(a_docx(stressed()["Welsh"])).root

    def language(run: object) -> str:
        tag = run.find(f"{W}rPr/{W}lang")  # type: ignore[attr-defined]
        return "en-GB" if tag is None else str(tag.get(f"{W}val"))

    runs = {r.findtext(f"{W}t"): language(r) for r in root.iter(f"{W}r")}
    assert runs["Adroddiad Q3 2021/22"] == "cy"
    assert (
        next(lang for words, lang in runs.items() if words and "Declined, down" in words) == "en-GB"
    )


def a_small_count(folder: Path, *values: int) -> dict[str, bytes]:
    """The parts of the report on a workbook with small counts: of this quarter, and before."""
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
    return Word(a_docx(report)).parts


def test_a_withheld_figure_is_in_no_part(tmp_path: Path) -> None:
    """Whatever the small counts are, every part is the same but for the hash of the workbook."""
    one, other = (
        {name: re.sub(rb'(sha256|seal)="[0-9a-f]{64}"', b"", part) for name, part in parts.items()}
        for parts in (
            a_small_count(tmp_path / "one", 2, 3, 4, 5, 1),
            a_small_count(tmp_path / "other", 4, 1, 2, 3, 5),
        )
    )

    assert one == other
    assert any(name.startswith("word/charts/") for name in one), "the other measure has a chart"
    assert one["customXml/item1.xml"].count(b'printed="[c]"') >= 2


def test_ids_of_controls_and_drawings_are_unique() -> None:
    source = Word(a_docx(ordinary())).parts["word/document.xml"].decode()

    for pattern in (r'<w:id w:val="(\d+)"', r'<wp:docPr id="(\d+)"', r"/k:(f\d+)\[1\]"):
        ids = re.findall(pattern, source)
        assert len(ids) == len(set(ids)) > 0


def test_no_control_is_locked_and_none_is_around_a_cell() -> None:
    root = Word(a_docx(ordinary())).root

    assert not list(root.iter(f"{W}lock"))
    controls = list(root.iter(f"{W}sdt"))
    assert len(controls) > 30
    inside = {child.tag for each in controls for child in each.find(f"{W}sdtContent")}
    assert inside == {f"{W}r"}


_SCRIPT = """
import hashlib
from tests.outputs.report.docx.test_write import a_docx, ordinary
print(hashlib.sha256(a_docx(ordinary())).hexdigest())
"""


def test_the_bytes_are_the_same_in_another_time_zone_and_with_another_hash_seed() -> None:
    def digest(seed: str, zone: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[4],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    assert digest("1", "Pacific/Auckland") == digest("2", "UTC")


def test_charts_are_left_out_where_nobody_wants_them() -> None:
    word = Word(a_docx(ordinary(), replace(Look(), charts=False)))

    assert word.charts == word.alternative_texts == []
