"""`kpibook report` as people run it, and its files read back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from kpibook.domain.wording import listed
from kpibook.outputs.report.formats import WRITERS
from tests.outputs.report.pages import Page, rows_of
from tests.support.books import Q3
from tests.support.cli import run, run_here
from tests.support.returns import a_return

QUARTERS = ["Q4 2020/21", "Q1 2021/22", "Q2 2021/22"]
COUNT = {"Unit": "count", "Decimals": "0", "Which way is good": "lower", "Priority": "Safety"}
#: What is withheld, in digits that nothing else in the workbook has.
SECRET = {"Q4 2020/21": 5, "Q1 2021/22": 3, "Q2 2021/22": 4, str(Q3): 2}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    history = [
        {"Ref": ref, "Period": quarter, "Actual": actual, "Target": target}
        for number, quarter in enumerate(QUARTERS)
        for ref, actual, target in (
            ("HR.01", f"{70 + number}.5%", f"{68 + number}%"),
            ("HR.02", str(SECRET[quarter]), ""),
            ("HR.03", f"{1000 * number + 7000}", ""),
        )
    ]
    a_return(
        folder / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "66.6%", "Priority": "Homes",
         "Commentary": "Fewer plasterers."},
        {"Ref": "HR.02", **COUNT, "Suppress small numbers": "Yes", "Actual": "2",
         "Commentary": "Only 2 of them."},
        {"Ref": "HR.03", **COUNT, "Actual": "8888", "Target": "9000"},
        history=history,
    )  # fmt: skip
    run_here("report", "housing.xlsx", "-o", "r.html", cwd=folder)
    run_here("report", "housing.xlsx", "-o", "r.csv", cwd=folder)
    return folder


def test_the_same_figures_are_read_back_from_the_page_and_the_table(desk: Path) -> None:
    page = Page((desk / "r.html").read_bytes())
    rows = rows_of((desk / "r.csv").read_bytes())

    for row in rows:
        ident = row["measure_id"]
        quarter = f"q{row['period'][1]}-{row['period'][3:7]}"
        name = "actual" if row["period"] == str(Q3) else f"trend.{quarter}"
        if row["actual"]:
            shown = page.figures.get(f"{ident}.{name}")
            assert shown == (row["actual_printed"], row["actual"]), row
        name = "target" if row["period"] == str(Q3) else f"trend-target.{quarter}"
        if row["target"]:
            assert page.figures[f"{ident}.{name}"] == (row["target_printed"], row["target"])
    assert sum(bool(row["actual"]) for row in rows) == 8
    assert page.figures["m-housing.hr-01.actual"] == ("66.6%", "66.6")


def test_a_withheld_count_is_in_no_byte_of_any_file(desk: Path) -> None:
    """Its digits would be in a figure, a value, a description, a coordinate or an origin."""
    page = Page((desk / "r.html").read_bytes())
    rows = [r for r in rows_of((desk / "r.csv").read_bytes()) if r["ref"] == "HR.02"]

    assert {row["actual"] for row in rows} == {""}
    assert {row["actual_printed"] for row in rows} == {"[c]"}
    assert not [name for name in page.figures if name.startswith("m-housing.hr-02.")]
    assert "Only 2 of them" not in page.text
    markup = (desk / "r.html").read_text("utf-8")
    start = markup.index('<h4 id="m-housing.hr-02">')
    section = markup[start : markup.index("</section>", start)]
    assert "<svg" not in section
    words = re.sub(r"<[^>]*>|Q[1-4] \d{4}/\d\d|HR\.\d\d|counts of 1 to 5", " ", section)
    assert not re.search(r"\d", words), words


def test_withholding_changes_with_the_counts_and_nothing_else_does(
    desk: Path, tmp_path: Path
) -> None:
    """Two workbooks that differ in withheld counts alone give the same files but for the hash."""
    folder = tmp_path / "other"
    folder.mkdir()
    other = a_return(
        folder / "housing.xlsx", {"Ref": "A", **COUNT, "Suppress small numbers": "Yes",
                                  "Actual": "4"}, {"Ref": "B", **COUNT, "Actual": "70"},
    )  # fmt: skip
    again = a_return(
        tmp_path / "housing.xlsx", {"Ref": "A", **COUNT, "Suppress small numbers": "Yes",
                                    "Actual": "2"}, {"Ref": "B", **COUNT, "Actual": "70"},
    )  # fmt: skip
    pages = []
    for book in (other, again):
        run_here("report", book.name, "-o", "r.html", cwd=book.parent)
        markup = (book.parent / "r.html").read_text("utf-8")
        pages.append(re.sub(r"[0-9a-f]{64}", "", markup))

    assert pages[0] == pages[1]


def test_the_chart_draws_each_quarter_s_own_target(desk: Path) -> None:
    page = Page((desk / "r.html").read_bytes())

    targets = [page.figures[f"m-housing.hr-01.trend-target.{q}"][0]
               for q in ("q4-2020", "q1-2021", "q2-2021", "q3-2021")]  # fmt: skip
    assert targets == ["68.0%", "69.0%", "70.0%", "80.0%"]


def test_the_same_bytes_come_out_in_another_process_zone_and_hash_seed(
    desk: Path, tmp_path: Path
) -> None:
    made = []
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4242", "America/Adak")):
        folder = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        done = run("report", "housing.xlsx", "-o", folder, cwd=desk, env=env)
        assert done.returncode in (0, 1), done.stderr
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})

    assert len(made[0]) >= 3
    assert made[0] == made[1]


def test_the_command_prints_the_summary_findings_and_files(desk: Path) -> None:
    done = run_here("report", "write", "housing.xlsx", "-o", "said.html", cwd=desk)

    assert done.returncode == 1
    assert done.stdout.startswith("Corporate Quarterly Performance Report – Quarter 3")
    assert "Of 3 measures," in done.stdout
    assert "[suppression-alone]" in done.stdout
    assert done.stdout.rstrip().endswith("said.html.")


def test_json_has_the_counts_and_the_files(desk: Path) -> None:
    done = run_here("report", "housing.xlsx", "-o", "j.csv", "--exceptions", "--json", cwd=desk)

    answer = json.loads(done.stdout)
    (report,) = answer["reports"]
    assert report["counts"]["off"] == 1
    assert (report["measures"], report["shown"]) == (3, len(report["needs_attention"]))
    assert [Path(each["output"]).name for each in answer["files"]] == [
        "j.csv", "j.csv-metadata.json",
    ]  # fmt: skip


def test_a_part_and_charts_left_out(desk: Path) -> None:
    run_here("report", "housing.xlsx", "-o", "p.html", "--only", "homes", "--no-charts", cwd=desk)

    page = Page((desk / "p.html").read_bytes())
    assert "svg" not in {tag for tag, _ in page.tags}
    assert "This is only what is for homes: 1 of 3 measures." in page.text
    assert "HR.03" not in page.text


def test_the_council_s_words_are_printed_and_an_unknown_name_is_a_finding(desk: Path) -> None:
    run_here("report", "new-wording", "words.toml", cwd=desk)
    text = (desk / "words.toml").read_text("utf-8")
    (desk / "words.toml").write_text(
        text.replace("{quarter} position", "{qarter} position"), "utf-8"
    )

    done = run_here(
        "report", "housing.xlsx", "-o", "w.html", "--wording", "words.toml",
        "--licence", "ogl", cwd=desk,
    )  # fmt: skip

    page = Page((desk / "w.html").read_bytes())
    assert "[report-name-unknown]" in done.stdout
    assert "To present the [x] position of Housing for the financial year 2021/22." in page.text
    assert "qarter" not in page.text
    assert "Open Government Licence" in page.text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(("housing.xlsx",), 2, "--output", id="no output"),
        pytest.param(("housing.xlsx", "-o", "r.exe"), 3, "[report-ending]", id="no such format"),
        pytest.param(("-o", "r.html"), 2, "Missing argument", id="no workbook"),
        pytest.param(("housing.xlsx", "-o", "r.html", "--licence", "mine"), 2, "ogl", id="licence"),
        pytest.param(("gone.xlsx", "-o", "r.html"), 3, "[file-missing]", id="no such workbook"),
    ],
)
def test_what_cannot_be_done_is_said(
    desk: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = run_here("report", *arguments, cwd=desk)

    assert (done.returncode, words in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "csv"])
def test_a_return_in_another_format_is_told_where_that_is_written(desk: Path, ending: str) -> None:
    done = run_here("return", "housing.xlsx", "-o", f"r2.{ending}", cwd=desk)

    assert done.returncode == 2
    assert "written as .xlsx" in done.stderr
    others = listed([each for each in WRITERS if each != ".ods"])
    assert f"For {others} use `kpibook report`." in done.stderr
    assert not (desk / f"r2.{ending}").exists()
