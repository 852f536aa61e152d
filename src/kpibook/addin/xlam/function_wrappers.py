"""The add-in's VBA for worksheet functions, from xlwings' own generator.

On other systems than Windows xlwings' decorators do nothing, and its generator cannot be imported
without pywin32. Neither calls Excel, so stand-ins for pywin32's names are enough for the build.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import Any

from kpibook.addin.xlam.function_help import Described

FUNCTIONS = "kpibook.addin.functions"
"""The module whose decorated functions Excel gets."""

MODULE = "KpiFunctions"
"""The name of the VBA module that holds the wrappers."""

_PYWIN32: dict[str, dict[str, object]] = {
    "pythoncom": {"CoInitialize": lambda: None},
    "pywintypes": {"com_error": type("com_error", (Exception,), {})},
    "win32com": {},
    "win32com.client": {"Dispatch": lambda name: name},
}
_DECORATORS = {"func": "xlfunc", "sub": "xlsub", "arg": "xlarg", "ret": "xlret"}
_UDFS = "xlwings.udfs"


def wrappers(module_name: str = FUNCTIONS) -> tuple[str, tuple[Described, ...]]:
    """Return the text of the VBA module, with line ends of LF, and the help of each function.

    Args:
        module_name: The module that gets Excel's calls; it must be importable.
    """
    with _as_on_windows() as udfs:
        module = _fresh(module_name)
        text = StringIO()
        text.write(f'Attribute VB_Name = "{MODULE}"\n#Const App = "Microsoft Excel"\n\n')
        udfs.generate_vba_wrapper(module_name, module, text, SimpleNamespace(Name="kpibook.xlam"))
        return text.getvalue(), tuple(_described(module))


def _described(module: ModuleType) -> Iterator[Described]:
    # xlwings' decorator leaves its description on the function as __xlfunc__.
    for name in dir(module):  # sorted, as the generator has them
        if (function := getattr(getattr(module, name), "__xlfunc__", None)) is not None:
            yield Described(
                name=function["name"],
                help=_one_line(function["ret"]["doc"]),
                category=str(function["category"]),
                arguments=tuple(_one_line(a["doc"]) for a in function["args"] if not a["vba"]),
            )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fresh(module_name: str) -> ModuleType:
    """Run a module again, so that the present decorators apply; leave `sys.modules` as it is."""
    spec = find_spec(module_name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {module_name!r}", name=module_name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def _as_on_windows() -> Iterator[Any]:
    """Yield ``xlwings.udfs``, with its decorators in place of those that do nothing."""
    xlwings = import_module("xlwings")
    modules_before = dict(sys.modules)
    decorators = {name: getattr(xlwings, name) for name in _DECORATORS}
    had_udfs = hasattr(xlwings, "udfs")
    try:
        _stand_in_for_pywin32()
        udfs = import_module(_UDFS)
        # xlwings takes these names from udfs on Windows only; elsewhere they are empty stand-ins.
        for name, real in _DECORATORS.items():
            setattr(xlwings, name, getattr(udfs, real))
        yield udfs
    finally:
        for name, decorator in decorators.items():
            setattr(xlwings, name, decorator)
        for name in (*_PYWIN32, _UDFS):
            if name not in modules_before:
                sys.modules.pop(name, None)
        if not had_udfs and hasattr(xlwings, "udfs"):
            del xlwings.udfs


def _stand_in_for_pywin32() -> None:
    for name, contents in _PYWIN32.items():
        try:
            import_module(name)
        except ImportError:
            stand_in = ModuleType(name)
            vars(stand_in).update(contents)
            sys.modules[name] = stand_in
