"""The VBA that tells Excel what its function wizard shows: descriptions and argument help.

xlwings would do this when an officer imports functions, which needs trust in the VBA project
model. Here it is text made at build time, run when the add-in opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MODULE = "KpiRegister"
"""The name of the VBA module that holds the descriptions."""

MOST = 255
"""Excel's limit for one description, in characters."""


ARGUMENTS = 20
"""How many arguments one call can describe, over the 24 further lines that VBA allows it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What Excel shows about one worksheet function.

    Attributes:
        name: As typed in a formula.
        help: One sentence, at most `MOST` characters.
        category: The category it is listed under.
        arguments: The help of each argument, in order; at most `ARGUMENTS`.
    """

    name: str
    help: str
    category: str
    arguments: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.arguments) > ARGUMENTS:
            raise ValueError(f"{self.name}: {len(self.arguments)} arguments, not {ARGUMENTS}")
        for text in (self.help, *self.arguments):
            if not text or len(text) > MOST:
                raise ValueError(f"{self.name}: help of 1 to {MOST} characters, not {text!r}")


def registration(functions: Sequence[Described]) -> str:
    """The text of the VBA module, lines ended by LF.

    A function that Excel will not describe, because no workbook is open yet, leaves
    ``KpiRegistered`` False, and the add-in asks again when a workbook comes to the front.
    """
    lines = [
        f'Attribute VB_Name = "{MODULE}"',
        "Option Explicit",
        "Private mRegistered As Boolean",
        "",
        "Public Function KpiRegistered() As Boolean",
        "    KpiRegistered = mRegistered",
        "End Function",
        "",
        "Public Sub KpiRegisterFunctions()",
        "    On Error Resume Next",
    ]
    for function in functions:
        lines += _call(function)
    lines += ["    mRegistered = (Err.Number = 0)", "End Sub", ""]
    return "\n".join(lines)


def _call(function: Described) -> list[str]:
    # One argument a line: a line of VBA holds 1,023 characters and goes on over 24 more.
    parts = [
        f'Macro:="\'" & ThisWorkbook.Name & {vba_text(chr(39) + "!" + function.name)}',
        f"Description:={vba_text(function.help)}",
        f"Category:={vba_text(function.category)}",
    ]
    if function.arguments:
        first, *others = map(vba_text, function.arguments)
        parts += [f"ArgumentDescriptions:=Array({first}", *others]
        parts[-1] += ")"
    return ["    Application.MacroOptions _", *_continued(parts)]


def _continued(parts: list[str]) -> list[str]:
    last = len(parts) - 1
    return [f"        {part}" + (", _" if i < last else "") for i, part in enumerate(parts)]


def vba_text(text: str) -> str:
    """`text` as a VBA literal.

    >>> vba_text('Say "on target"').count('"')
    6
    """
    return '"' + text.replace('"', '""') + '"'
