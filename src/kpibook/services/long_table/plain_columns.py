"""Columns of texts as arrays: digits all at once, any other text once for each different one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kpibook.services.dataframe.columns import FIGURES, Columns, read_columns
from kpibook.services.dataframe.exact import Floats

_NUMBERS = frozenset((*FIGURES, "numerator", "denominator", "decimals", "tolerance"))
# A column in which a percent sign is more than a unit: 5% of the target.
_WITHOUT_PERCENT = "tolerance"
# A sign, a point and fifteen digits: a double keeps them all.
_LONGEST = 16


def columns_of(texts: Mapping[str, Sequence[str]], rows: int) -> tuple[Columns, set[str]]:
    """Read the arrays of a stretch's columns, by their names in a table.

    Args:
        texts: The texts of the columns, without spaces round them; "" for a blank field.
        rows: The number of rows.

    Returns:
        The arrays, and the names of the columns in which every text is a plain number or blank.
    """
    numbers = {name: digits(texts[name], name) for name in texts if name in _NUMBERS}
    series = {
        name: pd.Series(plain) if (plain := numbers.get(name)) is not None else _objects(column)
        for name, column in texts.items()
    }
    plain_names = {name for name, plain in numbers.items() if plain is not None}
    return read_columns(series, rows), plain_names


def digits(texts: Sequence[str], name: str = "") -> Floats | None:
    """Return texts of digits as numbers, NaN for blank; None if any is something else.

    A sign, a point and, but for a tolerance, a percent sign may be there too.

    >>> digits(["72.1%", "", "-5"]).tolist(), digits(["1,234"]), digits(["1e5"])
    ([72.1, nan, -5.0], None, None)
    """
    joined = "\n".join(texts)
    if not joined.isascii() or max(map(len, texts), default=0) > _LONGEST:
        return None
    raw = joined.encode("ascii")
    signs = raw.translate(None, b"0123456789.\n")
    if signs:
        if (
            signs.strip(b"-%")
            or not _signs_at_ends(raw)
            or (b"%" in signs and name == _WITHOUT_PERCENT)
        ):
            return None
        texts = raw.replace(b"%", b"").decode("ascii").split("\n")
    if len(texts) != raw.count(b"\n") + 1:
        return None
    try:
        figures = map(float, [text or "nan" for text in texts] if "" in texts else texts)
        numbers: Floats = np.fromiter(figures, dtype=np.float64, count=len(texts))
    except ValueError:  # 1.2.3
        return None
    return numbers + 0.0  # no -0.0


def _signs_at_ends(raw: bytes) -> bool:
    """Return True if a minus is before and a percent sign behind a text, and never alone."""
    before = raw.count(b"\n-") + raw.startswith(b"-")
    behind = raw.count(b"%\n") + raw.endswith(b"%")
    alone = b"\n%" in raw or raw.startswith(b"%")
    return raw.count(b"-") == before and raw.count(b"%") == behind and not alone


def _objects(texts: Sequence[str]) -> pd.Series:
    objects = np.empty(len(texts), dtype=object)
    objects[:] = [text or None for text in texts]
    return pd.Series(objects, dtype=object)
