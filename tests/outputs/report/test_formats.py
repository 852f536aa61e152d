from __future__ import annotations

import pytest

from kpibook.outputs.report.formats import WRITERS
from kpibook.outputs.report.look import Look
from tests.domain.reported import a_report, a_reported_row


@pytest.mark.parametrize("ending", WRITERS)
def test_a_writer_s_first_file_has_the_name_it_was_given(ending: str) -> None:
    files = WRITERS[ending](a_report(a_reported_row()), Look(), f"name{ending}")

    assert next(iter(files)) == f"name{ending}"
    assert all(files.values())


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_report_gives_the_same_bytes(ending: str) -> None:
    row = a_reported_row("PI.1", "90", "70", "75", "80")

    first, second = (WRITERS[ending](a_report(row), Look(), "n") for _ in range(2))

    assert first == second
