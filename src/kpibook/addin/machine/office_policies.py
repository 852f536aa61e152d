"""The policies of an organisation that stop the add-in, in plain words, with the way forward.

No policy is changed or worked around: that is for IT to decide, and the command line does the
same work without Excel.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, OFFICE, Registry, number
from kpibook.domain.finding import Finding
from kpibook.on_use.dataclass import dataclass

# Office reads a policy from the cloud service before a group policy, and either before the choice
# that a person ticked in the Trust Centre.
_CLOUD = rf"Software\Policies\Microsoft\Cloud\Office\{OFFICE}"
_GROUP = rf"Software\Policies\Microsoft\Office\{OFFICE}"
_OWN = rf"Software\Microsoft\Office\{OFFICE}"

_ASK_IT = "Show docs/it-department.md to IT, or use the command line, which needs no macros."
_SIGN = "Ask IT to sign kpibook.xlam (docs/it-department.md says how), or use the command line."


@dataclass(frozen=True, slots=True)
class Verdict:
    """The effect of policies on the add-in.

    Attributes:
        findings: Policies that stop the add-in or part of it.
        notes: Policies that stop nothing, or not on their own.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def macro_verdict(registry: Registry, *, signed: bool) -> Verdict:
    """Return findings and notes on Office's policies for macros and add-ins.

    Args:
        registry: The registry to read them from.
        signed: True if the installed copy is signed.
    """
    office = _Office(registry)
    findings = [*_forbidden(office)]
    notes: list[Finding] = []
    untrusted = tuple(_untrusted_folder(office))
    for finding in (*_must_be_signed(office), *untrusted):
        (notes if signed else findings).append(finding)
    for finding in _macro_setting(office, signed=signed):
        # An add-in in a trusted location runs whatever VBAWarnings says.
        (findings if untrusted else notes).append(finding)
    if office.policy(r"Excel\Security", "blockcontentexecutionfrominternet") == 1:
        notes.append(
            Finding(
                "internet-macros-blocked",
                "Macros in files from the internet are blocked here. The add-in is a new file "
                "without that mark, so this does not concern it.",
            )
        )
    return Verdict(tuple(findings), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Office:
    """Office's settings in the registry, a policy before a person's choice."""

    registry: Registry

    def policy(self, key: str, name: str) -> int | None:
        """Return a policy's value, from the cloud, the domain or this computer, in that order."""
        places = [
            (hive, root) for root in (_CLOUD, _GROUP) for hive in (CURRENT_USER, LOCAL_MACHINE)
        ]
        return self._first(places, key, name)

    def setting(self, key: str, name: str) -> int | None:
        """Return the value in force: the policy, or else the choice in Excel's Trust Centre."""
        policy = self.policy(key, name)
        return self._first([(CURRENT_USER, _OWN)], key, name) if policy is None else policy

    def _first(self, places: list[tuple[str, str]], key: str, name: str) -> int | None:
        values = (
            number(self.registry.value(hive, rf"{root}\{key}", name)) for hive, root in places
        )
        return next((value for value in values if value is not None), None)


def _forbidden(office: _Office) -> Iterator[Finding]:
    if office.policy("Common", "vbaoff") == 1:
        yield Finding(
            "macros-turned-off",
            "Your organisation has turned Visual Basic off in Office, so no add-in with macros "
            "can run.",
            fix=_ASK_IT,
        )
    if office.setting(r"Excel\Security", "disablealladdins") == 1:
        yield Finding("addins-turned-off", "Add-ins are turned off in Excel.", fix=_ASK_IT)


def _must_be_signed(office: _Office) -> Iterator[Finding]:
    if office.policy(r"Common\Security", "requirealwaysonmacrosig") == 1:
        yield Finding(
            "signature-required",
            "Excel loads no add-in at its start unless a trusted publisher signed it, and says "
            "nothing about those it leaves out.",
            fix=_SIGN,
        )
    if office.setting(r"Excel\Security", "requireaddinsig") == 1:
        yield Finding(
            "addin-signature-required",
            "Excel runs only add-ins that a trusted publisher signed, in any folder.",
            fix=_SIGN,
        )


def _untrusted_folder(office: _Office) -> Iterator[Finding]:
    if office.setting(r"Excel\Security\Trusted Locations", "alllocationsdisabled") == 1:
        yield Finding(
            "trusted-locations-off",
            "Trusted locations are turned off, so Excel's start-up folder is not trusted and "
            "unsigned macros in it are asked about or blocked.",
            fix=_SIGN,
        )
    elif office.policy(r"Common\Security\Trusted Locations", "allow user locations") == 0:
        yield Finding(
            "trusted-locations-by-policy-only",
            "Only the folders that a policy names are trusted, and Excel's start-up folder may "
            "not be one of them.",
            fix=f"Ask IT to name the start-up folder in that policy. {_SIGN}",
        )


def _macro_setting(office: _Office, *, signed: bool) -> Iterator[Finding]:
    setting = office.setting(r"Excel\Security", "vbawarnings")
    if setting == 4:
        yield Finding(
            "macros-disabled",
            "Macros are disabled without notice (VBAWarnings is 4); only those in a trusted "
            "location run.",
            fix=_ASK_IT,
        )
    elif setting == 3 and not signed:
        yield Finding(
            "unsigned-macros-disabled",
            "Only signed macros, and those in a trusted location, run (VBAWarnings is 3).",
            fix=_SIGN,
        )
