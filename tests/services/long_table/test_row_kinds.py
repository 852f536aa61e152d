from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.long_table.row_kinds import OtherRows
from kpibook.services.long_table.stretches import NotForStretches, start_of_file
from kpibook.workbook import layout


def others(tmp_path: Path, header: str = "Ref,Measure,Actual") -> OtherRows:
    path = tmp_path / "long.csv"
    path.write_text(header + "\nA1,Homes,5\n", encoding="utf-8")
    return OtherRows(start_of_file(path, (layout.ACTUAL,)), path.name)


def test_a_blank_row_is_passed_over_in_silence(tmp_path: Path) -> None:
    rows = others(tmp_path)

    assert not rows.is_measure(0, (2, ["", " ", ""]))
    assert not rows.is_measure(1, (3, []))
    assert list(rows.findings()) == []


def test_totals_notes_and_headings_again_are_counted_by_kind(tmp_path: Path) -> None:
    rows = others(tmp_path)
    for place, fields in enumerate(
        [["Total", "", "5"], ["* provisional", "", ""], ["Ref", "Measure", "Actual"]]
    ):
        assert not rows.is_measure(place, (place + 2, fields))

    (finding,) = rows.findings()
    assert finding.code == "rows-passed-over"
    assert "1 total (line 2), 1 foot note (line 3) and 1 row of headings (line 4)" in finding.what


def test_a_section_below_the_last_measure_is_a_foot_note(tmp_path: Path) -> None:
    rows = others(tmp_path)
    rows.is_measure(0, (2, ["", "Adult social care", ""]))
    rows.measure_at(1)
    rows.is_measure(2, (4, ["", "Seen by the director", ""]))

    (finding,) = rows.findings()
    assert "1 section row (line 2) and 1 foot note (line 4)" in finding.what


def test_more_fields_than_headings_are_reported(tmp_path: Path) -> None:
    rows = others(tmp_path)

    assert not rows.is_measure(0, (2, ["A1", "Homes", "5", "6"]))
    assert rows.is_measure(1, (3, ["A2", "Homes", "5", ""]))
    assert [finding.code for finding in rows.findings()] == ["csv-extra-fields"]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(["Adult social care", "", ""], id="a reference or a section"),
        pytest.param(["Measure", "Ref", "Target"], id="other headings"),
    ],
)
def test_what_the_rest_of_the_table_tells_is_left_to_its_reading(
    tmp_path: Path, fields: list[str]
) -> None:
    with pytest.raises(NotForStretches):
        others(tmp_path).is_measure(0, (2, fields))
