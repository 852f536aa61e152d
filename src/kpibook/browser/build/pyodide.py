"""Python for the browser (Pyodide): the files that the page needs, held to their hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpibook.errors import SourceError
from kpibook.files.reading import read_regular

VERSION = "314.0.7"
_HASHES = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}


def pyodide_files(folder: Path) -> dict[str, bytes]:
    """Return the files of Pyodide by name, each the very bytes that kpibook was tested with.

    Args:
        folder: The folder of the npm package `pyodide`.

    Raises:
        SourceError: ``pyodide-missing``: a file is not there; ``pyodide-other``: it is another
            version, or was changed.
    """
    return {name: _checked(folder / name, digest) for name, digest in _HASHES.items()}


def _checked(path: Path, digest: str) -> bytes:
    fix = f"Run `npm install pyodide@{VERSION}`, then name its folder with --pyodide."
    try:
        content = read_regular(path)
    except OSError as error:
        raise SourceError(
            "a file of Pyodide, which is Python for the browser, is not there.",
            code="pyodide-missing",
            where=str(path),
            fix=fix,
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise SourceError(
            f"this is not the file of Pyodide {VERSION} that kpibook was tested with.",
            code="pyodide-other",
            where=str(path),
            fix=fix,
        )
    return content
