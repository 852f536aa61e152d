from __future__ import annotations

import pytest

from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, RegistryValues
from kpibook.addin.machine.script_host import script_host_verdict

KEY = r"Software\Microsoft\Windows Script Host\Settings"
KEY_32 = r"Software\WOW6432Node\Microsoft\Windows Script Host\Settings"


@pytest.mark.parametrize("hive", [CURRENT_USER, LOCAL_MACHINE])
@pytest.mark.parametrize("value", [0, "0"])
def test_a_script_host_that_is_off_is_told_with_the_value_and_two_ways_out(
    hive: str, value: object
) -> None:
    registry = RegistryValues({(hive, KEY): {"Enabled": value}})

    (found,) = script_host_verdict(registry, helper=False, bits=64).findings

    assert found.code == "script-host-off"
    assert rf"{hive}\{KEY}, Enabled is 0" in found.what
    assert "--helper" in found.fix
    assert "Enabled to 1" in found.fix


@pytest.mark.parametrize("value", [1, "1", None, "yes"])
def test_a_script_host_that_is_on_or_not_mentioned_is_no_finding(value: object) -> None:
    registry = RegistryValues({(LOCAL_MACHINE, KEY): {"Enabled": value}})

    assert script_host_verdict(registry, helper=False, bits=64).findings == ()


def test_a_32_bit_excel_is_judged_by_its_own_key() -> None:
    registry = RegistryValues({(LOCAL_MACHINE, KEY_32): {"Enabled": 0}})

    assert script_host_verdict(registry, helper=False, bits=64).findings == ()
    assert len(script_host_verdict(registry, helper=False, bits=32).findings) == 1


def test_with_the_helper_it_is_only_worth_knowing() -> None:
    registry = RegistryValues({(LOCAL_MACHINE, KEY): {"Enabled": 0}})

    verdict = script_host_verdict(registry, helper=True, bits=64)

    assert verdict.findings == ()
    assert [note.code for note in verdict.notes] == ["script-host-off"]
