"""Pages name folders and modules that exist, leave out no folder, and use words of today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kpibook"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])

#: Folders that `make` fills, such as demo: there or not, they are no part of the project.
_MADE = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}

#: A path in backquotes that begins with a folder or module of `src/kpibook`, or of the project.
_BEGINNINGS = {path.name for folder in (PACKAGE, ROOT) for path in folder.iterdir()} - _MADE


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


def test_a_folder_that_make_fills_is_no_part_of_the_project() -> None:
    assert "demo" in _MADE
    assert not _MADE & _BEGINNINGS


def test_architecture_names_every_folder() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = page[page.index("## The tree") : page.index("## The life of one cell")]
    folders = {init.parent.name for init in PACKAGE.glob("*/**/__init__.py")}

    assert folders - set(re.findall(r"`(\w+)/`", tree)) == set()


def test_architecture_is_a_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert len(page.splitlines()) <= 100


#: Words of a translation, or of a century ago: say "next to", "people", "again", "depends on".
_NOT_OF_TODAY = re.compile(
    r"(?<![\w-])(?:anew|dear|nobody|whoever|beside|alike|stands|otherwise than|hangs? on|of its own"
    r"|ere)(?!\w)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_is_written_in_words_of_today(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if _NOT_OF_TODAY.search(line)] == []


def test_modules_and_examples_are_written_in_words_of_today() -> None:
    modules = [
        path
        for folder in (ROOT / "src", ROOT / "examples")
        for path in sorted(folder.rglob("*"))
        # Words that officers write, of any century, are listed there.
        if path.suffix in {".py", ".toml"} and path.name != "lexicon.py"
    ]
    lines = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in modules
        for line in path.read_text(encoding="utf-8").splitlines()
        if _NOT_OF_TODAY.search(line)
    ]

    assert len(modules) > 400
    assert lines == []


def test_a_word_of_a_century_ago_is_noticed_and_a_code_is_not() -> None:
    assert _NOT_OF_TODAY.search("Nobody knows")
    assert _NOT_OF_TODAY.search("a file beside it")
    assert not _NOT_OF_TODAY.search("`ref-look-alike` is standing here")
