"""Write Excel's type library as compact data: ``python tools/type_library.py FILE``.

The source is the development package ``@types/activex-excel`` (npm), which was made from the type
library of Excel 2010 (14.0): every class with its members, their arguments, which are optional,
which properties are read-only, and every constant. The tests hold each call to the pretended Excel
against it (``tests/support/com/contract.py``).

A class is an object of members. A property is ``"="`` (read and write) or ``"-"`` (read-only)
and its type; a method is its arguments in brackets, ``?`` behind those that may be left out, and
its type: ``"(Before?,After?):void"``. The member ``""`` is the default one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "node_modules" / "@types" / "activex-excel" / "index.d.ts"

CLASSES = (
    "AddIn", "AddIns", "Application", "Areas", "AutoFilter", "AutoRecover", "Border", "Borders",
    "CellFormat", "Characters", "ColorScale", "Comment", "Comments", "CustomProperties", "Dialog",
    "Error", "Errors", "Filter", "Filters", "Font", "FormatCondition", "FormatConditions",
    "Hyperlink", "Hyperlinks", "Interior", "ListColumn", "ListColumns", "ListObject", "ListObjects",
    "ListRow", "ListRows", "Name", "Names", "Outline", "PageSetup", "Pane", "Panes", "Protection",
    "ProtectedViewWindow", "ProtectedViewWindows", "Range", "Shape", "Shapes", "Sheets", "Sort",
    "SortField", "SortFields", "Style", "Styles", "Tab", "TableStyle", "TableStyles",
    "Validation", "Window", "Windows", "Workbook", "Workbooks", "Worksheet", "WorksheetFunction",
)  # fmt: skip
"""The classes that the add-in, its VBA and xlwings can come to; charts and pivot tables are not."""

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_HEAD = re.compile(r"\b(?:class|interface|const enum) (\w+)(?:<[^{]*>)? \{")
_PROPERTY = re.compile(r"(readonly )?(\w+)(\??): (.+)", re.DOTALL)
_METHOD = re.compile(r"(\w*)\s*(?:<.*?>)?\((.*)\): (.+)", re.DOTALL)
_OPENING, _CLOSING = "([{<", ")]}>"

Members = dict[str, str]


def library(text: str) -> dict[str, object]:
    """Return the classes and constants of the declarations.

    Args:
        text: The declarations, as TypeScript.
    """
    text = _COMMENT.sub("", text).replace("=>", "\u21d2")
    bodies = {match[1]: _body(text, match.end()) for match in _HEAD.finditer(text)}
    classes = {name: _members(bodies[name]) for name in CLASSES if name in bodies}
    constants = {
        name: int(value)
        for enum in re.finditer(r"const enum \w+ \{(.*?)\}", text, re.DOTALL)
        for name, value in re.findall(r"(\w+) = (-?\d+)", enum[1])
    }
    return {"classes": classes, "constants": constants}


def as_text(data: Mapping[str, object]) -> str:
    """Return the data as JSON, a line for each class, so that a difference can be read."""
    lines = ["{"]
    for part, entries in data.items():
        rows = [
            f"  {json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}"
            for name, entry in sorted(entries.items())  # type: ignore[attr-defined]
        ]
        lines += [f"{json.dumps(part)}: {{", ",\n".join(rows), "},"]
    lines[-1] = "}"
    return "\n".join([*lines, "}", ""])


def _body(text: str, start: int) -> str:
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return text[start:at]
    raise ValueError("a class has no end")


def _members(body: str) -> Members:
    members: Members = {}
    for part in _split(body, ";"):
        declared = " ".join(part.split())
        if not declared or declared.startswith("private"):
            continue
        if method := _METHOD.fullmatch(declared):
            _add_method(members, method[1], list(_split(method[2], ",")), method[3])
        elif found := _PROPERTY.fullmatch(declared):
            members[found[2]] = ("-" if found[1] else "=") + _type(found[4])
    return dict(sorted(members.items()))


def _add_method(members: Members, name: str, arguments: list[str], result: str) -> None:
    """Add a method; where it has several forms, an argument is optional if one form lacks it."""
    given = [_argument(argument) for argument in arguments if argument.strip()]
    form = {argument.rstrip("?"): argument.endswith("?") for argument in given}
    if name in members:
        before, _, result = members[name][1:].partition("):")
        other = {a.rstrip("?"): a.endswith("?") for a in before.split(",") if a}
        names = list(form) if len(form) > len(other) else list(other)
        form = {n: form.get(n, True) or other.get(n, True) for n in names}
    shown = ",".join(f"{n}?" if optional else n for n, optional in form.items())
    members[name] = f"({shown}):{_type(result)}"


def _argument(declared: str) -> str:
    name, _, kind = declared.strip().partition(":")
    # An argument that may be `undefined` may be left out.
    return f"{name.rstrip('?')}?" if name.endswith("?") or "undefined" in kind else name


def _type(declared: str) -> str:
    """Return the type if it is one name, else ``any``."""
    bare = declared.strip().removesuffix(" | null").removesuffix(" | undefined")
    return bare if re.fullmatch(r"\w+", bare) else "any"


def _split(text: str, mark: str) -> Iterator[str]:
    """Yield the parts between marks that are outside all brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == mark and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_text(library(SOURCE.read_text("utf-8"))), encoding="utf-8")
