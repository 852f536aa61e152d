"""The example of a whole council: invented where it says so, the same every time, as described."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.number import parse_figure
from kpibook.domain.measures.period import Quarter
from tests.support import validator
from tests.support.books import Q3, ROOT
from tests.support.cli import PROGRAM, run

pytestmark = pytest.mark.slow

COUNCIL = ROOT / "examples" / "six_directorates"
FIGURES = COUNCIL / "figures"
RETURNS = (
    "adult_social_care.xlsx",
    "adult_social_care_again.xlsx",
    "childrens_services.xlsx",
    "finance.xlsx",
    "housing.xlsx",
    "place.xlsx",
    "public_health.xlsx",
)
SMALL = {"ASC.08", "FIN.11", "HOU.06"}


def table(name: str) -> list[dict[str, str]]:
    """The rows of all the example's files whose names end so."""
    rows: list[dict[str, str]] = []
    for path in sorted(FIGURES.glob(f"*_{name}.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows += [{"file": path.name, **row} for row in csv.DictReader(lines)]
    return rows


def generated(folder: Path, **env: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, COUNCIL / "generate.py", folder],
        cwd=folder.parent,
        env={**os.environ, **env},
        check=True,
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the examples and nothing else, after the demo; and what that printed."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", checkout / "examples")
    said = ""
    for _ in range(2):  # it can be run again
        done = subprocess.run(
            ["bash", checkout / "examples" / "six_directorates" / "demo.sh", "out"],
            cwd=checkout,
            env={**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said = done.stdout
    return checkout / "out", said


def test_the_figures_are_the_same_every_time_and_those_that_are_committed(tmp_path: Path) -> None:
    once = generated(tmp_path / "once", PYTHONHASHSEED="1", TZ="Asia/Kathmandu")
    again = generated(tmp_path / "again", PYTHONHASHSEED="2", TZ="America/Adak")

    assert once == again
    assert once == {path.name: path.read_bytes() for path in FIGURES.iterdir()}


def test_every_measure_says_that_its_figures_are_invented() -> None:
    rows = table("measures")

    assert len(rows) == 52
    for row in rows:
        assert row["Directorate"].endswith("(invented figures)")
        assert "Invented figures" in row["Note"]


def test_all_units_polarities_and_bases_occur_but_those_that_few_registers_have() -> None:
    rows = table("measures")
    units, bases = {row["Unit"] for row in rows}, {row["Basis"] for row in rows}

    assert {unit.value for unit in Unit} - units == {"duration", "quantity", "rate"}
    assert {row["Which way is good"] for row in rows} == {way.value for way in Polarity}
    assert {basis.value for basis in Basis} - bases == {"year to date"}


def test_every_measure_has_the_history_of_eight_quarters() -> None:
    held = defaultdict(set)
    for row in table("history"):
        held[row["file"], row["Ref"]].add(Quarter.parse(row["Period"]))
    quarters, quarter = [], Q3
    for _ in range(8):
        quarter = quarter.previous
        quarters.append(quarter)

    for row in table("measures"):
        found = held[row["file"].replace("_measures", "_history"), row["Ref"]]
        if row["Basis"] == "annual":
            assert len(found) == 2, "once a year"
        else:
            assert found == set(quarters)


def test_what_officers_write_agrees_with_the_figures() -> None:
    history = {
        (row["file"].split("_history")[0], row["Ref"], row["Period"]): row["Actual"]
        for row in table("history")
    }
    told: Counter[str] = Counter()
    for row in table("actuals_q3"):
        said = re.match(r"(\S+), (up|down|unchanged) from (\S+) in (.*?)\. ", row["Commentary"])
        if said is None:
            continue
        now, way, before, since = said.groups()
        period = "Q2 2021/22" if since == "Quarter 2" else "Q3 2020/21"
        earlier = history[row["file"].split("_actuals")[0], row["Ref"], period]
        new, old = parse_figure(row["Actual"]).value, parse_figure(earlier).value
        assert new is not None
        assert old is not None
        assert (parse_figure(now).value, parse_figure(before).value) == (new, old)
        assert way == ("up" if new > old else "down" if new < old else "unchanged")
        told[way] += 1

    assert told["up"] > 10
    assert told["down"] > 5
    assert told["unchanged"] > 0


def test_the_demo_leaves_what_it_says_and_nothing_else(demo: tuple[Path, str]) -> None:
    out, said = demo

    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*")) == sorted(
        ("consolidated.xlsx", "measures.csv", "published.xlsx", *(f"returns/{n}" for n in RETURNS))
    )
    assert "58 measures from 6 of 7 workbooks" in said
    assert "legal_and_governance" in said
    for name in ("consolidated.xlsx", "published.xlsx", "measures.csv"):
        assert f"out/{name}" in said.partition("Now open")[2]


def test_the_findings_of_the_readme_are_those_that_come(
    demo: tuple[Path, str], tmp_path: Path
) -> None:
    out, _ = demo

    done = run("consolidate", out / "returns", "-o", "c.xlsx", "--publish", "p.xlsx", "--json",
               cwd=tmp_path)  # fmt: skip
    said = json.loads(done.stdout)

    assert done.returncode == 1
    refused = [source["name"] for source in said["sources"] if not source["used"]]
    assert refused == ["adult_social_care.xlsx"]
    codes = Counter(finding["code"] for finding in said["findings"])
    text = (COUNCIL / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]", text)) <= set(codes)
    assert codes["nothing-typed-yet"] == 1
    assert codes["consolidate-earlier-version"] == 1
    assert said["totals"]["rows"] == [68, 58, 10]


def test_the_second_return_counts_and_the_late_one_is_never_zero(demo: tuple[Path, str]) -> None:
    out, _ = demo
    with (out / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {(row["Ref"], row["Directorate"]): row for row in csv.DictReader(lines)}

    by_ref = {ref: row for (ref, _), row in rows.items()}
    assert Decimal(by_ref["ASC.06"]["Actual"]) == Decimal("29.4")
    late = [row for ref, row in by_ref.items() if ref.startswith("PH.")]
    assert [row["Actual"] for row in late] == [""] * 8
    assert {row["Status"] for row in late} == {"Not reported"}
    assert len(rows) == 58


def test_small_numbers_are_withheld_from_the_published_copy(demo: tuple[Path, str]) -> None:
    out, _ = demo
    book = openpyxl.load_workbook(out / "published.xlsx")

    seen = {}
    for row in book["Scorecard"].iter_rows(values_only=True):
        for ref in SMALL & set(row):
            seen[str(ref)] = row
    assert set(seen) == SMALL
    for row in seen.values():
        assert "[c]" in row
        assert not any(isinstance(value, (int, float)) and 1 <= value <= 5 for value in row)


def test_what_it_makes_passes_the_validator(demo: tuple[Path, str]) -> None:
    out, _ = demo
    files = [out / "consolidated.xlsx", out / "published.xlsx", *(out / "returns").iterdir()]

    assert {path.name: validator.errors(path) for path in files} == {
        path.name: [] for path in files
    }
