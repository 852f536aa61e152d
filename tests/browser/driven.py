"""The built page in a real browser: what a person chooses and presses, and what she then sees."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import needs

ROOT = Path(__file__).parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
AXE = "node_modules/axe-core/axe.min.js"
EXAMPLE = ROOT / "examples" / "dudley_childrens_2021_22"
_PROGRAMS = {"chrome": ("chromium", "google-chrome"), "firefox": ("firefox-esr", "firefox")}


#: The browsers that the page is tried in: Chromium, and Firefox where it is installed.
KINDS = ["chrome", *(["firefox"] if any(map(shutil.which, _PROGRAMS["firefox"])) else [])]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser saw: the result of each step, the addresses it asked for, and its errors."""

    results: list[dict[str, Any]]
    requests: list[str]
    errors: list[str]

    def by_step(self, steps: Sequence[tuple[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        """Return the results with the names of their steps."""
        return [(name, result) for (name, _), result in zip(steps, self.results, strict=True)]


def driven(
    url: str, steps: Sequence[tuple[str, Any]], folder: Path, *, kind: str, width: int = 1100
) -> Seen:
    """Do the steps in a browser and return what was seen.

    Args:
        url: The address of the page.
        steps: The name of a step of drive.mjs and its argument, each.
        folder: A folder for the browser's profile and for downloads.
        kind: ``chrome`` or ``firefox``.
        width: The width of the window.
    """
    if not (ROOT / "node_modules" / "puppeteer-core").is_dir() or not PYODIDE.is_dir():
        needs.missing("puppeteer-core and pyodide", install="run `make test`, which sets them up")
    downloads = folder / "downloads"
    downloads.mkdir(exist_ok=True)
    request = {
        "url": url,
        "browser": kind,
        "program": program(kind),
        "profile": str(folder / "profile"),
        "downloads": str(downloads),
        "width": width,
        "steps": steps,
    }
    done = subprocess.run(
        ["node", "tests/browser/drive.mjs"],
        input=json.dumps(request, default=str),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert "failed" not in seen["results"][-1], seen["results"][-1]
    return Seen(seen["results"], seen["requests"], seen["errors"])


def program(kind: str) -> str:
    """Return the path of a browser; fail in CI and skip elsewhere if it is not there."""
    found = next(filter(None, map(shutil.which, _PROGRAMS[kind])), None)
    if found is None:
        needs.missing(_PROGRAMS[kind][0], install=f"sudo apt-get install {_PROGRAMS[kind][0]}")
    return found


def downloads_of(result: dict[str, Any]) -> dict[str, bytes]:
    """Return the files that a step downloaded, by name."""
    return {file["name"]: Path(file["file"]).read_bytes() for file in result["files"]}
