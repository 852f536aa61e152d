"""xlwings' VBA runtime for custom add-ins, with changes that make it safe here.

xlwings looks for its settings in a sheet of the active workbook and in a file next to it before it
looks in the officer's file, and it writes the workbook's name and folder into the command line. A
workbook from elsewhere could then name the program to run. Each change below replaces an exact text
an exact number of times, so that another version of xlwings, with other text, stops the build
instead of losing a change. The runtime is BSD-3: THIRD_PARTY_NOTICES.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from kpibook.errors import KpibookError

PROJECT = "kpibook"
"""xlwings' project name: the officer's settings are in ``.kpibook/kpibook.conf``."""

NOT_SET_UP = (
    "KPI Book is not set up for you on this computer: close Excel and run 'kpibook addin install'."
)


class RuntimeChanged(KpibookError):
    """The installed xlwings is not the one whose runtime the changes were written for."""


@dataclass(frozen=True, slots=True)
class Change:
    """An exact replacement in xlwings' text.

    Attributes:
        reason: The harm that the original text would do.
        old: The text as xlwings ships it.
        new: The text in the add-in.
        times: How often `old` occurs; any other number stops the build.
    """

    reason: str
    old: str
    new: str
    times: int = 1


_RAISE_NOT_SET_UP = f'Err.Raise vbObjectError + 513, Description:="{NOT_SET_UP}"'

CHANGES = (
    Change(
        "Settings are read under the project's name.",
        'PROJECT_NAME As String = "myaddin"',
        f'PROJECT_NAME As String = "{PROJECT}"',
    ),
    Change(
        "A sheet named kpibook.conf in any workbook could name the program to run.",
        'If source = "" Or source = "sheet" Then',
        "If False Then",
    ),
    Change(
        "What reads such a sheet needs a class more on a Mac, and is never called now.",
        "    Dim lastCell As Range, cell As Range\n"
        "    #If Mac Then\n"
        "    Dim d As Dictionary\n"
        "    Set d = New Dictionary\n"
        "    #Else\n"
        "    Dim d As Object\n"
        '    Set d = CreateObject("Scripting.Dictionary")\n'
        "    #End If\n",
        "    Dim lastCell As Range, cell As Range\n"
        "    Dim d As Object\n"
        '    Set d = CreateObject("Scripting.Dictionary")\n',
    ),
    Change(
        "A file kpibook.conf next to any workbook could name the program to run.",
        'If source = "" Or source = "directory" Then',
        "If False Then",
    ),
    Change(
        "A module next to the workbook (json.py) would be imported in place of Python's own.",
        'AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")',
        'AddExcelDir = "false"',
        times=2,
    ),
    Change(
        "A sheet named x.py would be run as Python, or stop every button for want of a key.",
        'If Right$(sht.Name, 3) = ".py" Then\n                uses_embedded_code = True',
        "If False Then\n                uses_embedded_code = True",
    ),
    Change(
        "With no workbook in front, looking for sheets with code fails.",
        "    For i = 1 To 2\n        If i = 1 Then\n            Set wb = ActiveWorkbook",
        "    For i = 2 To 2\n        If i = 1 Then\n            Set wb = ActiveWorkbook",
    ),
    Change(
        "The workbook's folder and name would be part of a shell command (on a Mac).",
        'If InStr(ActiveWorkbook.FullName, "://") = 0 Then\n'
        "            ActiveFullName = ToPosixPath(ActiveWorkbook.FullName)\n"
        "            ThisFullName = ToPosixPath(ThisWorkbook.FullName)\n"
        "        Else\n"
        "            ActiveFullName = ActiveWorkbook.FullName\n"
        "            ThisFullName = ThisWorkbook.FullName\n"
        "        End If\n"
        "    #Else\n"
        "        ActiveFullName = ActiveWorkbook.FullName\n"
        "        ThisFullName = ThisWorkbook.FullName",
        'ActiveFullName = ""\n        ThisFullName = ""\n'
        '    #Else\n        ActiveFullName = ""\n        ThisFullName = ""',
    ),
    Change(
        "The same, on the way that worksheet functions start Python.",
        'AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
        'AddExcelDir & ";;;"',
    ),
    Change(
        "The workbook's name would be part of a shell command; Python asks KpiClickedBook.",
        '" --wb=" & """" & ActiveWorkbook.Name & """ --from_xl=1"',
        '" --from_xl=1"',
    ),
    Change(
        "The same, on a Mac.",
        'ParameterString + "|" + ActiveWorkbook.Name',
        'ParameterString + "|" + PROJECT_NAME',
    ),
    Change(
        "An empty setting would put the current folder first among Python's.",
        ' & ";" & GetConfig("PYTHONPATH")',
        "",
        times=4,
    ),
    Change(
        "cmd.exe in the current folder would be started.",
        'WScript.Run("cmd.exe /C "',
        'WScript.Run(Environ("ComSpec") & " /C "',
    ),
    Change(
        "The same, for worksheet functions.",
        '"cmd.exe " & ConsoleSwitch',
        'Environ("ComSpec") & " " & ConsoleSwitch',
        times=2,
    ),
    Change(
        "python.exe in the current folder, which may be the workbook's, would be started.",
        'interpreter = GetConfig("INTERPRETER", "python")',
        _RAISE_NOT_SET_UP,
    ),
    Change(
        "The same, and a DLL in the current folder would be loaded.",
        'PYTHON_WIN = GetConfig("INTERPRETER", "pythonw")',
        _RAISE_NOT_SET_UP,
        times=2,
    ),
    Change(
        "Python -c looks for modules in the current folder first; -P stops that.",
        '" -B -c ""import',
        '" -P -B -c ""import',
        times=2,
    ),
    Change(
        "A traceback alone tells an officer nothing.",
        "        Content = ReadFile(FileName)\n    Else\n        Content = Message",
        "        Content = KpiStopped(ReadFile(FileName))\n"
        "    Else\n        Content = KpiStopped(Message)",
    ),
)


def runtime() -> str:
    """Return the text of the add-in's module ``xlwings``, with line ends of LF.

    Raises:
        RuntimeChanged: ``xlwings-runtime-changed`` if the installed xlwings has other text.
    """
    return changed(_shipped("xlwings_custom_addin.bas"), CHANGES)


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """Make every change in `text`.

    Raises:
        RuntimeChanged: ``xlwings-runtime-changed`` if a text occurs more or less often.
    """
    for change in changes:
        times = text.count(change.old)
        if times != change.times:
            raise RuntimeChanged(
                f"xlwings' VBA holds the text {change.old.splitlines()[0]!r} {times} times, "
                f"not {change.times}.",
                code="xlwings-runtime-changed",
                why=f"A change that keeps officers safe would be lost: {change.reason}",
                fix="Install the version of xlwings that kpibook names, or review the changes.",
            )
        text = text.replace(change.old, change.new)
    return text


def _shipped(name: str) -> str:
    return files("xlwings").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
