"""The whole command line, as ``kpibook`` and as ``python -m kpibook``.

`cli` and `addin` may not import each other, so the commands that build and install the add-in join
the others here, one layer above both.
"""

from __future__ import annotations

from kpibook.addin.command_line.group import addin
from kpibook.cli import kpibook, main

__all__ = ["kpibook", "main"]

kpibook.add_command(addin)

if __name__ == "__main__":
    main()
