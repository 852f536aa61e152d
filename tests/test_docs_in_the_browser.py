"""docs/in-the-browser.md: the buttons, headers and versions that it names are the page's own."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.build.pyodide import VERSION
from kpibook.browser.buttons import BUTTONS
from kpibook.browser.command_line.server import HEADERS

_PAGE = (Path(__file__).parents[1] / "docs" / "in-the-browser.md").read_text(encoding="utf-8")


def test_every_button_has_its_row_in_the_order_of_the_page() -> None:
    rows = [line.split("|")[1].strip() for line in _PAGE.splitlines() if line.startswith("| ")]
    assert [row for row in rows if row not in ("Button", "---")] == [b.label for b in BUTTONS]


def test_the_headers_for_a_web_server_are_those_that_serve_sends() -> None:
    for name, value in HEADERS.items():
        assert f"{name}: {value}" in _PAGE


def test_the_version_to_install_is_the_one_that_is_accepted() -> None:
    assert f"npm install pyodide@{VERSION}" in _PAGE
