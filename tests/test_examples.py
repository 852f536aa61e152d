"""What the READMEs tell people to run runs, and comes out as they say."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from kpibook.workbook import layout
from tests.cli.commands import results
from tests.support.books import EXAMPLE, ROOT
from tests.support.cli import PROGRAM, run

pytestmark = pytest.mark.slow

PAGES = sorted(
    page
    for page in (ROOT / "README.md", *ROOT.glob("examples/*/README.md"), *ROOT.glob("docs/**/*.md"))
    if "\n$ kpibook " in page.read_text(encoding="utf-8")
    and page.name != "schemes.md"  # tests/test_docs_schemes.py makes the files it speaks of
)
SENTENCE = "3 improved, 1 unchanged, 1 declined and 1 not judged (neutral: increased)."


def commands(page: Path) -> list[list[str]]:
    """The kpibook commands of a page's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[2:] for line in lines if line.startswith("$ kpibook ")]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder in which the paths of the READMEs hold, and nothing else."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_runs_in_order(checkout: Path, page: Path) -> None:
    assert commands(page)
    if not (checkout / "node_modules").exists() and (ROOT / "node_modules").is_dir():
        (checkout / "node_modules").symlink_to(ROOT / "node_modules")

    for command in commands(page):
        done = run(*command, cwd=checkout)
        assert done.returncode in (0, 1), f"kpibook {' '.join(command)}: {done.stderr}"
        assert done.stdout
        for option, value in pairwise(command):
            assert option != "-o" or (checkout / value).stat().st_size > 0


def test_the_pages_with_commands_are_found() -> None:
    names = {page.relative_to(ROOT).as_posix() for page in PAGES}

    assert {"README.md", "examples/dudley_childrens_2021_22/README.md"} <= names
    assert {f"examples/{folder.name}/README.md" for folder in EXAMPLE.parent.iterdir()} <= names


def test_the_finding_that_the_readme_quotes_is_what_the_commands_print(checkout: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(r"A finding reads\n\n((?:    .+\n)+)", text)
    for command in commands(ROOT / "README.md"):
        run(*command, cwd=checkout)

    done = run("check", "childrens_filled.xlsx", cwd=checkout)

    assert " ".join(quoted.split()) in [line.strip() for line in done.stdout.splitlines()]


def test_the_next_quarter_begins_as_the_readme_says(checkout: Path) -> None:
    for command in commands(ROOT / "README.md"):
        run(*command, cwd=checkout)

    (book,) = results(run("fill", "childrens_q4.xlsx", "--dry-run", "--json", cwd=checkout))

    assert book["period"] == "Q4 2021/22"
    previous = {rating["ref"]: rating["previous"] for rating in book["ratings"]}
    assert previous["PI.426"] == "72.1"


def test_the_examples_register_shows_every_column() -> None:
    with (EXAMPLE / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines))

    assert header == [column.heading for column in layout.MEASURES_COLUMNS]


def test_the_example_comes_out_as_its_table_says(checkout: Path) -> None:
    new, fill, *_ = commands(EXAMPLE / "README.md")
    assert run(*new, cwd=checkout).returncode == 0, "the README says only fill ends with 1"
    done = run(*fill, "--json", cwd=checkout)
    assert done.returncode == 1

    (book,) = results(done)
    words = {"no_change": "No change", "increased": "Increased"}
    came_out = {
        rating["ref"]: (
            rating["status_label"],
            words.get(rating["direction"], rating["direction"].capitalize()),
        )
        for rating in book["ratings"]
    }
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (PI\.\d+) \|.*\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert came_out == {ref: (status, direction) for ref, status, direction in rows}
    assert len(rows) == 6


def test_the_summary_is_written_from_the_figures_and_not_from_hope(checkout: Path) -> None:
    for command in commands(EXAMPLE / "README.md"):
        said = run(*command, cwd=checkout).stdout

    assert SENTENCE in said
    assert "all but one" not in said
    for name, sheet in (
        ("childrens_q3_filled.xlsx", "Return"),
        ("childrens_q3_return.xlsx", "Summary"),
    ):
        cells = openpyxl.load_workbook(checkout / name)[sheet]["A"]
        lines = " ".join(str(cell.value) for cell in cells)
        assert f"Compared with Q2 2021/22: {SENTENCE}" in lines
        assert "all but one" not in lines


def test_the_count_of_another_day_is_reported_by_every_command_that_sees_it(
    checkout: Path,
) -> None:
    new, fill, sign_off, publish, report = commands(EXAMPLE / "README.md")
    run(*new, cwd=checkout)

    for command in (fill, publish, report, ["check", "childrens_q3_filled.xlsx"]):
        if command is publish:
            assert run(*sign_off, cwd=checkout).returncode == 0
        done = run(*command, cwd=checkout)
        assert done.returncode == 1
        assert "PI.433 is as at 17th January 2022, outside Q3 2021/22" in done.stdout


def test_the_example_s_return_and_report_say_who_agreed_it(checkout: Path) -> None:
    for command in commands(EXAMPLE / "README.md"):
        run(*command, cwd=checkout)

    agreed = "Agreed by Head of Service on 21st January 2022"
    cells = openpyxl.load_workbook(checkout / "childrens_q3_return.xlsx")["Summary"]["A"]
    assert agreed in " ".join(str(cell.value) for cell in cells)
    assert agreed in (checkout / "childrens_q3_report.html").read_text(encoding="utf-8")


def test_the_demo_runs_from_start_to_finish_and_again(checkout: Path) -> None:
    script = checkout / "examples" / "dudley_childrens_2021_22" / "demo.sh"
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    for _ in range(2):
        done = subprocess.run(
            ["bash", script, "out"],
            cwd=checkout,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    assert sorted(p.name for p in (checkout / "out").iterdir()) == [
        "childrens_q3.xlsx",
        "childrens_q3_agreed.xlsx",
        "childrens_q3_filled.xlsx",
        "childrens_q3_report.docx",
        "childrens_q3_report.html",
        "childrens_q3_report.pdf",
        "childrens_q3_return.xlsx",
    ]
    assert "PI.426   Timeliness of Single Assessments" in done.stdout
    assert SENTENCE in done.stdout
    about = openpyxl.load_workbook(checkout / "out" / "childrens_q3_return.xlsx").properties
    assert about.creator == "Dudley Metropolitan Borough Council"
    assert done.stdout.rstrip().endswith("the same as PDF")


def test_the_demo_stops_when_a_command_cannot_do_its_task(checkout: Path) -> None:
    example = checkout / "examples" / "dudley_childrens_2021_22"
    (example / "measures.csv").write_text("Ref\n", encoding="utf-8")
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        ["bash", example / "demo.sh", "out"],
        cwd=checkout,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert "demo: stopped" in done.stderr


def _text_in(path: Path) -> str:
    """Return the text of an example; of a workbook that of all its parts."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    with ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        return "\n".join(package.read(name).decode("utf-8") for name in parts)


@pytest.mark.parametrize("path", sorted(EXAMPLE.parent.rglob("*")), ids=lambda path: path.name)
def test_an_example_names_nobody(path: Path) -> None:
    if path.is_file():
        text = _text_in(path)
        assert not re.search(
            r"[\w.]+@(?!example\.org\b)[\w.]+|\b0\d{3,4} \d{6}\b|\b(Mr|Mrs|Ms|Dr|Cllr)\b", text
        )
