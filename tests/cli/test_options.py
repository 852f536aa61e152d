from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from kpibook.cli.options import FilePath, Period, destination_config
from kpibook.domain.measures.period import Quarter


@pytest.mark.parametrize("said", ["Q3 2021/22", "2021-22 Q3", "Quarter 3 2021/22", "2021-12-31"])
def test_a_quarter_is_taken_as_people_write_it(said: str) -> None:
    assert Period().convert(said, None, None) == Quarter(2021, 3)


def test_a_quarter_that_is_one_already_is_kept() -> None:
    assert Period().convert(Quarter(2021, 3), None, None) == Quarter(2021, 3)
    assert Period().convert(date(2021, 12, 31), None, None) == Quarter(2021, 3)


@pytest.mark.parametrize("said", ["Q5 2021/22", "Q3 2021", "now", ""])
def test_what_is_no_quarter_is_a_matter_of_the_command_line(said: str) -> None:
    with pytest.raises(click.UsageError, match="Q3 2021/22") as caught:
        Period().convert(said, None, None)

    assert caught.value.exit_code == 2


def test_a_path_is_a_path_and_need_not_be_there() -> None:
    assert FilePath().convert("none.xlsx", None, None) == Path("none.xlsx")


def test_a_destination_is_what_was_chosen() -> None:
    where = destination_config(None, Path("out"), False, True)

    assert where == {"output": None, "folder": "out", "in_place": False, "dry_run": True,
                     "keep": [5, 30]}  # fmt: skip
    assert destination_config(None, None, True, False)["in_place"] is True
    assert destination_config(Path("a.xlsx"), None, False, False)["output"] == "a.xlsx"


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        pytest.param((None, None, False, False), "--in-place", id="nothing"),
        pytest.param((Path("b.xlsx"), None, True, False), "only one", id="two"),
    ],
)
def test_a_destination_that_is_not_clear_is_a_matter_of_the_command_line(
    chosen: tuple[Path | None, Path | None, bool, bool], says: str
) -> None:
    with pytest.raises(click.UsageError, match=says):
        destination_config(*chosen)
