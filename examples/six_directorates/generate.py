"""Invent the figures of five directorates: the same ones every time, from one seed.

``python examples/six_directorates/generate.py [FOLDER]`` writes the CSV files that stand in
`figures/` into FOLDER (`figures/` itself without one).
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from measures import ADULT_SOCIAL_CARE, BADLY, DIRECTORATES, LATE, WELL, Spec

SEED = 2021
#: Financial year and quarter that the workbooks report, and how many quarters came before it.
YEAR, QUARTER, EARLIER = 2021, 3, 8

HERE = Path(__file__).parent
MEASURES = (
    "Ref", "Measure", "Directorate", "Service", "Priority", "Unit", "Decimals",
    "Which way is good", "Basis", "Target", "Target Q1", "Target Q2", "Target Q3", "Target Q4",
    "Tolerance", "Floor", "Range low", "Range high", "Comparator", "Comparator value",
    "Comparator vintage", "Note", "Suppress small numbers",
)  # fmt: skip
HISTORY = ("Ref", "Period", "Actual", "Numerator", "Denominator", "Marker")
ACTUALS = ("Ref", "Actual", "Numerator", "Denominator", "Marker", "Commentary", "Action")
_PER = {"percent": 100, "rate per 1,000": 1_000, "rate per 10,000": 10_000,
        "rate per 100,000": 100_000}  # fmt: skip
_NOTE = "Invented figures, for demonstration only."

Row = dict[str, str]


def main(folder: Path) -> None:
    """Write the registers, histories and actuals."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, directorate, specs in DIRECTORATES:
        write(folder / f"{name}_measures.csv", MEASURES, (register(s, directorate) for s in specs))
        write(folder / f"{name}_history.csv", HISTORY, history(specs))
        if name not in LATE:
            write(folder / f"{name}_actuals_q3.csv", ACTUALS, map(actual, specs))
    first = folder / "adult_social_care_actuals_q3_first.csv"
    write(first, ACTUALS, first_version(map(actual, ADULT_SOCIAL_CARE)))


