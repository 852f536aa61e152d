"""Long tables at random, as councils' systems export them and as officers spoil them."""

from __future__ import annotations

import csv
import io
import random

HEADINGS = {
    "ref": "Ref",
    "measure": "Measure",
    "unit": "Unit",
    "polarity": "Which way is good",
    "basis": "Basis",
    "target": "Target",
    "actual": "Actual",
    "marker": "Marker",
    "previous": "Previous",
    "previous_year": "Same quarter last year",
    "tolerance": "Tolerance",
    "decimals": "Decimals",
    "range_low": "Lower end",
    "range_high": "Upper end",
    "floor": "Floor",
    "forecast": "Forecast",
    "series": "Series",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "period": "Period",
    "owner": "Owner",
    "note": "Our own note",
}
OPTIONAL = tuple(name for name in HEADINGS if name not in ("polarity", "actual"))
UNITS = ("percent", "%", "count", "number", "currency", "days", "", "rate", "£m", "mm:ss", "wigs")
WAYS = ("higher", "lower", "High is good", "L", "closest", "range", "neutral", "", "-", "purple")
BASES = ("in period", "cumulative", "snapshot", "", "year to date", "yearly-ish")
ODD_FIGURES = (
    "", "-", "n/a", "[x]", "[c]", "[z]", "NULL", "*", "<5", "six", "1,234", "1,23", "84.9 [p]",
    "60.5 [ok]", "ok", "-0", "+5", ".5", "5.", "1e3", "0.850", "£12", "(5)", "999", "1.2m",
    "at least 90%", "85+", "80-90", "TBC", "12 days", "0.1234567890123456789", "%", "-%", "1.2.3",
    "\u22125", " 7 ", "99999999999999999999999999999999", "1.018",
)  # fmt: skip
NAMES = ("Homes let", "Days lost, in all", 'The "best" share', "=1+1", "-", "@home", "Café", "Ref",
         "Measure", "Line\nbreak", "Total", " spaced ", "\u00a0wide")  # fmt: skip
OTHER_ROWS = (
    ["Adult social care"], ["Total", "", "", "", "5"], ["* provisional"], [], ["", "", ""],
    ["Priority 1", "Homes"], ["Source: our data system"],
)  # fmt: skip


def a_table(seed: int, rows: int, spoilt: float) -> str:
    """Return the text of a CSV file; a share of its fields and rows is `spoilt`."""
    rng = random.Random(seed)
    chosen = [name for name in OPTIONAL if rng.random() < 0.6]
    names = [*chosen, "polarity", "actual"]
    rng.shuffle(names)
    delimiter = rng.choice(",,,,,;\t|")
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=delimiter,
        lineterminator=rng.choice(("\n", "\r\n")),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )
    if rng.random() < 0.1:
        writer.writerow(["Performance of the quarter"])
    writer.writerow([HEADINGS[name] for name in names])
    share = rng.choice((0.01, 1.0, 1.0, 1.0))  # of 1 for a figure typed as a fraction
    for number in range(rows):
        row = _row(rng, number, spoilt, share)
        fields = [row[name] for name in names]
        if rng.random() < spoilt / 4:
            fields = rng.choice((fields[:-1], [*fields, ""], [*fields, "more"]))
        writer.writerow(fields)
        if rng.random() < spoilt / 6:
            writer.writerow(rng.choice((*OTHER_ROWS, [HEADINGS[name] for name in names])))
    return text.getvalue()


def _row(rng: random.Random, number: int, spoilt: float, share: float) -> dict[str, str]:
    places = rng.choice((0, 1, 1, 2))
    target = round(rng.uniform(1, 100) * share, places + (2 if share < 1 else 0))
    percent = rng.choice(("", "", "%"))

    def figure(chance_of_blank: float = 0.05) -> str:
        if rng.random() < spoilt / 3:
            return rng.choice(ODD_FIGURES)
        if rng.random() < chance_of_blank:
            return ""
        # On the target, at 5% and 10% of it, just beside, and anywhere.
        near = rng.choice((1, 0.95, 1.05, 0.9, 1.1, rng.gauss(1, 0.06), rng.gauss(1, 0.4)))
        return f"{target * near:.{rng.choice((places, places + 1, places + 3))}f}{percent}"

    def word(usual: tuple[str, ...], every: tuple[str, ...]) -> str:
        return rng.choice(every) if rng.random() < spoilt else rng.choice(usual)

    ref = f"PI.{number}" if rng.random() > spoilt / 5 else rng.choice(("PI.1", "12.0", "12", "-"))
    return {
        "ref": ref,
        "measure": word(("Share of homes let in time", "Visits"), NAMES),
        "unit": word(("percent", "percent", "count", "currency"), UNITS),
        "polarity": word(("higher", "higher", "lower"), WAYS),
        "basis": word(("in period",), BASES),
        "target": figure(),
        "actual": figure(),
        "marker": word(("",), ("[p]", "[c]", "[ok]", "n/a", "why", "-")),
        "previous": figure(),
        "previous_year": figure(),
        "tolerance": word(("5%", "10%", "2", ""), ("0.05", "-1", "five", "150%", "0")),
        "decimals": word(("1", "0", ""), ("2", "7", "1.5", "one")),
        "range_low": figure(0.8),
        "range_high": figure(0.8),
        "floor": figure(0.7),
        "forecast": figure(0.5),
        "series": "; ".join(figure(0) for _ in range(rng.choice((0, 0, 4, 6)))),
        "numerator": str(rng.randint(0, 50)) if rng.random() < 0.1 else "",
        "denominator": str(rng.randint(0, 60)) if rng.random() < 0.1 else "",
        "period": rng.choice(("Q1 2021/22", "Q2 2021/22", "")),
        "owner": rng.choice(("Ann", "Target", "")),
        "note": word(("", "looked at"), NAMES),
    }
