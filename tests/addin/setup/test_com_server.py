"""The helper with xlwings' own COM server, of which only pywin32 is put on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.addin.machine.helper_process import is_running
from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.com_server import CLASS_ID, run_helper
from kpibook.addin.setup.xlwings_config import OWN_SERVER, USE_SERVER
from kpibook.addin.xlam.xlwings_runtime import runtime
from kpibook.errors import AddinError
from tests.addin.computers import a_mac

_ON_WINDOWS = """
import os, sys
from unittest.mock import MagicMock

for name in ("win32api", "win32event", "pythoncom", "pywintypes", "win32com", "win32com.client",
             "win32com.server", "win32com.server.dispatcher", "win32com.server.policy",
             "win32com.server.util"):
    sys.modules[name] = MagicMock(name=name)
import pythoncom, pywintypes, win32api, win32com.server.policy, win32event

sys.modules["win32com"].server.policy.DefaultPolicy = object
pywintypes.IID = str
pythoncom.CoRegisterClassObject = lambda clsid, *rest: print("registered", clsid) or 7
pythoncom.CoRevokeClassObject = lambda number: print("revoked", number)
pythoncom.PumpWaitingMessages = lambda: 1  # the message that ends a program
win32event.WAIT_OBJECT_0 = 0
win32event.MsgWaitForMultipleObjects = lambda *rest: 0
pywintypes.error = OSError
win32event.OpenMutex = MagicMock(side_effect=None if os.environ["LAST_ERROR"] == "183" else OSError)
win32api.GetLastError = lambda: int(os.environ["LAST_ERROR"])

from kpibook.addin.setup.com_server import run_helper
from kpibook.addin.machine.machine import Machine
from kpibook.errors import AddinError

print("one runs" if Machine().helper_runs() else "none runs")
try:
    run_helper(Machine(platform="win32", has=lambda module: True), lambda: print("ready"))
except AddinError as error:
    print(error.code)
sys.stdout.flush()
os._exit(0)  # the server's loop has a thread of its own, which on Windows ends with the process
"""


def helped(tmp_path: Path, last_error: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _ON_WINDOWS],
        cwd=tmp_path,
        env={"LAST_ERROR": str(last_error), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_away_from_windows_no_helper_runs() -> None:
    assert not is_running()


def test_xlwings_own_server_registers_the_class_that_the_addin_asks_for(tmp_path: Path) -> None:
    said = helped(tmp_path, last_error=0)

    assert said[:3] == ["none runs", "ready", f"registered {CLASS_ID}"]
    assert said[-1] == "revoked 7"


def test_a_second_helper_is_refused_before_it_registers_anything(tmp_path: Path) -> None:
    assert helped(tmp_path, last_error=183) == ["one runs", "helper-running"]


def test_the_runtime_asks_for_that_class_when_both_settings_are_on() -> None:
    vba = runtime()

    assert re.findall(r'XLPyCommand = "(\{[^"]+\})"', vba) == [CLASS_ID]
    assert f'DEBUG_UDFS = GetConfig("{OWN_SERVER}", False)' in vba
    assert f'OPTIMIZED_CONNECTION = GetConfig("{USE_SERVER}", False)' in vba


def test_away_from_windows_it_is_refused(tmp_path: Path) -> None:
    for machine in (a_mac(tmp_path), Machine(platform="linux")):
        with pytest.raises(AddinError) as refused:
            run_helper(machine, ready=lambda: pytest.fail("nothing is ready"))
        assert refused.value.code == "helper-needs-windows"


def test_without_pywin32_it_says_how_to_get_it() -> None:
    with pytest.raises(AddinError, match="pip install pywin32"):
        run_helper(Machine(platform="win32", has=lambda _module: False), ready=lambda: None)
