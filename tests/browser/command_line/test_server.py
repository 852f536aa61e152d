"""The server for trying the page."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from threading import Thread

from kpibook.browser.build.site import SITE_POLICY
from kpibook.browser.command_line.server import server_for
from tests.support.cli import run

_LONGEST = 500  # lines of the page's own scripts


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
