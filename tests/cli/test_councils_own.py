"""The commands on a council's own workbook: its own sheets and cells are named, as if ours."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpibook.docx.record import record_of
from kpibook.docx.word_file import open_word_file
from tests.support.books import example
from tests.support.cli import Done, run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


def _check(folder: Path, *more: str) -> Done:
    return run_here("check", "scorecard.xlsx", "--period", PERIOD, *more, cwd=folder)


def test_check_rates_it_and_finds_nothing_in_a_sound_scorecard(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    before = path.read_bytes()
    done = _check(tmp_path)

    assert "nothing to put right in 4 measures" in done.stdout
    assert "EN1 is off target, and no open action is stated" in done.stdout
    assert path.read_bytes() == before


def test_check_says_which_status_in_the_file_is_not_that_of_its_figures(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('Low = "lower"', 'Low = "higher"'))
    done = _check(tmp_path)

    assert "'Score 24-25'!I7: 'EN2' is shown as met ('92D050')" in done.stdout
    assert "layout-status-differs" in done.stdout


def test_check_says_once_what_the_layout_does_not_answer(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('polarity = "Good is"\n', ""))
    done = _check(tmp_path)

    assert done.stdout.count("[polarity-missing]") == 1
    assert "4 measures: EN1, EN2, EN3 and EN4" in done.stdout


def test_check_as_json_gives_the_cell(tmp_path: Path) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace('Low = "lower"', 'Low = "higher"'))
    printed = json.loads(_check(tmp_path, "--json").stdout.splitlines()[0])

    found = next(f for f in printed["findings"] if f["code"] == "layout-status-differs")
    assert (found["sheet"], found["cell"]) == ("Score 24-25", "I7")


def test_explain_names_the_council_s_own_cells(tmp_path: Path) -> None:
    council_desk(tmp_path)
    done = run_here("explain", "scorecard.xlsx", "EN1", "--period", PERIOD, cwd=tmp_path)

    assert "Off target. 42% is 3 points" in done.stdout
    assert "actual 42% ('Score 24-25'!I6); target 45% ('Score 24-25'!H6)" in done.stdout
    assert "tolerance 1% ('Register'!E2); Q2 2024/25 46.2% ('Score 24-25'!G6)." in done.stdout
    assert "()" not in done.stdout


def test_without_a_quarter_a_command_says_so(tmp_path: Path) -> None:
    council_desk(tmp_path)
    done = run_here("check", "scorecard.xlsx", cwd=tmp_path)

    assert (done.returncode, "layout-no-period" in done.stderr) == (3, True)


def _consolidated(folder: Path, *books: str, period: str = PERIOD) -> dict[str, dict[str, object]]:
    """Return the rows of the consolidation's table by reference."""
    done = run_here(
        *("consolidate", *books, "--period", period, "-o", "all.xlsx", "--data", "all.csv"),
        cwd=folder,
    )
    assert "Wrote" in done.stdout, done.stderr
    with (folder / "all.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["Ref"]: dict(row) for row in csv.DictReader(stream)}


def test_return_writes_a_published_copy_and_leaves_the_council_s_workbook(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    before = path.read_bytes()
    done = run_here("return", path.name, "--period", PERIOD, "-o", "return.xlsx", cwd=tmp_path)

    assert "Of 4 measures, 1 met its target" in done.stdout
    texts = {
        str(value)
        for sheet in openpyxl.load_workbook(tmp_path / "return.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for value in row
    }
    assert {"Waste recycled", "Garden waste fell in a dry autumn."} <= texts
    assert path.read_bytes() == before


def test_return_of_a_folder_takes_councils_own_and_ours(tmp_path: Path) -> None:
    books = tmp_path / "books"
    books.mkdir()
    council_desk(books, layout=f'period = "{PERIOD}"\n{LAYOUT}')
    shutil.copy(example().filled, books / "ours.xlsx")
    run_here("return", "books", "--output-dir", "out", cwd=tmp_path)

    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["ours.xlsx", "scorecard.xlsx"]


def test_report_traces_its_figures_to_the_council_s_own_cells(tmp_path: Path) -> None:
    council_desk(tmp_path)
    done = run_here(
        "report", "scorecard.xlsx", "--period", PERIOD, "-o", "report.docx", cwd=tmp_path
    )
    assert "Of 4 measures" in done.stdout, done.stderr
    word = open_word_file(tmp_path / "report.docx")
    with word.package:
        record = record_of(word)
    assert record is not None
    origins = {(each.sheet, each.cell) for each in record.record.entries}
    assert {("Score 24-25", "I6"), ("Score 24-25", "H6"), ("Score 24-25", "G6")} <= origins
    checked = run_here("check", "report.docx", "--against", "scorecard.xlsx", cwd=tmp_path)
    assert "nothing to put right" in checked.stdout


def test_consolidate_traces_councils_own_and_ours_to_their_cells(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Score 24-25"].title = "Score 21-22"
    book.save(path)
    shutil.copy(example().filled, tmp_path / "ours.xlsx")
    rows = _consolidated(tmp_path, "scorecard.xlsx", "ours.xlsx", period="Q3 2021/22")

    waste, ours = rows["EN1"], rows["PI.426"]
    assert (waste["Source sheet"], waste["Source cell"]) == ("Score 21-22", "I6")
    assert (waste["Actual"], waste["Target"], waste["Status"]) == ("42", "45", "Off target")
    assert waste["Directorate"] == "Place"
    assert (ours["Source workbook"], ours["Source sheet"]) == ("ours.xlsx", "This quarter")


def test_two_sheets_with_figures_in_the_same_cell_are_two_rows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "two.xlsx") as book:
        for name, ref, figure in (("Roads", "R1", 4), ("Parks", "P1", 5)):
            book.add_worksheet(name).write_row("A1", ["Ref", "Name", "Actual"])
            book.get_worksheet_by_name(name).write_row("A2", [ref, f"Visits of {name}", figure])
    (tmp_path / "two.layout.toml").write_text(
        '[[table]]\nheading_rows = [1]\nref = "Ref"\nmeasure = "Name"\nactual = "Actual"\n'
        '[measure."*"]\npolarity = "higher"\nunit = "count"\n',
        encoding="utf-8",
    )
    rows = _consolidated(tmp_path, "two.xlsx")

    assert [(rows[r]["Source sheet"], rows[r]["Source cell"], rows[r]["Actual"]) for r in rows] == [
        ("Roads", "C2", "4"),
        ("Parks", "C2", "5"),
    ]


def test_a_named_layout_serves_every_workbook_of_the_command(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout="")
    (tmp_path / "our.toml").write_text(LAYOUT, encoding="utf-8")
    done = run_here(
        *("report", path.name, "--layout", "our.toml", "--period", PERIOD, "-o", "r.html"),
        cwd=tmp_path,
    )
    assert "Of 4 measures" in done.stdout


def test_diff_says_what_changed_between_two_versions_by_the_council_s_references(
    tmp_path: Path,
) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Score 24-25"]["I6"] = 0.47
    book.save(tmp_path / "later.xlsx")
    shutil.copy(tmp_path / "scorecard.layout.toml", tmp_path / "later.layout.toml")
    same = run_here("diff", path.name, path.name, "--period", PERIOD, cwd=tmp_path)
    done = run_here("diff", path.name, "later.xlsx", "--period", PERIOD, cwd=tmp_path)

    assert (same.returncode, "says the same" in same.stdout) == (0, True)
    assert "1 difference of later.xlsx" in done.stdout
    assert "EN1" in done.stdout
    assert "47%" in done.stdout


def test_rate_with_a_layout_rates_each_measure_that_it_reads(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    layout = ("--layout", "scorecard.layout.toml", "--period", PERIOD)
    done = run_here("rate", path.name, *layout, "--explain", cwd=tmp_path)
    rows = {row["ref"]: row for row in csv.DictReader(done.stdout.splitlines())}

    assert [rows[ref]["status"] for ref in ("EN1", "EN2", "EN3", "EN4")] == [
        *("off", "met", "not_reported", "not_rated"),
    ]
    assert rows["EN1"]["why"].startswith("42% is 3 points")
    written = run_here("rate", path.name, *layout, "-o", "rated.csv", cwd=tmp_path)
    assert "4 rows to rated.csv" in written.stdout
    refused = run_here("rate", path.name, *layout, "-o", "rated.xlsx", cwd=tmp_path)
    assert "kpibook fill --layout" in refused.stderr


@pytest.mark.parametrize(
    ("command", "way"),
    [
        pytest.param(
            ("settle", "BOOK", "EN1", "--code", "x", "--by", "Head"), "[[settled]]", id="settle"
        ),
        pytest.param(("sign-off", "BOOK", "--by", "Director"), "published copy", id="sign-off"),
        pytest.param(("actions", "BOOK"), "action =", id="actions"),
        pytest.param(("scheme", "keep", "BOOK"), "scheme =", id="scheme keep"),
        pytest.param(("measure", "retire", "BOOK", "EN1"), "itself", id="measure retire"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_to_go_on(
    tmp_path: Path, command: tuple[str, ...], way: str
) -> None:
    path = council_desk(tmp_path)
    before = path.read_bytes()
    words = [path.name if word == "BOOK" else word for word in command]
    done = run_here(*words, "--in-place", cwd=tmp_path)

    assert done.returncode == 3, done.stdout
    assert "layout-read-only" in done.stderr + done.stdout
    assert way in done.stderr + done.stdout
    assert path.read_bytes() == before


SETTLED = """
[[settled]]
ref = "EN2"
code = "figure-jump"
period = "Q3 2024/25"
figure = 480
by = "Head of Waste"
on = 2025-01-17
"""


def test_a_figure_in_doubt_is_settled_in_the_layout(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Score 24-25"]["I7"] = 480
    book.save(path)
    doubted = _check(tmp_path)
    (tmp_path / "scorecard.layout.toml").write_text(LAYOUT + SETTLED, encoding="utf-8")
    settled = _check(tmp_path)

    assert "figure-jump" in doubted.stdout
    assert "[[settled]]" in doubted.stdout
    assert "figure-jump" not in settled.stdout
    told = run_here(
        *("settle", path.name, "EN2", "--code", "figure-jump", "--by", "Head", "--in-place"),
        cwd=tmp_path,
    )
    assert '[[settled]], ref = "EN2", code = "figure-jump"' in told.stderr


@pytest.mark.parametrize(
    ("line", "instead", "what"),
    [
        ('by = "Head of Waste"', "", "'by' of a settled figure is missing"),
        ('period = "Q3 2024/25"', 'period = "Spring"', "'period' is 'Spring'"),
        ("on = 2025-01-17", 'on = "17 January"', "'on' is no day"),
        ('code = "figure-jump"', 'kode = "x"', "'kode' is not known"),
    ],
)
def test_a_settled_figure_that_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, line: str, instead: str, what: str
) -> None:
    council_desk(tmp_path, layout=LAYOUT + SETTLED.replace(line, instead))
    done = _check(tmp_path)

    assert done.returncode == 3
    assert what in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("check", "ours.xlsx"), id="check"),
        pytest.param(("fill", "ours.xlsx", "--dry-run"), id="fill"),
        pytest.param(("return", "ours.xlsx", "-o", "return.xlsx"), id="return"),
        pytest.param(("roll-forward", "ours.xlsx", "--dry-run"), id="roll-forward"),
        pytest.param(("diff", "ours.xlsx", "ours.xlsx"), id="diff"),
    ],
)
def test_a_workbook_of_ours_loads_nothing_that_reads_councils_own(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    shutil.copy(example().filled, tmp_path / "ours.xlsx")
    code = (
        "import sys\nfrom kpibook import cli\ncli.run(sys.argv[1:])\n"
        "print('LOADED', 'kpibook.workbook.mapped.reading' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "LOADED False" in done.stdout, done.stderr


def test_a_figure_in_another_file_is_traced_to_that_file(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row("A1", ["Ref", "Name", "Good is", "Unit"])
        sheet.write_row("A2", ["A1", "Calls answered", "High", "%"])
    (tmp_path / "figures.csv").write_text(
        "Ref,Target,Actual\nA1,80%,72.5%\nB9,1,abc\n", encoding="utf-8"
    )
    (tmp_path / "plan.layout.toml").write_text(
        '[[table]]\nsheet = "Plan"\nheading_rows = [1]\nref = "Ref"\nmeasure = "Name"\n'
        'polarity = "Good is"\nunit = "Unit"\n'
        '[[table]]\nfile = "figures.csv"\nheading_rows = [1]\nref = "Ref"\ntarget = "Target"\n'
        'actual = "Actual"\n[words]\npolarity = { High = "higher" }\nunit = { "%" = "percent" }\n',
        encoding="utf-8",
    )
    rows = _consolidated(tmp_path, "plan.xlsx")
    explained = run_here("explain", "plan.xlsx", "A1", "--period", PERIOD, cwd=tmp_path)

    assert (rows["A1"]["Source workbook"], rows["A1"]["Source sheet"]) == (
        *("plan.xlsx", "[figures.csv]"),
    )
    assert (rows["A1"]["Source cell"], rows["A1"]["Actual"]) == ("C2", "72.5")
    assert "actual 72.5% (figures.csv C2)" in explained.stdout
    assert "Calls answered" in explained.stdout


def test_a_typed_report_is_held_against_a_council_s_own_workbook(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    (tmp_path / "report.txt").write_text(
        "EN1 Waste recycled\nWaste recycled rose from 46.2% to 42% this quarter.\n",
        encoding="utf-8",
    )
    done = run_here("check", path.name, "--text", "report.txt", "--period", PERIOD, cwd=tmp_path)
    assert done.returncode == 1
    assert "contradict" in done.stdout
    assert "'Score 24-25'!" in done.stdout


def test_a_quarter_that_the_workbook_has_no_sheet_for_is_refused_with_the_reason(
    tmp_path: Path,
) -> None:
    path = council_desk(tmp_path)
    later = ("--period", "Q3 2025/26")
    done = run_here("return", path.name, *later, "-o", "return.xlsx", cwd=tmp_path)

    assert done.returncode == 3
    assert "no sheet named 'Score*' is of 2025/26" in done.stderr
    assert not (tmp_path / "return.xlsx").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("explain", "EN1"),
        ("return", "-o", "r.xlsx"),
        ("report", "-o", "r.html"),
        ("consolidate", "-o", "c.xlsx"),
        ("fill", "-o", "f.xlsx"),
        ("rate", "--layout", "scorecard.layout.toml"),
        ("roll-forward", "-o", "n.xlsx"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_says_that_the_column_of_the_comments_was_renamed(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Score 24-25"]["M3"] = "Q3 Narrative"
    book.save(path)
    name, *more = command

    done = run_here(name, "scorecard.xlsx", *more, "--period", PERIOD, cwd=tmp_path)

    assert "no column is headed '{quarter} Comments' in Q3 2024/25" in done.stdout + done.stderr
    assert done.returncode == 1


RUNNING = """
[measure.EN2]
basis = "cumulative"
"""


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("", "not_rated"),
        ("target_q3 = 45", "off"),
        ("target_q3 = 50", "met"),
        ('profile = "straight line"', "off"),
    ],
)
def test_layout_check_check_and_explain_have_one_reading_of_a_years_target(
    tmp_path: Path, answer: str, status: str
) -> None:
    layout = LAYOUT.replace('target = "{quarter} / Target"', 'year_target = "Q2 / Target"')
    council_desk(tmp_path, layout=f"{layout}{RUNNING}{answer}\n")
    of_layout = run_here(
        "layout", "check", "scorecard.xlsx", "--period", PERIOD, "--json", cwd=tmp_path
    )
    explained = run_here(
        "explain", "scorecard.xlsx", "EN2", "--period", PERIOD, "--json", cwd=tmp_path
    )

    measures = json.loads(of_layout.stdout)["measures"]
    said = json.loads(explained.stdout)
    is_waiting = "[target-not-profiled]" in _check(tmp_path).stdout
    assert next(m["status"] for m in measures if m["ref"] == "EN2") == status
    assert said["status"] == status
    assert is_waiting is (status == "not_rated")


def test_a_finding_on_a_side_table_names_its_file_and_cell(tmp_path: Path) -> None:
    side = '[[table]]\nfile = "targets.csv"\nheading_rows = [1]\nref = "Ref"\n'
    layout = LAYOUT.replace('target = "{quarter} / Target"\n', "")
    layout = layout.replace("[words]", f'{side}target = "{{quarter}}"\n[words]')
    council_desk(tmp_path, layout=layout)
    (tmp_path / "targets.csv").write_text("Ref,Q3\nEN3,30\nEN2,-50\n", encoding="utf-8")

    for command in (("layout", "check"), ("check",)):
        done = run_here(*command, "scorecard.xlsx", "--period", PERIOD, cwd=tmp_path)
        assert "targets.csv B3: EN2 has a " in done.stdout


def test_a_report_is_held_against_a_workbook_through_the_layout_that_is_named(
    tmp_path: Path,
) -> None:
    path = council_desk(tmp_path, layout="")
    (tmp_path / "our.toml").write_text(LAYOUT, encoding="utf-8")
    named = ("--layout", "our.toml")
    run_here("report", path.name, *named, "--period", PERIOD, "-o", "r.docx", cwd=tmp_path)

    checked = run_here("check", "r.docx", "--against", path.name, *named, cwd=tmp_path)

    assert checked.returncode == 0, checked.stderr
    assert "nothing to put right" in checked.stdout
