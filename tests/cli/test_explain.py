from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import FILLED, a_desk, contents, parsed
from tests.support.cli import run


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example: an explanation writes nothing."""
    return a_desk(tmp_path_factory.mktemp("explain"))


def test_it_says_why_and_names_the_cells(desk: Path) -> None:
    before = contents(desk)

    done = run("explain", FILLED, "pi426", cwd=desk)

    assert done.returncode == 1, "the target's vintage is to be put right"
    assert "Status: Off target. 72.1% is 13.4 points (15.7%) below" in done.stdout
    assert "Direction: Declined. 72.1% is 18.2 points below the 90.3%" in done.stdout
    assert "actual 72.1% ('This quarter'!H8)" in done.stdout
    assert contents(desk) == before


def test_a_measure_in_order_ends_with_0(desk: Path) -> None:
    assert run("explain", FILLED, "PI.2249", cwd=desk).returncode == 0


def test_json_says_the_same_as_data(desk: Path) -> None:
    told = parsed(run("explain", FILLED, "PI.426", "--json", cwd=desk))

    assert (told["ref"], told["status"], told["direction"]) == ("PI.426", "off", "declined")
    assert told["why"].endswith(": off target.")
    assert told["why_direction"].endswith(": declined.")
    assert told["figures"][0] == {
        "name": "actual", "figure": "72.1%", "sheet": "This quarter", "cell": "H8"
    }  # fmt: skip
    assert [(f["ref"], f["code"]) for f in told["findings"]] == [("PI.426", "benchmark-vintage")]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param([FILLED, "PI.4260"], 3, "PI.426", id="no such measure"),
        pytest.param(["none.xlsx", "PI.426"], 3, "[file-missing]", id="no such file"),
        pytest.param([FILLED], 2, "REF", id="no reference"),
    ],
)
def test_what_cannot_be_explained_is_said(
    desk: Path, arguments: list[str], code: int, says: str
) -> None:
    done = run("explain", *arguments, cwd=desk)

    assert done.returncode == code
    assert says in done.stderr
