"""`on_use.replacing.replace` does what ``dataclasses.replace`` does."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

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


Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Group(Generic[Name]):
    name: Name
    members: int = 0


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


@dataclass(frozen=True, slots=True)
class Many:
    value: int
    words: str = "none"

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("below zero")


@dataclass(frozen=True, slots=True)
class Inherited(Many):
    more: str = ""


@pytest.mark.parametrize("value", [Many(1), Inherited(1), Single()])
def test_the_thousandth_copy_is_that_of_the_standard_library_too(value: Any) -> None:
    for number in range(1000):
        value = replace(value, value=number)

    assert type(value) is type(replace(value))
    assert value == dataclasses.replace(value, value=999) != replace(value, value=1)
    assert hash(Many(999, "none")) == hash(dataclasses.replace(Many(1), value=999))
    assert len({replace(Many(1), value=2), Many(2)}) == 1
    with pytest.raises(TypeError):
        replace(value, other=2)


@pytest.mark.parametrize("value", [Many(1), Inherited(1)])
def test_the_thousandth_copy_is_checked_and_frozen_like_the_first(value: Any) -> None:
    copies = [replace(value, words=str(number)) for number in range(1000)]

    with pytest.raises(ValueError, match="below zero"):
        replace(copies[-1], value=-1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        copies[-1].value = 2
    assert copies[-1] == type(value)(1, "999")
    assert repr(copies[-1]) == repr(type(value)(1, "999"))
    assert pickle.loads(pickle.dumps(copies[-1])) == copies[-1]


def test_what_is_not_changed_is_the_same_object() -> None:
    before = Figure(1, "w", [3])

    assert replace(before, value=2).places is before.places


def test_a_generic_class_is_copied_as_often_as_any_other() -> None:
    group = Group("Homes")
    for members in range(200):
        group = replace(group, members=members)

    assert (type(group), group.name, group.members) == (Group, "Homes", 199)
