from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from kpibook.cli.options import FilePath, Period
from kpibook.domain.period import Quarter


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
