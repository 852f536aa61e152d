"""Excel runs while a button's command is tested, as xlwings sees it."""

from __future__ import annotations

import pytest
import xlwings

from tests.support.running import ENGINE


@pytest.fixture(autouse=True)
def _excel_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings.engines, "active", ENGINE)
