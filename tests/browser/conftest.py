"""The desk of the tests of the page's buttons."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driven import PYODIDE
from tests.browser.pressed import laid_out
from tests.support import needs


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the example's workbook, empty and filled, and its actuals."""
    return laid_out(tmp_path)


@pytest.fixture(scope="session")
def pyodide() -> Path:
    """The folder of Python for the browser."""
    if not PYODIDE.is_dir():
        needs.missing("pyodide", install="run `make test`, which sets it up")
    return PYODIDE
