"""The processes of a Mac: which Excels run, as `psutil` and `lsappinfo` tell xlwings."""

from __future__ import annotations

import itertools
import os
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.support.appscript.scripted_excel import MacExcel

#: Excels that a process number leads to.
BY_NUMBER: weakref.WeakValueDictionary[int, MacExcel] = weakref.WeakValueDictionary()
#: The number of each Excel that xlwings finds when it looks for one.
VISIBLE = "TEST_MAC_EXCELS"
_NUMBERS = itertools.count(501)


def started(excel: MacExcel) -> int:
    """Return the process number of an Excel, which it gets here."""
    number = next(_NUMBERS)
    BY_NUMBER[number] = excel
    return number


def make_visible(number: int) -> None:
    """Let xlwings find an Excel by itself: put a `lsappinfo` that lists it on the path."""
    os.environ[VISIBLE] = str(number)
    here = str(Path(__file__).with_name("bin"))
    os.environ["PATH"] = os.pathsep.join((here, os.environ["PATH"]))


def process_iter() -> list[Any]:
    """Return the processes that `psutil` lists: the visible Excel, if any."""
    named = os.environ.get(VISIBLE, "").split()
    return [SimpleNamespace(name=lambda: "Microsoft Excel") for _ in named]
