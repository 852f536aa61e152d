"""The page as a folder to serve."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import urllib.request
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from kpibook.browser.build.one_file import one_file
from kpibook.browser.build.pyodide import VERSION
from kpibook.browser.build.python_archive import python_archive
from kpibook.browser.build.site import SITE_POLICY, site_files
from kpibook.browser.command_line.server import server_for
from tests.browser.driven import PYODIDE, ROOT
from tests.support import needs
from tests.support.cli import run

_LONGEST = 500  # lines of the page's own scripts




def test_the_folder_holds_every_file_that_its_service_worker_keeps(
    pyodide: Path, tmp_path: Path
) -> None:
    done = run("browser", "build", "--pyodide", pyodide, "-o", "site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert all(name in done.stdout for name in files)
    kept = set(re.findall(r'"\./([^"]+)"', (site / "service_worker.js").read_text()))
    assert kept == files - {"service_worker.js"}


def test_a_changed_file_gives_the_cache_another_name(
    pyodide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site_files(pyodide)["service_worker.js"]
    monkeypatch.setattr("kpibook.browser.build.site.python_archive", lambda: b"another")
    assert site_files(pyodide)["service_worker.js"] != before
