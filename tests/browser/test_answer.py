"""Answers of the page, as plain values."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.browser.answer import Answer, Sheet, together
from kpibook.services.result_words import WordTable


def test_files_are_told_from_the_folder_of_the_press(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = Answer("Done.", files=(tmp_path / "results" / "a.xlsx", Path("results/b.xlsx")))
    assert answer.as_dict()["files"] == ["results/a.xlsx", "results/b.xlsx"]


def test_a_table_without_rows_and_a_blank_sentence_are_not_shown() -> None:
    empty = Sheet("Empty", WordTable(("A",), ()))
    answer = Answer("Done.", ("", "Said."), (empty, Sheet("Full", WordTable(("A",), (("b",),)))))
    shown = answer.as_dict()
    assert shown["sentences"] == ["Said."]
    assert [sheet["caption"] for sheet in shown["sheets"]] == ["Full"]


def test_several_answers_keep_the_headline_of_each() -> None:
    both = together([Answer("One."), Answer("Two.", ("More.",))], "Both.")
    assert (both.headline, both.sentences) == ("Both.", ("One.", "Two.", "More."))
    assert together([Answer("One.")], "All.").headline == "One."
