"""xlwings' VBA runtime for custom add-ins, with changes that make it safe here.

xlwings looks for its settings in a sheet of the active workbook and in a file next to it before it
looks in the officer's file, and it writes the workbook's name and folder into the command line. A
workbook from elsewhere could then name the program to run. Each change below replaces an exact text
an exact number of times, so that another version of xlwings, with other text, stops the build
instead of losing a change. The runtime is BSD-3: THIRD_PARTY_NOTICES.md.
"""

from __future__ import annotations

from importlib.resources import files

from kpibook.addin.xlam.exact_changes import Change, changed

PROJECT = "kpibook"
"""xlwings' project name: the officer's settings are in ``.kpibook/kpibook.conf``."""

NOT_SET_UP = (
    "KPI Book is not set up for you on this computer: close Excel and run 'kpibook addin install'."
)

NO_LIBRARY = (
    'KPI Book\'s library " + XLPyDLLName + " is not there or may not be loaded; an antivirus '
    "program may have taken it. Run 'kpibook addin status' in a command window: it says what is in "
    "the way and names the command that puts the library back."
)


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
        "Python -c looks for modules in the current folder first; -P stops that. -B would compile "
        "all modules again at each click. xlwings would import pandas, which no button uses.",
        '" -B -c ""import xlwings.utils;xlwings.utils.prepare_sys_path'
        '(\\""" & PYTHONPATH & "\\""); " & PythonCommand',
        '" -P -c """ & PythonCommand',
    ),
    Change(
        "The same, for worksheet functions.",
        '" -B -c ""import sys, os;" & LicenseKeyEnvString & "import xlwings.utils;'
        'xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\"");import xlwings; '
        'xlwings.serve(\'$(CLSID)\')"""',
        '" -P -c ""import os;" & LicenseKeyEnvString & "from kpibook.addin import light_xlwings; '
        'light_xlwings.serve(\'$(CLSID)\')"""',
    ),
    Change(
        "A Mac's script of our name starts Python in the same way.",
        'AppleScriptTask("xlwings-" & XLWINGS_VERSION & ".applescript"',
        'AppleScriptTask("kpibook-" & XLWINGS_VERSION & ".applescript"',
    ),
    Change(
        "A traceback alone tells an officer nothing.",
        "        Content = ReadFile(FileName)\n    Else\n        Content = Message",
        "        Content = KpiStopped(ReadFile(FileName))\n"
        "    Else\n        Content = KpiStopped(Message)",
    ),
    Change(
        "Without Windows Script Host neither a setting nor a message would get through.",
        "#Else\n        ExpandEnvironmentStrings = WScript.ExpandEnvironmentStrings(s)",
        "#Else\n        ExpandEnvironmentStrings = s\n"
        '        If InStr(s, "%") > 0 Then '
        "ExpandEnvironmentStrings = WScript.ExpandEnvironmentStrings(s)",
    ),
    Change(
        "The same, and the title said Error.",
        '            Content = Content & vbCrLf\n            Content = Content & "Press Ctrl+C to '
        'copy this message to the clipboard."\n    \n'
        '            WScript.Popup Content, AUTO_DISMISS, "Error", OK_BUTTON_ERROR',
        "            KpiSay Content",
    ),
    Change(
        "The same, on a Mac, where the text was also cut by Excel.",
        'MsgBox Content, vbCritical, "Error"',
        "KpiSay Content",
    ),
    Change(
        "Python ended half way leaves Excel's settings off while the message is shown.",
        "    'If ExitCode <> 0 then there's something wrong\n",
        "    KpiPutBack\n",
    ),
    Change(
        "The same, on a Mac, where it ends later.",
        "    Application.StatusBar = False\n    Application.ScreenUpdating = True\n",
        "    KpiPutBack\n",
    ),
    Change(
        "A click on a Mac would take the status bar, however short it is.",
        'Application.StatusBar = "Running..."  \' Non-blocking way of giving feedback that '
        "something is happening\n        ",
        "",
    ),
    Change(
        "An officer has no program of that name.",
        "MsgBox \"To enable RunPython, please run 'xlwings runpython install' in a terminal once "
        'and try again.", vbCritical',
        "KpiSay \"Excel could not run the script that starts KPI Book's Python, so nothing was "
        "done. Run 'kpibook addin install' in a terminal and open Excel again.\"",
    ),
    Change(
        "The names of folders do not say that an antivirus program has taken the library.",
        "Err.Raise 1, Description:= _\n"
        '                    "Could not load " + XLPyDLLName + " from either of the following '
        'folders: " _\n'
        "                    + vbCrLf + ParentFolder(PYTHON_WIN) _\n"
        '                    + vbCrLf + ", " + ParentFolder(ParentFolder(PYTHON_WIN))\n',
        f'Err.Raise vbObjectError + 513, Description:= _\n                    "{NO_LIBRARY}"\n',
    ),
)


def runtime() -> str:
    """Return the text of the add-in's module ``xlwings``, with line ends of LF.

    Raises:
        RuntimeChanged: ``xlwings-runtime-changed`` if the installed xlwings has other text.
    """
    return changed(_shipped("xlwings_custom_addin.bas"), CHANGES)


def _shipped(name: str) -> str:
    return files("xlwings").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
