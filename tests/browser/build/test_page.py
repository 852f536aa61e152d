"""The page itself: its policy and its scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from kpibook.browser.build.one_file import one_file
from tests.browser.driven import ROOT
from tests.support import wheel

_LONGEST = 500  # lines of the page's own scripts


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


def test_the_wheel_carries_all_that_the_page_is_built_from() -> None:
    packed = wheel.contents()
    own = (ROOT / "src" / "kpibook" / "browser").rglob("*")
    needed = {
        path.relative_to(ROOT / "src").as_posix()
        for path in own
        if path.is_file() and path.suffix in (".py", ".js", ".html", ".css")
    }
    assert len(needed) > 25
    assert needed <= set(packed)
