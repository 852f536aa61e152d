"""Which pretended Excel xlwings takes for the running one: it asks when a workbook is activated."""

from __future__ import annotations

import xlwings

from tests.support.com.pywin32 import MACHINE
from tests.support.com.windows_engine import ENGINE as ENGINE
from tests.support.com.windows_engine import WINDOWS


def run(app: xlwings.App) -> None:
    """Make `app` the one Excel that runs; on a Mac there is only one."""
    if isinstance(app.impl, WINDOWS.App):
        MACHINE.leave_only(app.impl.hwnd)