def write(path: Path, header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    """A CSV file as Excel saves it: UTF-8 with a mark, so that it opens rightly there too."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictWriter(stream, list(header), lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)


def register(spec: Spec, directorate: str) -> Row:
    """The measure as its register has it."""
    return {
        "Ref": spec.ref,
        "Measure": spec.title,
        "Directorate": directorate,
        "Service": spec.service,
        "Priority": spec.priority,
        "Unit": spec.unit,
        "Decimals": str(spec.decimals),
        "Which way is good": spec.good,
        "Basis": spec.basis,
        "Target": spec.target,
        "Note": _NOTE,
        **spec.more,
    }


def history(specs: Iterable[Spec]) -> Iterator[Row]:
    """What was reported in the quarters before, the oldest first."""
    for spec in specs:
        for ago in range(EARLIER, 0, -1):
            year, quarter = _quarter(ago)
            if quarter in spec.quarters:
                figure, above, below = figures(spec)[ago]
                yield {
                    "Ref": spec.ref,
                    "Period": f"Q{quarter} {year}/{(year + 1) % 100}",
                    "Actual": typed(spec, figure),
                    "Numerator": above,
                    "Denominator": below,
                    "Marker": "",
                }


def actual(spec: Spec) -> Row:
    """This quarter's figure, with what the officer says of it."""
    figure, above, below = figures(spec)[0]
    if spec.marker not in ("", "[p]"):
        said = {"Marker": spec.marker, "Commentary": "It is reported once a year, in Quarter 4."}
        return {"Ref": spec.ref, **said}
    return {
        "Ref": spec.ref,
        "Actual": typed(spec, figure),
        "Numerator": above,
        "Denominator": below,
        "Marker": spec.marker,
        "Commentary": commentary(spec),
        "Action": spec.action if is_short(spec, figure) else "",
    }


def first_version(rows: Iterable[Row]) -> Iterator[Row]:
    """What Adult Social Care sent first: one figure still to come, two digits the wrong way."""
    for row in rows:
        if row["Ref"] == "ASC.05":
            yield {"Ref": row["Ref"]}
        elif row["Ref"] == "ASC.06":
            yield {**row, "Actual": "72.1", "Commentary": "To be confirmed."}
        else:
            yield row


# Figures


def figures(spec: Spec) -> dict[int, tuple[Decimal, str, str]]:
    """Figure, numerator and denominator by how many quarters ago, 0 for this one."""
    # A generator for each measure: one more measure changes no other's figures.
    chance = random.Random(f"{SEED} {spec.ref} {spec.service} {spec.level}")
    found = {}
    for ago in range(EARLIER, -1, -1):
        quarter = _quarter(ago)[1]
        level = spec.level[quarter - 1] if isinstance(spec.level, tuple) else spec.level
        value = level + spec.drift * (EARLIER - ago) + chance.uniform(-1, 1) * spec.noise
        below = round(spec.of * (1 + chance.uniform(-1, 1) * 0.04))
        found[ago] = _figure(spec, value if spec.good == "closest" else max(value, 0), below)
    return found


def _figure(spec: Spec, value: float, below: int) -> tuple[Decimal, str, str]:
    if not below or spec.unit not in _PER:
        return _rounded(Decimal(repr(value)), spec.decimals), "", ""
    per = _PER[spec.unit]
    above = min(round(value * below / per), below)
    return _rounded(Decimal(above) * per / below, spec.decimals), str(above), str(below)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _quarter(ago: int) -> tuple[int, int]:
    """Year and quarter so many quarters before the one reported."""
    years, number = divmod(YEAR * 4 + QUARTER - 1 - ago, 4)
    return years, number + 1


# Words


def typed(spec: Spec, figure: Decimal) -> str:
    """A figure as an officer types it."""
    return f"{figure}%" if spec.unit == "percent" else str(figure)


def commentary(spec: Spec) -> str:
    """What happened since the figure it is fairly compared with, and why."""
    by_year = spec.basis in ("cumulative", "annual")
    now, before = figures(spec)[0][0], figures(spec)[4 if by_year else 1][0]
    reason = _reason(spec, now, before)
    if spec.silent:
        return reason
    way = "unchanged from" if now == before else "up from" if now > before else "down from"
    since = "the same quarter last year" if by_year else f"Quarter {QUARTER - 1}"
    return f"{in_words(spec, now)}, {way} {in_words(spec, before)} in {since}. {reason}"


def _reason(spec: Spec, now: Decimal, before: Decimal) -> str:
    distance = shortfall(spec, before) - shortfall(spec, now)
    if spec.good == "neutral":
        return "There is no target; the figure is watched."
    if not distance:
        return "Much as before." if spec.good != "range" else "That is as it should be."
    if distance > 0:
        return spec.well or _one_of(WELL, spec)
    return spec.badly or _one_of(BADLY, spec)


def _one_of(reasons: Sequence[str], spec: Spec) -> str:
    return reasons[int(random.Random(f"{SEED} {spec.ref}").random() * len(reasons))]


def shortfall(spec: Spec, figure: Decimal) -> Decimal:
    """How far a figure is from good; the larger, the worse."""
    if spec.good == "range":
        low, high = (_number(spec.more[end]) for end in ("Range low", "Range high"))
        return max(low - figure, figure - high, Decimal(0))
    if spec.good == "closest":
        return abs(figure - _target(spec))
    return figure if spec.good == "lower" else -figure


def is_short(spec: Spec, figure: Decimal) -> bool:
    """Whether the target of the quarter, or the range, is missed at all."""
    if spec.good in ("neutral", "range") or not spec.target:
        return spec.good == "range" and shortfall(spec, figure) > 0
    return shortfall(spec, figure) > shortfall(spec, _target(spec))


def _target(spec: Spec) -> Decimal:
    return _number(spec.more.get(f"Target Q{QUARTER}", spec.target))


def _number(said: str) -> Decimal:
    return Decimal(said.rstrip("%"))


def in_words(spec: Spec, figure: Decimal) -> str:
    """A figure as a sentence has it."""
    if spec.unit == "currency":
        return f"{'-' if figure < 0 else ''}£{abs(figure):,}"
    return typed(spec, figure) if spec.unit == "percent" else f"{figure:,}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "figures")
