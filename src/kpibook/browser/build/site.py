"""The page as a folder to serve: it opens again without a network after the first time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from kpibook.browser.build.page import content_policy, own_file, page_html
from kpibook.browser.build.pyodide import pyodide_files
from kpibook.browser.build.python_archive import python_archive
from kpibook.files.atomic import atomic_write
from kpibook.services.paths.output import made_folder

SITE_POLICY = content_policy(scripts="'self'", styles="'self'", workers="'self'", connects="'self'")
"""The policy of the folder; a server sends it as a header too, because a worker has its own."""


def site_files(pyodide: Path) -> dict[str, bytes]:
    """Return the files of the folder, by their path in it; the same bytes from the same packages.

    Args:
        pyodide: The folder of the npm package `pyodide`.

    Raises:
        SourceError: ``pyodide-missing`` or ``pyodide-other``.
    """
    page = page_html(
        policy=SITE_POLICY,
        style='<link rel="stylesheet" href="page.css">',
        scripts='<script src="served.js"></script>\n<script src="page.js" type="module"></script>',
    )
    files = {
        "index.html": page.encode(),
        **{name: own_file(name).encode() for name in ("page.css", "page.js", "served.js")},
        "worker.js": own_file("worker.js").encode(),
        "kpibook.zip": python_archive(),
        **{f"pyodide/{name}": content for name, content in pyodide_files(pyodide).items()},
    }
    return files | {"service_worker.js": _service_worker(files).encode()}


def write_site(folder: Path, pyodide: Path) -> dict[str, bytes]:
    """Write the folder; files of it that are there already are replaced, others left alone.

    Returns:
        The files written, by their path in the folder.

    Raises:
        SourceError: As `site_files`.
        SaveError: ``folder-not-made``: the folder cannot be made; or a file cannot be written.
    """
    files = site_files(pyodide)
    with made_folder(folder), made_folder(folder / "pyodide"):
        for name, content in files.items():
            write_whole(folder / name, content)
    return files


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that was built; one that is there is replaced.

    Raises:
        SaveError: It cannot be written.
    """
    atomic_write(path, lambda stream: stream.write(content), backup=False)


def _service_worker(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return Template(own_file("service_worker.js")).substitute(
        digest=digest.hexdigest()[:16],
        files=json.dumps(["./", *(f"./{name}" for name in sorted(files))]),
    )
