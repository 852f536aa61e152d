"""An ``__init__`` for dataclasses with slots: quicker to make and to call than the standard one.

The standard one looks up ``object.__setattr__`` and each field's name again for every instance. A
workbook is read into some ten thousand instances, so that was a tenth of reading it. It is also
compiled for each class; here classes with as many arguments share what is compiled, and differ in
the names of the arguments and in what sets the fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import Any

_Field = dataclasses.Field[Any]
_Setter = Callable[[Any, Any], None]
_MISSING = object()


def slot_init(cls: type, fields: Sequence[_Field]) -> Callable[..., None] | None:
    """Return an ``__init__`` that does what the standard one does.

    Args:
        cls: A dataclass with slots for all its fields, frozen or not.
        fields: Its fields with their names, in order.

    Returns:
        The method; None where the standard decorator has to judge the fields: no field, a field
        that is an argument by name only (``kw_only=True``), or one without a default behind a
        field that has a default.
    """
    arguments = [field for field in fields if field.init]
    required = [not (_has_default(field) or _is_made(field)) for field in arguments]
    if not fields or required != sorted(required, reverse=True):
        return None
    if any(field.kw_only is True for field in fields):
        return None
    space: dict[str, Any] = {
        f"set{number}": _setter(cls, field) for number, field in enumerate(arguments)
    }
    last = _last_step(cls, [field for field in fields if not field.init])
    code = _code(len(arguments), last is not None)
    names = tuple(field.name for field in arguments)
    defaults = tuple(
        field.default if _has_default(field) else _MISSING
        for field in arguments[required.count(True) :]
    )
    renamed = code.replace(co_varnames=("_self", *names))
    init = FunctionType(renamed, space | {"last": last}, "__init__", defaults)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    init.__annotations__ = {field.name: field.type for field in arguments} | {"return": None}
    return init


def _has_default(field: _Field) -> bool:
    return field.default is not dataclasses.MISSING


def _is_made(field: _Field) -> bool:
    return field.default_factory is not dataclasses.MISSING


def _setter(cls: type, field: _Field) -> _Setter:
    """Return a function that sets a field to an argument, or to a new default if it is missing."""
    # The slot's own setter: a frozen class refuses every other way.
    setter: _Setter = getattr(cls, field.name).__set__
    if not _is_made(field):
        return setter
    make: Any = field.default_factory

    def set_or_make(instance: Any, value: Any) -> None:
        setter(instance, make() if value is _MISSING else value)

    return set_or_make


def _last_step(cls: type, unnamed: Sequence[_Field]) -> Callable[[Any], None] | None:
    """Return a function that sets the fields that are no arguments, and lets the class check."""
    steps = [
        (_setter(cls, field), field.default if _has_default(field) else _MISSING)
        for field in unnamed
        if _has_default(field) or _is_made(field)
    ]
    checks = hasattr(cls, "__post_init__")
    if not steps and not checks:
        return None

    def last(instance: Any) -> None:
        for setter, value in steps:
            setter(instance, value)
        if checks:
            instance.__post_init__()

    return last


@cache
def _code(arguments: int, has_last: bool) -> CodeType:
    """Return the code of an ``__init__`` with that number of arguments."""
    names = [f"field{number}" for number in range(arguments)]
    steps = [f" set{number}(_self, {name})" for number, name in enumerate(names)]
    if has_last:
        steps.append(" last(_self)")
    space: dict[str, FunctionType] = {}
    exec(f"def __init__({', '.join(['_self', *names])}):\n" + "\n".join(steps or [" pass"]), space)  # noqa: S102
    return space["__init__"].__code__
