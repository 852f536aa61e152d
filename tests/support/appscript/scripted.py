"""Objects that answer Apple events, and how a path leads to one of them.

An object answers through its methods: `get_name` and `set_name` for a property, `each_worksheets`
for elements, `do_select` for a command. A term without a method is one that the pretended Excel
does not play, which ends the test: silence is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.support.appscript.references import MISSING, EventError, Path, Step
from tests.support.appscript.terms import OutOfContract
from tests.support.openpyxl_native import Got
from tests.support.openpyxl_places import Refused

#: "Can't get <reference>": Apple, AppleScript Language Guide, Error Numbers and Error Messages.
NO_SUCH_OBJECT = -1728
#: "Parameter error", with which Excel refuses most things.
PARAMETER = -50


class Scripted:
    """An object of the application.

    Args:
        steps: The path that leads to it.
    """

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps

    def played(self, kind: str, name: str) -> Any:
        """Return the method that plays a term.

        Raises:
            OutOfContract: The pretended Excel does not play it.
        """
        method = getattr(self, f"{kind}_{name}", None)
        if method is None:
            raise OutOfContract(f"the pretended Excel has no {kind} {name!r} of {self!r}")
        return method

    def __repr__(self) -> str:
        return type(self).__name__

    def do_exists(self) -> bool:
        return True


def native(kind: str, name: str, api: object) -> Callable[[], object] | None:
    """Return what gets a property from the model's native object; None if it has no such term."""
    property_ = getattr(api, name, None) if kind == "get" else None
    return property_.get if isinstance(property_, Got) else None


class Elements(Scripted):
    """Elements of one kind, by number and by name."""

    def __init__(self, steps: tuple[Step, ...], members: Sequence[Scripted]) -> None:
        super().__init__(steps)
        self.members = members

    def item(self, how: str, key: Any) -> Scripted:
        """Return an element.

        Raises:
            EventError: There is none.
        """
        for number, member in enumerate(self.members, start=1):
            if key == number if how == "index" else self._is_named(member, key):
                return member
        raise EventError(NO_SUCH_OBJECT, f"Can't get {key!r}.")

    def _is_named(self, member: Scripted, name: str) -> bool:
        return str(member.played("get", "name")()).casefold() == name.casefold()


class Slot:
    """A property of an object."""

    def __init__(self, owner: Scripted, name: str) -> None:
        self.owner, self.name = owner, name

    def get(self) -> Any:
        """Return the value, or the values of all elements."""
        if isinstance(self.owner, Elements):
            values = [member.played("get", self.name)() for member in self.owner.members]
            return values or MISSING
        value = self.owner.played("get", self.name)()
        return MISSING if value is None else value

    def set(self, value: Any) -> None:
        """Set the value."""
        self.owner.played("set", self.name)(value)


Found = Scripted | Slot


def follow(root: Scripted, path: Sequence[Step]) -> Found:
    """Return what a path leads to.

    Raises:
        EventError: It leads to nothing.
    """
    found: Found = root
    for how, which in path:
        owner = _object(found)
        if how == "property":
            found = Slot(owner, which)
        elif how == "element":
            found = owner.played("each", which)()
        elif how == "insertion":
            found = Place(owner, which)
        else:
            assert isinstance(owner, Elements)
            found = owner.item(how, which)
    return found


def _object(found: Found) -> Scripted:
    if isinstance(found, Scripted):
        return found
    value = found.get()
    if not isinstance(value, Scripted):
        raise EventError(NO_SUCH_OBJECT, f"Can't get {found.name}.")
    return value


class Place(Scripted):
    """A place before or after an object."""

    def __init__(self, owner: Scripted, side: str) -> None:
        super().__init__((*owner.steps, ("insertion", side)))
        self.owner, self.side = owner, side


def perform(
    root: Scripted, path: Sequence[Step], command: str, arguments: Mapping[str, Any]
) -> Any:
    """Do what a command says and return its answer.

    Raises:
        EventError: Excel refused.
    """
    try:
        given = {name: _followed(root, value) for name, value in arguments.items()}
        found = follow(root, path)
        if command == "get":
            return _answer(found.get() if isinstance(found, Slot) else found)
        if command == "set":
            assert isinstance(found, Slot)
            found.set(given["to"])
            return None
        return _answer(_object(found).played("do", command)(**_options_apart(given)))
    except EventError:
        if command == "exists":
            return False
        raise
    except Refused as error:
        raise EventError(PARAMETER, str(error)) from error


def _followed(root: Scripted, value: Any) -> Any:
    if isinstance(value, Path):
        found = follow(root, value.steps)
        return _object(found)
    if isinstance(value, dict):
        return {key: _followed(root, part) for key, part in value.items()}
    return value


def _options_apart(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "timeout"}


def _answer(value: Any) -> Any:
    if isinstance(value, Elements):
        return [_answer(member) for member in value.members] or MISSING
    if isinstance(value, Scripted):
        return Path(value.steps)
    if isinstance(value, list | tuple):
        return [_answer(part) for part in value]
    return value
