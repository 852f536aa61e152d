"""Two of Microsoft Defender's attack surface reduction rules, which can stop the add-in."""

from __future__ import annotations

from kpibook.addin.machine.office_policies import Verdict
from kpibook.addin.machine.registry import LOCAL_MACHINE, Registry, number
from kpibook.domain.finding import Finding

CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Block all Office applications from creating child processes."""

WIN32_CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
"""Block Win32 API calls from Office macros."""

BLOCK, AUDIT, WARN = 1, 2, 6

_GUARD = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_POLICY = rf"SOFTWARE\Policies\Microsoft\{_GUARD}"
_LOCAL = rf"SOFTWARE\Microsoft\{_GUARD}"
_MANAGED = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
_HOW = {BLOCK: "blocks it", WARN: "blocks it until the person lets it through"}


def rule_state(registry: Registry, rule: str) -> int | None:
    """Look up a rule in the domain's policy, device management and this computer, in that order.

    Returns:
        1 block, 2 audit (recorded only), 6 warn, 0 off; None if it is not set or cannot be read.
        Exceptions that IT made for a file or a program are not considered.
    """
    # Device management keeps all rules in a single text: "GUID=1|GUID=2".
    listed = str(registry.value(LOCAL_MACHINE, _MANAGED, "ASRRules") or "").casefold()
    managed = dict(pair.strip().split("=", 1) for pair in listed.split("|") if "=" in pair)
    settings = (
        registry.value(LOCAL_MACHINE, _POLICY, rule),
        managed.get(rule),
        registry.value(LOCAL_MACHINE, _LOCAL, rule),
    )
    return next((state for state in map(number, settings) if state is not None), None)


def defender_verdict(registry: Registry, *, helper: bool) -> Verdict:
    """Return findings and notes on the two rules.

    Args:
        registry: The registry to read them from.
        helper: True if the add-in is set to use a helper, and starts no process.
    """
    findings: list[Finding] = []
    notes: list[Finding] = []
    child = rule_state(registry, CHILD_PROCESSES)
    if child in _HOW:
        # The person starts the helper, so it is no child process of Excel.
        (notes if helper else findings).append(_child(_HOW[child], helper=helper))
    calls = rule_state(registry, WIN32_CALLS)
    if calls in _HOW:
        # A finding in both modes: the helper is reached through the DLL, which a macro calls.
        findings.append(_calls(_HOW[calls]))
    for rule, state in ((CHILD_PROCESSES, child), (WIN32_CALLS, calls)):
        if state == AUDIT:
            notes.append(
                Finding(
                    "defender-audits",
                    f"Defender's rule {rule} only records what the add-in does, and stops "
                    "nothing. IT will see the records.",
                )
            )
    return Verdict(tuple(findings), tuple(notes))


def _child(how: str, *, helper: bool) -> Finding:
    if helper:
        return Finding(
            "child-processes-blocked",
            "Excel may start no other program here (Defender's rule 'child processes'). The "
            "helper is not started by Excel, so this does not concern it.",
        )
    return Finding(
        "child-processes-blocked",
        f"The add-in starts Python from Excel, and Defender's rule 'child processes' {how}.",
        fix="Run 'kpibook addin install --helper', which has you start Python instead of Excel, "
        "or use the command line.",
    )


def _calls(how: str) -> Finding:
    return Finding(
        "win32-calls-blocked",
        "Worksheet functions and the helper call a DLL from a macro, and Defender's rule 'Win32 "
        f"API calls' {how}; it may stop the whole add-in, whose text declares such calls.",
        fix="Ask IT for an exception for the installed kpibook.xlam (docs/it-department.md), or "
        "use the command line.",
    )
