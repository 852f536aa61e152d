"""Rating of a DataFrame: every row as ``kpibook rate`` would, a million of them in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpibook.domain.finding import Finding
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.baselines import kinds_of
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.services.dataframe.columns import Columns, read_columns
from kpibook.services.dataframe.direction import DIRECTIONS, against, directions
from kpibook.services.dataframe.exact import Floats, difference
from kpibook.services.dataframe.findings import Gathered
from kpibook.services.dataframe.rows import fits, rows_of
from kpibook.services.dataframe.singly import NAME, USED, FrameRows, rate_singly, report_unrated
from kpibook.services.dataframe.status import STATUSES, rated_column, statuses
from kpibook.services.dataframe.suspects import suspects
from kpibook.sources.header import Header
from kpibook.sources.header_rows import SAMPLE_ROWS
from kpibook.sources.headings import check_header, header_of
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import layout

#: Columns that are added, in this order; a column of that name in the input is replaced.
RESULTS = ("status", "status_label", "direction", "direction_year", "variance")
# Few enough that a column of them stays in the processor's cache.
_AT_ONCE = 2**15


def rate_frame(df: pd.DataFrame, scheme: Scheme | str | Path = "standard") -> pd.DataFrame:
    """Return a copy of `df` with each row's status and directions of travel.

    Columns in, under these names or the headings of the workbook, all but ``actual`` optional:
    ref, measure, unit, polarity, basis, actual, target, previous, previous_year, tolerance,
    floor, decimals, range_low, range_high, forecast, previous_target, series, outturn_last_year,
    best (so far), compared_with (the row's own baselines), numerator, denominator, strict (true
    where the target itself is not good enough), comparator_value (the figure of a target such as
    "above the neighbour average") and period. All other columns are passed on unchanged. A share
    without an actual is worked out from its numerator and denominator.

    Figures are in the measure's unit, 72.1 for 72.1%. Numbers of any dtype, Decimals and texts
    ("72.1%", "1,234", "n/a", "[c]") may be mixed; None, NaN, NaT, pd.NA and "" are blank. Every
    number is read at 15 significant digits, so 0.1 + 0.2 is 0.3.

    Columns out: status, status_label, direction, direction_year (stable keys, and the scheme's
    word for the status) and variance (the rated figure less the target; NaN without both).

    A figure in doubt (0.85 among 90 and 88, a count of -18) is not rated, and reported as are the
    values below. "[ok]" in a column marker says that the figures of its row are right.

    A value that cannot be read (text that is no figure, an infinity, a negative tolerance) is
    read as blank, and reported in ``attrs["findings"]`` of the result: a list of dictionaries
    as ``kpibook rate --json`` gives them, each with ``rows``, the number of rows with it,
    and ``cell``, the first such cell.

    Args:
        df: The frame, which is not changed. Its index is kept, and plays no part.
        scheme: A scheme, the key of a built-in scheme, or the path of a TOML file.

    Raises:
        SourceError: There is no column ``actual``, or two columns with one meaning.
        SchemeError: No such scheme, or it is not valid.
    """
    rules = scheme if isinstance(scheme, Scheme) else load_scheme(scheme)
    findings = Gathered()
    used = _used(df, findings)
    columns = read_columns(used, len(df))
    source = FrameRows(used, df.index)
    if "marker" in used:  # a marker may hide the figure: the reference reads it
        markers = used["marker"]
        columns.slow[:] |= (markers.notna() & (markers.astype(str).str.strip() != "")).to_numpy()
    results = Results.blank(len(df))
    for start in range(0, len(df), _AT_ONCE):
        rate_part(columns, slice(start, start + _AT_ONCE), rules, results)
    blank = np.flatnonzero((columns.polarity < 0) & ~columns.slow)
    for row in source.read(blank[:1]):
        missing = [f for f in row.findings if f.code == "polarity-missing"]
        findings.add(row.number, missing, len(blank))
    is_singly_rated = rate_singly(source, columns, rules, results.put, findings)
    unrated = np.isin(results.status, [i for i, s in enumerate(STATUSES) if not s.is_rated])
    report_unrated(source, columns, unrated & ~is_singly_rated, rules, findings)
    rated_frame = df.assign(**results.as_columns(rules))
    rated_frame.attrs["findings"] = findings.as_dicts()
    return rated_frame


@dataclass(frozen=True, slots=True)
class Results:
    """Results of each row: indices into the lists of statuses and directions."""

    status: NDArray[np.int8]
    direction: NDArray[np.int8]
    direction_year: NDArray[np.int8]
    variance: Floats

    @classmethod
    def blank(cls, rows: int) -> Results:
        """Make room for `rows` rows."""
        status, way, way_year = np.zeros((3, rows), dtype=np.int8)
        return cls(status, way, way_year, np.full(rows, np.nan))

    def put(self, row: int, rating: Rating) -> None:
        """Store the rating of a row."""
        self.status[row] = STATUSES.index(rating.status)
        self.direction[row] = DIRECTIONS.index(rating.direction)
        self.direction_year[row] = DIRECTIONS.index(rating.direction_year)
        self.variance[row] = np.nan if rating.variance is None else float(rating.variance)

    def as_columns(self, scheme: Scheme) -> dict[str, Any]:
        """Return the columns that are added."""
        appearances = [scheme.statuses.get(status) for status in STATUSES]
        labels = ["" if appearance is None else appearance.label for appearance in appearances]
        ways = [direction.value for direction in DIRECTIONS]
        return {
            "status": _words([status.value for status in STATUSES], self.status),
            "status_label": _words(labels, self.status),
            "direction": _words(ways, self.direction),
            "direction_year": _words(ways, self.direction_year),
            "variance": self.variance,
        }


def _used(df: pd.DataFrame, findings: Gathered) -> dict[str, pd.Series]:
    """Return the columns that are rated, by their keys; a used heading twice is refused."""
    header = header_of(list(df.columns), lambda column: _texts(df.iloc[:, column - 1]))
    keys = {heading.casefold(): key for key, heading in USED.items()}
    used = {c: name for c, name in header.names.items() if name.casefold() in keys}
    others = {name: c for c, name in header.names.items() if c not in used}
    notes: list[Finding] = []
    checked = Header(used | {c: name for name, c in others.items()}, header.headings)
    check_header(checked, (layout.ACTUAL,), NAME, notes)
    findings.add(0, notes)
    return {keys[name.casefold()]: df.iloc[:, column - 1] for column, name in used.items()}


def _texts(column: pd.Series) -> list[str]:
    """Return the first cells of a column as text, by which some headings are decided."""
    return [str(value) for value in column.head(SAMPLE_ROWS).dropna()]


def rate_part(columns: Columns, stretch: slice, scheme: Scheme, results: Results) -> None:
    """Rate a stretch of rows, and flag the rows that have to be rated singly."""
    if not fits(scheme):
        columns.slow[stretch] = True
        return
    kinds = kinds_of((), scheme.direction_rule)
    if ComparedWith.OUTTURN in kinds:  # only a figure of the whole year is compared with it
        columns.slow[stretch] |= columns.restarts[stretch]
    with np.errstate(all="ignore"):
        rows = rows_of(columns, stretch, scheme)
        first, second = (against(rows, scheme, kind) for kind in kinds)
        deciding = directions(rows, scheme, scheme.rule.compared_with)
        results.status[stretch] = statuses(rows, scheme, deciding)
        results.direction[stretch], results.direction_year[stretch] = first, second
        rated, target = rows.read[rated_column(scheme)], rows.read["target"]
        results.variance[stretch], unsure = difference(rated, target)
    columns.slow[stretch] |= rows.doubt | unsure | suspects(columns, stretch)


def _words(words: Sequence[str], codes: NDArray[np.int8]) -> NDArray[np.object_]:
    return np.array(words, dtype=object)[codes]
