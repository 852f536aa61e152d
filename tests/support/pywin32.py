"""xlwings' own Windows side without Windows: only pywin32 is a stub, all of xlwings is real.

On Linux xlwings' decorators do nothing and its `call_udf` cannot be imported, for want of pywin32.
In `windows_side` both are there. What it imports and replaces is taken back at its end, so that no
other test sees any of it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tests.support.com.pywin32 import MODULES, ctypes_of_windows, modules

#: What pywin32 hands over for an argument that is left out of a formula.
MISSING = -2_147_352_572
#: Error values as pywin32 hands them over; xlwings' table ends with the second.
DIV0, NOT_AVAILABLE, SPILL = -2_146_826_281, -2_146_826_246, -2_146_826_243

FUNCTIONS = "kpibook.addin.functions"
_FRESH = ("xlwings", "kpibook.addin", *MODULES)


@dataclass(frozen=True)
class WindowsSide:
    """xlwings as it is on Windows.

    Attributes:
        udfs: The module `xlwings.udfs`.
        accessors: What xlwings can convert, by type.
        functions: `kpibook.addin.functions`, decorated for real.
    """

    udfs: Any
    accessors: Any
    functions: ModuleType

    def call(self, name: str, *args: Any) -> Any:
        """What the cell shows: one value, or the rows of an array.

        Args:
            name: The worksheet function.
            args: As pywin32 hands them over; None is an argument left out.
        """
        handed = tuple(MISSING if arg is None else arg for arg in args)
        answer = self.udfs.call_udf(FUNCTIONS, name, handed)
        return answer[0][0] if len(answer) == 1 and len(answer[0]) == 1 else answer


@contextmanager
def windows_side() -> Iterator[WindowsSide]:
    """xlwings with a stub for pywin32, imported anew, and the worksheet functions on it."""
    before = {name: module for name, module in sys.modules.items() if _is_fresh(name)}
    parents = _attributes_of_parents(before)
    for name in before:
        del sys.modules[name]
    try:
        sys.modules.update(modules())
        with ctypes_of_windows():
            xlwings = importlib.import_module("xlwings")
            windows = importlib.import_module("xlwings._xlwindows")
            udfs = importlib.import_module("xlwings.udfs")
        xlwings.engines.add(xlwings.Engine(impl=windows.engine))
        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        accessors = importlib.import_module("xlwings.conversion").accessors
        yield WindowsSide(udfs, accessors, importlib.import_module(FUNCTIONS))
    finally:
        _stop()
        for name in [name for name in sys.modules if _is_fresh(name)]:
            del sys.modules[name]
        sys.modules.update(before)
        for parent, name, child in parents:
            setattr(parent, name, child)


def _is_fresh(name: str) -> bool:
    return any(name == top or name.startswith(f"{top}.") for top in _FRESH)


def _attributes_of_parents(modules: dict[str, ModuleType]) -> list[tuple[Any, str, ModuleType]]:
    """Where importing anew puts another module: `kpibook.addin` on `kpibook`."""
    found = []
    for name, module in modules.items():
        parent, _, child = name.rpartition(".")
        if parent and parent in sys.modules and hasattr(sys.modules[parent], child):
            found.append((sys.modules[parent], child, module))
    return found


def _stop() -> None:
    """End the threads and loops that xlwings has started."""
    if udfs := sys.modules.get("xlwings.udfs"):
        udfs.com_executor.shutdown()
    if server := sys.modules.get("xlwings.com_server"):
        server.loop.close()
