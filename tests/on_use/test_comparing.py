"""Instances are compared by their fields, as the standard decorator's methods compare them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from kpibook.on_use.comparing import COMPARISONS
from kpibook.on_use.dataclass import dataclass


def _classes(decorator: Callable[..., Any]) -> list[Any]:
    @decorator(frozen=True, slots=True, order=True)
    class Two:
        figure: int
        words: str = "none"

    @decorator(frozen=True, slots=True, order=True)
    class Single:
        figure: int

    @decorator(frozen=True, slots=True, order=True)
    class Partly:
        figure: int
        place: str = dataclasses.field(default="A1", compare=False)
        hidden: int = dataclasses.field(default=1, hash=False)

    @decorator(frozen=True, slots=True, order=True)
    class Empty:
        pass

    return [Two, Single, Partly, Empty]


ARGUMENTS = [(), (1,), (2,), (1, "a"), (1, "b"), (1, "b", 2)]


def _results(cls: Any, more: Any) -> list[object]:
    made = [*_made(cls), *_made(more)]
    return [
        [getattr(one, name)(other) for name in COMPARISONS for one in made for other in made],
        [hash(one) == hash(other) for one in made for other in made],
        [getattr(one, name)("a text") for name in COMPARISONS for one in made],
    ]


def _made(cls: Any) -> list[Any]:
    made = []
    for arguments in ARGUMENTS:
        try:
            made.append(cls(*arguments))
        except TypeError:
            continue
    return made


@pytest.mark.parametrize("position", range(4))
def test_instances_compare_as_those_of_the_standard_decorator(position: int) -> None:
    ours, standard = (_classes(make) for make in (dataclass, dataclasses.dataclass))

    # Instances of another class, too: they are never equal, and cannot be ordered.
    assert _results(ours[position], ours[0]) == _results(standard[position], standard[0])


def test_comparing_makes_no_other_method() -> None:
    two = _classes(dataclass)[0]
    assert two(1) < two(2)
    assert len({two(1), two(1)}) == 1

    assert two.__repr__.__qualname__.endswith("first"), "not made yet"
