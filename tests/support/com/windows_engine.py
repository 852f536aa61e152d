"""xlwings' real engine for Windows, on the pretended Excel.

It is imported once, with stubs for pywin32 and for ctypes' Windows libraries. The stubs are then
taken out of `sys.modules`, so that nothing else takes this machine for a Windows computer; what
the engine registered with `atexit` stays registered.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import xlwings

from kpibook.addin.excel.windows_engine import made_patient
from tests.support.com import pywin32
from tests.support.com.application import Workbook


def _imported() -> Any:
    before = {name: sys.modules.get(name) for name in pywin32.MODULES}
    sys.modules.update(pywin32.modules())
    try:
        with pywin32.ctypes_of_windows():
            engine = importlib.import_module("xlwings._xlwindows")
    finally:
        for name, module in before.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module
    return engine


WINDOWS = _imported()
"""The module `xlwings._xlwindows`."""

made_patient(WINDOWS)

ENGINE = xlwings.Engine(impl=WINDOWS.engine)
"""xlwings' engine of desktop Excel."""

# What tests look at and set in the model behind a book or a sheet, as on a Mac.
_OF_THE_MODEL = {
    "Book": ("wb", "read_only", "auto_save", "saved"),
    "Sheet": ("ws", "interface_only", "advanced_filter"),
}


def _in_the_model(name: str) -> property:
    def get(impl: Any) -> Any:
        return getattr(impl.xl._inner._model, name)

    def put(impl: Any, value: object) -> None:
        setattr(impl.xl._inner._model, name, value)

    return property(get, put)


for _class, _names in _OF_THE_MODEL.items():
    for _name in _names:
        assert not hasattr(getattr(WINDOWS, _class), _name), f"xlwings has {_class}.{_name}"
        setattr(getattr(WINDOWS, _class), _name, _in_the_model(_name))


def book(model: Any) -> xlwings.Book:
    """Return an open workbook of the model through xlwings' engine."""
    wrapped = WINDOWS.COMRetryObjectWrapper(Workbook(model, model.excel))
    return xlwings.Book(impl=WINDOWS.Book(xl=wrapped))
