"""xlwings without the libraries that it imports only because they are installed.

xlwings imports pandas, numpy and matplotlib if they are there, to convert data frames, arrays and
pictures. The add-in reads and writes plain values, so a click would wait a second and hold 80 MB
for nothing.

On Windows xlwings also registers work for the end of the process: it lists the processes with
``tasklist`` and ends with ``taskkill /F`` each Excel that has no workbook window, such as Protected
View, a start screen, or an Excel that another program drives (xlwings issue #2456). A process of
ours starts no program at its end.
"""

from __future__ import annotations

import atexit
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LEFT_OUT = ("pandas", "numpy", "matplotlib", "PIL", "cryptography")


def load(name: str = "xlwings") -> Any:
    """Import xlwings, or one of its modules, without the libraries that the add-in does not use.

    Every process of the add-in imports it by this function first.

    A library that is imported already stays, and each can be imported afterwards: Consolidate
    uses numpy.

    Args:
        name: ``xlwings`` or the name of a module within it.
    """
    absent = [library for library in _LEFT_OUT if library not in sys.modules]
    # Python takes None for a module that cannot be found.
    nothing: dict[str, Any] = dict.fromkeys(absent)
    sys.modules.update(nothing)
    try:
        module: ModuleType = import_module(name)
    finally:
        for library in absent:
            sys.modules.pop(library, None)
    engine: Any = sys.modules.get("xlwings._xlwindows")  # on Windows alone
    if engine is not None:
        atexit.unregister(engine.cleanup)
    return module


def serve(class_id: str) -> None:
    """Answer Excel's worksheet functions until Excel ends: the add-in starts Python with this.

    Args:
        class_id: The COM class under which Excel's library looks for this process.
    """
    load().serve(class_id)
