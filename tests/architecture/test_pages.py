"""The pages for developers name folders and modules that exist, and leave out no folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kpibook"
PAGES = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]

#: A path in backquotes that begins with a folder or module of `src/kpibook`, or of the project.
_BEGINNINGS = {path.name for folder in (PACKAGE, ROOT) for path in folder.iterdir()}


def paths_in(page: str) -> list[str]:
    """Return the paths of the project that `page` names in backquotes, in the order of the page."""
    quoted = re.findall(r"`([\w./-]+)`", page)
    return [path for path in quoted if "/" in path and path.split("/")[0] in _BEGINNINGS]


def absent(page: str) -> list[str]:
    return [
        path
        for path in paths_in(page)
        if not any((folder / path).exists() for folder in (PACKAGE, ROOT))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_on_a_page_exists(page: Path) -> None:
    assert absent(page.read_text(encoding="utf-8")) == []


def test_a_path_that_has_moved_is_noticed() -> None:
    page = "`domain/rating.py` moved to `domain/rating/rate.py`, but `returns/*.xlsx` did not."

    assert absent(page) == ["domain/rating.py"]


def test_architecture_names_every_folder() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = page[page.index("## The tree") : page.index("## The life of one cell")]
    folders = {init.parent.name for init in PACKAGE.glob("*/**/__init__.py")}

    assert folders - set(re.findall(r"`(\w+)/`", tree)) == set()


def test_architecture_is_a_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert len(page.splitlines()) <= 100
