"""Comparison of dataclass instances by their fields, without text compiled for each class."""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Sequence
from typing import Any

ORDER = ("__lt__", "__le__", "__gt__", "__ge__")
COMPARISONS = ("__eq__", *ORDER)
_Values = Callable[[Any], tuple[Any, ...]]


def comparison(cls: type, name: str) -> Callable[..., Any]:
    """Return the method that compares two instances, or works out the hash, as the standard one.

    Args:
        cls: A dataclass.
        name: ``__hash__`` or one of `COMPARISONS`.
    """
    fields = dataclasses.fields(cls)
    compared = [field for field in fields if field.compare]
    method: Callable[..., Any]
    if name == "__hash__":
        method = _hash(_values([f for f in fields if (f.compare if f.hash is None else f.hash)]))
    else:
        method = _compare(_values(compared), getattr(operator, name))
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__module__ = cls.__module__
    return method


def _values(fields: Sequence[dataclasses.Field[Any]]) -> _Values:
    """Return the function that returns the values of an instance's fields, in order."""
    if not fields:
        return lambda _instance: ()
    get = operator.attrgetter(*(field.name for field in fields))
    # For a single name attrgetter returns its value, and no tuple of it.
    return get if len(fields) > 1 else lambda instance: (get(instance),)


def _compare(values: _Values, compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    def method(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return compare(values(self), values(other))
        return NotImplemented

    return method


def _hash(values: _Values) -> Callable[[Any], int]:
    def method(self: Any) -> int:
        return hash(values(self))

    return method
