from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import golden, needs


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    monkeypatch.delenv("KPIBOOK_GOLDEN", raising=False)


def test_a_difference_is_shown_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "return.txt").write_text("PI.1 met\nPI.2 off target\n", encoding="utf-8")

    with pytest.raises(pytest.fail.Exception, match=r"-PI\.2 off target\n\+PI\.2 met"):
        golden.assert_golden("return", "PI.1 met\nPI.2 met")


def test_text_that_nobody_agreed_yet_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="make golden"):
        golden.assert_golden("new", "first words")


def test_rewriting_makes_the_next_comparison_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPIBOOK_GOLDEN", "rewrite")
    golden.assert_golden("folder/new", "first words – in UTF-8")
    monkeypatch.delenv("KPIBOOK_GOLDEN")

    golden.assert_golden("folder/new", "first words – in UTF-8\n")


def test_a_missing_program_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="nothing is not installed"):
        needs.missing("nothing", install="no way")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nothing is not installed"):
        needs.missing("nothing", install="no way")
