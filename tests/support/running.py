"""Which pretended Excel xlwings takes for the running one: it asks when a workbook is activated."""

from __future__ import annotations

from types import SimpleNamespace

import xlwings

#: Stands for xlwings' engine of desktop Excel; `run` says which Excel it finds.
ENGINE = SimpleNamespace(apps=SimpleNamespace(impl=[]))


def run(app: xlwings.App) -> None:
    """Make `app` the one Excel that runs."""
    ENGINE.apps.impl[:] = [app.impl]
