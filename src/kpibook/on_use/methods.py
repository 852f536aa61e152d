"""`dataclasses.dataclass` with slots, whose methods are compiled at their first call.

The standard decorator writes five methods as text and compiles them for every class on import:
for the classes of kpibook that is a third of the start of a command, which uses a few of them.
Here a class has its slots at once and stand-ins for the methods. The first instance makes its
``__init__`` (`slot_init`) from what the class says of its fields, and the first comparison what
compares (`comparing`); the first call of another method lets the standard decorator make them all,
from the same definition, and puts them in the class.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from kpibook.on_use.comparing import COMPARISONS, ORDER, comparison
from kpibook.on_use.slot_init import slot_init

_Class = TypeVar("_Class", bound=type)
#: What the standard decorator gives a class that is looked up there, and not called.
_LOOKED_UP = [
    "__dataclass_fields__",
    "__dataclass_params__",
    "__match_args__",
    *(["__replace__"] if sys.version_info >= (3, 13) else []),
]
_OF_EVERY_CLASS = ("__dict__", "__weakref__")
_UNFINISHED: dict[type, _Unfinished] = {}


def dataclass(
    *, slots: bool, frozen: bool = False, order: bool = False
) -> Callable[[_Class], _Class]:
    """Return a decorator that makes a dataclass with slots.

    Args:
        slots: True: the standard decorator makes those without.
        frozen: True if its instances never change; then they can be hashed.
        order: True if they can be sorted, by their fields from the first.

    Raises:
        TypeError: `slots` is False, or a field is of a kind that is not supported here
            (``InitVar``, ``KW_ONLY``, ``ClassVar``).
    """
    if not slots:
        raise TypeError("a dataclass without slots is made by dataclasses.dataclass")

    def decorate(cls: _Class) -> _Class:
        return _made(cls, {"frozen": frozen, "order": order})

    return decorate


def _made(cls: _Class, options: dict[str, bool]) -> _Class:
    annotations = inspect.get_annotations(cls)
    for name, annotation in annotations.items():
        if str(annotation).startswith(("ClassVar", "InitVar", "KW_ONLY")):
            raise TypeError(f"{cls.__qualname__}.{name}: {annotation} is not supported")
    own = {name: value for name, value in vars(cls).items() if name not in _OF_EVERY_CLASS}
    inherited = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    space = {name: value for name, value in own.items() if name not in annotations}
    # A method that the class writes stays, but for the None that Python puts for __hash__.
    space |= {name: new for name, new in _stand_ins(**options).items() if not own.get(name)}
    space["__slots__"] = tuple(name for name in annotations if name not in inherited)
    made: Any = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    own["__annotations__"] = annotations
    _UNFINISHED[made] = _Unfinished(made, own, options)
    finished_later: _Class = made
    return finished_later


@cache
def _stand_ins(*, frozen: bool, order: bool) -> dict[str, Any]:
    """Return what finishes a class at its first use, by the name of the method."""
    methods = ["__init__", "__repr__", "__eq__"]
    if order:
        methods += ORDER
    given: dict[str, Any] = {name: _FirstLook(name) for name in _LOOKED_UP}
    if not frozen:
        given["__hash__"] = None
    else:
        methods.append("__hash__")
        given |= _OF_FROZEN
    return given | {name: _first_call(name) for name in methods}


class _Unfinished:
    """A class whose methods are not compiled yet, and what they are made of."""

    def __init__(self, cls: Any, written: dict[str, Any], options: dict[str, bool]) -> None:
        self.cls, self._written, self._options = cls, written, options
        self._has_init = self._has_fields = self._is_finished = False

    def with_init(self) -> Any:
        """Return the class with its ``__init__``: most classes need no more."""
        if not self._has_init:
            if not self._written.get("__init__"):
                self.cls.__init__ = self._init() or self.finished().__init__
            self._has_init = True
        return self.cls

    def _init(self) -> Callable[..., None] | None:
        if _inherits(self.cls):
            fields = {field.name: field for field in dataclasses.fields(self.cls)}
            types = {name: field.type for name, field in fields.items()}
            return slot_init(self.cls, fields, types)
        types = self._written["__annotations__"]
        fields = {name: self._written.get(name, dataclasses.MISSING) for name in types}
        return slot_init(self.cls, fields, types)

    def with_comparison(self, name: str) -> Any:
        """Return the class with one of the methods that compare, or with ``__hash__``."""
        setattr(self.cls, name, comparison(self.cls, name))
        return self.cls

    def with_fields(self) -> Any:
        """Return the class with its fields as the standard library knows them."""
        if not self._has_fields:
            types = self._written["__annotations__"]
            # A text as annotation is searched for ClassVar and InitVar, and a docstring is made.
            model = self._model(__annotations__=dict.fromkeys(types, object), __doc__="made")
            # Only a frozen class may inherit from one; the rest is made quicker if it is not.
            frozen = _inherits(self.cls)
            dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)(model)
            for name, annotation in types.items():
                model.__dataclass_fields__[name].type = annotation
            self.cls.__dataclass_fields__ = model.__dataclass_fields__
            self._has_fields = True
        return self.cls

    def finished(self) -> Any:
        """Return the class with all its methods."""
        if not self._is_finished:
            model = self._model()
            dataclasses.dataclass(**self._options)(model)
            stays = {"__doc__", *_OF_EVERY_CLASS, *_OF_FROZEN, *self.cls.__slots__}
            stays |= {"__init__"} if self._has_init else set()
            stays |= {"__dataclass_fields__"} if self._has_fields else set()
            for name, value in vars(model).items():
                if name not in stays and self._written.get(name) is not value:
                    setattr(self.cls, name, value)
            self._is_finished = True
        return self.cls

    def _model(self, **instead: Any) -> Any:
        """Return a class like this for the standard decorator to work on, without slots."""
        space = self._written | instead
        model: Any = type(self.cls)(self.cls.__name__, self.cls.__bases__, space)
        model.__qualname__ = self.cls.__qualname__
        return model


def _inherits(cls: type) -> bool:
    """Return True if a class has fields of a dataclass that it inherits from."""
    return any(hasattr(base, "__dataclass_fields__") for base in cls.__mro__[1:])


def _first_call(name: str) -> Callable[..., Any]:
    def first(self: object, *args: Any, **kwargs: Any) -> Any:
        unfinished = _unfinished(type(self), name, first)
        if unfinished is None:
            return getattr(self, name)(*args, **kwargs)
        if name == "__init__":
            made = unfinished.with_init()
        elif name in (*COMPARISONS, "__hash__"):
            made = unfinished.with_comparison(name)
        else:
            made = unfinished.finished()
        return getattr(made, name)(self, *args, **kwargs)

    return first


class _FirstLook:
    """An attribute of a class that is there once its methods are."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        unfinished = _unfinished(owner, self._name, self)
        if unfinished is None:
            return getattr(owner, self._name)
        is_of_fields = self._name == "__dataclass_fields__"
        made = unfinished.with_fields() if is_of_fields else unfinished.finished()
        return getattr(made, self._name)


def _unfinished(cls: type, name: str, stand_in: object) -> _Unfinished | None:
    """Return the class, `cls` or a base of it, that has a stand-in; None if it was just finished.

    Classes share their stand-ins, so these do not know whose they are.
    """
    bases = (base for base in cls.__mro__ if vars(base).get(name) is stand_in)
    return next((_UNFINISHED[base] for base in bases), None)


def _refuse_to_assign(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_OF_FROZEN = {
    "__setattr__": _refuse_to_assign,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
