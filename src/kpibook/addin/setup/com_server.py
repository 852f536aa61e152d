"""The helper: a Python that the person starts, so that Excel need not start a program.

xlwings' COM server registers its class with Windows for as long as it runs
(`CoRegisterClassObject`) and writes nothing to the registry. The DLL in the add-in asks COM for
the class of that identity (`CoCreateInstance` among running local servers) instead of starting a
command, because the configuration says so. Both must run as the same person at the same level:
a helper "as administrator" is not found by an ordinary Excel.
"""

from __future__ import annotations

from collections.abc import Callable

from kpibook.addin import light_xlwings
from kpibook.addin.excel.windows_engine import make_patient
from kpibook.addin.machine import helper_process
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.requirements import require
from kpibook.errors import AddinError

CLASS_ID = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"
"""The identity that the runtime's VBA asks for; a test compares it with xlwings' own text."""

_ALREADY_EXISTS = 183  # ERROR_ALREADY_EXISTS


def run_helper(machine: Machine, ready: Callable[[], None]) -> None:
    """Serve Excel until the window is closed or the person logs off.

    Args:
        machine: This computer.
        ready: Called once, after every refusal is ruled out.

    Raises:
        AddinError: ``helper-needs-windows``, ``helper-running``, and what `require` refuses.
    """
    if not machine.is_windows:
        raise AddinError(
            "the helper works on Windows only.",
            code="helper-needs-windows",
            fix="Use the command line here, which needs no Excel.",
        )
    require(machine)
    with SingleInstance():
        ready()
        _serve()


class SingleInstance:
    """The mutex of a running helper, held while a block runs.

    Raises:
        AddinError: ``helper-running`` on entry, when another helper holds it.
    """

    def __enter__(self) -> None:
        import win32api
        import win32event

        # CreateMutex opens an existing mutex without an error; only GetLastError tells, and only
        # straight after the call.
        self._mutex = win32event.CreateMutex(None, False, helper_process.MUTEX)
        if win32api.GetLastError() == _ALREADY_EXISTS:
            self._mutex.Close()
            raise AddinError(
                "a helper is running already.",
                code="helper-running",
                fix="There is nothing to do. To start it again, end it in Task Manager first.",
            )

    def __exit__(self, *_: object) -> None:
        self._mutex.Close()


def _serve() -> None:
    server = light_xlwings.load("xlwings.com_server")
    make_patient()
    server.serve(CLASS_ID)
