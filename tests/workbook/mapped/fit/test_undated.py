"""One column of comments for all quarters: its texts are not taken for the quarter in silence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.fit.undated import undated_texts
from tests.support.cli import run_here

LAYOUT = """
[[table]]
sheet = "Parks *"
heading_rows = [2]
ref = "No"
measure = "Indicator"
target = "Target"
actual = "{quarter} Actual"
commentary = "Remarks"
[measure."*"]
polarity = "higher"
unit = "count"
"""
PERIOD = ("--period", "Q2 2025/26")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Parks 2025-26"
    sheet.append(["Parks and open spaces"])
    sheet.append(["No", "Indicator", "Target", "Q1 Actual", "Q2 Actual", "Q3 Actual", "Remarks"])
    sheet.append(["P1", "Trees planted in parks", 40, 44, None, None, "Planted early in May."])
    sheet.append(["P2", "Benches repaired", 12, 9, None, None, "One carpenter was ill."])
    sheet.append(["P3", "Paths swept", 30, 31, None, None, None])
    book.save(tmp_path / "parks.xlsx")
    (tmp_path / "parks.layout.toml").write_text(LAYOUT, encoding="utf-8")
    return tmp_path


def fill(desk: Path, actuals: str) -> str:
    (desk / "a.csv").write_text(actuals, encoding="utf-8")
    done = run_here(
        *("fill", "parks.xlsx", "--actuals", "a.csv", "-o", "q2.xlsx", *PERIOD), cwd=desk
    )
    return done.stdout


def lines(text: str, code: str) -> list[str]:
    return [line for line in text.splitlines() if line.endswith(f"[{code}]")]


def test_a_new_figure_with_the_text_of_the_last_quarter_is_a_finding(desk: Path) -> None:
    said = lines(
        fill(desk, "Ref,Actual,Commentary\nP1,41,Oaks.\nP2,8,\nP3,29,\n"), "layout-text-stays"
    )

    assert len(said) == 1
    assert "'Parks 2025-26'!G4: P2 has a new figure" in said[0]
    assert "there for Q1 2025/26 already" in said[0]


def test_a_revised_text_is_no_finding(desk: Path) -> None:
    said = fill(desk, "Ref,Actual,Commentary\nP1,41,Oaks.\nP2,8,Two carpenters.\nP3,29,\n")

    assert "layout-text-stays" not in said


def test_a_sheet_copied_for_the_new_year_with_its_texts_is_a_finding(desk: Path) -> None:
    book = openpyxl.load_workbook(desk / "parks.xlsx")
    book["Parks 2025-26"]["F4"] = 7
    new = book.copy_worksheet(book["Parks 2025-26"])
    new.title = "Parks 2026-27"
    for cell in ("D3", "D4", "D5", "F4"):
        new[cell] = None
    book["Parks 2025-26"]["B1"] = "Q4"
    book.save(desk / "parks.xlsx")
    (desk / "a.csv").write_text("Ref,Actual\nP2,8\n", encoding="utf-8")
    done = run_here(
        *("fill", "parks.xlsx", "--actuals", "a.csv", "-o", "q1.xlsx", "--period", "Q1 2026/27"),
        cwd=desk,
    )

    (said,) = lines(done.stdout, "layout-text-stays")
    assert "'Parks 2026-27'!G4: P2" in said


@pytest.mark.parametrize("command", [("check",), ("return", "-o", "r.xlsx"), ("layout", "check")])
def test_each_command_says_which_texts_name_no_quarter(
    desk: Path, command: tuple[str, ...]
) -> None:
    fill(desk, "Ref,Actual,Commentary\nP1,41,Oaks.\nP2,8,\nP3,29,\n")
    name, *more = command
    files = ("check", "parks.layout.toml") if more == ["check"] else ()
    options = () if files else ("--layout", "parks.layout.toml", *more)
    done = run_here(name, *files, "q2.xlsx", *options, *PERIOD, cwd=desk)

    (said,) = lines(done.stdout, "layout-text-undated")
    assert "'Remarks' names no quarter" in said
    assert "2 measures: P1 and P2" in said


def test_rolling_forward_names_the_column_whose_texts_stay(desk: Path) -> None:
    fill(desk, "Ref,Actual\nP1,41\nP2,8\nP3,29\n")
    done = run_here(
        *("roll-forward", "q2.xlsx", "--layout", "parks.layout.toml", "-o", "q3.xlsx", *PERIOD),
        cwd=desk,
    )

    (said,) = lines(done.stdout, "layout-text-stays")
    assert "'Remarks'" in said
    assert "taken for Q3 2025/26: P1 and P2" in said


def test_a_proposal_asks_about_the_column(desk: Path) -> None:
    done = run_here("inspect", "parks.xlsx", "--layout", "-o", "p.toml", cwd=desk)

    assert "does 'Remarks' hold the commentary of one quarter alone?" in done.stdout + done.stderr
    assert "- does 'Remarks' hold" in (desk / "p.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("figures", "text", "sheet", "undated"),
    [
        ("{quarter} / Actual", "{quarter} / Comments", "*", []),
        ("{quarter} / Actual", "{quarter} > Comments", "*", []),
        ("{quarter} / Actual", "{year} Comments", "*", ["commentary"]),
        ("{month}", "Comments", "*", ["commentary"]),
        ("This quarter", "Comments", "*", []),
        ("Actual", "Comments", "{quarter}", []),
    ],
)
def test_a_text_is_undated_where_only_the_figures_name_their_quarter(
    figures: str, text: str, sheet: str, undated: list[str]
) -> None:
    table = TableLayout(sheet=sheet, columns={"actual": figures, "commentary": text})

    assert undated_texts(table) == undated
