from __future__ import annotations

from dataclasses import replace

from kpibook.outputs.consolidated.contents import (
    directorate_of,
    grouped,
    has_several_councils,
    priority_of,
)
from tests.domain.consolidated import a_row
from tests.outputs.consolidated.given import a_varied_consolidation, of_councils


def test_spaces_and_capitals_do_not_make_another_group() -> None:
    content = a_varied_consolidation()
    rows = tuple(
        replace(a_row(f"H{n}"), directorate=name)
        for n, name in enumerate(("Housing", "Adults", "HOUSING ", "Housing\n"))
    )

    groups = grouped(replace(content, rows=rows), directorate_of)

    assert [(group.names, group.count, group.first) for group in groups] == [
        (("Housing",), 3, 0),
        (("Adults",), 1, 1),
    ]


def test_every_row_is_in_one_group() -> None:
    content = a_varied_consolidation()

    for parts in ((directorate_of,), (priority_of,), (directorate_of, priority_of)):
        groups = grouped(content, *parts)
        assert sum(group.count for group in groups) == len(content.rows)


def test_a_workbook_that_names_no_council_is_not_of_another() -> None:
    assert not has_several_councils(of_councils("Kent", ""))
    assert has_several_councils(of_councils("Kent", "Essex"))
