"""The whole command line, as ``kpibook`` and as ``python -m kpibook``.

The three doors may not import each other, so the commands that build the add-in and the page in the
browser join the others here, one layer above them.
"""

from __future__ import annotations

import gc

# Domain values hold no circles: to look for some after every 700 objects took a tenth of the time,
# also of the imports below. A small command makes fewer than this.
gc.set_threshold(100_000, 20, 20)

from kpibook.cli import kpibook, main
from kpibook.cli.command_list.on_use import OnUse

__all__ = ["kpibook", "main"]

kpibook.on_use |= {
    "addin": OnUse(
        "kpibook.addin.command_line.group",
        "addin",
        "Build the Excel add-in, and install it for yourself.",
    ),
    "browser": OnUse(
        "kpibook.browser.command_line.group",
        "browser",
        "Build kpibook as a page for a browser, and serve it for trying it.",
    ),
}

if __name__ == "__main__":
    main()
