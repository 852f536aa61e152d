"""`on_use.replacing.replace` does what ``dataclasses.replace`` does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Figure:
    value: int
    words: str = "none"
    places: list[int] = dataclasses.field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("below zero")


@dataclass(slots=True)
class Single:
    value: int = 1


@dataclass(slots=True)
class Hidden:
    value: int = 1
    hidden: int = dataclasses.field(default=2, init=False)


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (Figure(1, "w", [3]), {"words": "v"}),
        (Figure(1, "w", [3]), {}),
        (Figure(1), {"value": 2, "places": [4]}),
        (Figure(1), {"value": -1}),
        (Figure(1), {"other": 2}),
        (Single(), {"value": 2}),
        (Single(), {}),
        (Hidden(1), {"hidden": 3}),
    ],
)
def test_a_copy_with_changes_is_that_of_the_standard_library(
    value: Any, changes: dict[str, Any]
) -> None:
    def outcome(task: Callable[..., Any]) -> Any:
        try:
            copy = task(value, **changes)
        except (TypeError, ValueError) as error:
            return type(error)
        return type(copy), dataclasses.astuple(copy), copy is value

    assert outcome(replace) == outcome(dataclasses.replace)


def test_what_is_not_changed_is_the_same_object() -> None:
    before = Figure(1, "w", [3])

    assert replace(before, value=2).places is before.places
