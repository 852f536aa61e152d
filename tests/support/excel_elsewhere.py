"""The pretended Excel in a process of its own, as the real one is, for a click to be measured.

The pretended Excel needs openpyxl, so a click in whose process it ran would hold libraries that a
click on an officer's computer does not. Here the click's process (`sit_down`, in sitecustomize)
has only what stands for each object of Excel; every read, write and call goes through a pipe to
the process that has the object (`main`). Nothing but Python's own library is imported for it.
"""

from __future__ import annotations

import atexit
import importlib.abc
import importlib.machinery
import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

VARIABLE = "TEST_DESK"
#: Libraries that a click is to do without.
HEAVY = ("pandas", "numpy", "openpyxl", "matplotlib")
#: Not with -m: a class of the module __main__ means another class at the other end of the pipe.
START = "from tests.support.excel_elsewhere import main; main()"
_OF_VALUES = ("builtins", "datetime", "decimal", "pathlib")
_PLAIN_ERRORS = ("builtins", "xlwings")


class ExcelError(Exception):
    """What Excel refused, said in the click's process."""


class There:
    """Stands for an object in Excel's process.

    A value of Python comes as it is; anything else, such as a workbook or a method, as a There.
    """

    def __init__(self, pipe: Pipeline, number: int) -> None:
        object.__setattr__(self, "_pipe", pipe)
        object.__setattr__(self, "_number", number)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._pipe.ask("get", self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._pipe.ask("set", self, name, value)

    def __call__(self, *args: object, **named: object) -> Any:
        return self._pipe.ask("call", self, args, named)

    def __getitem__(self, key: object) -> Any:
        return self._pipe.ask("item", self, key)

    def __contains__(self, key: object) -> bool:
        return bool(self._pipe.ask("contains", self, key))

    def __len__(self) -> int:
        return int(self._pipe.ask("len", self))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(self._pipe.ask("list", self))


class Pipeline:
    """The click's end of the pipe.

    Attributes:
        marks: CPU seconds of the click's process at its milestones.
    """

    def __init__(self, connection: Connection[Any, Any], marks: dict[str, float]) -> None:
        self._connection, self.marks = connection, marks

    def ask(self, what: str, *parts: object) -> Any:
        self._connection.send_bytes(pickled((what, parts), _number_of))
        kind, answer, has_written = unpickled(self._connection.recv_bytes(), self._stand_in)
        if has_written:
            self.marks.setdefault("first write", time.process_time())
        if kind == "error":
            raise answer
        return answer

    def _stand_in(self, number: int) -> There:
        return There(self, number)


def _number_of(value: object) -> int | None:
    return value._number if isinstance(value, There) else None


def pickled(value: object, number_of: Callable[[object], int | None]) -> bytes:
    """Bytes of a value in which each object that has a number is that number."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: object) -> int | None:
            return number_of(obj)

    buffer = BytesIO()
    Pickler(buffer).dump(value)
    return buffer.getvalue()


def unpickled(data: bytes, object_of: Callable[[int], object]) -> Any:
    """The value of `pickled`, with an object for each number."""

    class Unpickler(pickle.Unpickler):
        def persistent_load(self, pid: int) -> object:
            return object_of(pid)

    return Unpickler(BytesIO(data)).load()


def sit_down() -> None:
    """Start Excel elsewhere, and have xlwings take it for the one that runs once it is imported."""
    said = os.environ.get(VARIABLE)
    if said is None:
        return
    started, desk = time.process_time(), json.loads(said)
    ours, its = Pipe()
    os.set_inheritable(its.fileno(), True)
    excel = subprocess.Popen(
        [sys.executable, "-c", START, str(its.fileno())],
        cwd=Path(__file__).parents[2],
        pass_fds=[its.fileno()],
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    its.close()
    pipe = Pipeline(ours, {"start": started})
    app, platform = pipe.ask("open", said)
    pipe.marks["ready"] = time.process_time()

    def run(xlwings: ModuleType) -> None:
        pipe.marks["xlwings"] = time.process_time()
        engine = SimpleNamespace(apps=SimpleNamespace(impl=[app]))
        xlwings.engines.active = engine  # type: ignore[attr-defined]

    def on_its_platform(module: ModuleType) -> None:
        module.OpenBook.__init__.__defaults__ = (platform,)  # type: ignore[attr-defined]

    _after_import({"xlwings": run, "kpibook.addin.open_book.open_book": on_its_platform})

    def leave() -> None:
        marks = {**pipe.marks, "end": time.process_time()}
        held = [name for name in HEAVY if name in sys.modules]
        click = {"marks": marks, "held": held, **pipe.ask("leave")}
        excel.wait(timeout=60)
        Path(desk["told"]).with_name("click.json").write_text(json.dumps(click), encoding="utf-8")

    atexit.register(leave)


def _after_import(hooks: dict[str, Callable[[ModuleType], None]]) -> None:
    """Run each hook when the module of its name has been imported."""

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
            hook = hooks.get(name)
            spec = importlib.machinery.PathFinder.find_spec(name, path) if hook else None
            if hook is None or spec is None or spec.loader is None:
                return None
            shipped = spec.loader.exec_module

            def run(module: ModuleType) -> None:
                shipped(module)
                hook(module)

            spec.loader.exec_module = run  # type: ignore[method-assign]
            return spec

    sys.meta_path.insert(0, Finder())


class Host:
    """Excel's end of the pipe: the objects, by their numbers."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self._connection = connection
        self._objects: list[Any] = []
        self._excel: Any = None
        self._leave_desk: Callable[[], None] = lambda: None

    def serve(self) -> None:
        """Answer until the click has ended, whichever way."""
        while True:
            try:
                message = self._connection.recv_bytes()
            except EOFError:
                return
            what, parts = unpickled(message, self._objects.__getitem__)
            try:
                answer = "value", getattr(self, f"_{what}")(*parts)
            except Exception as error:  # noqa: BLE001 it is raised again in the other process
                answer = "error", _sendable(error)
            self._connection.send_bytes(pickled((*answer, self._has_written()), self._number_of))
            if what == "leave":
                return

    def _has_written(self) -> bool:
        return self._excel is not None and bool(self._excel.writes)

    def _open(self, said: str) -> tuple[Any, str]:
        from tests.support.desk_excel import leave, opened

        desk = json.loads(said)
        self._excel, book = opened(desk)
        self._excel.forget_calls()
        self._leave_desk = lambda: leave(self._excel, book, desk)
        return book.app.impl, self._excel.platform

    def _leave(self) -> dict[str, int]:
        calls = {"reads": len(self._excel.reads), "writes": len(self._excel.writes)}
        self._leave_desk()
        return calls

    def _get(self, thing: Any, name: str) -> Any:
        return getattr(thing, name)

    def _set(self, thing: Any, name: str, value: Any) -> None:
        setattr(thing, name, value)

    def _call(self, thing: Any, args: Any, named: Any) -> Any:
        return thing(*args, **named)

    def _item(self, thing: Any, key: Any) -> Any:
        return thing[key]

    def _contains(self, thing: Any, key: Any) -> bool:
        return key in thing

    def _len(self, thing: Any) -> int:
        return len(thing)

    def _list(self, thing: Any) -> list[Any]:
        return list(thing)

    def _number_of(self, value: object) -> int | None:
        if _is_plain(value):
            return None
        self._objects.append(value)
        return len(self._objects) - 1


def _is_plain(value: object) -> bool:
    if isinstance(value, Exception):
        return True
    if isinstance(value, type):  # how a value is built again at the other end
        return value.__module__ in (*_OF_VALUES, "xlwings", __name__)
    is_value = type(value).__module__ in _OF_VALUES
    return is_value and not callable(value) and not isinstance(value, Iterator)


def _sendable(error: Exception) -> Exception:
    if type(error).__module__ in _PLAIN_ERRORS:
        return error
    return ExcelError(f"{type(error).__name__}: {error}")


def main() -> None:
    """Be the Excel of one click, at the other end of the pipe that the argument numbers."""
    Host(Connection(int(sys.argv[1]))).serve()
