"""An object of the pretended Excel as pywin32 hands it over (``CDispatch``).

Each member read, called or set is held against the type library, counts as a call across to Excel,
and meets a busy Excel. A member that a class here does not have is asked of the model's native
object (`tests.support.openpyxl_native`), which the add-in's own calls (``.api``) go to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import MethodType, SimpleNamespace
from typing import Any

from tests.support.com.contract import CONTRACT, ContractBroken
from tests.support.com.pywin32 import CDispatch, ComError
from tests.support.openpyxl_places import Busy, Refused

DISP_E_EXCEPTION = -2_147_352_567
DISP_E_UNKNOWNNAME = -2_147_352_570
A1004 = -2_146_827_284  # 0x800A03EC, "application-defined or object-defined error"

# The interface of Excel's Range, by which xlwings tells one from a value.
_INTERFACES = {"Range": "{00020846-0000-0000-C000-000000000046}"}


class Dispatch(CDispatch):
    """An object of Excel.

    Args:
        model: What it stands before.
        excel: The Excel that it belongs to.
    """

    _type = ""
    """Its class in the type library; "" for an object of a class that is not in the contract."""

    def __init__(self, model: Any, excel: Any) -> None:
        self.__dict__["_model"], self.__dict__["_excel"] = model, excel
        self.__dict__["_oleobj_"] = _OleObject(self)

    def __repr__(self) -> str:
        return f"<COMObject {self._type}>"

    def __getattribute__(self, name: str) -> Any:
        inside = object.__getattribute__
        if name.startswith("_"):
            return inside(self, name)
        return inside(self, "_read")(name)

    def __setattr__(self, name: str, value: object) -> None:
        CONTRACT.assign(self._type, name)
        with _crossing(self._excel):
            if isinstance(getattr(type(self), name, None), property):
                object.__setattr__(self, name, _object(value))
            else:
                setattr(self._native(), name, _object(value))

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self._called("", self._default, args, named)

    def __iter__(self) -> Iterator[Any]:
        with _crossing(self._excel):
            return iter(self._items())

    # What a class can have

    def _default(self, *args: Any, **named: Any) -> Any:
        raise ContractBroken(f"the pretended {self._type} has no default member")

    def _items(self) -> list[Any]:
        raise ContractBroken(f"the pretended {self._type} cannot be gone through")

    def _native(self) -> Any:
        return self._model.api

    # Within

    def _read(self, name: str) -> Any:
        if not self._type:
            raise AttributeError(f"<unknown>.{name}")
        member = CONTRACT.member(self._type, _without_get(self._type, name))
        try:
            with _crossing(self._excel):
                value = self._value(member.name)
        except ComError as error:
            if error.hresult in REJECTED:
                # pywin32 asks for the member's number first, and takes a rejected question for a
                # member that is missing (comment in xlwings' `COMRetryObjectWrapper`).
                raise AttributeError(f"{self._type}.{name}") from None
            raise
        if callable(value) and not isinstance(value, Dispatch):
            return _method(self, member.name, value)
        plain = value is None or isinstance(value, (*_VALUES, Dispatch))
        if not plain and member.kind in CONTRACT.classes:
            return _Native(value, self._excel, member.kind)
        if isinstance(value, Dispatch) and value._type and member.kind in CONTRACT.classes:
            assert value._type == member.kind, f"{self._type}.{name} is a {member.kind}"
        return value

    def _value(self, name: str) -> Any:
        if hasattr(type(self), name):
            return object.__getattribute__(self, name)
        found = getattr(self._native(), name, _MISSING)
        if found is _MISSING:
            raise ContractBroken(f"the pretended Excel has no {self._type}.{name} yet")
        return found

    def _called(self, name: str, call: Callable[..., Any], args: Any, named: Any) -> Any:
        CONTRACT.call(self._type, name, args, named)
        with _crossing(self._excel):
            return call(*map(_object, args), **{n: _object(value) for n, value in named.items()})


class _Native(Dispatch):
    """An object that the model has already as Excel names its members."""

    def __init__(self, model: Any, excel: Any, of: str) -> None:
        super().__init__(model, excel)
        self.__dict__["_type"] = of

    def _native(self) -> Any:
        return self._model


_VALUES = (bool, int, float, str, tuple)
_MISSING = object()
REJECTED = frozenset({-2_147_418_111, -2_147_417_846})


def _method(owner: Dispatch, name: str, call: Callable[..., Any]) -> MethodType:
    """Return the bound method that pywin32 makes for a method of Excel's."""

    def checked(self: Dispatch, *args: Any, **named: Any) -> Any:
        return self._called(name, call, args, named)

    return MethodType(checked, owner)


def _without_get(of: str, name: str) -> str:
    # pywin32 offers a property that takes arguments as a method too: GetAddress for Address.
    bare = name.removeprefix("Get")
    return bare if name == "GetAddress" and of == "Range" else name


def _object(value: Any) -> Any:
    """Return the object behind a wrapper: pywin32 passes on whatever has an ``_oleobj_``."""
    inner = getattr(value, "_oleobj_", None)
    return value if inner is None else inner.owner


@contextmanager
def _crossing(excel: Any) -> Iterator[None]:
    """Make the model's refusals those that pywin32 raises."""
    try:
        excel.answer_call()
        yield
    except Busy as error:
        hresult = error.hresult
        if hresult == DISP_E_EXCEPTION:
            raise ComError(hresult, "Exception occurred.", (0, None, None, None, 0, VBA_E_IGNORE),
                           None) from None  # fmt: skip
        raise ComError(hresult, "Call was rejected by callee.", None, None) from None
    except Refused as error:
        details = (0, "Microsoft Excel", str(error), "xlmain11.chm", 0, A1004)
        raise ComError(DISP_E_EXCEPTION, "Exception occurred.", details, None) from error


VBA_E_IGNORE = -2_146_777_998  # 0x800AC472, while a cell is edited


class _OleObject:
    """``PyIDispatch``: names and type of an object."""

    def __init__(self, owner: Dispatch) -> None:
        self.owner = owner

    def GetIDsOfNames(self, _: int, name: str) -> int:  # noqa: N802 the name is pywin32's
        with _crossing(self.owner._excel):
            if not self.owner._type:
                raise ComError(DISP_E_UNKNOWNNAME, "Unknown name.", None, None)
        CONTRACT.member(self.owner._type, name)
        return 1

    def GetTypeInfo(self) -> object:  # noqa: N802
        iid = _INTERFACES.get(self.owner._type, "")
        return SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=iid))
