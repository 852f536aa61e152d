"""As much of Windows as a click needs: environment, files, WScript.Shell, and cmd.exe's reading.

With it xlwings' real VBA makes the real command line. What the line starts is up to the test:
`python_arguments` gives what Python would be started with, so that a test can start it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO

from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._scripting import Dictionary

from tests.support.vba_excel import WINDOWS, Com, Excel

PROFILE = r"C:\Users\Siân O'Neil"
INTERPRETER = PROFILE + r"\AppData\Local\kpibook venv\Scripts\python.exe"
SETTINGS = PROFILE + r"\.kpibook\kpibook.conf"
COMSPEC = r"C:\WINDOWS\system32\cmd.exe"
_CODE_PAGE = "cp1252"  # what VBA's Open reads files in, on a British Windows


@dataclass
class Windows:
    """A Windows computer on which Excel runs.

    Attributes:
        files: Contents by full path.
        environment: Environment variables, names in capitals.
        runs: What a started command line does: its exit code and what it writes to the log.
        commands: The command lines that were started, in order.
        popups: What WScript.Shell showed, in order.
        libraries: The DLLs that were loaded, by full path.
        server_commands: What xlwings' DLL was told to start, or to find when it is a class id.
        executed: Python that the server ran, in order (helper mode).
        helper_runs: Whether xlwings' DLL finds the server it is told to.
        script_host: Whether Windows Script Host may be used; IT departments switch it off.
        has_library: Whether xlwings' DLL is there; antivirus programs take it.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    environment: dict[str, str] = field(
        default_factory=lambda: {
            "USERPROFILE": PROFILE,
            "TEMP": PROFILE + r"\AppData\Local\Temp",
            "COMSPEC": COMSPEC,
        }
    )
    runs: Callable[[str], tuple[int, str]] = lambda line: (0, "")
    commands: list[str] = field(default_factory=list)
    popups: list[str] = field(default_factory=list)
    libraries: list[str] = field(default_factory=list)
    server_commands: list[str] = field(default_factory=list)
    executed: list[str] = field(default_factory=list)
    helper_runs: bool = True
    script_host: bool = True
    has_library: bool = True
    described: list[dict[str, object]] = field(default_factory=list)
    _open: dict[int, list[str]] = field(default_factory=dict)

    def install(self, interpreter: str = INTERPRETER, **settings: str) -> Windows:
        """Put an interpreter and the officer's settings in place, as ``kpibook addin install``."""
        self.files[interpreter] = b""
        lines = {"INTERPRETER_WIN": interpreter, **settings}
        self.settings("".join(f'"{name}","{value}"\r\n' for name, value in lines.items()))
        return self

    def settings(self, text: str) -> None:
        """Write the officer's settings file."""
        self.files[SETTINGS] = text.encode(_CODE_PAGE)

    def excel(self, modules: dict[str, str], *, workbook: bool = True) -> Excel:
        """Excel on this computer with the add-in's modules loaded."""
        return Excel(
            modules,
            functions={
                "Environ": lambda name: self.environment.get(str(name).upper(), ""),
                "GetAttr": self._get_attr,
                "FreeFile": lambda: max(self._open, default=0) + 1,
                "EOF": lambda number: not self._open[int(number)],
                "KpiTestOpen": self._open_file,
                "KpiTestLine": lambda number: self._open[int(number)].pop(0),
                "KpiTestField": lambda number: self._open[int(number)].pop(0),
                "KpiTestClose": lambda number: self._open.pop(int(number), None),
                "KpiTestKill": lambda path: self.files.pop(str(path), None),
                "KpiTestLoadLibrary": self._load_library,
                "KpiTestXLPy": self._server,
                "CreateObject": self._create,
            },
            application={
                "Path": r"C:\Program Files\Microsoft Office\root\Office16",
                "Name": "Microsoft Excel",
                "Hwnd": 4242,
                "MacroOptions": lambda **options: self.described.append(options),
            },
            constants=WINDOWS,
            workbook=workbook,
        )

    def _get_attr(self, path: object) -> int:
        if not self._has(str(path)):
            raise VBARuntimeError(53, "File not found")
        return 32

    def _has(self, path: str) -> bool:
        return path.lower() in map(str.lower, self.files)

    def _open_file(self, path: object, number: object) -> None:
        if not self._has(str(path)):
            raise VBARuntimeError(53, "File not found")
        content = {name.lower(): data for name, data in self.files.items()}[str(path).lower()]
        text = content.decode(_CODE_PAGE)
        # ``Input #`` reads fields and ``Line Input #`` lines; only settings are read by field.
        of_fields = str(path).lower().endswith(".conf")
        rows = csv.reader(StringIO(text)) if of_fields else ([line] for line in text.splitlines())
        self._open[int(str(number))] = [cell for row in rows for cell in row]

    def _load_library(self, path: object) -> int:
        self.libraries.append(str(path))
        return int(self.has_library)

    def _create(self, program: object) -> object:
        if str(program).lower() == "scripting.dictionary":
            return Dictionary()
        if str(program).lower() != "wscript.shell" or not self.script_host:
            raise VBARuntimeError(429, f"ActiveX component can't create object: {program}")
        return Com(
            "IWshShell3",
            ExpandEnvironmentStrings=lambda text: expanded(str(text), self.environment),
            Run=self._run,
            Popup=lambda text, *_: self.popups.append(str(text)),
        )

    def _run(self, line: object, *_: object) -> int:
        self.commands.append(str(line))
        code, said = self.runs(str(line))
        if (log := log_file(str(line))) is not None:
            self.files[log] = said.encode(_CODE_PAGE, "replace")
        return code

    def _server(self, command: object) -> object:
        self.server_commands.append(str(command))
        if not self.helper_runs:
            raise VBARuntimeError(1000, "Invalid class string")
        return Com(
            "XLPy",
            Exec=lambda code: self.executed.append(str(code)),
            Module=lambda name: name,
            SetAttr=lambda *_: None,
            CallUDF=lambda module, name, arguments, *_: f"{module}.{name}",
        )


