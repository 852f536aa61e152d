"""Excel runs while a button's command is tested, as xlwings sees it, on each system."""

from __future__ import annotations

import pytest
import xlwings

from tests.addin.commands.clicking import system
from tests.addin.opened import FLAVOURS
from tests.support.running import ENGINE


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test on Windows and on a Mac, unless it is `only_on` some."""
    flavours = vars(metafunc.function).get("systems", FLAVOURS)
    metafunc.parametrize("_excel_runs", flavours, indirect=True)


@pytest.fixture(autouse=True)
def _excel_runs(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(xlwings.engines, "active", ENGINE)
    monkeypatch.setattr(system, "flavour", request.param)
