"""The page as a folder to serve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpibook.browser.build.site import site_files
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
