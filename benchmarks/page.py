"""Parts of the page docs/speed.md that a benchmark rewrites with the figures of its last run."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"


def rewrite(part: str, title: str, text: str) -> None:
    """Put a part into the page, in place of what the benchmark wrote before.

    Args:
        part: Its name, in the page's comments.
        title: Its heading.
        text: Its content in Markdown.
    """
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- bench: {part} -->", f"<!-- end: {part} -->"
    content = f"{begin}\n## {title}\n\n{text.strip()}\n{end}"
    old = re.compile(rf"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    changed, count = old.subn(lambda _: content, page)
    PAGE.write_text(changed if count else f"{page.rstrip()}\n\n{content}\n", encoding="utf-8")


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table, with figures in all columns but the first."""
    rule = "|".join(["---", *(["---:"] * (len(header) - 1))])
    lines = ["| " + " | ".join(row) + " |" for row in (header, *rows)]
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def machine() -> str:
    """Return what the figures were taken on, in words."""
    return f"Python {sys.version.split()[0]} on {platform.system()}, {platform.machine()}"


def rounds(number: int) -> str:
    """Return how often each program was run, in words."""
    return "One run each." if number == 1 else f"The least of {number} runs each, in turn."
