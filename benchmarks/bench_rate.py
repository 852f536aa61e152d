"""`rate_frame` on a million rows, against what people write instead.

Against `DataFrame.apply` of the reference (on a sample: it would take minutes), and against the
shortest np.select a practitioner would write for the same rule: how much faster that is, and on
how many rows its answer is another one.
"""

from __future__ import annotations

import math
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from kpibook import Polarity, Position, load_scheme, rate_frame
from kpibook.domain.measures.measure import parse_tolerance
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.rating.rate import rate

ROWS = 1_000_000
SAMPLE = 20_000
RUNS = 3


def main() -> None:
    """Print the comparison."""
    df = realistic(ROWS)
    ours = _seconds(lambda: rate_frame(df))
    memory = _peak_mb(lambda: rate_frame(df))
    sample = df.head(SAMPLE)
    apply = _seconds(lambda: sample.apply(by_apply, axis=1), runs=1)
    select = _seconds(lambda: by_select(df))
    print(f"rate, scheme 'standard', CPU of one core (least of {RUNS} runs)")
    _line("DataFrame.apply of the reference", SAMPLE, apply, f"a sample of {SAMPLE:,} rows")
    _line("rate_frame", ROWS, ours, f"{memory:,.0f} MB more at its peak")
    _line("np.select, status only", ROWS, select, "floats as they come, nothing rounded")
    for name, frame in others(df).items():
        _line(f"rate_frame, {name}", len(frame), _seconds(lambda f=frame: rate_frame(f), runs=1))
    hard = hard_rows(100_000)
    reference = rate_frame(hard)["status"].to_numpy()
    wrong = (by_select(hard) != reference).mean()
    checked = hard.head(SAMPLE // 4)
    agrees = (checked.apply(by_apply, axis=1).to_numpy() == reference[: len(checked)]).all()
    print(f"  of {len(hard):,} rows with noise in the 15th digit and halves to be rounded,")
    print(f"  np.select gives {wrong:.1%} another status; rate_frame none of those that the")
    print(
        f"  reference was asked about ({len(checked):,} rows: {'equal' if agrees else 'NOT EQUAL'})"
    )


def realistic(rows: int, seed: int = 1) -> pd.DataFrame:
    """Make measures as councils have them: percentages to one decimal, some blank, few ties."""
    rng = np.random.default_rng(seed)
    target = np.round(rng.uniform(5, 100, rows), 1)
    df = pd.DataFrame(
        {
            "ref": [f"PI.{number}" for number in range(rows)],
            "unit": "percent",
            "polarity": rng.choice(["higher", "lower", "closest", "neutral"], rows, p=_WAYS),
            "basis": rng.choice(["in period", "snapshot", "cumulative"], rows),
            "target": target,
            "tolerance": rng.choice(np.array(["5%", "10%", "2", None], dtype=object), rows),
            "decimals": 1,
        }
    )
    for name in ("actual", "previous", "previous_year"):
        figures = np.round(target * (1 + rng.normal(0, 0.06, rows)), 1)
        df[name] = np.where(rng.random(rows) < 0.04, math.nan, figures)
    return df


_WAYS = (0.6, 0.3, 0.05, 0.05)


def others(df: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the same table as other sources deliver it."""
    figures = ["actual", "target", "previous", "previous_year"]
    noise = 1 + np.random.default_rng(2).normal(0, 1e-3, len(df))
    text = df[figures].astype(object).where(df[figures].notna(), "")
    return {
        "all digits, no decimals": df.drop(columns="decimals").assign(actual=df["actual"] * noise),
        "figures as text with %": df.assign(**{n: text[n].astype(str) + "%" for n in figures[1:2]},
                                            actual=text["actual"].astype(str)),
    }  # fmt: skip


def hard_rows(rows: int) -> pd.DataFrame:
    """On target or at the limit, with what 0.1 + 0.2 does to it, and halves at the decimals."""
    rng = np.random.default_rng(3)
    target = np.round(rng.uniform(5, 100, rows), 1)
    share = rng.choice([1.0, 0.95, 1.05, 0.9, 1.1], rows)
    half = rng.choice([0.0, -0.05, 0.05], rows)
    noise = 1 + rng.integers(-1, 2, rows) * 2.3e-16
    actual = (np.round(target * share, 2) + half) * noise
    polarity = rng.choice(["higher", "lower"], rows)
    columns = {"actual": actual, "target": target, "polarity": polarity, "decimals": 1}
    return pd.DataFrame({**columns, "tolerance": rng.choice(["5%", "10%"], rows)})


def by_select(df: pd.DataFrame) -> Any:
    """Rate as in a script written in ten minutes."""
    relative = df["tolerance"].str.endswith("%", na=True)
    amount = df["tolerance"].fillna("5%").str.rstrip("%").astype(float)
    allowed = np.where(relative, df["target"].abs() * amount / 100, amount)
    short = np.select(
        [df["polarity"] == "higher", df["polarity"] == "lower", df["polarity"] == "closest"],
        [df["target"] - df["actual"], df["actual"] - df["target"],
         (df["actual"] - df["target"]).abs()],
        np.nan,
    )  # fmt: skip
    return np.select(
        [df["actual"].isna(), np.isnan(short), short <= 0, short <= allowed],
        ["not_reported", "not_rated", "met", "within"],
        "off",
    )


def by_apply(row: pd.Series) -> str:
    """Rate a row with the reference: status, both directions, the variance and the reason."""
    position = Position(
        actual=to_decimal(row["actual"]),
        target=to_decimal(row["target"]),
        previous=to_decimal(row.get("previous")),
        previous_year=to_decimal(row.get("previous_year")),
        polarity=Polarity(row["polarity"]),
        tolerance=parse_tolerance(row["tolerance"]),
        decimals=int(row["decimals"]),
    )
    return rate(position, _STANDARD).status.value


_STANDARD = load_scheme()


def _line(name: str, rows: int, seconds: float, note: str = "") -> None:
    print(f"  {name:40} {rows:>9,} rows {seconds:7.2f} s {rows / seconds:>12,.0f} rows/s  {note}")


def _seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def _peak_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000


if __name__ == "__main__":
    main()
