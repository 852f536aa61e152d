from __future__ import annotations

from pathlib import Path

from kpibook.services.batch.outcome import Outcome, State


def test_an_outcome_is_failed_or_has_findings_or_is_done() -> None:
    book = Path("a.xlsx")

    assert Outcome(book, {"error": {"code": "a"}, "findings": [{}]}).state is State.FAILED
    assert Outcome(book, {"findings": [{}]}).state is State.FINDINGS
    assert Outcome(book, {"findings": []}).state is State.DONE
    assert Outcome(book, {}).state is State.DONE


def test_an_output_is_a_path_or_none() -> None:
    assert Outcome(Path("a"), {"output": "out/a"}).output == Path("out/a")
    assert Outcome(Path("a"), {"output": None}).output is None
    assert Outcome(Path("a"), {}).output is None
