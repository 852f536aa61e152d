"""An ``__init__`` for dataclasses with slots: quicker to make and to call than the standard one.

The standard one looks up ``object.__setattr__`` and each field's name again for every instance. A
workbook is read into some ten thousand instances, so that was a tenth of reading it. It is also
compiled for each class; here classes with as many arguments share what is compiled, and differ in
the names of the arguments and in what sets the fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import Any

_Setter = Callable[[Any, Any], None]
_MISSING = dataclasses.MISSING
#: In the place of an argument not given, where the default is made for each instance.
_NEW = object()


def slot_init(
    cls: type, fields: Mapping[str, Any], types: Mapping[str, Any]
) -> Callable[..., None] | None:
    """Return an ``__init__`` that does what the standard one does.

    Args:
        cls: A dataclass with slots for all its fields, frozen or not.
        fields: The default of each field by its name, in order: a value, MISSING, or a
            ``dataclasses.Field``.
        types: Their annotations.

    Returns:
        The method; None where the standard decorator has to judge the fields: no field, a field
        that is an argument by name only (``kw_only=True``), a default that all instances would
        share, or a field without a default behind one with a default.
    """
    names: list[str] = []
    setters: list[_Setter] = []
    defaults: list[Any] = []
    steps: list[tuple[_Setter, Any]] = []
    for name, written in fields.items():
        # The slot's own setter: a frozen class refuses every other way.
        setter: _Setter = getattr(cls, name).__set__
        is_argument, default = True, written
        if written.__class__ is dataclasses.Field:
            if written.kw_only is True:
                return None
            is_argument = written.init
            setter, default = _of_field(setter, written)
        if default.__class__.__hash__ is None or (defaults and is_argument and default is _MISSING):
            return None
        if not is_argument:
            steps.append((setter, default))
            continue
        names.append(name)
        setters.append(setter)
        if default is not _MISSING:
            defaults.append(default)
    if not fields:
        return None
    last = _last_step(cls, steps)
    code = _code(len(names), last is not None).replace(co_varnames=("_self", *names))
    space = {f"set{number}": setter for number, setter in enumerate(setters)} | {"last": last}
    init = FunctionType(code, space, "__init__", tuple(defaults))
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    init.__annotations__ = {name: types[name] for name in names} | {"return": None}
    return init


def _of_field(setter: _Setter, field: dataclasses.Field[Any]) -> tuple[_Setter, Any]:
    """Return what sets a field to an argument, or to a new default, and the default."""
    if field.default_factory is _MISSING:
        return setter, field.default
    make = field.default_factory

    def set_or_make(instance: Any, value: Any) -> None:
        setter(instance, make() if value is _NEW else value)

    return set_or_make, _NEW


def _last_step(cls: type, steps: Sequence[tuple[_Setter, Any]]) -> Callable[[Any], None] | None:
    """Return a function that sets the fields that are no arguments, and lets the class check."""
    steps = [(setter, value) for setter, value in steps if value is not _MISSING]
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
