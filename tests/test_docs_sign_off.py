"""docs/sign-off.md: its states, codes and the message it shows are those of kpibook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kpibook.domain.report.words.labels import Labels
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from tests.support.books import cell_under, example, typed

_PAGE = " ".join(
    (Path(__file__).parents[1] / "docs" / "sign-off.md").read_text(encoding="utf-8").split()
)


def test_the_states_are_the_words_that_are_printed() -> None:
    labels = Labels()
    assert f"| {labels.draft} |" in _PAGE
    assert f"| {labels.draft_changed} |" in _PAGE
    assert f"| {labels.agreed} Head of Service on 12th January 2022 (version 2) |" in _PAGE


def test_the_finding_is_word_for_word_that_of_check(tmp_path: Path) -> None:
    book = tmp_path / "Childrens.xlsx"
    asked = SignOffAsked("Head of Service", date(2022, 1, 12))
    sign_off_file(example().filled, asked, Destination(file=book))
    typed(book, {cell_under(book, "Commentary", "PI.426"): "Other."})

    [finding] = [f for f in check_file(book).findings if f.code == "changed-since-agreed"]

    assert " ".join(str(finding).split()) in _PAGE
