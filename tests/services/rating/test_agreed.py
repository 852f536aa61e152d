from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from tests.support.books import cell_under, example, typed


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    asked = SignOffAsked("Head of Service", date(2022, 1, 12))
    path = tmp_path / "agreed.xlsx"
    sign_off_file(example().filled, asked, Destination(file=path))
    return path


def on_agreement(path: Path, wanted: str | None = None) -> list[Finding]:
    return [f for f in check_file(path, wanted).findings if f.code == "changed-since-agreed"]


def test_a_measure_changed_in_two_places_is_one_finding_that_names_both_cells(
    agreed: Path,
) -> None:
    cells = [cell_under(agreed, heading, "PI.426") for heading in ("Commentary", "Action")]
    typed(agreed, dict.fromkeys(cells, "Other."))

    [finding] = on_agreement(agreed)

    assert "the commentary and action were changed" in finding.what
    assert all(cell in finding.what for cell in cells)


def test_a_measure_that_is_not_in_the_part_is_not_told(agreed: Path) -> None:
    typed(agreed, {cell_under(agreed, "Action", "PI.426"): "Other."})
    typed(agreed, {cell_under(agreed, "Priority", "PI.426", "Measures"): "One Council"}, "Measures")

    assert [f.ref for f in on_agreement(agreed, "One Council")] == ["PI.426"]
    others = {f.ref for f in on_agreement(agreed, _other_priority(agreed))}
    assert others == set()


def _other_priority(path: Path) -> str:
    measures = check_file(path).scorecard.workbook.measures.values()
    return next(m.priority for m in measures if m.priority != "One Council")


def test_a_council_that_is_renamed_makes_the_return_a_draft(agreed: Path) -> None:
    typed(agreed, {"B5": "Another Council"}, "Settings")

    codes = {f.code for f in check_file(agreed).findings}
    assert "sign-off-record-changed" in codes
    assert "changed-since-agreed" not in codes
