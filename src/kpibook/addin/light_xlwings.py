"""xlwings without the libraries that it imports only because they are installed.

xlwings imports pandas, numpy and matplotlib if they are there, to convert data frames, arrays and
pictures. The add-in reads and writes plain values, so a click would wait a second and hold 80 MB
for nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LEFT_OUT = ("pandas", "numpy", "matplotlib", "PIL", "cryptography")


def load(name: str = "xlwings") -> Any:
    """Import xlwings, or one of its modules, without the libraries that the add-in does not use.

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
    return module


def serve(class_id: str) -> None:
    """Answer Excel's worksheet functions until Excel ends: the add-in starts Python with this.

    Args:
        class_id: The COM class under which Excel's library looks for this process.
    """
    load().serve(class_id)
