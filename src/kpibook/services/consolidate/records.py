"""Domain values as records of bytes and back, in JSON: to read a record never runs code.

`pickle` makes whatever a record asks for, so a record that somebody else wrote is a program. A
record here holds texts, numbers and lists only; what they become is decided by the class that is
read.
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
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

from kpibook.domain.measures.period import Quarter

Value = TypeVar("Value")

_FAST = 1  # zlib: half the disk for a tenth of the time that reading the workbook took
_PLAIN = (str, int, bool, float)
_QUARTERS = 64

_AS_JSON = json.JSONEncoder(separators=(",", ":")).encode

_Change = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class _Form:
    """A way from a value to what JSON knows, and back; None where JSON knows the value itself."""

    encode: _Change | None = None
    decode: _Change | None = None


class Records(Generic[Value]):
    """Records of values of a single type: a dataclass, or a tuple of dataclasses.

    The fields may hold texts, whole numbers, decimals, dates, enumerations, dataclasses, and
    tuples, sets and mappings of these; None everywhere.

    Args:
        kind: The type, as in an annotation.
    """

    def __init__(self, kind: Any) -> None:
        self._form = _form_of(kind)

    def pack(self, value: Value) -> bytes:
        """Return the value as a record.

        Raises:
            TypeError: A field holds something that its annotation does not say.
        """
        return zlib.compress(_line_of(self._form, value), _FAST)

    def unpack(self, record: bytes) -> Value:
        """Return the value of a record from `pack`.

        Raises:
            ValueError, TypeError, KeyError, zlib.error: It is not a record of this type.
        """
        value: Value = _value_of(self._form, zlib.decompress(record))
        return value


class RecordLines(Generic[Value]):
    """Records of many values of a type, a line for each, which are made as they are asked for.

    Args:
        kind: The type, as in `Records`.
    """

    def __init__(self, kind: Any) -> None:
        self._form = _form_of(kind)

    def pack(self, values: Iterable[Value]) -> bytes:
        """Return the values as a record; see `Records.pack`."""
        return zlib.compress(b"\n".join(_line_of(self._form, value) for value in values), _FAST)

    def unpack(self, record: bytes) -> Sequence[Value]:
        """Return the values of a record from `pack`; see `Records.unpack`."""
        return _Lines(self._form, zlib.decompress(record).splitlines())


class _Lines(Sequence[Value]):
    """Values of a record, each kept once it was made."""

    def __init__(self, form: _Form, lines: list[bytes]) -> None:
        self._form, self._lines = form, lines
        self._made: list[Value | None] = [None] * len(lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        value = self._made[index]
        if value is None:
            value = self._made[index] = _value_of(self._form, self._lines[index])
        return value


def _line_of(form: _Form, value: Any) -> bytes:
    """Return a value as JSON, which has no line end in it."""
    plain = form.encode(value) if form.encode else value
    # Texts with half a character in them come back as they were, because JSON escapes them.
    return _AS_JSON(plain).encode("ascii")


def _value_of(form: _Form, line: bytes) -> Any:
    plain = json.loads(line)
    return form.decode(plain) if form.decode else plain


@cache
def _form_of(kind: Any) -> _Form:
    """Return the form for a type; None in place of a value is left to the form around it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (kind,) = (argument for argument in arguments if argument is not types.NoneType)
        return _form_of(kind)
    if kind in _PLAIN:
        return _Form()
    if kind is Decimal:
        return _Form(str, Decimal)
    if kind is datetime.date:
        return _Form(datetime.date.isoformat, datetime.date.fromisoformat)
    if origin in (tuple, frozenset):
        return _collection(origin, _form_of(arguments[0]))
    if origin is Mapping:
        return _mapping(_form_of(arguments[0]), _form_of(arguments[1]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.name: member for member in kind}
        return _Form(attrgetter("name"), members.__getitem__)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _fields(kind)
    raise TypeError(f"no record holds {kind}")


def _collection(kind: type, item: _Form) -> _Form:
    encode, decode = item.encode, item.decode
    if encode is None or decode is None:
        return _Form(sorted if kind is frozenset else None, kind)
    return _Form(
        lambda values: [encode(value) for value in values],
        lambda plain: kind(decode(value) for value in plain),
    )


def _mapping(key: _Form, item: _Form) -> _Form:
    # As pairs: a key of JSON is a text, and ours may be numbers.
    encode, decode = item.encode or _same, item.decode or _same
    if key.encode is not None:
        raise TypeError("no record holds such a key")
    return _Form(
        lambda values: [(name, encode(value)) for name, value in values.items()],
        lambda plain: types.MappingProxyType({name: decode(value) for name, value in plain}),
    )


def _fields(kind: type[Any]) -> _Form:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    values = attrgetter(*names)
    forms = [_form_of_field(hints[name]) for name in names]
    encoders = [(at, form.encode) for at, form in enumerate(forms) if form.encode is not None]
    decoders = [(at, form.decode) for at, form in enumerate(forms) if form.decode is not None]
    if not decoders:  # such as a location, of which there are dozens in a row
        make = lru_cache(_QUARTERS)(kind) if kind is Quarter else kind
        return _Form(values, lambda plain: make(*plain))

    def encode(value: Any) -> list[Any]:
        plain = list(values(value))
        for at, change in encoders:
            if plain[at] is not None:
                plain[at] = change(plain[at])
        return plain

    def decode(plain: list[Any]) -> Any:
        for at, change in decoders:
            if plain[at] is not None:
                plain[at] = change(plain[at])
        return kind(*plain)

    return _Form(encode, decode)


def _form_of_field(hint: Any) -> _Form:
    try:
        return _form_of(hint)
    except TypeError:
        return _Form(_refuse, _refuse)  # the rules of a workbook, which are kept apart


def _refuse(value: Any) -> Any:
    raise TypeError(f"no record holds {type(value)}")


def _same(value: Any) -> Any:
    return value
