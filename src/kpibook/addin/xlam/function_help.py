"""The VBA that gives Excel's function wizard its descriptions and argument help.

xlwings does this when a person imports functions, which needs trust in the VBA project model. Here
it is text made at build time and run when the add-in opens.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.on_use.dataclass import dataclass

MODULE = "KpiRegister"
"""The name of the VBA module that holds the descriptions."""

MOST = 255
"""Excel's limit for a description, in characters."""

ARGUMENTS = 20
"""The most arguments that a call can describe: VBA continues a statement over at most 24 lines."""


@dataclass(frozen=True, slots=True)
class Described:
    """The text in Excel's wizard for a worksheet function.

    Attributes:
        name: The name, as typed in a formula.
        help: A sentence of at most `MOST` characters.
        category: The category that lists the function.
        arguments: Help for each argument, in order; at most `ARGUMENTS`.
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
    """Return the text of the VBA module, with line ends of LF."""
    # MacroOptions fails while no workbook is open. KpiRegistered then stays False, and the add-in
    # tries again when a workbook comes to the front.
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
    # An argument on each line: a line of VBA holds 1,023 characters and continues over 24 more.
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
    """Quote `text` as a VBA literal.

    >>> vba_text('Say "on target"').count('"')
    6
    """
    return '"' + text.replace('"', '""') + '"'
