from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.app_control import app_control_notes
from kpibook.addin.machine.registry import LOCAL_MACHINE, RegistryValues

APPLOCKER = r"SOFTWARE\Policies\Microsoft\Windows\SrpV2"
PYTHON = Path("Scripts") / "python.exe"


@pytest.mark.parametrize(
    ("collection", "names"),
    [("Exe", str(PYTHON)), ("Dll", "xlwings' DLL"), ("Script", "at login")],
)
def test_each_kind_of_rule_in_force_names_our_file_that_it_has_to_allow(
    collection: str, names: str
) -> None:
    key = (LOCAL_MACHINE, rf"{APPLOCKER}\{collection}")

    (note,) = app_control_notes(RegistryValues({key: {"EnforcementMode": 1}}), PYTHON)

    assert note.code == "applocker-enforces"
    assert names in note.what
    assert list(app_control_notes(RegistryValues({key: {"EnforcementMode": 0}}), PYTHON)) == []


@pytest.mark.parametrize(("state", "codes"), [(1, ["smart-app-control-on"]), (2, []), (0, [])])
def test_smart_app_control_counts_when_it_is_on_and_not_when_it_only_looks(
    state: int, codes: list[str]
) -> None:
    key = (LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\CI\Policy")
    registry = RegistryValues({key: {"VerifiedAndReputablePolicyState": state}})

    assert [note.code for note in app_control_notes(registry, None)] == codes
