"""Findings on the rows of a DataFrame, each once, with the number of rows."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.finding import Finding

# pandas copies the attrs of a frame with every operation on it.
_MOST = 1000


class Gathered:
    """Findings with the same text on the same column, as the first of them."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], tuple[int, Finding, int]] = {}
        self._left_out = 0

    def add(self, row: int, findings: Iterable[Finding], rows: int = 1) -> None:
        """Count findings of a row, or of `rows` rows that begin with it."""
        for finding in findings:
            column = finding.where.cell.partition("[")[0]
            key = finding.code, finding.what, column
            if key not in self._seen and len(self._seen) >= _MOST:
                self._left_out += rows
                continue
            first_row, shown, count = self._seen.get(key, (row, finding, 0))
            if row < first_row:
                first_row, shown = row, finding
            self._seen[key] = first_row, shown, count + rows

    def as_dicts(self) -> list[dict[str, str | int | None]]:
        """Return the findings for ``--json``, with ``rows``, in the order of their first rows.

        Plain data, so that a frame that carries them can be stored.
        """
        ordered = sorted(self._seen.values(), key=lambda seen: seen[0])
        dicts = [{**finding.as_dict(), "rows": rows} for _, finding, rows in ordered]
        if self._left_out:
            text = f"more than {_MOST} different things were found; the rest is not listed."
            dicts.append({**Finding("findings-cut", text).as_dict(), "rows": self._left_out})
        return dicts
