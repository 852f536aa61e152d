"""Stubs for pywin32, and for the calls to Windows that xlwings makes beside it.

Only what is not xlwings' own is here: modules of pywin32, and the functions of user32, oleacc and
ole32. Which Excel has which window is kept in `MACHINE`.
"""

from __future__ import annotations

import ctypes
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any, Protocol
from unittest.mock import MagicMock

#: Modules of pywin32 that xlwings imports.
MODULES = (
    "pythoncom", "pywintypes", "win32api", "win32clipboard", "win32com", "win32com.client",
    "win32com.client.dynamic", "win32com.server", "win32com.server.dispatcher",
    "win32com.server.policy", "win32com.server.util", "win32com.util", "win32con", "win32event",
    "win32gui", "win32process", "win32timezone", "win32ui", "winerror",
)  # fmt: skip
OF_WINDOWS = ("windll", "oledll", "WinError", "WINFUNCTYPE", "PyDLL")
"""Names of ctypes that are there on Windows only, or whose library is."""

# The numbers of MessageBox are those of Windows' header winuser.h.
_ANSWERS = {"ok": 1, "cancel": 2, "yes": 6, "no": 7}
_STYLES = {"MB_OK": 0, "MB_OKCANCEL": 1, "MB_YESNOCANCEL": 3, "MB_YESNO": 4,
           "MB_ICONWARNING": 0x30, "MB_ICONINFORMATION": 0x40}  # fmt: skip
_DESK, _SHEET = 100_000, 200_000  # child windows XLDESK and EXCEL7 of a window


class ComError(Exception):
    """``pywintypes.com_error``: its four arguments are attributes too."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.hresult, self.strerror, self.excepinfo, self.argerror = (*args, *[None] * 4)[:4]


class WindowsError32(Exception):
    """``pywintypes.error``."""


class CDispatch:
    """``win32com.client.CDispatch``, by which xlwings tells an object from a value."""


class Running(Protocol):
    """An Excel that runs, as Windows sees it."""

    def answer(self, text: str) -> str:
        """Return the button that is pressed in a message."""


@dataclass
class Machine:
    """The windows of a Windows computer.

    Attributes:
        windows: Each Excel by its window, the one in front first: pid, Excel and COM object.
    """

    windows: dict[int, tuple[int, Running, object]] = field(default_factory=dict)

    def window(self, pid: int, excel: Running, application: object) -> int:
        """Return the window of an Excel; if it has none, open one behind the others."""
        handle = next((h for h, (_, known, _) in self.windows.items() if known is excel), 0)
        if not handle:
            handle = max(self.windows, default=4_000) + 2
            self.windows[handle] = (pid, excel, application)
        return handle

    def leave_only(self, handle: int) -> None:
        """Close every other window."""
        self.windows = {handle: self.windows[handle]}

    def process_of(self, handle: int) -> tuple[int, int]:
        """``GetWindowThreadProcessId``: thread and process, 0 for a window that is not known."""
        return 1, self.windows[handle][0] if handle in self.windows else 0

    def message(self, handle: int, text: str, *_: object) -> int:
        """``MessageBox``."""
        return _ANSWERS[self.windows[handle][1].answer(text)]

    def child(self, handle: int, _: int, kind: str, __: None) -> int:
        """``FindWindowEx``: an Excel window has a desk, and the desk has a sheet's window."""
        if handle in self.windows and kind == "XLDESK":
            return handle + _DESK
        return handle - _DESK + _SHEET if handle > _DESK and kind == "EXCEL7" else 0

    def following(self, handle: int, _: int) -> int:
        """``GetWindow``: the next window behind, 0 after the last."""
        handles = [*self.windows, 0]
        return handles[handles.index(handle) + 1]


MACHINE = Machine()


def modules() -> dict[str, ModuleType]:
    """Return the modules of pywin32 as stubs."""
    stubs: dict[str, Any] = {name: MagicMock(name=name) for name in MODULES}
    stubs["pythoncom"].__file__ = "pythoncom.dll"
    stubs["pythoncom"].ole_error = stubs["pythoncom"].com_error = ComError
    stubs["pywintypes"].com_error = ComError
    stubs["pywintypes"].error = WindowsError32
    stubs["pywintypes"].TimeType = dt.datetime
    stubs["pywintypes"].IID = str
    stubs["win32com.client"].CDispatch = CDispatch
    stubs["win32com.client"].DispatchBaseClass = type("DispatchBaseClass", (), {})
    stubs["win32com.client"].Dispatch = lambda found: found
    stubs["win32com"].client = stubs["win32com.client"]
    stubs["win32con"].configure_mock(**_STYLES)
    stubs["win32api"].MessageBox = MACHINE.message
    stubs["win32gui"].FindWindowEx = MACHINE.child
    stubs["win32process"].GetWindowThreadProcessId = MACHINE.process_of
    stubs["win32timezone"].TimeZoneInfo = SimpleNamespace(utc=lambda: dt.UTC)
    return stubs


@contextmanager
def ctypes_of_windows() -> Iterator[None]:
    """Let ctypes have, while the block runs, what it has on Windows only."""
    before = {name: getattr(ctypes, name) for name in OF_WINDOWS if hasattr(ctypes, name)}
    for name, stub in _libraries().items():
        setattr(ctypes, name, stub)
    try:
        yield
    finally:
        for name in OF_WINDOWS:
            if name in before:
                setattr(ctypes, name, before[name])
            else:
                delattr(ctypes, name)


def _libraries() -> dict[str, Any]:
    user32 = SimpleNamespace(
        GetTopWindow=lambda _: next(iter(MACHINE.windows), 0),
        GetWindow=MACHINE.following,
        GetForegroundWindow=lambda: next(iter(MACHINE.windows), 0),
        SetForegroundWindow=lambda handle: None,
        SetWindowPos=lambda *args: None,
    )
    return {
        "windll": SimpleNamespace(user32=user32, kernel32=MagicMock(name="kernel32")),
        "oledll": SimpleNamespace(
            ole32=SimpleNamespace(CLSIDFromString=lambda text, into: 0),
            oleacc=SimpleNamespace(AccessibleObjectFromWindow=_object_of_window),
        ),
        "WinError": MagicMock(name="WinError"),
        "WINFUNCTYPE": MagicMock(name="WINFUNCTYPE"),
        "PyDLL": lambda name: SimpleNamespace(PyCom_PyObjectFromIUnknown=_Unwrap()),
    }


def _object_of_window(handle: int, _: int, __: object, into: Any) -> int:
    into._obj.value = handle  # the pointer that the caller made
    return 0


class _Unwrap:
    """``PyCom_PyObjectFromIUnknown``: the object behind a pointer. xlwings sets its `restype`."""

    restype: object = None

    def __call__(self, pointer: Any, *_: object) -> object:
        return MACHINE.windows[pointer.value - _SHEET][2]
