"""What every test can rely on, wherever and by whomever the tests are started."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import openpyxl.reader.drawings
import pytest

#: A script for LibreOffice's own Python: no other has its module `uno`.
collect_ignore = ["support/uno_addin.py"]

# Times differ between machines and say nothing about the rules under test; in CI the same
# examples are tried on every run, so a failure belongs to the change that is being looked at.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

# Pillow comes with a tool of the tests. With it openpyxl opens every picture of a workbook, and
# falls over damaged ones; no test is about them.
openpyxl.reader.drawings.PILImage = False

_SETTINGS_OF_THE_PERSON = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Journals of batches go where no earlier run of the tests left any."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True)
def _no_personal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget terminal settings and any KPIBOOK_ setting but those that steer the tests."""
    for name in list(os.environ):
        ours = name.startswith("KPIBOOK_") and name not in {
            "KPIBOOK_CROSSCHECK",
            "KPIBOOK_GOLDEN",
            "KPIBOOK_SHARED",
            "KPIBOOK_CORPUS",
        }
        if ours or name in _SETTINGS_OF_THE_PERSON:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _every_code_has_an_entry() -> Iterator[None]:
    """Fail on a code without an entry in the table, which an officer never notices."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kpibook.codes.table.strict", True)
        yield
