from __future__ import annotations

import pytest

from kpibook.addin.machine.office_policies import Verdict, macro_verdict
from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, RegistryValues

GROUP = r"Software\Policies\Microsoft\Office\16.0"
CLOUD = r"Software\Policies\Microsoft\Cloud\Office\16.0"
OWN = r"Software\Microsoft\Office\16.0"
SECURITY = r"Excel\Security"


def verdict(*values: tuple[str, str, str, object], signed: bool = False) -> Verdict:
    """What is said of `(hive, key, name, value)` entries."""
    held: dict[tuple[str, str], dict[str, object]] = {}
    for hive, key, name, value in values:
        held.setdefault((hive, key), {})[name] = value
    return macro_verdict(RegistryValues(held), signed=signed)


def policy(key: str, name: str, value: object) -> tuple[str, str, str, object]:
    return CURRENT_USER, rf"{GROUP}\{key}", name, value


def codes(said: Verdict) -> tuple[list[str], list[str]]:
    return [f.code for f in said.findings], [n.code for n in said.notes]


TRUSTED_OFF = policy(r"Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)


def test_without_policies_nothing_is_said() -> None:
    assert codes(verdict()) == ([], [])


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [
        ("Common", "VBAOff", "macros-turned-off"),
        (SECURITY, "DisableAllAddins", "addins-turned-off"),
        (r"Common\Security", "RequireAlwaysOnMacroSig", "signature-required"),
        (SECURITY, "RequireAddinSig", "addin-signature-required"),
        (r"Excel\Security\Trusted Locations", "AllLocationsDisabled", "trusted-locations-off"),
    ],
)
def test_what_stops_the_addin_is_found_wherever_the_policy_comes_from(
    key: str, name: str, code: str
) -> None:
    for hive in (CURRENT_USER, LOCAL_MACHINE):
        for root in (GROUP, CLOUD):
            assert codes(verdict((hive, rf"{root}\{key}", name, 1))) == ([code], [])
            assert codes(verdict((hive, rf"{root}\{key}", name, 0))) == ([], [])


def test_a_persons_own_setting_counts_where_no_policy_speaks() -> None:
    own = (CURRENT_USER, rf"{OWN}\{SECURITY}", "RequireAddinSig", 1)

    assert codes(verdict(own)) == (["addin-signature-required"], [])
    assert codes(verdict(own, policy(SECURITY, "RequireAddinSig", 0))) == ([], [])


def test_the_clouds_policy_goes_before_the_domains() -> None:
    cloud = (CURRENT_USER, rf"{CLOUD}\{SECURITY}", "RequireAddinSig", 0)

    assert codes(verdict(cloud, policy(SECURITY, "RequireAddinSig", 1))) == ([], [])


def test_a_signed_copy_satisfies_what_asks_for_a_signature_and_it_is_still_said() -> None:
    found, noted = codes(
        verdict(
            policy(r"Common\Security", "RequireAlwaysOnMacroSig", 1),
            policy(SECURITY, "RequireAddinSig", 1),
            TRUSTED_OFF,
            policy(SECURITY, "VBAWarnings", 3),
            signed=True,
        )
    )

    assert found == []
    assert noted == ["signature-required", "addin-signature-required", "trusted-locations-off"]


@pytest.mark.parametrize(
    ("setting", "code"), [(4, "macros-disabled"), (3, "unsigned-macros-disabled")]
)
def test_a_macro_setting_stops_it_only_where_the_folder_is_not_trusted(
    setting: int, code: str
) -> None:
    macros = policy(SECURITY, "VBAWarnings", setting)

    assert codes(verdict(macros)) == ([], [code])
    assert codes(verdict(macros, TRUSTED_OFF)) == (["trusted-locations-off", code], [])


@pytest.mark.parametrize("setting", [1, 2, "2", None])
def test_the_ordinary_macro_settings_are_not_mentioned(setting: object) -> None:
    assert codes(verdict(policy(SECURITY, "VBAWarnings", setting))) == ([], [])


def test_disabled_macros_stop_a_signed_copy_too_where_nothing_is_trusted() -> None:
    said = verdict(policy(SECURITY, "VBAWarnings", 4), TRUSTED_OFF, signed=True)

    assert "macros-disabled" in codes(said)[0]


def test_folders_trusted_by_policy_only_are_for_it_to_name() -> None:
    said = verdict(policy(r"Common\Security\Trusted Locations", "Allow User Locations", 0))

    assert codes(said) == (["trusted-locations-by-policy-only"], [])
    assert "start-up folder" in said.findings[0].fix


def test_a_block_on_internet_macros_is_said_not_to_concern_it() -> None:
    said = verdict(policy(SECURITY, "BlockContentExecutionFromInternet", 1))

    assert codes(said) == ([], ["internet-macros-blocked"])


def test_each_finding_says_what_to_do() -> None:
    said = verdict(
        policy("Common", "VBAOff", 1),
        policy(SECURITY, "DisableAllAddins", 1),
        policy(SECURITY, "RequireAddinSig", 1),
        TRUSTED_OFF,
        policy(SECURITY, "VBAWarnings", 4),
    )

    assert len(said.findings) == 5
    assert all("IT" in f.fix and "command line" in f.fix for f in said.findings)
