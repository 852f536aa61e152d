from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import Finding
from kpibook.services.fill import fill_file
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


def on_called_agreed(path: Path) -> list[tuple[str, str]]:
    found = [f for f in check_file(path).findings if f.code == "called-agreed"]
    return [(f.where.sheet, f.where.cell) for f in found]


def test_cover_and_settings_that_call_a_return_agreed_are_no_finding_while_it_is(
    agreed: Path,
) -> None:
    assert on_called_agreed(agreed) == []


def test_cover_and_settings_that_call_a_changed_return_agreed_are_findings(agreed: Path) -> None:
    typed(agreed, {cell_under(agreed, "Actual", "PI.426"): 0.5})

    assert on_called_agreed(agreed) == [("Cover", "A2"), ("Settings", "A3")]


def test_a_fill_does_away_with_them_as_they_say(agreed: Path) -> None:
    typed(agreed, {cell_under(agreed, "Actual", "PI.426"): 0.5})
    fixes = {f.fix for f in check_file(agreed).findings if f.code == "called-agreed"}
    assert all(fix.startswith("Fill writes what holds now.") for fix in fixes)

    fill_file(agreed, None, None, Destination(in_place=True))

    assert on_called_agreed(agreed) == []


def test_a_sign_off_whose_row_was_cleared_leaves_findings_on_cover_and_settings(
    agreed: Path,
) -> None:
    sheet = openpyxl.load_workbook(agreed)["Sign-off"]
    [table] = sheet.tables.values()
    typed(agreed, {c.coordinate: None for row in sheet[table.ref][1:] for c in row}, "Sign-off")

    assert on_called_agreed(agreed) == [("Cover", "A2"), ("Settings", "A3")]
