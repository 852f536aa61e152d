"""`dataclasses.replace` in a fraction of the time: the fields of a class are looked up once.

A class of which many copies are made gets its own function, which copies the slots one by
one and calls no ``__init__``. A frozen class lets no slot be set, so the copy is made in a class
with the same slots that does, and is given its class at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    # To make that function takes as long as so many copies without it.
    _OFTEN = 64
    _times = {}
    _copiers = {}

    @cache
    def _fields_of(cls):
        """Return the names of the fields, their set, and what returns an instance's values."""
        fields = dataclasses.fields(cls)
        if len(fields) < 2 or any(not field.init or field.kw_only is True for field in fields):
            return None
        names = [field.name for field in fields]
        return names, frozenset(names), attrgetter(*names)

    def replace(value, /, **changes):
        """Return an instance like `value` with changes; see ``dataclasses.replace``."""
        cls = value.__class__
        copier = _copiers.get(cls)
        if copier is not None and copier[0].issuperset(changes):
            _, copied, checks = copier
            copy = copied(value)
            for name in changes:
                setattr(copy, name, changes[name])
            copy.__class__ = cls
            if checks:
                copy.__post_init__()
            return copy
        known = _fields_of(cls)
        if known is None or not known[1].issuperset(changes):
            return dataclasses.replace(value, **changes)
        times = _times[cls] = _times.get(cls, 0) + 1
        if times == _OFTEN and _has_own_slots(cls, known[0]):
            _copiers[cls] = _copier_of(cls, known[0])
        names, _, values_of = known
        return cls(*map(changes.get, names, values_of(value)))

    def _has_own_slots(cls, names):
        # No class can be made with the bases of a generic class, and a frozen base stays frozen.
        own = tuple(cls.__dict__.get("__slots__", ()))
        return cls.__bases__ == (object,) and tuple(names) == own

    def _copier_of(cls, names):
        """Return the fields' names, what copies the slots of an instance, and if it is checked."""
        open_class = type(cls.__name__, (), {"__slots__": cls.__slots__})
        lines = ["def copied(value):", " copy = open_class()"]
        lines += [f" copy.{name} = value.{name}" for name in names]
        space = {"open_class": open_class}
        exec("\n".join([*lines, " return copy"]), space)  # noqa: S102 - names of fields
        return frozenset(names), space["copied"], hasattr(cls, "__post_init__")


__all__ = ["replace"]
