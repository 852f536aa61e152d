"""The answer of a Python that is started as Excel starts it: its versions, system and DLLs."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from kpibook.on_use.dataclass import dataclass

TIMEOUT_SECONDS = 30.0

NEEDED = ("kpibook", "xlwings", "pywin32", "appscript")
"""The packages without which a button does not start; the last two on Windows and on a Mac."""

# The record is read here and not with `importlib.metadata.files`, which leaves out files that are
# missing since Python 3.12: just those are looked for.
_ASK = """import csv, importlib.metadata as m, json, os, sysconfig, kpibook
def record(name):
    d = m.distribution(name)
    rows = csv.reader((d.read_text('RECORD') or '').splitlines())
    return {os.path.abspath(d.locate_file(r[0])): r[1] for r in rows if r}
def gone(name):
    code = ('.py', '.pyd', '.so') if name == 'xlwings' else ('.py', '.pyd', '.so', '.dll')
    return [f for f in record(name) if f.endswith(code) and not os.path.exists(f)]
there = {d.name for d in m.distributions()} & set(NEEDED)
print(json.dumps({'kpibook': kpibook.__version__, 'xlwings': m.version('xlwings'),
 'platform': sysconfig.get_platform(),
 'dlls': {f: digest for f, digest in record('xlwings').items() if f.endswith('.dll')},
 'gone': {name: [m.version(name), gone(name)] for name in sorted(there) if gone(name)}}))
""".replace("NEEDED", repr(NEEDED))

# Errors of Windows at the start of a program, from its list of system error codes.
_REFUSALS = {
    5: "Windows denied access to it, as an AppLocker rule or the rights to its folder do",
    225: "antivirus took it for harmful and stopped it",
    226: "antivirus took it for harmful and removed it",
    1260: "a policy of your organisation (AppLocker or software restriction) blocks it",
    4551: "App Control of your organisation, or Smart App Control, blocks it",
}


@dataclass(frozen=True, slots=True)
class Incomplete:
    """An installed package from which files are missing.

    Attributes:
        package: Its name.
        version: Its version.
        missing: The files, by full path.
    """

    package: str
    version: str
    missing: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The versions that a Python reports when it is started as Excel starts it.

    Attributes:
        kpibook: Version of kpibook; None if it cannot be imported.
        xlwings: Version of xlwings; None if it is not installed.
        problem: Reason for a missing answer, as a sentence; "" after an answer.
        blocked: True if Windows refused to start the program.
        platform: The system and processor that this Python was built for, such as ``win-arm64``.
        dlls: SHA-256 of each DLL in the record of xlwings' package, by full path, there or not.
        incomplete: Packages of `NEEDED` from which files of Python are missing.
    """

    kpibook: str | None
    xlwings: str | None
    problem: str = ""
    blocked: bool = False
    platform: str = ""
    dlls: Mapping[Path, str] = field(default_factory=dict)
    incomplete: tuple[Incomplete, ...] = ()


def asked(interpreter: Path, timeout_seconds: float = TIMEOUT_SECONDS) -> Answer:
    """Start `interpreter` as the runtime does, in its own folder, and ask it for kpibook."""
    try:
        process = subprocess.run(  # noqa: S603 - the file that this person's Excel starts anyway
            [interpreter, "-P", "-B", "-c", _ASK],
            cwd=interpreter.parent,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(None, None, f"It did not answer within {timeout_seconds:g} seconds.")
    except OSError as error:
        return not_started(error)
    try:
        # The last line only: start-up files of this Python may print others before it.
        return _answer(json.loads(process.stdout.splitlines()[-1]))
    except (IndexError, ValueError, TypeError, KeyError, AttributeError):
        lines = [line.strip() for line in process.stderr.splitlines() if line.strip()]
        last = lines[-1][:120] if lines else f"it ended with code {process.returncode}"
        return Answer(None, None, f"It answered: {last.rstrip('.')}.")


def not_started(error: OSError) -> Answer:
    """Return the answer for a Python that Windows did not start, with the reason in plain words.

    >>> not_started(FileNotFoundError(2, "No such file")).problem
    'It cannot be started (No such file).'
    """
    refusal = _REFUSALS.get(getattr(error, "winerror", 0) or 0)
    if refusal is None:
        return Answer(None, None, f"It cannot be started ({error.strerror}).")
    number = getattr(error, "winerror", 0)
    return Answer(None, None, f"It cannot be started: {refusal} (error {number}).", blocked=True)


def _answer(said: dict[str, Any]) -> Answer:
    return Answer(
        str(said["kpibook"]),
        str(said["xlwings"]),
        platform=str(said["platform"]),
        dlls={Path(path): _hexadecimal(digest) for path, digest in said["dlls"].items()},
        incomplete=tuple(
            Incomplete(package, version, tuple(map(Path, missing)))
            for package, (version, missing) in said["gone"].items()
        ),
    )


def _hexadecimal(recorded: str) -> str:
    """Return a digest of a wheel's record (``sha256=`` and URL-safe base64) as certutil prints it.

    >>> _hexadecimal("sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")[:12]
    'e3b0c44298fc'
    >>> _hexadecimal("")
    ''
    """
    kind, _, digest = recorded.partition("=")
    if kind != "sha256":
        return ""
    return base64.urlsafe_b64decode(digest + "=" * (-len(digest) % 4)).hex()
