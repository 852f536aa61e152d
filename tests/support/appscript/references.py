"""References, commands and keywords of the pretended appscript.

A reference is a path that is only followed when a command is sent. What may be in it, and what a
command takes, is in `terms`; who answers is the application's target, by `scripted_objects`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tests.support.appscript.terms import OutOfContract, Terms


class Keyword:
    """A class, property or enumerator of an application, such as `k.missing_value`."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __bool__(self) -> bool:
        return self.AS_name != "missing_value"


class Keywords:
    """appscript's `k`: any name is a keyword until it is sent."""

    def __getattr__(self, name: str) -> Keyword:
        if name.startswith("__"):
            raise AttributeError(name)
        return Keyword(name)


k = Keywords()
MISSING = k.missing_value


class EventError(Exception):
    """An Apple event that failed: the number, and what macOS or Excel says about it."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(number, message)
        self.errornumber, self.errormessage = number, message

    def __str__(self) -> str:
        return f"Command failed: {self.errormessage} ({self.errornumber})"


class CommandError(Exception):
    """A command that failed, as appscript raises it."""

    def __init__(self, command: Command, parameters: Any, realerror: EventError) -> None:
        super().__init__(command, parameters, realerror)
        self.command, self.parameters, self.realerror = command, parameters, realerror
        self.errornumber, self.errormessage = realerror.errornumber, realerror.errormessage

    def __str__(self) -> str:
        return (
            f"Command failed:\n\t\tOSERROR: {self.errornumber}"
            f"\n\t\tMESSAGE: {self.errormessage}\n\t\tCOMMAND: {self.command!r}"
        )


#: A step of a path: how, and which.
Step = tuple[str, Any]


class Target(Protocol):
    """An application that answers Apple events."""

    terms: Terms

    def answer(self, path: tuple[Step, ...], command: str, arguments: Mapping[str, Any]) -> Any:
        """Return the answer; a reference in it is a path.

        Raises:
            EventError: The application refused.
        """


@dataclass(frozen=True)
class AppData:
    """What appscript keeps for an application: xlwings asks it for the process."""

    application: Target
    pid: int

    def target(self) -> Any:
        """Return the address of the process, as far as xlwings asks for it."""
        return _Address(self.pid)


class _Address:
    def __init__(self, pid: int) -> None:
        self.addressdesc, self.data = self, pid.to_bytes(4, "little")

    def coerce(self, _: object) -> _Address:
        return self


class Reference:
    """A path to something in an application."""

    def __init__(self, appdata: AppData, path: tuple[Step, ...]) -> None:
        self.AS_appdata, self.AS_path = appdata, path

    def __getattr__(self, name: str) -> Any:
        # `copy`, `pickle` and the like look for methods that are not sent to Excel.
        if name.startswith(("__", "_pytest")):
            raise AttributeError(name)
        kind = self.AS_appdata.application.terms.kind(name)
        if kind == "command":
            return Command(self, name)
        return self._at((kind, name))

    def __getitem__(self, key: Any) -> Reference:
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise OutOfContract(f"no selector: {key!r}")
        if not self.AS_path or self.AS_path[-1][0] != "element":
            raise AttributeError(f"{self!r} has no elements")
        return self._at(("name" if isinstance(key, str) else "index", key))

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return Command(self, "get")(*arguments, **named)

    def __iter__(self) -> Any:
        raise RuntimeError("Can't iterate an application reference")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and other.AS_path == self.AS_path

    def __hash__(self) -> int:
        return hash(self.AS_path)

    def __repr__(self) -> str:
        return f"app(){''.join(_spelled(step) for step in self.AS_path)}"

    @property
    def before(self) -> Reference:
        """The place before this."""
        return self._at(("insertion", "before"))

    @property
    def after(self) -> Reference:
        """The place after this."""
        return self._at(("insertion", "after"))

    def _at(self, step: Step) -> Reference:
        return Reference(self.AS_appdata, (*self.AS_path, step))


def _spelled(step: Step) -> str:
    how, which = step
    return f"[{which!r}]" if how in ("name", "index") else f".{which}"


class Command:
    """A command on a reference: calling it sends an Apple event."""

    def __init__(self, reference: Reference, name: str) -> None:
        self._reference, self.AS_name = reference, name

    def __repr__(self) -> str:
        return f"{self._reference!r}.{self.AS_name}()"

    def __call__(self, *direct: Any, **named: Any) -> Any:
        if len(direct) > 1:
            raise TypeError("Command received more than one direct parameter")
        appdata = self._reference.AS_appdata
        application = appdata.application
        application.terms.check_arguments(self.AS_name, named)
        sent = {name: packed(value, application.terms) for name, value in named.items()}
        if direct:
            sent["to" if self.AS_name == "set" else ""] = packed(direct[0], application.terms)
        try:
            answer = application.answer(self._reference.AS_path, self.AS_name, sent)
        except EventError as error:
            raise CommandError(self, (direct, named), error) from error
        return unpacked(answer, lambda path: Reference(appdata, path))


@dataclass(frozen=True)
class Path:
    """A reference inside an Apple event."""

    steps: tuple[Step, ...]


def packed(value: Any, terms: Terms) -> Any:
    """Return a value as it goes into an Apple event.

    Raises:
        OutOfContract: A keyword that Excel does not know, or a type that appscript cannot pack.
    """
    if isinstance(value, Keyword):
        terms.check_keyword(value.AS_name)
        return value
    if isinstance(value, Reference):
        return Path(value.AS_path)
    if isinstance(value, list | tuple):
        return [packed(part, terms) for part in value]
    if isinstance(value, dict):
        return {packed(key, terms): packed(part, terms) for key, part in value.items()}
    if value is None or isinstance(value, bool | float | str | dt.datetime):
        return value
    # Excel ignores an integer of 64 bits without a word (xlwings #227).
    if isinstance(value, int) and -(2**31) <= value < 2**31:
        return value
    raise OutOfContract(f"Can't pack data into an AEDesc (unsupported type): {type(value)}")


def unpacked(value: Any, refer: Callable[[tuple[Step, ...]], Reference]) -> Any:
    """Return an answer as appscript hands it over: lists and references, None as missing."""
    if isinstance(value, Path):
        return refer(value.steps)
    if isinstance(value, list | tuple):
        return [unpacked(part, refer) for part in value]
    return value
