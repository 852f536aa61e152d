from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.returns.returned import ReturnState
from kpibook.errors import SaveError, SourceError
from kpibook.services.returns.chase_files import Chased, chase_files
from tests.cli.commands import FILLED, a_desk

NOW = datetime(2022, 1, 18, 9, 30, tzinfo=UTC)
STEM = FILLED.removesuffix(".xlsx")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    desk = a_desk(tmp_path)
    (desk / "expect.csv").write_text(
        "Workbook,Contact,Due,Returned on\n"
        f"{STEM},Jo,17/01/2022,17/01/2022\nroads,Al,17/01/2022,\n",
        encoding="utf-8",
    )
    return desk


def chase(desk: Path, *given: str, **options: object) -> Chased:
    paths = [desk / name for name in given]
    return chase_files(desk / "expect.csv", paths, now=NOW, **options)  # type: ignore[arg-type]


def states(chased: Chased) -> list[ReturnState]:
    return [item.state for item in chased.returns.items]


def test_what_came_in_is_not_asked_for(desk: Path) -> None:
    chased = chase(desk, FILLED, folder=desk / "letters")

    assert states(chased) == [ReturnState.RETURNED, ReturnState.MISSING]
    assert [path.name for path in (desk / "letters").iterdir()] == ["roads.txt"]
    assert str(chased.period) == "Q3 2021/22"


def test_before_the_first_is_in_all_are_asked_for(desk: Path) -> None:
    (desk / "returns").mkdir()

    for given in ((), ("returns",)):
        assert states(chase(desk, *given)) == [ReturnState.MISSING, ReturnState.MISSING]


def test_a_workbook_of_another_quarter_is_not_the_return_of_this(desk: Path) -> None:
    chased = chase(desk, FILLED, period=Quarter.parse("Q4 2021/22"))

    assert states(chased)[0] is ReturnState.NOT_USED
    assert "reports Q3 2021/22, not Q4 2021/22" in chased.returns.items[0].reason


def test_a_broken_workbook_is_asked_for_with_the_reason(desk: Path) -> None:
    (desk / FILLED).write_bytes(b"not a workbook")

    chased = chase(desk, FILLED)

    assert states(chased)[0] is ReturnState.NOT_USED
    assert chased.returns.items[0].reason.startswith(FILLED)


def test_an_earlier_letter_is_kept(desk: Path) -> None:
    (desk / "letters").mkdir()
    (desk / "letters" / "roads.txt").write_text("earlier")

    ((path, earlier),) = chase(desk, FILLED, folder=desk / "letters").written

    assert path.name == "roads.txt"
    assert earlier is not None
    assert earlier.read_text() == "earlier"


def test_a_letter_is_never_written_over_the_list(desk: Path) -> None:
    (desk / "expect.csv").rename(desk / "roads.txt")

    with pytest.raises(SaveError) as error:
        chase_files(desk / "roads.txt", [desk / FILLED], folder=desk, now=NOW)

    assert error.value.code == "output-is-input"


def test_a_workbook_that_does_not_exist_is_an_error(desk: Path) -> None:
    with pytest.raises(SourceError):
        chase(desk, "gone.xlsx")
