from __future__ import annotations

import pytest

from kpibook.addin.open_book.commit_record import CellChange, CommitRecord, TableGrowth


@pytest.mark.parametrize(
    "record",
    [
        CommitRecord(cells=(CellChange("Cover", "A1", "", 1.0),)),
        CommitRecord(tables=(TableGrowth("History", "History", "A5:C9", "A5:C10"),)),
        CommitRecord(added=("Findings",)),
        CommitRecord(replaced=("Return",)),
    ],
)
def test_a_record_of_any_change_is_not_empty(record: CommitRecord) -> None:
    assert record
    assert not CommitRecord()
