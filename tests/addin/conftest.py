"""What tests of the add-in share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kpibook.addin.excel import patience
from tests.support.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """The clock of the patience that the engine has."""
    clock = Clock()
    monkeypatch.setattr(patience.PATIENCE, "_clock", lambda: clock.now)
    monkeypatch.setattr(patience.PATIENCE, "_sleep", clock.sleep)
    patience.PATIENCE.renew()
    yield clock
    patience.PATIENCE.renew()
