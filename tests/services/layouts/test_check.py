"""A check of a layout gives each measure with its cell, as data."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.check import check_layout
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.sources.schemes import load_scheme
from tests.services.layouts.shapes import SHAPES


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
