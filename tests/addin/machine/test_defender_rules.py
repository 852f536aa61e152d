from __future__ import annotations

import pytest

from kpibook.addin.machine.defender_rules import (
    AUDIT,
    BLOCK,
    CHILD_PROCESSES,
    WARN,
    WIN32_CALLS,
    defender_verdict,
    rule_state,
)
from kpibook.addin.machine.registry import LOCAL_MACHINE, RegistryValues

DOMAIN = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
LOCAL = r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"


def registry(key: str, name: str, value: object) -> RegistryValues:
    return RegistryValues({(LOCAL_MACHINE, key): {name: value}})


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (DOMAIN, CHILD_PROCESSES, "1"),
        (DOMAIN, CHILD_PROCESSES.upper(), 1),
        (LOCAL, CHILD_PROCESSES, 1),
        (MANAGED, "ASRRules", f"{WIN32_CALLS}=2|{CHILD_PROCESSES.upper()}=1"),
    ],
)
def test_a_rule_is_read_wherever_it_is_set(key: str, name: str, value: object) -> None:
    assert rule_state(registry(key, name, value), CHILD_PROCESSES) == BLOCK


@pytest.mark.parametrize("value", ["", "|", "nonsense", "=1", f"{CHILD_PROCESSES}=on"])
def test_a_list_that_cannot_be_read_is_no_rule(value: str) -> None:
    assert rule_state(registry(MANAGED, "ASRRules", value), CHILD_PROCESSES) is None


def test_the_domain_goes_before_what_was_set_here() -> None:
    both = RegistryValues(
        {
            (LOCAL_MACHINE, DOMAIN): {CHILD_PROCESSES: "0"},
            (LOCAL_MACHINE, LOCAL): {CHILD_PROCESSES: 1},
        }
    )

    assert rule_state(both, CHILD_PROCESSES) == 0


@pytest.mark.parametrize(
    ("rule", "state", "helper", "found", "noted"),
    [
        (CHILD_PROCESSES, BLOCK, False, ["child-processes-blocked"], []),
        (CHILD_PROCESSES, WARN, False, ["child-processes-blocked"], []),
        (CHILD_PROCESSES, AUDIT, False, [], ["defender-audits"]),
        (CHILD_PROCESSES, 0, False, [], []),
        (CHILD_PROCESSES, BLOCK, True, [], ["child-processes-blocked"]),
        (WIN32_CALLS, BLOCK, False, ["win32-calls-blocked"], []),
        (WIN32_CALLS, WARN, True, ["win32-calls-blocked"], []),
        (WIN32_CALLS, AUDIT, True, [], ["defender-audits"]),
        (WIN32_CALLS, 5, True, [], []),
    ],
)
def test_what_each_state_of_each_rule_means(
    rule: str, state: int, helper: bool, found: list[str], noted: list[str]
) -> None:
    said = defender_verdict(registry(DOMAIN, rule, str(state)), helper=helper)

    assert [f.code for f in said.findings] == found
    assert [n.code for n in said.notes] == noted


def test_the_way_round_the_first_rule_is_the_helper_and_a_warning_is_told_from_a_block() -> None:
    blocked = defender_verdict(registry(DOMAIN, CHILD_PROCESSES, 1), helper=False).findings[0]
    warned = defender_verdict(registry(DOMAIN, CHILD_PROCESSES, 6), helper=False).findings[0]

    assert "--helper" in blocked.fix
    assert blocked.what != warned.what
    assert "until the person lets it through" in warned.what
