from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpibook.domain.disclosure.small_numbers import Reason
from kpibook.errors import KpibookError
from kpibook.services.consolidate.withheld_together import withheld_from, withheld_together
from kpibook.services.publish import publish_return
from tests.support.books import Q3, a_book, filled

COUNT = {"Unit": "Count", "Decimals": "0"}


def a_filled_book(folder: Path, directorate: str, actual: str, suppress: str = "") -> Path:
    made = a_book(
        folder,
        {"Ref": "PI.0", **COUNT},
        {"Ref": "PI.1", **COUNT, "Suppress small numbers": suppress},
        name=f"{directorate}.xlsx",
        directorate=directorate,
    )
    done = filled(made, {"Ref": "PI.1", "Actual": actual})
    assert done.output is not None
    return done.output.rename(folder / f"{directorate}.xlsx")


def test_each_workbook_has_its_own_part_of_the_decision_as_plain_values(tmp_path: Path) -> None:
    books = [
        a_filled_book(tmp_path, "Total", "30", "Yes"),
        a_filled_book(tmp_path, "Care", "4"),
        a_filled_book(tmp_path, "Roads", "26"),
    ]

    plain = json.loads(json.dumps(withheld_together([*books, tmp_path / "gone.xlsx"])))

    decided = [withheld_from(plain[str(book.absolute())]) for book in books]
    assert [one.reasons for one in decided] == [
        {},
        {(1, Q3): Reason.SMALL},
        {(1, Q3): Reason.SUBTRACTION},
    ]
    assert [one.protected for one in decided] == [frozenset({1})] * 3


def test_nothing_is_decided_where_no_measure_asks(tmp_path: Path) -> None:
    books = [a_filled_book(tmp_path, "Care", "4"), a_filled_book(tmp_path, "Roads", "26")]

    assert withheld_together(books) == {}


def test_a_measure_withheld_as_a_whole_is_so_in_each_workbooks_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpibook.domain.disclosure.possible_values.STEPS_IN_ALL", 0)
    books = [
        a_filled_book(tmp_path, "Total", "30"),
        a_filled_book(tmp_path, "Care", "4", "Yes"),
        a_filled_book(tmp_path, "Roads", "19"),
        a_filled_book(tmp_path, "Parks", "7"),
    ]

    parts = withheld_together(books)

    assert [withheld_from(part).whole for part in parts.values()] == [{1}] * 4


def test_a_workbook_that_was_saved_after_the_decision_is_not_published(tmp_path: Path) -> None:
    """Roads' 3 is not among the figures that were decided about, and would be printed."""
    books = [a_filled_book(tmp_path, "Care", "4", "Yes"), a_filled_book(tmp_path, "Roads", "26")]
    roads = books[1]
    decided = withheld_together(books)[str(roads.absolute())]
    publish_return(roads, tmp_path / "as decided.xlsx", decided)
    a_filled_book(tmp_path, "Roads", "3", "Yes")

    with pytest.raises(KpibookError) as error:
        publish_return(roads, tmp_path / "later.xlsx", decided)

    assert error.value.code == "source-changed"
    assert not (tmp_path / "later.xlsx").exists()
