from __future__ import annotations

from pathlib import Path

from kpibook.services.batch.outcome import Outcome, State, data_by_severity


def test_an_outcome_is_failed_or_has_findings_or_is_done() -> None:
    book = Path("a.xlsx")

    assert (
        Outcome(book, {"error": {"code": "a"}, "findings": [{"code": "actual-missing"}]}).state
        is State.FAILED
    )
    assert Outcome(book, {"findings": [{"code": "actual-missing"}]}).state is State.FINDINGS
    assert Outcome(book, {"findings": []}).state is State.DONE
    assert Outcome(book, {}).state is State.DONE


def test_an_output_is_a_path_or_none() -> None:
    assert Outcome(Path("a"), {"output": "out/a"}).output == Path("out/a")
    assert Outcome(Path("a"), {"output": None}).output is None
    assert Outcome(Path("a"), {}).output is None


def test_a_note_alone_is_nothing_to_put_right() -> None:
    assert Outcome(Path("a"), {"findings": [{"code": "figure-note"}]}).state is State.DONE


def test_findings_of_a_journal_without_severities_are_grouped_by_their_codes() -> None:
    note, look, stop = ({"code": c} for c in ("figure-note", "actual-missing", "ref-missing"))

    groups = data_by_severity([note, look, stop])

    assert [(s.value, group) for s, group in groups.items()] == [
        ("stop", [stop]),
        ("look", [look]),
        ("note", [note]),
    ]
