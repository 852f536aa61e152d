"""The ``__init__`` of a frozen dataclass sets what the standard one sets."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

import pytest

from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Base:
    first: int
    second: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Longer(Base):
    third: str = "t"

    def __post_init__(self) -> None:
        object.__setattr__(self, "third", self.third.upper())


@dataclass(frozen=True, slots=True)
class Unusual:
    first: int
    named: int = dataclasses.field(default=8, kw_only=True)


def test_defaults_factories_and_inherited_fields_are_set() -> None:
    one, other = Longer(1), Longer(1, third="x")

    assert (one.first, one.second, one.third) == (1, [], "T")
    assert other.third == "X"
    assert one.second is not other.second, "the factory makes a list for each instance"


@dataclass(slots=True)
class Opened:
    limit: int = 3
    path: str | None = dataclasses.field(default=None, init=False)
    seen: list[str] = dataclasses.field(default_factory=list, init=False)


def test_a_field_that_is_no_argument_has_its_default() -> None:
    one = Opened(4)

    assert (one.limit, one.path, one.seen) == (4, None, [])
    assert one.seen is not Opened().seen
    with pytest.raises(TypeError):
        Opened(4, "a.xlsx")  # type: ignore[call-arg]


def test_a_class_with_unusual_fields_has_the_standard_init() -> None:
    made = Unusual(1, named=2)

    assert (made.first, made.named) == (1, 2)
    with pytest.raises(TypeError):
        Unusual(1, 2)  # type: ignore[misc]


@pytest.mark.parametrize("arguments", [(), (1, [], "t", 4)])
def test_a_wrong_number_of_arguments_is_refused_by_name(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Longer\.__init__\(\)"):
        Longer(*arguments)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Range:
    low: int
    high: int = 9


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int = 4


def test_classes_with_fields_of_the_same_kinds_share_what_is_compiled_and_nothing_else() -> None:
    assert (Range(1), Span(start=2)) == (Range(low=1, high=9), Span(2, 4))

    inits = [getattr(made, "__init__") for made in (Range, Span)]  # noqa: B009 mypy forbids it
    assert len({init.__code__.co_code for init in inits}) == 1
    assert [list(inspect.signature(init).parameters)[1:] for init in inits] == [
        ["low", "high"], ["start", "end"],
    ]  # fmt: skip
    with pytest.raises(TypeError, match=r"Range\.__init__\(\).*'start'"):
        Range(start=1)  # type: ignore[call-arg]


def test_an_instance_stays_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Longer(1).first = 2  # type: ignore[misc]


@pytest.mark.parametrize("fields", [13, 24, 25])
def test_a_class_with_many_fields_sets_each(fields: int) -> None:
    names = [f"a{number}" for number in range(fields)]
    space = {"__annotations__": dict.fromkeys(names, "int"), names[-1]: 7, "__module__": __name__}
    wide: Any = dataclass(frozen=True, slots=True)(type("Wide", (), space))

    given = list(range(fields - 1))

    assert [getattr(wide(*given), name) for name in names] == [*given, 7]
    assert list(inspect.signature(wide).parameters) == names
    with pytest.raises(TypeError, match=r"Wide\.__init__\(\) missing 1 required .*'a0'"):
        wide(**dict.fromkeys(names[1:], 1))
