"""Expected returns as plain values, for ``--json``."""

from __future__ import annotations

from typing import Any

from kpibook.domain.returns.returned import Returns, ReturnStatus


def returns_as_json(returns: Returns) -> dict[str, Any]:
    """Return the returns as plain values; contacts are left out, as they are personal."""
    return {
        "list": returns.file,
        "complete": not returns.outstanding,
        "expected": len(returns.items),
        "outstanding": len(returns.outstanding),
        "returns": [_item(item) for item in (*returns.items, *returns.others)],
    }


def _item(item: ReturnStatus) -> dict[str, Any]:
    expected = item.expected
    return {
        "directorate": expected.directorate or None,
        "workbook": expected.workbook or None,
        "state": item.state.name.casefold().replace("_", "-"),
        "due": None if expected.due is None else expected.due.isoformat(),
        "on": None if item.on is None else item.on.isoformat(),
        "workbooks": list(item.workbooks),
        "agreed": [None if brief is None else brief.as_dict() for brief in item.agreed],
        "findings": {severity.value: count for severity, count in item.counts.items()} or None,
        "reason": item.reason or None,
    }
