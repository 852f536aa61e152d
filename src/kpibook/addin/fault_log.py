"""The per-user log of faults: which line failed, and nothing of what a workbook holds.

An exception's message often quotes a cell, so it stays out, as do local variables. An error of
Excel's keeps its number and Excel's description, less what that quotes. The lines
that remain are enough to find the fault, and an officer may send them to the people who look
after kpibook.
"""

from __future__ import annotations

import contextlib
import platform
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from kpibook.addin.excel.excel_error import raised_by, with_causes
from kpibook.errors import KpibookError
from kpibook.files import atomic_write
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.version import __version__

_HEAD = regex(r"^(?P<when>\d{4}-\d\d-\d\dT[\d:+-]+) kpibook .*, task (?P<task>.+)$", re.MULTILINE)
_NUMBER = regex(r"^  Excel: (?P<number>0x[0-9A-F]{8}|-?\d+)\b", re.MULTILINE)
_MOST = 200_000  # characters: the newest few hundred faults


def log_path(system: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return the log's path, in the folder that each system has for the logs of one user.

    Args:
        system: A value of ``sys.platform``.
        environment: The environment's variables.
        home: The user's home folder.
    """
    if system == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return folder / "kpibook" / "faults.log"
    if system == "darwin":
        return home / "Library" / "Logs" / "kpibook" / "faults.log"
    folder = Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state")
    return folder / "kpibook" / "faults.log"


def log_fault(path: Path, task: str, error: BaseException, now: datetime) -> bool:
    """Add a fault to the log.

    Args:
        path: The log; made with its folder if missing, and cut to its newest part.
        task: The name of the button or command that failed.
        error: The exception that was raised.
        now: The time of the fault.

    Returns:
        True if the fault was written. A log that cannot be written is no second fault.
    """
    with contextlib.suppress(OSError, KpibookError):
        path.parent.mkdir(parents=True, exist_ok=True)
        before = read_regular(path).decode(errors="replace") if path.is_file() else ""
        text = f"{before}{entry(task, error, now)}\n"[-_MOST:]
        atomic_write(path, lambda stream: stream.write(text.encode()))
        return True
    return False


def entry(task: str, error: BaseException, now: datetime) -> str:
    """Return a fault as text: its time, the task, and the lines that each exception came from."""
    head = (
        f"{now.isoformat(timespec='seconds')} kpibook {__version__}, "
        f"Python {platform.python_version()}, {sys.platform}, task {task}"
    )
    return "\n".join((head, *_lines(error)))


@dataclass(frozen=True, slots=True)
class LastFault:
    """The newest entry of the log.

    Attributes:
        when: Date and time as text, such as ``2026-11-30T09:14:02``.
        task: The button or command that failed.
        number: Excel's number for it, such as ``0x800A03EC`` or ``-1743``; "" if it has none.
    """

    when: str
    task: str
    number: str


def last_fault(path: Path) -> LastFault | None:
    """Read the newest entry of the log; None if there is no log, or none that can be read."""
    try:
        text = read_regular(path).decode(errors="replace") if path.is_file() else ""
    except OSError:
        return None
    heads = list(_HEAD.finditer(text))
    if not heads:
        return None
    number = _NUMBER.search(text, heads[-1].end())
    return LastFault(heads[-1]["when"], heads[-1]["task"], number["number"] if number else "")


def _lines(error: BaseException) -> Iterator[str]:
    for number, raised in enumerate(with_causes(error)):
        kind = type(raised)
        yield f"{'while handling ' if number else ''}{kind.__module__}.{kind.__qualname__}"
        if (by_excel := raised_by(raised)) is not None:
            yield f"  Excel: {by_excel}"
        for frame, line in traceback.walk_tb(raised.__traceback__):
            code = frame.f_code
            yield f"  {code.co_filename}:{line} in {code.co_name}"
