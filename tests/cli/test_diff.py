from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import FILLED, a_desk, contents, parsed
from tests.support.books import cell_under, typed
from tests.support.cli import run

CORRECTED = "corrected.xlsx"
LONG = "The family moved away in May, so the child is no longer counted here."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, and the same workbook with a figure and a commentary corrected."""
    desk = a_desk(tmp_path_factory.mktemp("diff"))
    corrected = desk / CORRECTED
    corrected.write_bytes((desk / FILLED).read_bytes())
    actual = cell_under(corrected, "Actual", "PI.426")
    said = cell_under(corrected, "Commentary", "PI.426")
    typed(corrected, {actual: 0.731, said: LONG})
    return desk


def test_differences_are_listed_and_end_with_1(desk: Path) -> None:
    before = contents(desk)

    done = run("diff", FILLED, CORRECTED, cwd=desk)

    assert done.returncode == 1
    assert done.stdout.startswith(f"2 differences of {CORRECTED} from {FILLED}.")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["PI.426", "Actual", "Q3", "2021/22", "72.1%", "73.1%"] in lines
    assert f"a text of {len(LONG)} characters" in done.stdout
    assert "family" not in done.stdout
    assert contents(desk) == before


def test_the_same_ends_with_0(desk: Path) -> None:
    done = run("diff", FILLED, FILLED, cwd=desk)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{FILLED} says the same as {FILLED}.\n"


def test_json_has_figures_as_digits_and_no_long_text(desk: Path) -> None:
    done = run("diff", FILLED, CORRECTED, "--json", cwd=desk)

    said = parsed(done)
    assert (done.returncode, said["same"], said["consolidated"]) == (1, False, False)
    assert said["differences"][0] == {
        "kind": "revised",
        "ref": "PI.426",
        "measure": "Timeliness of Single Assessments - % Completed Within 45 Working Days",
        "directorate": "Children's Services",
        "what": "Actual",
        "period": "Q3 2021/22",
        "unit": "percent",
        "old": "72.1",
        "new": "73.1",
    }
    assert "family" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param([FILLED, "none.xlsx"], 3, "[file-missing]", id="no such file"),
        pytest.param([FILLED], 2, "NEW", id="one workbook"),
    ],
)
def test_what_cannot_be_compared_is_said(
    desk: Path, arguments: list[str], code: int, says: str
) -> None:
    done = run("diff", *arguments, cwd=desk)

    assert done.returncode == code
    assert says in done.stderr
