"""Findings on what a council's own workbook does not say of its measures, each told once."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.doubts.words import with_choice
from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted, listed
from kpibook.on_use.replacing import replace

_NAMED = 8  # references in a sentence
#: What is not said, how to say it in the layout, and what follows.
_SAID_IN_LAYOUT = {
    "unit-missing": (
        "the unit is not said of",
        "Say it in the layout: unit under [measure.REF], or the column that says it.",
        "Figures without a unit are shown as plain numbers.",
    ),
    "polarity-missing": (
        "it is not said which way is good for",
        "Say it in the layout: polarity under [measure.REF], or the column that says it.",
        "Nothing is rated without it.",
    ),
}


#: How to put right what is put right on kpibook's own sheets elsewhere.
FIXES = {
    "actions-not-kept": "Write it in the column that the layout names as action; one that has none "
    'yet says so with action = "...".',
    "target-not-profiled": "Write in the layout, under `[measure.REF]`, the targets of the "
    "quarters as `target_q1` to `target_q4`, what should be reached by then; or for a running "
    'total `profile = "straight line"`. A column or side table with them does as well, see '
    "docs/own-workbook.md.",
    "measure-without-row": "Add its row to the sheet, or take it out of the register.",
}


_CHOICE = "\0"
_IN_THE_LAYOUT = "write it under [[settled]] in the layout: ref, code, period, figure and by"


def in_place(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the council's own sheets as the place where they are put right."""
    return tuple(replace(each, fix=_fix_of(each)) for each in findings)


def _fix_of(finding: Finding) -> str:
    fix = FIXES.get(finding.code, finding.fix)
    return with_choice(fix, _CHOICE).replace(f"choose {_CHOICE}", _IN_THE_LAYOUT)


def told_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with one for all measures of which the same is not said.

    It names the layout as the place to say it, and the first measure's cell.
    """
    of_code = {
        code: [finding for finding in findings if finding.code == code] for code in _SAID_IN_LAYOUT
    }
    told = {id(group[0]): _of_all(group) for group in of_code.values() if group}
    return tuple(
        told.get(id(finding), finding)
        for finding in findings
        if finding.code not in _SAID_IN_LAYOUT or id(finding) in told
    )


def _of_all(group: Sequence[Finding]) -> Finding:
    what, fix, why = _SAID_IN_LAYOUT[group[0].code]
    refs = [finding.ref for finding in group]
    return replace(
        group[0],
        what=f"{what} {counted(len(refs), 'measure')}: {listed(refs, _NAMED)}.",
        fix=fix,
        why=why,
        ref=refs[0] if len(refs) == 1 else "",
    )