def expanded(text: str, environment: dict[str, str]) -> str:
    """`text` with each ``%NAME%`` that is set replaced; the others stay."""
    for name, value in environment.items():
        for written in (name, name.lower(), name.title()):
            text = text.replace(f"%{written}%", value)
    return text


def commands_of(line: str, environment: dict[str, str] | None = None) -> list[str]:
    """The commands that cmd.exe would run for ``cmd.exe /C ...``, one after another.

    Variables are expanded first, as cmd.exe does, quotes or no quotes; then ``&`` and ``|``
    outside quotes separate commands, and ``^`` outside quotes takes the meaning of the next
    character away.
    """
    _, _, rest = expanded(line, environment or {}).partition(" /C ")
    commands, quoted, characters = [""], False, iter(rest)
    for character in characters:
        if character == "^" and not quoted:
            commands[-1] += next(characters, "")
        elif character in "&|" and not quoted:
            commands.append("")
        else:
            quoted ^= character == '"'
            commands[-1] += character
    return [command.strip() for command in commands if command.strip()]


def log_file(line: str) -> str | None:
    """The file that a line's messages go to; None when they go nowhere."""
    _, sign, after = commands_of(line)[-1].rpartition(" 2> ")
    return after.strip().strip('"') if sign else None


def python_arguments(line: str) -> list[str]:
    """Python's arguments, itself first, as its C runtime takes the last command apart."""
    command = commands_of(line)[-1].rpartition(" 2> ")[0] or commands_of(line)[-1]
    return _c_arguments(command)


def server_arguments(command: str) -> list[str]:
    """As `python_arguments`, for the line that starts the server of worksheet functions.

    ``cmd.exe /K ""python" -c "..."" ``: with more than two quotes cmd.exe takes the first and the
    last away.
    """
    _, _, rest = command.partition(" /K ")
    return _c_arguments(rest.strip()[1:-1])


def _c_arguments(command: str) -> list[str]:
    """``CommandLineToArgvW``: a backslash before a quote is an escape, elsewhere itself."""
    arguments: list[str] = []
    current, quoted, started, index = "", False, False, 0
    while index < len(command):
        character = command[index]
        slashes = len(command[index:]) - len(command[index:].lstrip("\\"))
        if slashes and command[index + slashes : index + slashes + 1] == '"':
            current += "\\" * (slashes // 2)
            index += slashes
            started = True
            if slashes % 2:
                current += '"'
                index += 1
        elif character == '"':
            quoted, started, index = not quoted, True, index + 1
        elif character == " " and not quoted:
            if started:
                arguments.append(current)
            current, started, index = "", False, index + 1
        else:
            current, started, index = current + character, True, index + 1
    return [*arguments, current] if started else arguments
