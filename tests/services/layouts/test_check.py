"""A check of a layout gives each measure with its cell, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.check import check_layout, files_named
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.layouts.which import layout_needed
from kpibook.sources.schemes import load_scheme
from tests.services.layouts.shapes import SHAPES
from tests.support.cli import run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


def test_the_data_of_a_check_has_the_keys_that_others_rely_on(tmp_path: Path) -> None:
    path = SHAPES["headings_at_nine"](tmp_path)
    layout = propose_layout(path).layout

    said = check_layout(path, layout, Quarter(2024, 3), load_scheme("standard")).as_dict()

    assert list(said) == ["measures", "passed_over", "findings"]
    measures = said["measures"]
    assert isinstance(measures, list)
    assert {key: measures[1][key] for key in ("ref", "actual", "sheet", "cell")} == {
        "ref": "E2",
        "actual": 90,
        "sheet": "Scorecard",
        "cell": "F11",
    }
    assert (measures[1]["status_in_file"], measures[1]["status"]) == ("off", "off")


SIDE_FILE = """
[[table]]
file = "targets.csv"
heading_rows = [1]
ref = "Ref"
tolerance = "Leeway"
"""


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("explain", "EN1"),
        ("return", "-o", "r.xlsx"),
        ("report", "-o", "r.html"),
        ("consolidate", "-o", "c.xlsx"),
        ("fill", "-o", "f.xlsx"),
        ("rate", "--layout", "scorecard.layout.toml"),
        ("roll-forward", "-o", "n.xlsx"),
    ],
    ids=lambda command: command[0],
)
def test_a_file_that_the_layout_names_and_that_is_not_there_stops_every_command(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    council_desk(tmp_path, layout=LAYOUT.replace("[words]", f"{SIDE_FILE}[words]"))
    name, *more = command

    done = run_here(name, "scorecard.xlsx", *more, "--period", PERIOD, cwd=tmp_path)

    assert done.returncode == 3
    assert "'targets.csv', which the layout names and which is not in its folder" in done.stderr
    assert sorted(each.suffix for each in tmp_path.iterdir()) == [".toml", ".xlsx"]


def test_a_file_that_is_there_is_read(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout=LAYOUT.replace("[words]", f"{SIDE_FILE}[words]"))
    (tmp_path / "targets.csv").write_text("Ref,Leeway\nEN2,3%\n", encoding="utf-8")
    layout = layout_needed(path, None)

    checked = check_layout(path, layout, Quarter(2024, 3), load_scheme("standard"))

    assert files_named(layout) == ["targets.csv"]
    assert {m.row.ref: m.row.cells["tolerance"].value for m in checked.measures
            if m.row.ref == "EN2"} == {"EN2": "3%"}  # fmt: skip
