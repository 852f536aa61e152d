from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.commands import FILLED, a_desk, parsed
from tests.support.cli import run

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    desk = a_desk(tmp_path)
    (desk / "expect.csv").write_text(
        "Workbook,Contact,E-mail,Due,Returned on\n"
        f"{FILLED},Jo Patel,,17/01/2022,18/01/2022\n"
        "Roads.xlsx,Al,al@example.gov.uk,17/01/2022,\n",
        encoding="utf-8",
    )
    return desk


def test_chase_prints_the_list_and_writes_the_letters(desk: Path) -> None:
    done = run("chase", "expect.csv", FILLED, "--output-dir", "letters", cwd=desk)

    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(
        "Q3 2021/22: 1 of 2 expected returns is in, 1 late. Missing: Roads.xlsx."
    )
    assert "Roads.xlsx  Al       17/01/2022  Missing" in done.stdout
    assert "Roads.xlsx.eml." in done.stdout
    assert [path.name for path in (desk / "letters").iterdir()] == ["Roads.xlsx.eml"]


def test_chase_writes_nothing_unless_asked_and_says_the_same_as_json(desk: Path) -> None:
    before = sorted(desk.rglob("*"))

    said = parsed(run("chase", "expect.csv", FILLED, "--json", cwd=desk))

    assert sorted(desk.rglob("*")) == before
    assert [item["state"] for item in said["returns"]] == ["late", "missing"]
    assert (said["complete"], said["written"]) == (False, [])
    assert "al@example.gov.uk" not in str(said)


def test_with_every_return_in_the_exit_code_is_0(desk: Path) -> None:
    text = (desk / "expect.csv").read_text(encoding="utf-8")
    (desk / "expect.csv").write_text(text.partition("Roads")[0], encoding="utf-8")

    done = run("chase", "expect.csv", FILLED, "--output-dir", "letters", cwd=desk)

    assert done.returncode == 0, done.stdout
    assert not (desk / "letters").exists()


def test_consolidate_says_that_its_totals_are_incomplete(desk: Path) -> None:
    done = run("consolidate", FILLED, "--expect", "expect.csv", "-o", "out.xlsx", cwd=desk)

    assert "These totals are incomplete: 1 of 2 expected returns is in, 1 late." in done.stdout
    assert "[return-missing]" in done.stdout
    book = openpyxl.load_workbook(desk / "out.xlsx")
    assert [row[6].value for row in book["Returns"].iter_rows(min_row=6)] == ["Late", "Missing"]
    assert "--expect expect.csv" in " ".join(str(cell.value) for cell in book["Cover"]["A"])


def test_consolidate_gives_the_returns_as_json(desk: Path) -> None:
    done = run(
        "consolidate", FILLED, "--expect", "expect.csv", "--data", "t.csv", "--json", cwd=desk
    )

    said = parsed(done)
    assert (said["returns"]["expected"], said["returns"]["outstanding"]) == (2, 1)
    assert {"return-missing", "return-late"} <= {f["code"] for f in said["findings"]}


def test_consolidate_never_writes_over_the_list(desk: Path) -> None:
    before = (desk / "expect.csv").read_bytes()

    done = run("consolidate", FILLED, "--expect", "expect.csv", "--data", "expect.csv", cwd=desk)

    assert done.returncode == 3
    assert "[output-is-input]" in done.stderr
    assert (desk / "expect.csv").read_bytes() == before
