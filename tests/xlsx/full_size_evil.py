"""The hostile files at full size, run by ``make evil`` and not with the rest."""

import pytest

from tests.support.evil import evil, needs_evil
from tests.xlsx.test_evil import FULL_SIZE, OUTCOMES, check, tried


@needs_evil
@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_a_hostile_file_of_full_size_is_turned_away_or_read(tmp_path, name):
    said = tried(evil(name, small=False), tmp_path, name)

    check(said, FULL_SIZE.get(name, OUTCOMES[name]))
