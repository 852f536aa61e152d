"""Domain values as records of bytes and back, in JSON: to read a record never runs code.

`pickle` makes whatever a record asks for, so a record that somebody else wrote is a program. A
record here holds texts, numbers and lists only; what they become is decided by the class that is
read.

Values are written column by column, as a table of all of them: most fields of a workbook's rows are
blank, or the same in each, and such a column is a single value.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

from kpibook.domain.measures.period import Quarter

Value = TypeVar("Value")

_FAST = 1  # zlib: half the disk for a tenth of the time that reading the workbook took
_PLAIN = (str, int, bool, float)
_QUARTERS = 64

#: Returns texts, numbers and lists as JSON, in ASCII and without spaces.
as_json = json.JSONEncoder(separators=(",", ":")).encode

_Change = Callable[[Any], Any]
_Plain = list[Any]
#: Returns the value of a column at a place.
_At = Callable[[int], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class _Form:
    """A way from a column of values to what JSON knows, and back."""

    encode: Callable[[Sequence[Any]], _Plain]
    decode: Callable[[_Plain], _At]


class RecordLines(Generic[Value]):
    """Records of many values of a type, which are made as they are asked for.

    The type is a dataclass. Its fields may hold texts, whole numbers, decimals, dates,
    enumerations, dataclasses, and tuples, sets and mappings of these; None everywhere.

    Args:
        kind: The type, as in an annotation.
    """

    def __init__(self, kind: Any) -> None:
        self._form = _form_of(kind)

    def pack(self, values: Iterable[Value]) -> bytes:
        """Return the values as a record.

        Raises:
            TypeError: A field holds something that its annotation does not say.
        """
        held = tuple(values)
        # Texts with half a character in them come back as they were, because JSON escapes them.
        text = as_json([len(held), self._form.encode(held)])
        return zlib.compress(text.encode("ascii"), _FAST)

    def unpack(self, record: bytes) -> Sequence[Value]:
        """Return the values of a record from `pack`.

        Raises:
            ValueError, TypeError, KeyError, IndexError, zlib.error: It is not a record of this
                type; also when a value of it is asked for.
        """
        length, plain = json.loads(zlib.decompress(record))
        return _Lines(self._form.decode(plain), length)


class Records(Generic[Value]):
    """Records of values of a single type: a dataclass, or a tuple of dataclasses.

    Args:
        kind: The type, as in an annotation; see `RecordLines`.
    """

    def __init__(self, kind: Any) -> None:
        self._lines: RecordLines[Value] = RecordLines(kind)

    def pack(self, value: Value) -> bytes:
        """Return the value as a record; see `RecordLines.pack`."""
        return self._lines.pack((value,))

    def unpack(self, record: bytes) -> Value:
        """Return the value of a record from `pack`; see `RecordLines.unpack`."""
        (value,) = self._lines.unpack(record)
        return value


class _Lines(Sequence[Value]):
    """Values of a record, each kept once it was made."""

    def __init__(self, at: _At, length: int) -> None:
        self._at = at
        self._made: list[Value | None] = [None] * length

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        places = range(len(self._made))
        if isinstance(index, slice):
            return [self[place] for place in places[index]]
        value = self._made[index]
        if value is None:
            value = self._made[index] = self._at(places[index])
        return value


@cache
def _form_of(kind: Any) -> _Form:
    """Return the form of a column of values of a type, or of None."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (kind,) = (argument for argument in arguments if argument is not types.NoneType)
        return _form_of(kind)
    if kind in _PLAIN:
        return _single()
    if kind is Decimal:
        return _single(str, Decimal)
    if kind is datetime.date:
        return _single(datetime.date.isoformat, datetime.date.fromisoformat)
    if origin in (tuple, frozenset):
        return _if_present(_collection(origin, arguments[0]))
    if origin is Mapping:
        return _if_present(_mapping(*arguments))
    if isinstance(kind, type) and issubclass(kind, Enum):
        # The attribute behind `name`, which is a slow property.
        return _single(attrgetter("_name_"), {each.name: each for each in kind}.__getitem__)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _if_present(_fields(kind))
    raise TypeError(f"no record holds {kind}")


