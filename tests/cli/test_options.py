from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from kpibook.cli.options import FilePath, Period, destination
from kpibook.domain.period import Quarter
from kpibook.services.destination import Destination


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
    book, out = Path("a.xlsx"), Path("out")

    assert destination([book], None, out, False, True) == Destination(folder=out, dry_run=True)
    assert destination([book, book], None, None, True, False) == Destination(in_place=True)
    assert destination([book], None, None, False, True) == Destination(dry_run=True)


@pytest.mark.parametrize(
    ("books", "chosen", "says"),
    [
        pytest.param(["a.xlsx"], (None, None, False, False), "--in-place", id="nothing"),
        pytest.param(["a.xlsx"], (Path("b.xlsx"), None, True, False), "only one", id="two"),
        pytest.param(["a", "b"], (Path("b.xlsx"), None, False, False), "one file", id="one file"),
        pytest.param(["a", "x/A"], (None, Path("out"), False, False), "same name", id="one name"),
    ],
)
def test_a_destination_that_is_not_clear_is_a_matter_of_the_command_line(
    books: list[str], chosen: tuple[Path | None, Path | None, bool, bool], says: str
) -> None:
    with pytest.raises(click.UsageError, match=says):
        destination([Path(book) for book in books], *chosen)
