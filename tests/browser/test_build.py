"""The page as it is built: the same bytes, held to their hashes, and shut off from the network."""

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


@pytest.fixture(scope="module")
def pyodide() -> Path:
    if not PYODIDE.is_dir():
        needs.missing("pyodide", install="run `make test`, which sets it up")
    return PYODIDE


def test_the_same_packages_give_the_same_bytes_in_another_process(
    pyodide: Path, tmp_path: Path
) -> None:
    for number in ("1", "2"):
        done = run(
            *("browser", "build", "--pyodide", pyodide, "-o", f"{number}.html"),
            cwd=tmp_path,
            env={"PYTHONHASHSEED": number, "TZ": f"UTC-{number}"},
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


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


def test_a_file_of_pyodide_that_is_changed_or_gone_is_refused(
    pyodide: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "pyodide"
    shutil.copytree(pyodide, copy)
    (copy / "pyodide.mjs").write_bytes(b"// other\n" + (copy / "pyodide.mjs").read_bytes())
    changed = run("browser", "build", "--pyodide", copy, "-o", "a.html", cwd=tmp_path)
    (copy / "pyodide.mjs").unlink()
    gone = run("browser", "build", "--pyodide", copy, "-o", "a.html", cwd=tmp_path)
    assert (changed.returncode, gone.returncode) == (3, 3)
    assert "[pyodide-other]" in changed.stderr
    assert "[pyodide-missing]" in gone.stderr
    assert f"npm install pyodide@{VERSION}" in gone.stderr
    assert not (tmp_path / "a.html").exists()


def test_the_version_held_to_is_the_one_that_the_tests_install() -> None:
    assert f'"pyodide": "{VERSION}"' in (ROOT / "package.json").read_text()


def test_the_archive_is_plain_python_without_the_other_doors() -> None:
    with zipfile.ZipFile(io.BytesIO(python_archive())) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert "kpibook/browser/press.py" in names
    assert "kpibook/workbook_templates/performance_workbook.xlsx" in names
    assert not [name for name in names if name.startswith(("kpibook/cli", "kpibook/addin"))]
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc", ".ttf", ".xlam"))]
    assert {name.partition("/")[0] for name in names} == {
        *("kpibook", "defusedxml", "filelock", "platformdirs", "xlsxwriter")
    }


def test_the_one_file_may_run_its_own_scripts_and_load_nothing(pyodide: Path) -> None:
    page = one_file(pyodide).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    sources = policy[1].replace("&#x27;", "'")
    assert "default-src 'none'" in sources
    assert "connect-src blob:" in sources
    assert not re.search(
        r"unsafe-inline|unsafe-eval'|https?:|\*", sources.replace("'wasm-unsafe-eval'", "")
    )
    for script in re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in sources
    assert not re.search(r'(src|href)="(?!#|data:,)', page)


def test_the_pages_own_scripts_are_short_and_name_no_other_computer() -> None:
    page = ROOT / "src" / "kpibook" / "browser" / "page"
    scripts = {path.name: path.read_text() for path in page.glob("*.js")}
    assert scripts
    for text in scripts.values():
        assert len(text.splitlines()) < _LONGEST
        assert re.findall(r"https?://(?!kpibook\.invalid)", text) == []


def test_the_server_sends_the_policy_and_answers_this_computer_alone(
    pyodide: Path, tmp_path: Path
) -> None:
    assert run("browser", "build", "--pyodide", pyodide, "-o", "s", cwd=tmp_path).returncode == 0
    with server_for(tmp_path / "s", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert server.server_address[0] == "127.0.0.1"
        address = f"http://127.0.0.1:{server.server_address[1]}"
        with urllib.request.urlopen(f"{address}/worker.js") as answer:
            assert answer.headers["Content-Security-Policy"] == SITE_POLICY
            assert answer.headers["Content-Type"].startswith("text/javascript")
        taken = run("browser", "serve", "s", "--port", str(server.server_address[1]), cwd=tmp_path)
        server.shutdown()
    assert taken.returncode == 3
    assert "[port-taken]" in taken.stderr


def test_a_folder_without_the_page_is_not_served(tmp_path: Path) -> None:
    done = run("browser", "serve", ".", cwd=tmp_path)
    assert done.returncode == 3
    assert "[page-not-built]" in done.stderr
