"""`on_use.dataclass` makes what the standard decorator makes, from the same definition."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from kpibook.on_use import methods
from kpibook.on_use.methods import dataclass

Decorator = Callable[..., Any]


def _classes(decorator: Decorator) -> dict[str, Any]:
    @decorator(frozen=True, slots=True)
    class Frozen:
        """A figure and how sure it is."""

        figure: int
        words: str = "none"
        places: list[int] = dataclasses.field(default_factory=list, compare=False)

        @property
        def doubled(self) -> int:
            return self.figure * 2

    @decorator(slots=True)
    class Changing:
        figure: int
        words: str = dataclasses.field(default="none", repr=False)

    @decorator(frozen=True, slots=True, order=True)
    class Ordered:
        figure: int
        words: str = "none"

    @decorator(frozen=True, slots=True)
    class Checked:
        figure: int
        words: str = "none"

        def __post_init__(self) -> None:
            if self.figure < 0:
                raise ValueError("below zero")

    @decorator(frozen=True, slots=True)
    class Inherits(Frozen):
        more: float = 0.5

    @decorator(frozen=True, slots=True)
    class OwnMethods:
        figure: int
        words: str = "none"

        def __repr__(self) -> str:
            return "<own>"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, OwnMethods) and self.figure == other.figure

        def __hash__(self) -> int:
            return 7

    return {key: value for key, value in locals().items() if isinstance(value, type)}


OURS, STANDARD = _classes(dataclass), _classes(dataclasses.dataclass)
NAMES = sorted(OURS)


def _outcome(task: Callable[[], Any]) -> Any:
    try:
        return task()
    except Exception as error:  # noqa: BLE001 the kind of the error is compared too
        return type(error), str(error)


#: Each is the first thing that is done with a class, which then has none of its methods.
TASKS: dict[str, Callable[[Any], Any]] = {
    "make": lambda c: (c(3).figure, c(figure=4, words="w").words),
    "repr": lambda c: repr(c(3, "w")).replace("_classes.<locals>.", ""),
    "equal": lambda c: (c(3) == c(3, "none"), c(3) == c(4), c(3) != c(4), c(3) == 3),
    "hash": lambda c: (hash(c(3)) == hash(c(3)), len({c(3), c(3), c(4)})),
    "order": lambda c: (min([c(3), c(2)]).figure, c(2) < c(3), c(2) >= c(3), c(2) < 3),
    "replace": lambda c: dataclasses.replace(c(3), words="w").words,
    "fields": lambda c: [(f.name, f.type, f.compare, f.repr) for f in dataclasses.fields(c)],
    "asdict": lambda c: dataclasses.asdict(c(3)),
    "is": lambda c: (dataclasses.is_dataclass(c), dataclasses.is_dataclass(c(3))),
    "match": lambda c: c.__match_args__,
    "slots": lambda c: (c.__slots__, hasattr(c(3), "__dict__")),
    "assign": lambda c: setattr(c(3), "figure", 4),
    "delete": lambda c: delattr(c(3), "figure"),
    "assign another": lambda c: setattr(c(3), "other", 4),
    "too few": lambda c: str(_outcome(c)).replace("_classes.<locals>.", ""),
    "below zero": lambda c: c(-1).figure,
    "copy": lambda c: (copy.copy(c(3)) == c(3), copy.deepcopy(c(3, "w")).words),
    "signature": lambda c: list(inspect.signature(c(3).__init__).parameters),
    "parameters": lambda c: (c.__dataclass_params__.frozen, c.__dataclass_params__.order),
    "doc": lambda c: (c.__doc__ or "").startswith("A figure"),
    "name": lambda c: (c.__name__, c.__qualname__, c.__module__),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("task", TASKS)
def test_a_class_does_what_the_standard_decorators_does(name: str, task: str) -> None:
    fresh = _classes(dataclass)[name]  # none of its methods is compiled

    ours, standard = (_outcome(lambda c=c: TASKS[task](c)) for c in (fresh, STANDARD[name]))

    if task == "assign another" and isinstance(standard, tuple):  # worded by Python's version
        assert ours[0] in (dataclasses.FrozenInstanceError, AttributeError)
    else:
        assert ours == standard


@dataclass(frozen=True, slots=True)
class Pickled:
    figure: int
    words: str = "none"


def test_an_instance_is_pickled_and_read_back() -> None:
    read = pickle.loads(pickle.dumps(Pickled(3, "w")))

    assert read == Pickled(3, "w")
    assert hash(read) == hash(Pickled(3, "w"))


def test_a_class_is_matched_by_position_before_it_was_ever_made() -> None:
    fresh = _classes(dataclass)["Frozen"]

    match STANDARD["Frozen"](1):
        case fresh(figure, _, _):  # pragma: no cover the subject is of another class
            raise AssertionError(figure)
        case _:
            pass
    match fresh(5):
        case fresh(figure, words):
            assert (figure, words) == (5, "none")


def test_no_method_is_compiled_before_its_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    standard = dataclasses.dataclass

    def watched(**options: bool) -> Callable[[type], type]:
        def decorate(cls: type) -> type:
            compiled.append(cls.__name__)
            return standard(**options)(cls)

        return decorate

    monkeypatch.setattr(methods.dataclasses, "dataclass", watched)
    classes = _classes(dataclass)

    assert compiled == []
    made = classes["Changing"](1)
    assert made.figure == 1
    assert compiled == [], "its __init__ is made without the standard decorator"
    repr(made)
    repr(made)
    assert compiled == ["Changing"]


def _wrong_order(decorator: Decorator) -> Any:
    @decorator(frozen=True, slots=True)
    class WrongOrder:
        words: str = "none"
        figure: int

    return WrongOrder


def _shared_list(decorator: Decorator) -> Any:
    @decorator(frozen=True, slots=True)
    class SharedList:
        places: list[int] = []  # noqa: RUF012 the fault

    return SharedList


@pytest.mark.parametrize("make", [_wrong_order, _shared_list])
def test_a_faulty_field_is_refused_as_by_the_standard_decorator(
    make: Callable[[Decorator], Any],
) -> None:
    with pytest.raises((TypeError, ValueError)) as standard:
        make(dataclasses.dataclass)

    with pytest.raises(standard.type, match=re.escape(str(standard.value))):
        make(dataclass)()


def test_what_is_not_supported_is_refused_where_it_is_written() -> None:
    with pytest.raises(TypeError, match="without slots"):
        dataclass(slots=False)

    with pytest.raises(TypeError, match=r"Counts\.limit: ClassVar\[int\] is not supported"):

        @dataclass(slots=True)
        class Counts:
            limit: ClassVar[int] = 3


def test_a_stand_in_that_is_called_once_more_finds_the_finished_method() -> None:
    fresh = _classes(dataclass)["Inherits"]
    stand_ins = {name: vars(fresh)[name] for name in ("__init__", "__repr__")}
    made = fresh(3, more=1.5)
    repr(made)

    stand_ins["__init__"](made, 4, more=2.5)

    assert (made.figure, made.more) == (4, 2.5)
    assert stand_ins["__repr__"](made) == repr(made)
