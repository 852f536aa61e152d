from __future__ import annotations

import sys

import pytest

from kpibook.addin.machine.registry import (
    CURRENT_USER,
    LOCAL_MACHINE,
    RegistryValues,
    WindowsRegistry,
    number,
)


def test_a_value_is_found_whatever_the_case_of_key_and_name() -> None:
    values = RegistryValues({(CURRENT_USER, r"Software\Policies\A"): {"VBAWarnings": 4}})

    assert values.value(CURRENT_USER, r"SOFTWARE\policies\a", "vbawarnings") == 4
    assert values.value(LOCAL_MACHINE, r"Software\Policies\A", "VBAWarnings") is None
    assert values.value(CURRENT_USER, r"Software\Policies\A", "other") is None


@pytest.mark.parametrize(
    ("value", "means"), [(1, 1), ("1", 1), ("0x6", 6), (None, None), ("", None), (b"\x01", None)]
)
def test_a_policy_is_a_number_however_it_is_stored(value: object, means: int | None) -> None:
    assert number(value) == means


@pytest.mark.skipif(sys.platform == "win32", reason="this is what it says elsewhere")
def test_away_from_windows_the_registry_is_empty() -> None:
    assert WindowsRegistry().value(CURRENT_USER, "Software", "Anything") is None
