"""Arrows of a council's workbook: better or worse, or a higher or lower figure."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import openpyxl
import pytest

from tests.support.cli import Done, run_here

UP, DOWN, LEVEL = "\u2191", "\u2193", "\u2192"
LAYOUT = """
[[table]]
sheet = "Homes"
heading_rows = [1]
ref = "No"
measure = "Indicator"
polarity = "Good is"
target = "Target"
actual = "{quarter} Actual"
previous = "{quarter-1} Actual"
direction = { at = "{quarter} DoT", as = "symbol" }
[words]
polarity = { High = "higher", Low = "lower" }
direction = { WORDS }
[measure."*"]
unit = "count"
"""
JUDGED = f'"{UP}" = "improved", "{DOWN}" = "declined"'
MOVED = f'"{UP}" = "increased", "{DOWN}" = "decreased"'
#: The figures of Q1 and Q2 of two measures, by which way is good.
ROWS = [("H1", "High", 50, 55), ("H2", "Low", 30, 24), ("H3", "Low", 20, 26), ("H4", "High", 9, 7)]
WHEN_MOVED = [UP, DOWN, UP, DOWN]
WHEN_JUDGED = [UP, UP, DOWN, DOWN]


def desk(folder: Path, arrows: list[str], words: str = JUDGED) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Homes"
    heads = ["No", "Indicator", "Good is", "Target"]
    sheet.append([*heads, "Q1 Actual", "Q2 Actual", "Q2 DoT", "Q3 Actual", "Q3 DoT"])
    for (ref, good, before, now), arrow in zip(ROWS, arrows, strict=True):
        sheet.append([ref, f"Repairs of kind {ref}", good, 40, before, now, arrow])
    book.save(folder / "homes.xlsx")
    (folder / "homes.layout.toml").write_text(LAYOUT.replace("WORDS", words), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str, period: str = "Q2 2025/26") -> Done:
    return run_here(*arguments, "--period", period, cwd=folder)


def differing(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.endswith("[layout-direction-differs]")]


def test_layout_check_and_check_name_each_arrow_that_the_figures_do_not_give(
    tmp_path: Path,
) -> None:
    desk(tmp_path, WHEN_MOVED)
    by_layout = run(tmp_path, "layout", "check", "homes.layout.toml", "homes.xlsx").stdout
    by_check = run(tmp_path, "check", "homes.xlsx").stdout

    assert "2 of 4 directions in the file are those worked out." in by_layout
    for said in (differing(by_layout), differing(by_check)):
        assert len(said) == 2
        assert f"Homes!G3: 'H2' is shown as declined ('{DOWN}')" in said[0].replace(
            "'Homes'", "Homes"
        )
        assert f'direction = {{ "{DOWN}" = "decreased" }}' in said[0]


def test_arrows_of_a_movement_agree_once_the_layout_says_so(tmp_path: Path) -> None:
    desk(tmp_path, WHEN_MOVED, MOVED)
    checked = run(tmp_path, "layout", "check", "homes.layout.toml", "homes.xlsx").stdout

    assert "4 of 4 directions in the file are those worked out." in checked
    assert not differing(run(tmp_path, "check", "homes.xlsx").stdout)


def test_json_has_both_directions(tmp_path: Path) -> None:
    desk(tmp_path, WHEN_MOVED)
    done = run(tmp_path, "layout", "check", "homes.layout.toml", "homes.xlsx", "--json")
    second = json.loads(done.stdout)["measures"][1]

    assert (second["direction"], second["direction_in_file"]) == ("improved", "declined")


@pytest.mark.parametrize(
    ("arrows", "words", "expected"),
    [(WHEN_MOVED, MOVED, [DOWN, UP, DOWN, UP]), (WHEN_JUDGED, JUDGED, [DOWN, DOWN, UP, UP])],
)
def test_fill_writes_the_arrows_as_the_council_means_them(
    tmp_path: Path, arrows: list[str], words: str, expected: list[str]
) -> None:
    desk(tmp_path, arrows, words)
    (tmp_path / "a.csv").write_text("Ref,Actual\nH1,51\nH2,28\nH3,22\nH4,8\n", encoding="utf-8")
    done = run(
        tmp_path, "fill", "homes.xlsx", "--actuals", "a.csv", "-o", "q3.xlsx", period="Q3 2025/26"
    )
    sheet = openpyxl.load_workbook(tmp_path / "q3.xlsx")["Homes"]

    assert [sheet[f"I{row}"].value for row in range(2, 6)] == expected
    assert not differing(done.stdout)


def test_fill_says_that_the_last_quarters_arrows_have_the_other_meaning(tmp_path: Path) -> None:
    desk(tmp_path, WHEN_MOVED)
    (tmp_path / "a.csv").write_text("Ref,Actual\nH1,51\n", encoding="utf-8")
    done = run(
        tmp_path, "fill", "homes.xlsx", "--actuals", "a.csv", "-o", "q3.xlsx", period="Q3 2025/26"
    )

    (said,) = differing(done.stdout)
    assert "2 of 2 arrows differ" in said
    assert "H2 and H3" in said
    assert "increased and decreased" in said


@pytest.mark.parametrize(
    ("signs", "expected"), [((UP, ""), DOWN), (("\u2b06", ""), "\u2b07"), (("up", ""), "down")]
)
def test_a_sign_that_the_sheet_lacks_is_of_the_same_kind_as_the_others(
    tmp_path: Path, signs: tuple[str, str], expected: str
) -> None:
    desk(tmp_path, [signs[0], signs[0], signs[1], signs[1]], f'"{signs[0]}" = "improved"')
    (tmp_path / "a.csv").write_text("Ref,Actual\nH1,51\n", encoding="utf-8")
    run(tmp_path, "fill", "homes.xlsx", "--actuals", "a.csv", "-o", "o.xlsx", period="Q3 2025/26")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Homes"]

    assert str(sheet["I2"].value).casefold() == expected


@pytest.mark.parametrize(
    ("arrows", "meanings", "is_asked"),
    [
        (WHEN_MOVED, {UP: "increased", DOWN: "decreased"}, False),
        (WHEN_JUDGED, {UP: "improved", DOWN: "declined"}, False),
        ([UP, LEVEL, LEVEL, DOWN], {UP: "improved", DOWN: "declined"}, True),
        ([UP, UP, UP, DOWN], {UP: "improved", DOWN: "declined"}, True),
    ],
)
def test_a_proposal_tests_both_meanings_and_asks_where_the_figures_do_not_tell(
    tmp_path: Path, arrows: list[str], meanings: dict[str, str], is_asked: bool
) -> None:
    desk(tmp_path, arrows)
    (tmp_path / "homes.layout.toml").unlink()
    done = run_here("inspect", "homes.xlsx", "--layout", "-o", "p.toml", cwd=tmp_path)
    text = (tmp_path / "p.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)["words"]["direction"]

    assert {sign: words[sign] for sign in meanings} == meanings
    assert ("does an arrow such as" in done.stderr + done.stdout) is is_asked


def test_a_word_in_the_place_of_an_arrow_is_no_finding_where_there_is_none(tmp_path: Path) -> None:
    desk(tmp_path, ["n/a", "n/a", "[x]", DOWN])

    assert "layout-word-unknown" not in run(tmp_path, "check", "homes.xlsx").stdout


def test_an_unknown_sign_is_a_finding(tmp_path: Path) -> None:
    desk(tmp_path, ["sideways", UP, DOWN, DOWN])

    assert "the direction 'sideways' has no meaning" in run(tmp_path, "check", "homes.xlsx").stdout
