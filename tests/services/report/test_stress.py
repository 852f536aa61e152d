"""Workbooks at the limits, as reports in every format: nothing is lost, cut or left blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kpibook.docx.styles import styles_of
from kpibook.docx.word_file import word_file_from
from kpibook.outputs.report.formats import WRITERS
from kpibook.services.report.check_document import check_document
from kpibook.services.report.write import Order, Written, write_reports
from kpibook.workbook.template import report_template_bytes
from tests.outputs.ods.given import faults
from tests.outputs.report.every_format import everything_in, text_in
from tests.outputs.report.pages import Page
from tests.outputs.report.pdf.printed import overlapping, words_of
from tests.support import validator
from tests.support.packages import members_of, packed
from tests.support.returns import a_return

FORMATS = pytest.mark.parametrize("ending", WRITERS)
#: 10,000 characters in which each sentence is unlike any other.
LONG = " ".join(f"Sentence {number:04} says what was done." for number in range(270))
TITLE = "Share of households that were visited again within a year of moving in, " * 3
TITLE = f"{TITLE}{'x' * (245 - len(TITLE))} end."
SMALL = {"Unit": "count", "Decimals": "0", "Which way is good": "lower",
         "Suppress small numbers": "Yes", "Target": "9"}  # fmt: skip
WELSH = """
[report]
title = "Adroddiad perfformiad {period}"
council = "Cyngor Môn ŵŷ"
language = "cy"
[labels]
target = "Targed"
status = "Statws"
commentary = "Sylwebaeth"
[[section]]
place = "before"
heading = "Diben"
text = "Cyflwyno sefyllfa {quarter}, ŵ ŷ â."
"""
NINE = [f"Priority {number}: a council that does its best" for number in range(9)]
BOOKS: dict[str, list[dict[str, object]]] = {
    "no history": [{"Ref": "A1", "Target": "80%", "Actual": "66.6%"}],
    "all withheld": [{"Ref": f"A{n}", **SMALL, "Actual": str(n + 1)} for n in range(3)],
    "long": [{"Ref": "A1", "Measure": TITLE, "Target": "80%", "Actual": "66.6%",
              "Commentary": LONG, "Action": LONG.replace("Sentence", "Step")}],
    "nine priorities": [{"Ref": f"A{n}", "Priority": name, "Target": "80%", "Actual": "66.6%"}
                        for n, name in enumerate(NINE)],
}  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stress")
    return {name: a_return(folder / f"{name}.xlsx", *rows) for name, rows in BOOKS.items()}


def report(book: Path, output: Path, **chosen: object) -> Written:
    return write_reports(Order([book], output, **chosen))  # type: ignore[arg-type]


def look_at(path: Path) -> None:
    """Look at a file as a program of its kind does."""
    looks: dict[str, Callable[[], object]] = {
        ".docx": lambda: (validator.errors(path), list(check_document(path).findings)),
        ".pdf": lambda: overlapping(words_of(path)),
        ".html": lambda: Page(path.read_bytes()) and [],
        ".ods": lambda: faults(path.read_bytes()),
    }
    found = looks[path.suffix]() if path.suffix in looks else []
    assert found in ([], ([], [])), found


@FORMATS
@pytest.mark.parametrize("case", BOOKS)
def test_each_is_written_whole_and_sound(
    books: dict[str, Path], tmp_path: Path, case: str, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    report(books[case], output)

    look_at(output)
    text = text_in(output)
    assert all(str(row["Ref"]) in text for row in BOOKS[case])
    assert "None" not in text


@FORMATS
def test_no_sentence_of_a_long_text_is_lost(
    books: dict[str, Path], tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    report(books["long"], output)

    text = text_in(output)
    lost = [word for number in range(270) for word in (f"Sentence {number:04}", f"Step {number:04}")
            if word not in text]  # fmt: skip
    assert lost == []
    assert " ".join(TITLE.split()[:20]) in text


@FORMATS
def test_withheld_measures_have_their_shorthand_and_its_meaning(
    books: dict[str, Path], tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    report(books["all withheld"], output)

    text = text_in(output)
    assert text.count("[c]") >= 3
    assert "confidential" in text or ending == ".csv"


@pytest.mark.parametrize("ending", [each for each in WRITERS if each != ".csv"])
def test_every_priority_has_its_heading(
    books: dict[str, Path], tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"r{ending}"
    report(books["nine priorities"], output)

    text = text_in(output)
    assert [name for name in NINE if name not in text] == []


@FORMATS
def test_a_council_s_own_language_is_that_of_the_file(
    books: dict[str, Path], tmp_path: Path, ending: str
) -> None:
    words = tmp_path / "words.toml"
    words.write_text(WELSH, encoding="utf-8")
    output = tmp_path / f"r{ending}"
    report(books["no history"], output, wording=words)

    look_at(output)
    described = tmp_path / "r.csv-metadata.json" if ending == ".csv" else output
    language = {".docx": b">cy<", ".pdf": b"/Lang(cy)", ".html": b'<html lang="cy"',
                ".ods": b">cy<", ".csv": b'"@language": "cy"'}  # fmt: skip
    assert language[ending] in everything_in(described)
    if ending != ".csv":
        text = text_in(output)
        assert "Adroddiad perfformiad Q3 2021/22" in text
        assert all(word in text for word in ("Targed", "Statws"))
    if ending not in (".csv", ".ods"):
        assert "Cyflwyno sefyllfa Quarter 3, ŵ ŷ â." in text


def _template(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    path = folder / "council.docx"
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    members["word/styles.xml"] = change(members["word/styles.xml"])
    path.write_bytes(packed(members))
    return path


def test_a_council_s_template_of_other_style_ids_gives_its_styles(
    books: dict[str, Path], tmp_path: Path
) -> None:
    """As Word in another language has them: other ids, the same names."""
    template = _template(
        tmp_path,
        lambda styles: styles.replace(b'w:styleId="Heading1"', b'w:styleId="Pennawd1"').replace(
            b'w:val="Heading1"', b'w:val="Pennawd1"'
        ),
    )
    assert (
        styles_of(word_file_from(template.read_bytes(), "t")).paragraph("Heading 1") == "Pennawd1"
    )

    written = report(books["nine priorities"], tmp_path / "r.docx", template=template)

    look_at(tmp_path / "r.docx")
    assert b'<w:pStyle w:val="Pennawd1"/>' in members_of(tmp_path / "r.docx")["word/document.xml"]
    assert not [f for f in written.findings if f.code == "template-style-missing"]


def test_a_council_s_template_without_the_styles_says_which_and_gives_headings_all_the_same(
    books: dict[str, Path], tmp_path: Path
) -> None:
    template = _template(
        tmp_path,
        lambda styles: styles.replace(b'w:val="heading ', b'w:val="rubric ').replace(
            b'w:styleId="Heading', b'w:styleId="Rubric'
        ),
    )

    written = report(books["nine priorities"], tmp_path / "r.docx", template=template)

    look_at(tmp_path / "r.docx")
    (finding,) = [f for f in written.findings if f.code == "template-style-missing"]
    assert "Heading 1" in finding.what
    assert finding.where.file == "council.docx"
    document = members_of(tmp_path / "r.docx")["word/document.xml"]
    assert document.count(b'<w:outlineLvl w:val="1"/>') >= len(NINE)


def test_headings_that_a_council_renamed_are_found_by_their_ids_and_stay_headings(
    books: dict[str, Path], tmp_path: Path
) -> None:
    template = _template(
        tmp_path,
        lambda styles: re.sub(
            b"<w:outlineLvl [^>]*/>",
            b"",
            styles.replace(b'w:val="heading ', b'w:val="Corporate Heading '),
        ),
    )

    written = report(books["nine priorities"], tmp_path / "r.docx", template=template)

    look_at(tmp_path / "r.docx")
    assert not [f for f in written.findings if f.code.startswith("template")]
    document = members_of(tmp_path / "r.docx")["word/document.xml"]
    headings = re.findall(rb'<w:pStyle w:val="Heading2"/>(?:(?!</w:pPr>).)*</w:pPr>', document)
    assert len(headings) > len(NINE)
    assert all(b'<w:outlineLvl w:val="1"/>' in each for each in headings)


def test_the_council_s_own_styles_are_those_of_its_file_of_words(
    books: dict[str, Path], tmp_path: Path
) -> None:
    """Names, ids and the default style are the council's, and nothing is called as in Word."""
    welsh = {"heading 1": "Pennawd Corfforaethol 1", "Normal": "Testun",
             "List Bullet": "Rhestr", "Report Table": "Tabl"}  # fmt: skip

    def renamed(styles: bytes) -> bytes:
        for number, (name, own) in enumerate(welsh.items()):
            start = styles.index(f'<w:name w:val="{name}"/>'.encode())
            begin = styles.rindex(b"<w:style ", 0, start)
            ident = re.search(rb'w:styleId="([^"]*)"', styles[begin:start])
            assert ident is not None
            old = b'="' + ident[1] + b'"'
            styles = styles.replace(f'<w:name w:val="{name}"/>'.encode(),
                                    f'<w:name w:val="{own}"/>'.encode())  # fmt: skip
            styles = styles.replace(old, f'="C{number}"'.encode())
        return styles

    template = _template(tmp_path, renamed)
    words = tmp_path / "words.toml"
    words.write_text(
        '[styles]\nheading_1 = "pennawd corfforaethol 1"\nbullet = "Rhestr"\ntable = "Tabl"\n'
        'subtitle = "Not There"\n',
        encoding="utf-8",
    )
    written = report(
        books["nine priorities"], tmp_path / "r.docx", template=template, wording=words
    )

    look_at(tmp_path / "r.docx")
    document = members_of(tmp_path / "r.docx")["word/document.xml"]
    for ident in (b"C0", b"C1", b"C2"):
        assert b'<w:pStyle w:val="' + ident + b'"/>' in document, ident
    assert b'<w:tblStyle w:val="C3"/>' in document
    assert b'<w:pStyle w:val="Subtitle"/>' in document, "the usual style"
    (finding,) = [f for f in written.findings if f.code.startswith("template")]
    assert finding.code == "template-style-unknown"
    assert "Not There" in finding.what
