"""An option that has no effect is refused: what it asks for would be left out in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import run_here


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("rate", "t.csv", "--period", "Q3 2024/25"), "goes with --layout", id="rate"),
        pytest.param(
            ("new", "--measures", "t.csv", "--layout", "t.csv", "-o", "n.xlsx"),
            "--layout goes with --from",
            id="new",
        ),
        pytest.param(
            ("check", "r.docx", "--period", "Q3 2024/25"), "says its own quarter", id="check"
        ),
    ],
)
def test_an_option_without_effect_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "t.csv").write_text("actual,target,polarity\n80,70,higher\n", encoding="utf-8")

    done = run_here(*arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert words in done.stderr
