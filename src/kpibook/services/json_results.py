"""Results of tasks as data: for ``--json``, for a journal and from another process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpibook.errors import Location, in_words
from kpibook.services.fill import Filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from kpibook.domain.rating.baseline_figure import BaselineFigure
    from kpibook.domain.rating.rated_measure import RatedMeasure
    from kpibook.domain.reporting.part import Part
    from kpibook.domain.rules.scheme import Scheme
    from kpibook.services.layouts.fill_mapped import MappedFilled
    from kpibook.services.layouts.rolling.roll_mapped import MappedRolled
    from kpibook.services.paths.output import Saved
    from kpibook.services.publish import Published
    from kpibook.services.rating.check import Checked
    from kpibook.services.roll_forward.roll_forward import RolledForward
    from kpibook.services.settle import Settled
    from kpibook.services.sheets.actions_sheet import ActionsAdded
    from kpibook.services.sign_off.sign_off import SignedOff
    from kpibook.workbook.writer import Change


def check_data(book: Path, checked: Checked) -> dict[str, Any]:
    """Return the result of a check."""
    return {
        "file": str(book),
        "period": str(checked.scorecard.workbook.settings.period),
        "measures": len(checked.scorecard.rated),
        "for": _part(checked.scorecard.part),
        "findings": [finding.as_dict() for finding in checked.findings],
    }


def fill_data(book: Path, filled: Filled | MappedFilled) -> dict[str, Any]:
    """Return the result of a fill."""
    if not isinstance(filled, Filled):
        return _mapped_fill_data(book, filled)
    card = filled.scorecard
    return {
        "file": str(book),
        **saved_json(filled.saved),
        "period": str(card.workbook.settings.period),
        "measures": len(card.rated),
        "scheme": card.scheme.key,
        "changes": changes_json(filled.changes),
        "ratings": ratings_json(card.rated, card.scheme),
        "summary": card.quarterly_return.sentences(),
        "without_actual": list(filled.without_actual),
        "findings": [finding.as_dict() for finding in filled.findings],
        "notes": list(filled.saved.notes),
        "run_notes": list(filled.saved.run_notes),
    }


def _mapped_fill_data(book: Path, filled: MappedFilled) -> dict[str, Any]:
    return {
        "file": str(book),
        **saved_json(filled.saved),
        "period": str(filled.period),
        "measures": len(filled.checked.measures),
        "scheme": filled.scheme.key,
        "changes": changes_json(filled.changes),
        "ratings": [measure.as_dict() for measure in filled.checked.measures],
        "without_actual": list(filled.without_actual),
        "findings": [finding.as_dict() for finding in filled.findings],
        "notes": list(filled.saved.notes),
        "run_notes": list(filled.saved.run_notes),
    }


def return_data(book: Path, published: Published) -> dict[str, Any]:
    """Return the contents of a return that was written."""
    card, content = published.scorecard, published.scorecard.quarterly_return
    return {
        "file": str(book),
        "output": str(published.output),
        "kept": None if published.kept is None else str(published.kept),
        "pruned": published.pruned,
        "period": str(content.period),
        "measures": len(card.rated),
        "for": _part(card.part),
        "title": content.title,
        "summary": content.sentences(),
        "ratings": ratings_json(content.rated, card.scheme),
        "findings": [finding.as_dict() for finding in published.findings],
    }


def actions_data(book: Path, added: ActionsAdded) -> dict[str, Any]:
    """Return the result of asking for the sheet of actions."""
    return {"file": str(book), **saved_json(added.saved), "added": added.is_new}


def sign_off_data(book: Path, signed: SignedOff) -> dict[str, Any]:
    """Return the result of a sign-off, or of withdrawing it."""
    agreement, sign_off = signed.agreement, signed.agreement.sign_off
    return {
        "file": str(book),
        **saved_json(signed.saved),
        "period": str(signed.period),
        "measures": signed.measures,
        "state": agreement.state.value,
        "by": sign_off.by if sign_off else None,
        "on": sign_off.on.isoformat() if sign_off else None,
        "version": (sign_off.version or None) if sign_off else None,
        "sha256": sign_off.sha256 if sign_off else None,
        "findings": [finding.as_dict() for finding in signed.findings],
        "notes": list(signed.saved.notes),
        "run_notes": list(signed.saved.run_notes),
    }


def settled_data(book: Path, settled: Settled) -> dict[str, Any]:
    """Return the result of settling a doubt: what was settled, and the workbook as filled."""
    return {
        **fill_data(book, settled.filled),
        "settled": [
            {
                "ref": settlement.ref,
                "period": str(settlement.quarter) if settlement.quarter else None,
                "code": settlement.code.split(" ")[0],
                "figure": _plain(settlement.figure),
                "by": settlement.by,
            }
            for settlement in settled.settlements
        ],
    }


def roll_data(book: Path, rolled: RolledForward | MappedRolled) -> dict[str, Any]:
    """Return the result of rolling forward."""
    # Imported already by the task whose result this is.
    from kpibook.services.roll_forward.roll_forward import RolledForward

    if not isinstance(rolled, RolledForward):
        return _mapped_roll_data(book, rolled)
    plan = rolled.plan
    return {
        "file": str(book),
        **saved_json(rolled.saved),
        "closed": str(plan.closed),
        "period": str(plan.opened),
        "measures": len(rolled.scorecard.rated),
        "into_history": list(plan.moved),
        "in_history_already": list(plan.already),
        "changes": changes_json(rolled.changes),
        "summary": plan.sentences(),
        "findings": [finding.as_dict() for finding in rolled.findings],
        "notes": list(rolled.saved.notes),
        "run_notes": list(rolled.saved.run_notes),
    }


def _mapped_roll_data(book: Path, rolled: MappedRolled) -> dict[str, Any]:
    return {
        "file": str(book),
        **saved_json(rolled.saved),
        "closed": str(rolled.closed),
        "period": str(rolled.opened),
        "measures": rolled.measures,
        "ready": rolled.ready,
        "moved": list(rolled.moved),
        "filled_already": list(rolled.filled),
        "changes": changes_json(rolled.changes),
        "summary": list(rolled.sentences()),
        "findings": [finding.as_dict() for finding in rolled.findings],
        "notes": list(rolled.saved.notes),
        "run_notes": list(rolled.saved.run_notes),
    }


def problem_in_words(problem: Mapping[str, Any]) -> str:
    """Write a finding or an error that was data as the sentence people read."""
    where = problem.get("where") or Location(
        problem.get("file") or "",
        problem.get("sheet") or "",
        problem.get("cell") or "",
        problem.get("line"),
    )
    what, why, fix = (problem.get(name) or "" for name in ("what", "why", "fix"))
    return in_words(where, what, why, fix, problem["code"])


def changes_json(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return changes for ``--json``."""
    return [
        {
            "sheet": change.write.sheet,
            "cell": change.write.address,
            "ref": change.ref,
            "column": change.heading,
            "old": change.old,
            "new": change.write.value,
        }
        for change in changes
    ]


