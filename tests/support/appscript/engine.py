"""xlwings' real Mac engine, imported with stubs for what exists on a Mac only."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import xlwings

from tests.support.appscript.dialogs import OSAX
from tests.support.appscript.processes import BY_NUMBER, process_iter, started
from tests.support.appscript.references import (
    AppData,
    CommandError,
    EventError,
    Reference,
    k,
)
from tests.support.appscript.scripted_excel import MacExcel


def app_of(name: str | None = None, pid: int | None = None, **_: Any) -> Reference:
    """Return a reference to an application, as `appscript.app` does."""
    assert name is None, "no test starts an Excel or asks another application"
    assert pid is not None
    return Reference(AppData(BY_NUMBER[pid], pid), ())


@functools.cache
def mac_engine() -> Any:
    """Return xlwings' module `_xlmac`."""
    with _stubs() as appscript:
        engine = importlib.import_module("xlwings._xlmac")
    # The add-in takes keywords from it while it works.
    sys.modules["appscript"] = appscript
    return engine


def mac_app(excel: MacExcel) -> xlwings.App:
    """Return a running Excel through xlwings' engine for a Mac."""
    return xlwings.App(impl=mac_engine().App(xl=started(excel)))


@contextmanager
def _stubs() -> Iterator[ModuleType]:
    stubs = {
        "aem": _module("aem", kae=SimpleNamespace(typeKernelProcessID=b"kpid"),
                       aemsend=SimpleNamespace(EventError=EventError)),
        "appscript": _module("appscript", app=app_of, k=k, its=None, mactypes=None),
        "appscript.reference": _module("appscript.reference", CommandError=CommandError,
                                       Reference=Reference),
        "osax": _module("osax", OSAX=OSAX),
        "psutil": _module("psutil", process_iter=process_iter, NoSuchProcess=LookupError),
    }  # fmt: skip
    stubs["appscript"].reference = stubs["appscript.reference"]
    before = {name: sys.modules.get(name) for name in stubs}
    sys.modules.update(stubs)
    try:
        yield stubs["appscript"]
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def _module(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    return module
