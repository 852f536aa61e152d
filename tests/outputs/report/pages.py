"""Pages and tables of a report read back, as a browser or a program reads them."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

_VOID = {"meta", "br", "rect", "line", "circle", "polyline"}


class Page(HTMLParser):
    """An HTML page read back: its elements are closed in order, or it fails."""

    def __init__(self, markup: bytes) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.figures: dict[str, tuple[str, str]] = {}
        self.tables: list[list[list[str]]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self._parts: list[str] = []
        self.feed(markup.decode("utf-8"))
        self.close()
        assert self._open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.append((tag, known))
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if "href" in known else []
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "data"):
            self._parts = []
        if tag not in _VOID:
            self._open.append((tag, known))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        opened, known = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        words = "".join(self._parts)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1]), words))
        if tag == "data":
            self.figures[known["id"]] = (words, known["value"])

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "style" in tags:
            return
        self.text += data
        self._parts.append(data)
        if "td" in tags or "th" in tags:
            self.tables[-1][-1][-1] += data


def rows_of(table: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by heading."""
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
