"""Files changed at random through the commands; `make evil` tries many more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli import run_here
from tests.support.mutation_run import ROUNDS, desk, faults, words

TRIED = {"workbook": 40, "consolidated": 8}
TRIED_OF_THE_REST = 12


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with desk() as made:
        yield made


@pytest.mark.parametrize("kind", ROUNDS)
def test_a_file_changed_at_random_ends_in_an_answer_or_in_words(folder: Path, kind: str) -> None:
    assert list(faults(folder, kind, range(TRIED.get(kind, TRIED_OF_THE_REST)))) == []


@pytest.mark.parametrize("kind", ROUNDS)
def test_the_files_are_read_by_the_commands_before_they_are_changed(
    folder: Path, kind: str
) -> None:
    for command in ROUNDS[kind].commands:
        done = run_here(*words(command), cwd=folder)
        assert done.returncode in (0, 1), (command, done.stderr)
