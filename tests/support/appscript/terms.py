"""The contract of the Mac: Excel's terms as xlwings' dictionary lists them.

appscript looks each name up in a dictionary of terms. xlwings brings its own, made from Excel's
(`xlwings/mac_dict.py`), and adds to it the few terms that every application has (appscript,
`defaultterminology.py`). A name that is in neither cannot be sent to Excel at all.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from xlwings import mac_dict

_PROPERTIES = ("class_", "id", "properties")
_ELEMENTS = ("items",)
_COMMANDS: dict[str, tuple[str, ...]] = {
    "activate": (),
    "get": (),
    "launch": (),
    "open": (),
    "quit": ("saving",),
    "reopen": (),
    "run": (),
    "set": ("to",),
}
_KEYWORDS = ("ask", "missing_value", "no", "yes")
#: Options of appscript itself, which every command takes.
_OPTIONS = frozenset({"canaskforconsent", "ignore", "resulttype", "timeout", "waitreply"})


class OutOfContract(BaseException):
    """A term that Excel on a Mac does not have.

    It is no `Exception`, so that a broad `except` in the code under test cannot hide it.
    """


@dataclass(frozen=True)
class Terms:
    """A dictionary of terms.

    Attributes:
        properties: Names of properties.
        elements: Names of elements.
        commands: The keyword arguments of each command.
        keywords: Names of classes, enumerators and properties: `k.name`.
    """

    properties: frozenset[str]
    elements: frozenset[str]
    commands: dict[str, frozenset[str]]
    keywords: frozenset[str]

    def kind(self, name: str) -> str:
        """Return "property", "element" or "command".

        Raises:
            OutOfContract: There is no such term.
        """
        # A name that is several of these is a command before a property before an element, as
        # in appscript's `terminology.py`.
        if name in self.commands:
            return "command"
        if name in self.properties:
            return "property"
        if name in self.elements:
            return "element"
        raise OutOfContract(f"Unknown property, element or command: {name!r}")

    def check_arguments(self, command: str, names: Any) -> None:
        """Refuse keyword arguments that a command does not have.

        Raises:
            OutOfContract: There is one.
        """
        for name in names:
            if name not in self.commands[command] | _OPTIONS:
                raise OutOfContract(f"Unknown keyword argument {name!r} of {command!r}")

    def check_keyword(self, name: str) -> None:
        """Refuse a keyword that Excel does not know.

        Raises:
            OutOfContract: It is in no dictionary.
        """
        if name not in self.keywords:
            raise OutOfContract(f"Unknown Keyword: k.{name}")


def terms_of(dictionary: Any) -> Terms:
    """Return the terms of a module such as `xlwings.mac_dict`, with those all applications have."""
    commands = {name: frozenset(arguments) for name, arguments in _COMMANDS.items()}
    # Of two commands with the same name the first counts, as in appscript.
    for name, _, arguments in reversed(dictionary.commands):
        commands[name] = frozenset(argument for argument, _ in arguments)
    properties = {name for name, _ in dictionary.properties} | set(_PROPERTIES)
    kinds = (dictionary.classes, dictionary.enums)
    keywords = {name for table in kinds for name, _ in table} | properties | set(_KEYWORDS)
    elements = {name for name, _ in dictionary.elements} | set(_ELEMENTS)
    return Terms(frozenset(properties), frozenset(elements), commands, frozenset(keywords))


@functools.cache
def excel_terms() -> Terms:
    """Return the terms of Excel on a Mac."""
    return terms_of(mac_dict)
