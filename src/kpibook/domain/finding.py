"""A finding: something a person should put right in their workbook or their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from kpibook.codes.code import Severity
from kpibook.domain.wording import listed, shortened
from kpibook.errors import KpibookError, Location, in_words
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Finding:
    """Fault in a workbook to put right; collected and reported together, never raised.

    Attributes:
        code: Stable code, so that a filter or a help page can rely on it.
        what: The fault, with the value if it is short and not personal.
        where: File, sheet and cell (or line).
        fix: The way to put it right.
        why: The reason it matters, if that is not plain.
        ref: The measure it is about; "" if it is about the file.

    >>> print(Finding("tolerance-negative", "HSG03 has a tolerance of -2.",
    ...               Location("a.xlsx", "Measures", "G14"), "Enter 0 or more."))
    a.xlsx 'Measures'!G14: HSG03 has a tolerance of -2. Enter 0 or more. [tolerance-negative]
    """

    code: str
    what: str
    where: Location = field(default_factory=Location)
    fix: str = ""
    why: str = ""
    ref: str = ""

    def __str__(self) -> str:
        return in_words(self.where, self.what, self.why, self.fix, self.code)

    @property
    def severity(self) -> Severity:
        """The severity, by the table of codes."""
        from kpibook.codes.table import severity_of  # most runs find little, and load no table

        return severity_of(self.code)

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the finding for ``--json``, its parts as separate fields."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "ref": shortened(self.ref) if self.ref else None,
            "file": self.where.file or None,
            "sheet": self.where.sheet or None,
            "cell": self.where.cell or None,
            "line": self.where.line,
            "what": self.what,
            "why": self.why or None,
            "fix": self.fix or None,
        }


def in_file(finding: Finding, before: str, after: str) -> Finding:
    """Return the finding with its place in the file `after`, if it is in the file `before`."""
    if finding.where.file != before:
        return finding
    return replace(finding, where=replace(finding.where, file=after))


def finding_from(error: KpibookError, where: Location | None = None, ref: str = "") -> Finding:
    """Turn an error into a finding, at `where` if given, else at the error's own location."""
    location = where if where is not None else error.where
    return Finding(error.code, error.what, location, error.fix, error.why, ref)


#: Codes of findings on words: each word is asked about once, for all the measures that use it.
_ABOUT_WORDS = frozenset(
    (
        "word-ambiguous",
        "unit-unknown",
        "polarity-unknown",
        "basis-unknown",
        "frequency-unknown",
    )
)


def one_a_word(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with a single finding for each unknown or ambiguous word, at its first place.

    It names the measures that use the word.

    >>> both = [Finding("unit-unknown", "Unit is 'x'.", ref=ref) for ref in ("PI1", "PI2")]
    >>> one_a_word(both)[0].what
    "Unit is 'x': PI1 and PI2."
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        about_word = finding.code in _ABOUT_WORDS
        key = (finding.code, finding.what.casefold(), finding.where.file) if about_word else number
        groups.setdefault(key, []).append(finding)
    return [_for_all(group) for group in groups.values()]


def _for_all(group: Sequence[Finding]) -> Finding:
    first = group[0]
    refs = list(dict.fromkeys(shortened(finding.ref) for finding in group if finding.ref))
    if first.code not in _ABOUT_WORDS or not refs:
        return first
    return replace(first, what=f"{first.what.rstrip('.')}: {listed(refs, 8)}.")


def by_severity(findings: Iterable[Finding]) -> dict[Severity, list[Finding]]:
    """Group findings by how serious they are, the most serious first.

    Within a group they stay in the order given. A severity without findings has no group.
    """
    groups: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
    for finding in findings:
        groups[finding.severity].append(finding)
    return {severity: group for severity, group in groups.items() if group}


def most_serious_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings to settle, then those to look at, then those worth knowing."""
    return [finding for group in by_severity(findings).values() for finding in group]


def to_put_right(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that a person has to settle or look at, without mere notes."""
    return [finding for finding in findings if finding.severity.needs_a_person]
