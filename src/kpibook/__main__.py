"""The whole command line, as ``kpibook`` and as ``python -m kpibook``.

The three doors may not import each other, so the commands that build the add-in and the page in the
browser join the others here, one layer above them.
"""

from __future__ import annotations

from kpibook.addin.command_line.group import addin
from kpibook.browser.command_line.group import browser
from kpibook.cli import kpibook, main

__all__ = ["kpibook", "main"]

kpibook.add_command(addin)
kpibook.add_command(browser)

if __name__ == "__main__":
    main()