def saved_json(saved: Saved) -> dict[str, Any]:
    """Return the result of saving a workbook for ``--json``."""
    return {
        "output": None if saved.output is None else str(saved.output),
        "kept": None if saved.kept is None else str(saved.kept),
        "rewritten": saved.rewritten,
        "pruned": saved.pruned,
    }


def ratings_json(rated: Sequence[RatedMeasure], scheme: Scheme) -> list[dict[str, Any]]:
    """Return ratings for ``--json``: stable keys, figures as text, None for a missing figure."""
    return [
        {
            "ref": r.measure.ref,
            "measure": r.measure.title,
            "marker": r.reading.marker or None,
            "actual": _plain(r.reading.usable),
            "target": _plain(r.target),
            "previous": _plain(r.previous),
            "previous_year": _plain(r.previous_year),
            "variance": _plain(r.rating.variance),
            "status": r.rating.status.value,
            "status_label": r.status_in_words(scheme),
            "direction": r.rating.direction.value,
            "direction_year": r.rating.direction_year.value,
            "compared_with": [_baseline(figure) for figure in r.compared],
            "why": r.rating.why,
            **({"next_due": str(r.waiting.next_due)} if r.waiting else {}),
        }
        for r in rated
    ]


def _baseline(figure: BaselineFigure) -> dict[str, str | None]:
    """Return what a direction is against: the baseline, its figure and its quarter."""
    return {
        "baseline": figure.kind.value,
        "figure": _plain(figure.value),
        "period": None if figure.quarter is None else str(figure.quarter),
    }


def _plain(value: Decimal | None) -> str | None:
    """Write a figure as its digits: 72.1, without the zeros arithmetic may leave behind it."""
    return None if value is None else format(value.normalize(), "f")


def _part(part: Part | None) -> dict[str, Any] | None:
    if part is None:
        return None
    return {"kind": part.kind.value, "name": part.name, "of": part.of}
