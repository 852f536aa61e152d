from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.commands import FILLED, a_desk, contents, parsed
from tests.support.cli import run

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_writes_the_workbook_and_says_what_came_in_and_what_is_used(desk: Path) -> None:
    before = contents(desk)

    done = run("consolidate", FILLED, "-o", "out.xlsx", cwd=desk)

    said = done.stdout
    assert done.returncode == 1, done.stderr
    assert said.startswith("Q3 2021/22: 6 measures from 1 of 1 workbook.")
    assert "Rows     6   6     0" in said
    assert "[as-at-outside-period]" in said
    assert said.rstrip().endswith("out.xlsx.")
    assert {**contents(desk), **before} == contents(desk), "the workbook is only read"


def test_the_cover_names_the_command_without_anybodys_folders(desk: Path) -> None:
    run("consolidate", str(desk / FILLED), "--period", "Q3 2021/22", "-o", "out.xlsx", cwd=desk)

    cover = openpyxl.load_workbook(desk / "out.xlsx")["Cover"]
    said = " ".join(str(cell.value) for cell in cover["A"])
    assert f"kpibook consolidate {FILLED} --period 'Q3 2021/22'" in said
    assert str(desk) not in said


def test_json_says_the_same_as_data(desk: Path) -> None:
    done = run(
        "consolidate", FILLED, "-o", "out.xlsx", "--publish", "public.xlsx", "--data", "t.csv",
        "--json", cwd=desk,
    )  # fmt: skip

    said = parsed(done)
    assert (said["period"], said["measures"]) == ("Q3 2021/22", 6)
    assert said["totals"]["rows"] == [6, 6, 0]
    (source,) = said["sources"]
    assert (source["name"], source["used"], len(source["sha256"])) == (FILLED, True, 64)
    assert Path(said["published"]["output"]).name == "public.xlsx"
    assert Path(said["data"]["output"]).name == "t.csv"
    assert "as-at-outside-period" in {finding["code"] for finding in said["findings"]}


def test_a_workbook_that_is_not_used_is_named_with_its_reason(desk: Path) -> None:
    (desk / "broken.xlsx").write_bytes(b"not a workbook")

    done = run("consolidate", FILLED, "broken.xlsx", "-o", "out.xlsx", cwd=desk)

    assert done.returncode == 1
    assert "from 1 of 2 workbooks" in done.stdout
    assert "Not used: broken.xlsx" in done.stdout


def test_an_earlier_file_is_kept_and_that_is_said(desk: Path) -> None:
    (desk / "out.xlsx").write_bytes(b"before")

    done = run("consolidate", FILLED, "-o", "out.xlsx", cwd=desk)

    (kept,) = desk.glob("out.backup-*.xlsx")
    assert f"Kept the file that was there as {kept.name}." in done.stdout


@pytest.mark.parametrize(
    "options",
    [("-o", "out.xlsm"), ("-o", "out"), ("-o", "out.xlsx", "--publish", "public.pdf")],
)
def test_no_output_is_of_a_kind_that_holds_macros(desk: Path, options: tuple[str, ...]) -> None:
    done = run("consolidate", FILLED, *options, cwd=desk)

    assert done.returncode == 2
    assert ".xlsx" in done.stderr
    assert not (desk / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param(("nothing.xlsx",), "file-missing", id="no such file"),
        pytest.param((FILLED, "--data", "t.ods"), "data-ending", id="no such kind of table"),
        pytest.param((FILLED, "--since", FILLED), "since-not-consolidated", id="no earlier one"),
        pytest.param((FILLED, "--period", "Q2 2021/22"), "consolidate-nothing", id="no period"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(
    desk: Path, given: tuple[str, ...], code: str
) -> None:
    done = run("consolidate", *given, "-o", "out.xlsx", cwd=desk)

    assert done.returncode == 3
    assert f"[{code}]" in done.stderr
    assert not (desk / "out.xlsx").exists()


def test_a_period_that_is_none_is_a_usage_error(desk: Path) -> None:
    done = run("consolidate", FILLED, "--period", "winter", "-o", "out.xlsx", cwd=desk)

    assert done.returncode == 2


def test_the_table_alone_needs_no_workbook(desk: Path) -> None:
    done = run("consolidate", FILLED, "--data", "t.csv", "--json", cwd=desk)

    said = parsed(done)
    assert (said["output"], said["kept"], said["measures"]) == (None, None, 6)
    assert len((desk / "t.csv").read_text(encoding="utf-8-sig").splitlines()) == 7
    assert not list(desk.glob(".kpibook-*"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param((), "Give -o", id="nothing to write"),
        pytest.param(("--data", "t.csv", "--since", FILLED), "give -o as well", id="no sheet"),
    ],
)
def test_outputs_that_do_not_go_together_are_a_usage_error(
    desk: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("consolidate", FILLED, *options, cwd=desk)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (desk / "t.csv").exists()
