"""Excel's type library as a contract: a call that it does not know ends the test.

`type_library.json` is made by `tools/type_library.py` from the declarations of Excel 2010, so
that a member or an argument cannot be in the tests and missing in Excel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIBRARY = Path(__file__).with_name("type_library.json")

NEWER: Mapping[str, Mapping[str, str]] = {
    "Range": {
        "Formula2": "=any",
        "HasSpill": "-boolean",
        "SpillingToRange": "-Range",
        "SpillParent": "-Range",
    },
    "Workbook": {"AutoSaveOn": "=boolean"},
}
"""Members that are younger than the declarations. Microsoft Learn has a page for each:
"Range.Formula2 property (Excel)", "Range.HasSpill property (Excel)", "Range.SpillingToRange
property (Excel)", "Range.SpillParent property (Excel)", "Workbook.AutoSaveOn property (Excel)"."""


class ContractBroken(BaseException):
    """A call that Excel's type library does not know.

    It is no `Exception`, so that no part of the add-in can catch it and go on.
    """


@dataclass(frozen=True)
class Member:
    """A member of a class.

    Attributes:
        name: Its name, in Excel's capitals.
        kind: The type of its value or result.
        read_only: True if a property cannot be set. A method cannot be set either.
        arguments: Each argument, and whether it may be left out; None for a plain property.
    """

    name: str
    kind: str
    read_only: bool
    arguments: Mapping[str, bool] | None


class Contract:
    """What a type library allows.

    Args:
        library: Its classes and constants, as `tools/type_library.py` writes them.
    """

    def __init__(self, library: Mapping[str, Any]) -> None:
        self.constants: Mapping[str, int] = library["constants"]
        self._classes = {
            name: {
                member.casefold(): _read(member, text)
                for member, text in {**members, **NEWER.get(name, {})}.items()
            }
            for name, members in library["classes"].items()
        }

    @property
    def classes(self) -> frozenset[str]:
        """Names of the classes that are known."""
        return frozenset(self._classes)

    def member(self, of: str, name: str) -> Member:
        """Return a member of a class, without regard to case, as COM looks it up.

        Raises:
            ContractBroken: The class has no such member.
        """
        found = self._classes[of].get(name.casefold())
        if found is None:
            raise ContractBroken(f"{of} has no member {name!r}")
        return found

    def call(self, of: str, name: str, args: Sequence[object], named: Mapping[str, object]) -> None:
        """Check a call of a method, or of a property that takes arguments.

        Raises:
            ContractBroken: Too many arguments, an unknown or a doubled name, or one is missing.
        """
        member, where = self.member(of, name), f"{of}.{name or '(default)'}"
        if member.arguments is None:
            raise ContractBroken(f"{where} takes no arguments")
        names = list(member.arguments)
        if len(args) > len(names):
            raise ContractBroken(f"{where} takes {len(names)} arguments, not {len(args)}")
        given = {argument.casefold() for argument in names[: len(args)]}
        by_name = {argument.casefold(): argument for argument in names}
        for argument in named:
            if argument.casefold() not in by_name:
                raise ContractBroken(f"{where} has no argument {argument!r}: it has {names}")
            if argument.casefold() in given:
                raise ContractBroken(f"{where} gets the argument {argument!r} twice")
            given.add(argument.casefold())
        missing = [a for a, optional in member.arguments.items() if not optional]
        missing = [argument for argument in missing if argument.casefold() not in given]
        if missing:
            raise ContractBroken(f"{where} needs {missing}")

    def assign(self, of: str, name: str) -> None:
        """Check that a property can be set.

        Raises:
            ContractBroken: It is unknown, read-only, or a method.
        """
        if self.member(of, name).read_only:
            raise ContractBroken(f"{of}.{name} cannot be set")

    def constant(self, name: str, value: int) -> None:
        """Check the value of a constant.

        Raises:
            ContractBroken: It is unknown or has another value.
        """
        if self.constants.get(name) != value:
            raise ContractBroken(f"{name} is {self.constants.get(name)}, not {value}")


def _read(name: str, text: str) -> Member:
    if text.startswith("("):
        inside, _, kind = text[1:].partition("):")
        arguments = {a.rstrip("?"): a.endswith("?") for a in inside.split(",") if a}
        # The declarations show `Range.Value` and the like as plain properties.
        return Member(name, kind, True, arguments)
    return Member(name, text[1:], text.startswith("-"), None)


CONTRACT = Contract(json.loads(LIBRARY.read_text(encoding="utf-8")))
"""The contract of Excel."""