def _single(change: _Change | None = None, back: _Change | None = None) -> _Form:
    """Return the form of values that are each a text, a number or a truth value in JSON."""

    def encode(values: Sequence[Any]) -> _Plain:
        if _are_one(values):
            values = values[:1]
        if change is None:
            return list(values)
        return [None if value is None else change(value) for value in values]

    def decode(plain: _Plain) -> _At:
        if len(plain) == 1:
            value = plain[0] if back is None or plain[0] is None else back(plain[0])
            return lambda _: value
        if back is None:
            return plain.__getitem__
        return lambda at: None if plain[at] is None else back(plain[at])

    return _Form(encode, decode)


def _are_one(values: Sequence[Any]) -> bool:
    """Return True if all values are the same, and not only equal: 90.0 is not 90."""
    if not values or values[0] is not values[-1]:
        return False
    if values[0] is None or type(values[0]) is str:
        return values.count(values[0]) == len(values)
    return len(set(map(id, values))) == 1


def _if_present(form: _Form) -> _Form:
    """Return the form of a column in which values may be None, which the form given cannot be."""

    def encode(values: Sequence[Any]) -> _Plain:
        if not values:
            return []
        if _are_one(values):
            return [] if values[0] is None else [form.encode(values[:1])]
        present = [value for value in values if value is not None]
        if len(present) == len(values):
            return [form.encode(values), 0]
        places = [place for place, value in enumerate(values) if value is not None]
        return [form.encode(present), places]

    def decode(plain: _Plain) -> _At:
        if not plain:
            return lambda _: None
        value_at = form.decode(plain[0])
        if len(plain) == 1:
            value = value_at(0)
            return lambda _: value
        places = plain[1]
        if not places:
            return value_at
        held = {place: number for number, place in enumerate(places)}
        return lambda at: value_at(held[at]) if at in held else None

    return _Form(encode, decode)


def _collection(kind: type, item: Any) -> _Form:
    items = _form_of(item)
    in_order = sorted if kind is frozenset and item in _PLAIN else tuple

    def encode(values: Sequence[Any]) -> _Plain:
        together = [each for value in values for each in in_order(value)] if any(values) else []
        return [list(map(len, values)), items.encode(together)] if together else []

    def decode(plain: _Plain) -> _At:
        if not plain:
            return lambda _: kind()
        spans, item_at = _spans(plain[0]), items.decode(plain[1])
        return lambda at: kind(map(item_at, spans(at)))

    return _Form(encode, decode)


def _mapping(key: Any, item: Any) -> _Form:
    # As two columns: a key of JSON is a text, and ours may be numbers.
    if key not in _PLAIN:
        raise TypeError("no record holds such a key")
    keys, items = _form_of(key), _form_of(item)

    def encode(values: Sequence[Any]) -> _Plain:
        names = tuple(chain.from_iterable(values))
        of_names = tuple(chain.from_iterable(value.values() for value in values))
        return [list(map(len, values)), keys.encode(names), items.encode(of_names)] if names else []

    def decode(plain: _Plain) -> _At:
        if not plain:
            return lambda _: types.MappingProxyType({})
        spans, key_at, item_at = _spans(plain[0]), keys.decode(plain[1]), items.decode(plain[2])
        return lambda at: types.MappingProxyType({key_at(n): item_at(n) for n in spans(at)})

    return _Form(encode, decode)


def _spans(lengths: Sequence[int]) -> Callable[[int], range]:
    """Return the places of the items of each value, among those of all."""
    ends = [0, *accumulate(lengths)]
    return lambda at: range(ends[at], ends[at + 1])


def _fields(kind: type[Any]) -> _Form:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    forms = [_form_of_field(hints[name]) for name in names]
    # A second name, as `attrgetter` of a single one returns no tuple.
    values_of = attrgetter(*names, names[0])
    make = lru_cache(_QUARTERS)(kind) if kind is Quarter else kind

    def encode(values: Sequence[Any]) -> _Plain:
        columns = zip(*map(values_of, values), strict=True)
        return [form.encode(column) for form, column in zip(forms, columns, strict=False)]

    def decode(plain: _Plain) -> _At:
        fields = [form.decode(column) for form, column in zip(forms, plain, strict=True)]
        return lambda at: make(*[field(at) for field in fields])

    return _Form(encode, decode)


def _form_of_field(hint: Any) -> _Form:
    try:
        return _form_of(hint)
    except TypeError:
        return _single(_refuse, _refuse)  # the rules of a workbook, which are kept apart


def _refuse(value: Any) -> Any:
    raise TypeError(f"no record holds {type(value)}")
