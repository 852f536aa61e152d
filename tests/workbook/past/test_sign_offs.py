from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.sign_off import SignOff
from kpibook.services.paths.output import Destination
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.past.sign_offs import sign_offs_in
from tests.support.books import example, typed

Q3 = Quarter(2021, 3)


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    asked = SignOffAsked("Head of Service", date(2022, 1, 12), "1.10")
    path = tmp_path / "agreed.xlsx"
    sign_off_file(example().filled, asked, Destination(file=path))
    return path


def read(path: Path, period: Quarter = Q3) -> tuple[SignOff, ...]:
    with ClosedBook.open(path) as book:
        return sign_offs_in(book, period)


def test_what_was_written_is_read_back_with_its_hashes(agreed: Path) -> None:
    [sign_off] = read(agreed)

    assert (sign_off.by, sign_off.on, sign_off.version) == (
        "Head of Service",
        date(2022, 1, 12),
        "1.10",
    )
    assert len(sign_off.marks) == 6


def test_the_hashes_are_of_the_quarter_alone(agreed: Path) -> None:
    assert [each.marks for each in read(agreed, Q3.next)] == [()]


def test_a_workbook_that_was_never_agreed_has_none() -> None:
    assert read(example().filled) == ()


@pytest.mark.parametrize("value", ["soon", None])
def test_a_row_whose_day_cannot_be_read_agrees_nothing(agreed: Path, value: object) -> None:
    typed(agreed, {"C5": value}, "Sign-off")

    assert read(agreed) == ()
