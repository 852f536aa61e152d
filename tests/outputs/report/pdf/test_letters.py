from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.domain.report.block import Word
from kpibook.domain.report.words.wording import Wording
from kpibook.outputs.report.look import Look
from kpibook.outputs.report.pdf.letters import (
    BOX,
    FONTS,
    all_printable,
    findings_on_letters,
    letters_of_fonts,
    printable,
)
from kpibook.outputs.report.pdf.write import write_pdf
from kpibook.sources.schemes import load_scheme
from tests.domain.given import a_measure
from tests.domain.reported import a_report, a_reported_row
from tests.outputs.report.pdf.printed import text_of
from tests.support import wheel


def test_every_letter_that_is_said_to_be_there_is_printed(tmp_path: Path) -> None:
    """typst refuses PDF/UA with a letter that the font lacks."""
    letters = sorted(letters_of_fonts())
    assert len(letters) > 2000
    marks = {each for each in letters if "\u0300" <= each <= "\u036f" or each >= "\ufe20"}
    rows = ["".join(letters[n : n + 40]) for n in range(0, len(letters), 40)]
    path = tmp_path / "letters.pdf"

    report = a_report(a_reported_row("A", "60", commentary="\n".join(rows)))
    path.write_bytes(write_pdf(report, Look(), "r.pdf")["r.pdf"])

    printed = text_of(path)
    latin = {each for each in letters if "!" <= each <= "\u024f"} - marks - {"\u00a0", "\u00ad"}
    assert latin - set(printed) == set()


@pytest.mark.parametrize("letter", "ŵŷŴŶâêîôûẁẃẅ£€–—“”‘’•…↑→↓▲▼●½≥²°")
def test_welsh_and_the_marks_of_councils_are_printed(letter: str) -> None:
    assert printable(letter) == letter


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("\U0001f600 \u2714", f"{BOX} {BOX}", id="smiley and check mark"),
        pytest.param("\uf0b7 item", f"{BOX} item", id="private use, from Word's bullets"),
        pytest.param("a\u202eb\u200b\u00adc\ufeff", "abc", id="invisible, and turned round"),
        pytest.param("\u2714\ufe0f", BOX, id="choice of a picture"),
        pytest.param("a\u2028b\u3000c", "a b c", id="other spaces"),
        pytest.param("w\u0302", "ŵ", id="letter and accent"),
        pytest.param("a\x07b\ud800", f"a{BOX}b{BOX}", id="control and half a letter"),
        pytest.param("a\nb", "a\nb", id="lines"),
    ],
)
def test_another_sign_is_a_box_and_an_invisible_one_is_left_out(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_a_symbol_that_is_missing_is_left_out_and_its_word_stays() -> None:
    assert all_printable({"symbol": "\u2714", "label": "Met \u2714"}) == {
        "symbol": "",
        "label": f"Met {BOX}",
    }


def test_texts_with_signs_that_the_font_lacks_are_printed_and_named(tmp_path: Path) -> None:
    measure = replace(a_measure("PI.1", target="80"), title="Homes \u2714")
    rows = (
        a_reported_row("PI.1", "60", measure=measure, commentary="Well done \U0001f600"),
        a_reported_row("PI.2", "60", commentary="Plain café ŵ"),
    )
    report = a_report(*rows, wording=Wording(title="Report \u2192 \u2605"))
    path = tmp_path / "r.pdf"
    path.write_bytes(write_pdf(report, Look(), "r.pdf")["r.pdf"])

    one, other = findings_on_letters(report)

    assert f"Well done {BOX}" in text_of(path)
    assert (one.code, one.ref) == ("report-letter-missing", "PI.1")
    assert "'\u2714' and '\U0001f600'" in one.what
    assert (other.ref, "'\u2605'" in other.what, "\u2192" in other.what) == ("", True, False)


def test_a_scheme_s_symbol_is_no_finding() -> None:
    report = a_report(a_reported_row("PI.1", "60"))
    odd = Word("Off", "off", symbol="\U0001f534")
    blocks = tuple(replace(block, status=odd) for block in report.blocks)
    groups = tuple(replace(group, blocks=blocks) for group in report.groups)

    assert findings_on_letters(replace(report, groups=groups)) == []


def test_the_wheel_holds_the_fonts_their_licence_and_the_layout_of_the_pages() -> None:
    folder = FONTS.parent
    files = [*FONTS.iterdir(), folder / "report.typ"]

    for path in files:
        name = f"kpibook/outputs/report/pdf/{path.relative_to(folder).as_posix()}"
        assert wheel.contents()[name] == path.read_bytes()
    assert len(files) == 4


def test_the_fonts_are_as_they_were_published() -> None:
    """A changed font could not have the name, by its licence."""
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16]
              for path in FONTS.glob("*.ttf")}  # fmt: skip

    assert hashes == {
        "LiberationSans-Bold.ttf": "ba0e0dc3f7aca5b0",
        "LiberationSans-Regular.ttf": "8d91388f1d3604b3",
    }
    assert "Reserved Font Name Liberation" in (FONTS / "OFL.txt").read_text("utf-8")


def test_symbols_of_the_statuses_are_in_the_font_and_point_nowhere() -> None:
    """A triangle or an arrow next to "declined" would read as a direction."""
    symbols = {look.symbol for look in load_scheme("standard").statuses.values()} - {""}

    assert len(symbols) >= 4
    assert set("".join(symbols)) <= letters_of_fonts()
    pointing = set("\u25b2\u25b3\u25bc\u25bd\u25c6\u25c7\u2190\u2191\u2192\u2193\u2197\u2198")
    assert not pointing & set("".join(symbols))
