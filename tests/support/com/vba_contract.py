"""The add-in's VBA held against Excel's type library while it runs in pyOpenVBA.

pyOpenVBA has Excel's objects by itself; each member that a macro reads, calls or sets on an object
of a class in the contract is looked up first. What tests give to ``Application`` or to a workbook
goes through `checked` too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyopenvba.interpreter._objects import VBAObject

from tests.support.com.contract import CONTRACT, Member

_GIVEN_BY_OFFICE = {"Application": frozenset({"FileDialog"})}
"""Members whose page is in Office's own library, which the contract does not hold."""


def checked(of: str, name: str, args: Sequence[object], named: Mapping[str, object] | None) -> None:
    """Check a member that VBA reads or calls.

    Raises:
        ContractBroken: Excel's type library does not know it, or not with these arguments.
    """
    member = _member(of, name)
    # Arguments behind a plain property go to the default member of what it returns.
    if member is not None and member.arguments is not None and (args or named):
        CONTRACT.call(of, name, args, named or {})


def assigned(of: str, name: str) -> None:
    """Check a property that VBA sets.

    Raises:
        ContractBroken: Excel's type library does not know it, or it is read-only.
    """
    if _member(of, name) is not None:
        CONTRACT.assign(of, name)


def _member(of: str, name: str) -> Member | None:
    if of not in CONTRACT.classes or name in _GIVEN_BY_OFFICE.get(of, ()):
        return None
    return CONTRACT.member(of, name)


def hold_vba() -> None:
    """Hold every macro that pyOpenVBA runs from now on to the contract; once is enough."""
    if getattr(VBAObject, "_is_held", False):
        return
    get, put = VBAObject.vba_get, VBAObject.vba_set

    def vba_get(self: VBAObject, name: str, args: Any = (), named: Any = None) -> object:
        checked(self.vba_type_name, name, args, named)
        return get(self, name, args, named)

    def vba_set(
        self: VBAObject, name: str, value: object, args: Any = (), named: Any = None, **how: Any
    ) -> None:
        assigned(self.vba_type_name, name)
        put(self, name, value, args, named, **how)

    VBAObject.vba_get = vba_get  # type: ignore[method-assign]
    VBAObject.vba_set = vba_set  # type: ignore[method-assign]
    VBAObject._is_held = True  # type: ignore[attr-defined]
