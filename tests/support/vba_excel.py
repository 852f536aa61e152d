"""The add-in's own VBA, run in pyOpenVBA's Excel in memory: no Excel, no Windows, no DLL.

Modules are loaded one by one from the built file: opened whole, a project can load none of them
and say nothing. What pyOpenVBA has no statement for (reading files, API calls) is rewritten to
functions that a test provides; everything else is the shipped text.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject
from pyopenvba.interpreter._preprocess import strip_directives
from pyopenvba.interpreter._values import NOTHING

from tests.support.com.vba_contract import checked, hold_vba

hold_vba()

Function = Callable[..., object]

WINDOWS = {"VBA7": True, "Win32": True, "Win64": True, "Mac": False}
MAC = {"VBA7": True, "Win32": False, "Win64": True, "Mac": True}

#: What pyOpenVBA cannot run, and the call to a test's function that stands for it.
_REWRITTEN = (
    (r"Open (.+?) For Input As #?(\w+)", r"KpiTestOpen \1, \2"),
    (r"Line Input #(\w+), (\w+)", r"\2 = KpiTestLine(\1)"),
    (r"Input #(\w+), (\w+), (\w+)", r"\2 = KpiTestField(\1): \3 = KpiTestField(\1)"),
    (r"(?m)^(\s*)Close #(\w+)", r"\1KpiTestClose \2"),
    (r"(?m)^(\s*)Kill (.+)$", r"\1KpiTestKill \2"),
    (r"If LoadLibrary\(", "If KpiTestLoadLibrary("),
    (
        r"If 0 <> XLPyDLLActivateAuto\(XLPy, XLPyCommand, 1\).*",
        "Set XLPy = KpiTestXLPy(XLPyCommand)",
    ),
    # Excel compares the text "False" with True as Booleans; pyOpenVBA raises a type mismatch.
    (r'(GetConfig\("[^"]+", False\)) = True', r"CBool(\1) = True"),
)
# Excel allows a comment after a directive; pyOpenVBA's preprocessor does not.
_DIRECTIVE_COMMENT = re.compile(r"""(?m)^([ \t]*#[^'"\r\n]*(?:"[^"\r\n]*"[^'"\r\n]*)*)'.*$""")


def modules_of(addin: Path | bytes) -> dict[str, str]:
    """The text of every module of a built add-in, by name, line ends of LF."""
    if isinstance(addin, bytes):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "kpibook.xlam")
            path.write_bytes(addin)
            return modules_of(path)
    with ExcelFile(addin) as book:
        return {m.name: m.source.replace("\r\n", "\n") for m in book.vba_project().modules}


class Com(VBAObject):
    """An object that VBA sees: each member is a value, or a function of its arguments."""

    def __init__(self, type_name: str, **members: object) -> None:
        self.type_name = type_name
        self.members = {name.lower(): member for name, member in members.items()}

    def vba_get(self, name: str, args: Any = (), named: Any = None) -> object:
        member = self.members[name.lower()]
        return member(*args, **(named or {})) if callable(member) else member

    def vba_set(self, name: str, value: Any, args: Any = (), **_: Any) -> None:
        self.members[name.lower()] = value


class Excel:
    """Excel in memory with VBA modules loaded.

    Args:
        modules: Module texts by name; ThisWorkbook and Sheet1 are left out.
        functions: What a test provides to VBA, by name: built-in functions that pyOpenVBA lacks
            (``Environ``) and those that `_REWRITTEN` calls. Each takes its VBA arguments.
        application: Members of ``Application`` that pyOpenVBA lacks, or that a test watches.
        create: What ``CreateObject`` gives.
        constants: The compiler constants, `WINDOWS` or `MAC`.
        workbook: Whether a workbook is open.
    """

    def __init__(
        self,
        modules: Mapping[str, str],
        *,
        functions: Mapping[str, Function] | None = None,
        application: Mapping[str, object] | None = None,
        create: Callable[[str], object] | None = None,
        constants: Mapping[str, object] = WINDOWS,
        workbook: bool = True,
    ) -> None:
        self._probes: set[str] = set()
        self.app = ExcelApplication()
        if workbook:
            self.app.add_workbook()
            self.give_workbook(ReadOnly=False)
        interpreter = self.app.interpreter
        given = {name.lower(): _as_intrinsic(made) for name, made in (functions or {}).items()}
        interpreter._intrinsics = {**interpreter._intrinsics, **given}
        if create is not None:
            interpreter.host.create = create  # type: ignore[method-assign]
        self._extend_application(application or {})
        for name, text in modules.items():
            if name not in {"ThisWorkbook", "Sheet1"}:
                self.app.add_module(runnable(text, constants), name=name)

    def run(self, name: str, *arguments: object) -> Any:
        """What the Public procedure returns."""
        return self.app.run(name, *arguments)

    def click(self, control: str) -> None:
        """Click a ribbon button."""
        self.run("KpiClick", Com("IRibbonControl", ID=control, Tag=""))

    def given_back(self, callback: str, control: str = "any", tag: str = "") -> Any:
        """What a ribbon callback (getEnabled, getLabel) hands Excel through its second argument."""
        if callback not in self._probes:
            probe = f"Function Probe{callback}(control)\n Dim v\n {callback} control, v\n"
            text = f"{probe} Probe{callback} = v\nEnd Function\n"
            self.app.add_module(text, name=f"P{callback}")
            self._probes.add(callback)
        return self.run(f"Probe{callback}", Com("IRibbonControl", ID=control, Tag=tag))

    def give_workbook(self, **members: object) -> None:
        """Give the active workbook members that pyOpenVBA lacks, such as ReadOnly."""
        book = self.app.application.vba_get("ActiveWorkbook", [], {})
        shipped, extra = book.vba_get, Com("Workbook", **members)

        def member(name: str, args: Any = (), named: Any = None, **other: Any) -> object:
            checked("Workbook", name, args or (), named)
            if name.lower() in extra.members:
                return extra.vba_get(name, args, named)
            return shipped(name, args or [], named or {}, **other)

        book.vba_get = member

    @property
    def dialogs(self) -> list[str]:
        """What the officer was shown in message boxes, in order."""
        return [str(shown[1]) for shown in self.app.dialogs]

    def _extend_application(self, members: Mapping[str, object]) -> None:
        application = self.app.application
        shipped = application.vba_get
        lacking: dict[str, object] = {
            "Caller": lambda: shipped("ActiveCell", [], {}),
            # Nothing unless a Protected View window is in front (Microsoft Learn,
            # "Application.ActiveProtectedViewWindow property (Excel)").
            "ActiveProtectedViewWindow": NOTHING,
        }
        extra = Com("Application", **{**lacking, **members})

        def member(name: str, args: Any = (), named: Any = None, **other: Any) -> object:
            checked("Application", name, args or (), named)
            if name.lower() in extra.members:
                return extra.vba_get(name, args, named)
            return shipped(name, args or [], named or {}, **other)

        application.vba_get = member  # type: ignore[method-assign]


def runnable(text: str, constants: Mapping[str, object] = WINDOWS) -> str:
    """A module's text as pyOpenVBA can run it; see `_REWRITTEN`."""
    kept = strip_directives(_DIRECTIVE_COMMENT.sub(r"\1", text), constants=dict(constants))
    for old, new in _REWRITTEN:
        kept = re.sub(old, new, kept)
    return kept


def _as_intrinsic(made: Function) -> Function:
    return lambda _interpreter, arguments, named: made(*arguments, **named)
