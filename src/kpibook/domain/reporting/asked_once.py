"""Questions about the register that many measures share: one finding for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed
from kpibook.on_use.replacing import replace

# How the finding on several measures begins.
_OPENINGS = {
    "benchmark-vintage": "measures take their targets from a benchmark of no stated period",
    "basis-of-a-share": "measures are shares, rates or averages, and their basis is cumulative",
    "basis-of-a-total": "measures are counts or amounts, and their basis is year to date",
    "target-not-profiled": "measures have no target for the quarter",
}
#: Codes that are asked once.
ASKED_ONCE = frozenset(_OPENINGS)
_NAMED = 12


def asked_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with one in place of several that ask the same of many measures.

    It is in the place of the first of them, and names the measures by what was said of each. What
    is said follows a colon. A single finding stays as it is.
    """
    every = list(findings)
    by_code: dict[str, list[Finding]] = {}
    for finding in every:
        if finding.code in ASKED_ONCE:
            by_code.setdefault(finding.code, []).append(finding)
    return [
        finding if len(same) == 1 else _of_all(same)
        for finding in every
        if (same := by_code.get(finding.code, [finding]))[0] is finding
    ]


def _of_all(findings: list[Finding]) -> Finding:
    refs_by_words: dict[str, list[str]] = {}
    for finding in findings:
        words = finding.what.split(": ", 1)[-1]
        refs_by_words.setdefault(words, []).append(finding.ref)
    said = " ".join(f"{listed(refs, _NAMED)}: {words}" for words, refs in refs_by_words.items())
    first = findings[0]
    return replace(
        first,
        what=f"{len(findings)} {_OPENINGS[first.code]}. {said}",
        fix=" ".join(_fixes(finding.fix for finding in findings)),
        ref="",
    )


def _fixes(fixes: Iterable[str]) -> list[str]:
    """Return each fix once, without those with which another fix begins."""
    every = list(dict.fromkeys(fixes))
    beginnings = {fix: f"{fix.removesuffix('.')};" for fix in every}
    return [fix for fix in every if not any(other.startswith(beginnings[fix]) for other in every)]
