"""Python for the browser, held to its version."""

from __future__ import annotations

from kpibook.browser.build.pyodide import VERSION
from tests.browser.driven import ROOT

_LONGEST = 500  # lines of the page's own scripts


def test_the_version_held_to_is_the_one_that_the_tests_install() -> None:
    assert f'"pyodide": "{VERSION}"' in (ROOT / "package.json").read_text()
