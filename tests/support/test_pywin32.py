"""The stub for pywin32 is gone when it is not needed, with all that was imported for it."""

from __future__ import annotations

import ctypes
import sys

import xlwings

import kpibook.addin.functions
from kpibook.addin import functions
from tests.support.pywin32 import windows_side


def test_nothing_is_left_behind() -> None:
    before = dict(sys.modules)
    decorator = xlwings.func

    with windows_side() as side:
        assert side.functions is not functions
        assert hasattr(side.functions.KPI_STATUS, "__xlfunc__")
        assert side.call("KPI_VARIANCE", 5.0, 3.0) == 2.0

    changed = {n for n in before.keys() | sys.modules if before.get(n) is not sys.modules.get(n)}
    assert not {name for name in changed if name in before}
    assert not {n for n in changed if n.startswith(("win32", "pythoncom", "pywintypes", "xlwings"))}
    assert sys.modules["xlwings"] is xlwings
    assert xlwings.func is decorator
    assert kpibook.addin.functions is functions
    assert not hasattr(functions.KPI_STATUS, "__xlfunc__")
    assert not hasattr(ctypes, "WINFUNCTYPE") or sys.platform == "win32"


def test_it_can_be_entered_again() -> None:
    for _ in range(2):
        with windows_side() as side:
            assert side.call("KPI_PERIOD", "2021-22 Q3") == "Q3 2021/22"
