from __future__ import annotations

import pytest

from kpibook.addin.xlam.exact_changes import Change, RuntimeChanged, changed


def test_each_change_is_made_in_turn() -> None:
    changes = (Change("First.", "a", "b", times=2), Change("Then.", "bb", "c"))

    assert changed("aa", changes) == "c"


def test_a_runtime_of_another_version_stops_the_build() -> None:
    change = Change("A reason to have it.", "old", "new", times=2)

    with pytest.raises(RuntimeChanged) as caught:
        changed("old and oldest and old", (change,))

    assert caught.value.code == "xlwings-runtime-changed"
    assert "3 times, not 2" in str(caught.value)
    assert "A reason to have it." in str(caught.value)
