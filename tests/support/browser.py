"""A web page as a browser holds it, and what axe-core has against it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.support import needs

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Writes what it found into the page, from which it is read back.
_RUN = """
axe.run({runOnly: %s}).then(found => {
  const answer = document.createElement("pre");
  answer.id = "axe-answer";
  answer.textContent = JSON.stringify({
    passes: found.passes.length,
    faults: found.violations.map(
      fault => [fault.id, fault.nodes.map(node => node.html.slice(0, 200))]),
    undecided: found.incomplete.map(fault => fault.id),
    width: document.documentElement.scrollWidth,
  });
  document.body.append(answer);
});
"""
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def looked_at(page: bytes, folder: Path, *, width: int = 1100) -> dict[str, Any]:
    """What axe-core says of a page in Chromium: passes, faults, what is undecided, and the width.

    The width is that to which the page scrolls sideways.

    The page's policy forbids scripts, so it is taken out of the copy that is looked at.
    """
    if not _AXE.is_file():
        needs.missing("axe-core", install="run `make test`, which sets it up")
    plain, policies = _POLICY.subn(b"", page)
    assert policies == 1
    script = (
        f"<script>{_AXE.read_text('utf-8')}</script><script>{_RUN % json.dumps(_RULES)}</script>"
    )
    copy = folder / "looked at.html"
    copy.write_bytes(plain.replace(b"</body>", script.encode() + b"</body>"))
    answer = re.search(r'<pre id="axe-answer">(.*?)</pre>', _dom(copy, folder, width), re.DOTALL)
    if answer is None:
        raise RuntimeError("axe-core did not answer")
    found: dict[str, Any] = json.loads(html.unescape(answer[1]))
    return found


def _dom(page: Path, folder: Path, width: int) -> str:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        needs.missing("Chromium", install="sudo apt-get install chromium")
    done = subprocess.run(
        [
            *(program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--window-size={width},900", f"--user-data-dir={folder / 'browser'}"),
            *("--virtual-time-budget=20000", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout
