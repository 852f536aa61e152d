"""The whole command line, as ``kpibook`` and as ``python -m kpibook``.

`cli` and `addin` are two doors that do not know each other, so the commands that build and
install the add-in are put beside the others here, on the floor above both.
"""

from __future__ import annotations

from kpibook.addin.command_line.group import addin
from kpibook.cli import kpibook, main

__all__ = ["kpibook", "main"]

kpibook.add_command(addin)

if __name__ == "__main__":
    main()
