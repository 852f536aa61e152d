"""A layout file is read, and what is wrong in it is said with its line."""

from __future__ import annotations

import pytest

from kpibook.domain.rules.outcomes import Status
from kpibook.errors import LayoutError
from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.layouts.writing import Comments, layout_text
from kpibook.workbook.mapped.council_layout import Shown

SKETCH = """\
[[table]]
sheet = "Scorecard*"        # this year's and next year's
heading_rows = [4, 5]
sections = "A"
stops_at = "Key:*"
ref = "Ref"
measure = "Performance Indicator"
target = "{quarter} / Target"
actual = "{quarter} / Actual"
previous_year_outturn = "{year-1} Outturn"
status = { at = "{quarter} / Actual", as = "fill" }
direction = { at = "DoT", as = "symbol" }
[words]
polarity = { High = "higher", Low = "lower" }
unit = { "%" = "percent", Number = "count" }
marker = { "Not available" = "[x]" }
no_target = ["Monitor", "n/a"]
status = { "#92D050" = "met", Red = "off" }
[measure.HS02]
basis = "cumulative"
"""


def test_every_part_of_a_layout_is_read() -> None:
    layout = layout_from(SKETCH, "x.layout.toml")
    table = layout.tables[0]
    assert table.heading_rows == (4, 5)
    assert table.columns["actual"] == "{quarter} / Actual"
    assert table.status is not None
    assert table.status.shown is Shown.FILL
    assert layout.words.means("polarity", "high") == "higher"
    assert layout.no_target == ("Monitor", "n/a")
    assert layout.statuses == {"92D050": Status.MET, "red": Status.OFF}
    assert layout.answers == {"HS02": {"basis": "cumulative"}}


def test_a_written_layout_reads_back_as_the_same_layout() -> None:
    layout = layout_from(SKETCH, "x.layout.toml")
    comments = Comments(("About it\x07",), ((["Above"], {"ref": 'the "Ref"'}),), {}, ("Why?",))
    assert layout_from(layout_text(layout, comments), "x.layout.toml") == layout


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('measure = "Perf', 'mesure = "Perf', 7, "measure"),
        ('"{quarter} / Target"', '"{quartr} / Target"', 8, "quartr"),
        ("[4, 5]", '"4"', 3, "heading_rows"),
        ('as = "fill"', 'as = "paint"', 11, "fill"),
        ('High = "higher"', 'High = "best"', 14, "best"),
        ('basis = "cumulative"', 'bases = "cumulative"', 20, "basis"),
        ('basis = "cumulative"', "target_q5 = 5", 20, "target_q4, profile."),
        ('basis = "cumulative"', 'profile = "as last year"', 20, "straight line"),
        ('"#92D050" = "met"', '"#92D050" = "fine"', 18, "met"),
    ],
)
def test_a_fault_is_said_with_its_line_and_how_to_mend_it(
    old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(LayoutError) as caught:
        layout_from(SKETCH.replace(old, new), "x.layout.toml")
    assert caught.value.where.line == line
    assert says in str(caught.value)


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(LayoutError, match="layout-unreadable"):
        layout_from("[[table", "x.layout.toml")


def test_a_layout_cannot_name_a_file_in_another_folder() -> None:
    with pytest.raises(LayoutError, match="layout-value"):
        layout_from('[[table]]\nfile = "../x.csv"\nref = "Ref"\n', "x.layout.toml")


def test_the_targets_of_quarters_and_their_profile_are_said_of_a_measure() -> None:
    answers = 'target_q1 = 5\ntarget_q4 = "7"\nyear_target = 24\nprofile = "straight line"\n'

    layout = layout_from(SKETCH + answers, "x.layout.toml")

    assert layout.answers["HS02"] == {
        "basis": "cumulative",
        "target_q1": "5",
        "target_q4": "7",
        "year_target": "24",
        "profile": "straight line",
    }
