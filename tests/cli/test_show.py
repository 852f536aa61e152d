from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.cli.show import (
    exit_code,
    notes_shown,
    out,
    out_changes,
    out_findings,
    out_json,
    out_saved,
    out_scorecard,
    out_table,
    say,
)
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Target
from kpibook.errors import Location
from kpibook.services.paths.output import Saved
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.protocol import CellWrite
from kpibook.workbook.writer import Change
from tests.outputs.returns import a_measure, a_rated

Captured = pytest.CaptureFixture[str]


def test_results_and_messages_have_a_stream_each(capsys: Captured) -> None:
    out("a result")
    say("a message")

    assert capsys.readouterr() == ("a result\n", "a message\n")


@pytest.mark.parametrize("control", ["\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\r", "\x00"])
def test_what_steers_a_terminal_is_shown_as_a_mark(capsys: Captured, control: str) -> None:
    out(f"a{control}b")

    said = capsys.readouterr().out
    assert control not in said
    assert said.startswith("a\ufffd")


def test_columns_are_as_wide_as_they_need(capsys: Captured) -> None:
    out_table(("Ref", "Measure"), [("PI.1", "Homes"), ("PI.2249", "")])

    assert capsys.readouterr().out == (
        "Ref      Measure\n-------  -------\nPI.1     Homes\nPI.2249\n"
    )


def test_long_and_broken_texts_are_cut_to_one_line(capsys: Captured) -> None:
    out_table(("Commentary",), [("two\nlines " + "word " * 40,)])

    *_, row = capsys.readouterr().out.splitlines()
    assert row.startswith("two lines word")
    assert row.endswith("...")
    assert len(row) <= 44


def test_a_long_table_has_every_row_in_order(capsys: Captured) -> None:
    out_table(["N"], [[f" {number}\u2028 x"] for number in range(1200)])

    assert capsys.readouterr().out.splitlines()[2:] == [
        f"{number}\ufffd x" for number in range(1200)
    ]


def test_a_table_without_rows_is_its_header(capsys: Captured) -> None:
    out_table(("Ref",), [])

    assert capsys.readouterr().out == "Ref\n---\n"


def test_findings_are_counted_and_listed_or_not_mentioned(capsys: Captured) -> None:
    out_findings([])
    assert capsys.readouterr().out == ""

    out_findings([Finding("ref-missing", "what.", Location("a.xlsx"), "fix.")])
    assert capsys.readouterr().out == "\nTo settle (1):\n  a.xlsx: what. fix. [ref-missing]\n"


def test_findings_are_grouped_the_most_serious_first_in_the_order_of_the_sheet(
    capsys: Captured,
) -> None:
    codes = ("figure-note", "actual-missing", "ref-missing", "percent-format")

    out_findings([Finding(code, f"{code}.") for code in codes])

    assert capsys.readouterr().out.split("\n") == [
        "",
        "To settle (1):",
        "  ref-missing. [ref-missing]",
        "",
        "To look at (2):",
        "  actual-missing. [actual-missing]",
        "  percent-format. [percent-format]",
        "",
        "Worth knowing (1):",
        "  figure-note. [figure-note]",
        "",
    ]


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        pytest.param((), 0, id="nothing"),
        pytest.param(("figure-note",), 0, id="a note alone"),
        pytest.param(("figure-note", "actual-missing"), 1, id="something to look at"),
        pytest.param(("ref-missing",), 1, id="something to settle"),
    ],
)
def test_the_exit_code_is_1_only_if_a_person_has_to_act(codes: tuple[str, ...], code: int) -> None:
    assert exit_code([Finding(name, "what.") for name in codes]) == code


def test_notes_about_the_run_are_shown_only_on_request() -> None:
    notes, of_run = (
        ["the table is filtered.", "formulas are worked out."],
        ["formulas are worked out."],
    )

    assert notes_shown(notes, of_run, verbose=False) == ["the table is filtered."]
    assert notes_shown(notes, of_run, verbose=True) == notes


def test_the_scorecard_shows_figures_as_reported_and_says_when_there_is_none(
    capsys: Captured,
) -> None:
    rated = [
        a_rated(a_measure("PI.1"), "72.14", "90.3"),
        a_rated(a_measure("PI.2", target=Target(words="Above England")), None, None, marker="[x]"),
        a_rated(a_measure("PI.3", target=Target()), None, None),
    ]

    out_scorecard(rated, load_scheme())

    first, second, third = (line.split("  ") for line in capsys.readouterr().out.splitlines()[2:])
    assert {"80.0%", "90.3%", "72.1%", "Off target", "Declined"} <= {w.strip() for w in first}
    assert {"Above England", "none", "[x]", "Not reported"} <= {w.strip() for w in second}
    assert [w.strip() for w in third if w.strip()][2:5] == ["none", "none", "none"]


def test_json_is_ascii_and_takes_what_cells_hold(capsys: Captured) -> None:
    out_json({"text": "–", "number": Decimal("72.1"), "nothing": None})

    said = capsys.readouterr().out
    assert said.isascii()
    assert json.loads(said) == {"text": "–", "number": "72.1", "nothing": None}


CHANGE = Change("PI.1", "Actual", 0.5, CellWrite("This quarter", "H6", 0.721, "0.0%"))


def test_a_change_is_told_as_its_cell_shows_it(capsys: Captured) -> None:
    out_changes([CHANGE])

    assert capsys.readouterr().out.splitlines()[-1].split() == [
        "H6", "PI.1", "Actual", "50%", "72.1%",
    ]  # fmt: skip


def test_what_is_emptied_is_told_as_it_was_shown(capsys: Captured) -> None:
    emptied = CellWrite("This quarter", "H6", None)

    out_changes(
        [
            Change("PI.1", "Actual", 0.721, emptied, old_format="0.0%"),
            Change(
                "PI.1", "As at", datetime(2022, 1, 17, tzinfo=UTC), emptied, old_format="dd/mm/yyyy"
            ),
        ]
    )

    actual, as_at = capsys.readouterr().out.splitlines()[-2:]
    assert actual.split() == ["H6", "PI.1", "Actual", "72.1%"]
    assert as_at.split() == ["H6", "PI.1", "As", "at", "2022-01-17"]


def test_no_changes_are_told_too(capsys: Captured) -> None:
    out_changes([])

    assert capsys.readouterr().out == "No cell changes: the workbook already says this.\n"


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        pytest.param(Saved(), "Dry run: nothing was written.", id="dry run"),
        pytest.param(Saved(Path("a.xlsx"), rewritten=True), "Wrote a.xlsx.", id="new"),
        pytest.param(
            Saved(Path("a.xlsx"), Path("a.backup.xlsx"), rewritten=True),
            "Wrote a.xlsx. Kept the file that was there as a.backup.xlsx.",
            id="over another",
        ),
        pytest.param(
            Saved(Path("a.xlsx")), "a.xlsx already says this; not rewritten.", id="no change"
        ),
    ],
)
def test_what_became_of_a_file_is_told_after_the_notes(
    capsys: Captured, saved: Saved, said: str
) -> None:
    out_saved(replace(saved, notes=("a sheet is protected.",)))

    assert capsys.readouterr().out == f"Note: a sheet is protected.\n\n{said}\n"
