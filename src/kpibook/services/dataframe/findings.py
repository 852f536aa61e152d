"""What was found in the rows of a DataFrame, each thing once, with the number of rows."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.finding import Finding

# pandas copies what hangs on a frame with every step taken from it.
_MOST = 1000


class Gathered:
    """Findings that say the same of the same column, kept as the first of them."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], tuple[int, Finding, int]] = {}
        self._left_out = 0

    def add(self, row: int, findings: Iterable[Finding], rows: int = 1) -> None:
        """Count what was found in one row, or of so many rows of which this is the first."""
        for finding in findings:
            column = finding.where.cell.partition("[")[0]
            key = finding.code, finding.what, column
            if key not in self._seen and len(self._seen) >= _MOST:
                self._left_out += rows
                continue
            first, said, count = self._seen.get(key, (row, finding, 0))
            if row < first:
                first, said = row, finding
            self._seen[key] = first, said, count + rows

    def as_dicts(self) -> list[dict[str, str | int | None]]:
        """As ``--json`` has them, with ``rows``, in the order of their first rows.

        Plain data, so that a frame that carries them can be stored.
        """
        ordered = sorted(self._seen.values(), key=lambda seen: seen[0])
        said = [{**finding.as_dict(), "rows": rows} for _, finding, rows in ordered]
        if self._left_out:
            what = f"more than {_MOST} different things were found; the rest is not listed."
            said.append({**Finding("findings-cut", what).as_dict(), "rows": self._left_out})
        return said
