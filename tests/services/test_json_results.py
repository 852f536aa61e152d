from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.errors import KpibookError, Location
from kpibook.services.json_results import (
    changes_json,
    check_data,
    fill_data,
    problem_in_words,
    ratings_json,
    return_data,
    roll_data,
    saved_json,
)
from kpibook.services.paths.output import Destination, Saved
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.writer import Change
from tests.outputs.returns import a_measure, a_rated
from tests.support.books import example


def test_ratings_have_stable_keys_and_figures_without_exponents() -> None:
    (rating,) = ratings_json([a_rated(a_measure(), "1E+2", None)], load_scheme())

    assert rating == {
        "ref": "PI.1",
        "measure": "Title of PI.1",
        "marker": None,
        "actual": "100",
        "target": "80",
        "previous": None,
        "previous_year": None,
        "variance": "20",
        "status": "met",
        "status_label": "Target met",
        "direction": "no_history",
        "direction_year": "no_history",
        "compared_with": [
            {"baseline": "previous period", "period": "Q2 2021/22", "figure": None},
            {"baseline": "same period last year", "period": "Q3 2020/21", "figure": None},
        ],
        "why": "100.0% is 20.0 points (25%) above the target of 80.0%: target met.",
    }


def test_a_change_keeps_the_values_as_the_cell_holds_them() -> None:
    change = Change("PI.1", "Actual", 0.5, CellWrite("This quarter", "H6", 0.721, "0.0%"))

    assert changes_json([change]) == [
        {"sheet": "This quarter", "cell": "H6", "ref": "PI.1", "column": "Actual",
         "old": 0.5, "new": 0.721},
    ]  # fmt: skip


def test_what_became_of_a_file_is_told_with_its_names_or_none() -> None:
    assert saved_json(Saved()) == {
        "output": None,
        "kept": None,
        "rewritten": False,
        "pruned": 0,
    }
    assert saved_json(Saved(Path("a.xlsx"), Path("b.xlsx"), rewritten=True)) == {
        "output": "a.xlsx", "kept": "b.xlsx", "rewritten": True, "pruned": 0,
    }  # fmt: skip


def test_every_task_says_which_workbook_it_was_and_what_to_put_right(tmp_path: Path) -> None:
    book = example().filled
    published = publish_return(book, tmp_path / "return.xlsx")
    rolled = roll_forward_file(book, Destination(dry_run=True))

    for data in (
        check_data(book, check_file(book)),
        fill_data(book, example().fill),
        return_data(book, published),
        roll_data(book, rolled),
    ):
        assert data["file"] == str(book)
        assert data["measures"] == 6
        assert data["period"] in {"Q3 2021/22", "Q4 2021/22"}
        assert all(finding["code"] for finding in data["findings"])


@pytest.mark.parametrize(
    "problem",
    [
        Finding("actual-missing", "What.", Location("a.xlsx", "Measures", "G14"), "Fix.", "Why."),
        Finding("actual-missing", "What.", Location("a.csv", line=7)),
        Finding("actual-missing", "What."),
        KpibookError("what.", code="actual-missing", where=Location("a.xlsx", "Key"), fix="Fix."),
        KpibookError("what.", code="actual-missing"),
    ],
    ids=str,
)
def test_a_problem_that_was_data_reads_as_it_did(problem: Finding | KpibookError) -> None:
    assert problem_in_words(problem.as_dict()) == str(problem)
