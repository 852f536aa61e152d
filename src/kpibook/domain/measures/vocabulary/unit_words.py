"""Words for units, and words that are plainly no unit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Words for kpibook's units but money in thousands and lengths of time, which keep their own.
UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "percent": (
            "%", "percent", "per cent", "percentage", "percentage (%)", "percent (%)",
            "per cent (%)", "% (percentage)", "pct", "pc", "p.c.", "perc", "share", "proportion",
            "percentage point", "% point", "ppt", "pp", "percentage change", "% change",
            "proportion (%)", "share (%)", "%age", "percentile share",
        ),
        "count": (
            "count", "number", "no.", "no", "#", "nos", "num", "nr", "volume", "vol", "total",
            "integer", "numeric", "numerical", "number (#)", "number (no.)", "whole number",
            "quantity counted", "tally", "n", "numbers only", "actual number", "headcount",
            "no. (#)", "absolute number", "raw number", "figure", "numeric value",
        ),
        "rate per 1,000": ("rate per 1,000",),
        "rate per 10,000": ("rate per 10,000",),
        "rate per 100,000": ("rate per 100,000",),
        "rate": ("rate", "per fte", "per capita", "per head", "per person", "rate per head"),
        "currency": (
            "£", "gbp", "currency", "pounds", "pounds sterling", "sterling", "cost", "money",
            "£ sterling", "pound (£)", "currency (£)", "cost (£)", "gbp (£)", "monetary", "spend",
            "expenditure", "income", "price", "financial", "£s", "£ and p", "£.p", "£p",
        ),
        "days": ("days", "day", "dy", "no. of days", "number of days", "d"),
        "score": (
            "score", "rating", "grade", "mark", "index score", "likert", "star rating", "nps",
            "net promoter score", "scale",
        ),
        "quantity": ("quantity", "qty", "amount of"),
    }
)  # fmt: skip

#: Lengths of time, by what a plain number of them counts.
DURATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "seconds": ("seconds", "secs", "sec", "second", "s"),
        "minutes": ("minutes", "mins", "min", "minute"),
        "hours": ("hours", "hrs", "hr", "hour", "h"),
        "weeks": ("weeks", "wks", "wk", "week", "w"),
        "months": ("months", "mths", "mth", "month", "mnths"),
        "years": ("years", "yrs", "yr", "year"),
        "mm:ss": (
            "mm:ss", "m:ss", "[mm]:ss", "[m]:ss", "min:sec", "mins:secs", "minutes:seconds",
            "minutes and seconds", "mins and secs", "mmm:ss",
        ),
        "hh:mm": (
            "hh:mm", "h:mm", "[h]:mm", "[hh]:mm", "hr:min", "hrs:mins", "hours:minutes",
            "hours and minutes", "hrs and mins",
        ),
        "hh:mm:ss": ("hh:mm:ss", "h:mm:ss", "[h]:mm:ss", "[hh]:mm:ss", "hours:minutes:seconds"),
        "time": ("time", "duration", "elapsed time", "time taken", "length of time", "clock"),
    }
)  # fmt: skip

#: Money in thousands, millions or billions.
SCALES: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1_000: (
            "£000", "£000s", "£'000", "£'000s", "£k", "£ks", "£ thousand", "£ (thousands)",
            "£ in thousands", "thousands of pounds", "thousand pounds", "£ 1,000s", "£1000",
            "k£", "gbp k", "gbp 000", "gbp thousand", "£th", "£ (000s)", "000 £", "£ (k)",
            "pounds (thousands)", "currency (thousands)",
        ),
        1_000_000: (
            "£m", "£mn", "£mil", "£mill", "£ million", "£ (millions)", "£ in millions",
            "millions of pounds", "million pounds", "m£", "gbp m", "gbp million", "£ (m)",
            "pounds (millions)", "currency (millions)", "£ms",
        ),
        1_000_000_000: ("£bn", "£b", "£ billion", "£ (billions)", "billions of pounds", "gbp bn"),
    }
)  # fmt: skip

#: Words that do not change what a unit is: "average days" are days.
QUALIFIERS = frozenset(
    (
        "average", "avg", "ave", "av", "mean", "median", "total", "overall", "working", "calendar",
        "business", "school", "net", "gross", "annual", "monthly", "quarterly", "weekly", "daily",
        "cumulative", "ytd", "rolling", "snapshot", "provisional",
        "in", "of", "the", "as", "a", "unit", "whole",
    )
)  # fmt: skip

#: Words behind a unit that only say what it is of: "% of cases", "weeks waited".
LINKS = frozenset(
    ("of", "to", "from", "for", "since", "between", "taken", "lost", "waited", "waiting", "out")
)

#: Words for things that people count. Known, so that "stores" is no slip of "scores".
COUNTED = frozenset(
    (
        "people", "person", "child", "children", "adult", "pupil", "student", "resident",
        "household", "home", "house", "dwelling", "property", "properties", "tenant", "visit",
        "visitor", "case", "call", "complaint", "compliment", "incident", "event", "session",
        "attendance", "attendee", "place", "job", "apprentice", "apprenticeship", "member", "user",
        "customer", "application", "request", "referral", "assessment", "inspection", "repair",
        "tree", "vehicle", "bus", "loan", "loans issued", "issue", "download", "hit", "view",
        "follower", "like", "letter", "email", "form", "business", "businesses", "premise", "shop",
        "site", "bed", "bay", "space", "seat", "court", "course", "tour", "store", "score card",
        "item", "book", "bag", "bin", "sack", "pothole", "light", "sign", "road", "street", "park",
        "team", "school", "carer", "worker", "staff", "volunteer", "foster carer", "fine",
        "penalty", "ticket", "permit", "licence", "award", "plot", "point", "crime",
        "offence", "death", "birth", "admission", "discharge", "patient", "client", "meeting",
        "project", "scheme", "post", "vacancy", "vacancies", "starter", "leaver", "night", "stay",
        "trip", "journey", "passenger", "play", "round", "lot", "claim", "payment", "invoice",
        "enquiry", "enquiries", "stage", "page", "shape", "stair", "share holder", "cat", "dog",
        "mine", "date night", "grant", "mouse", "pet", "line", "mile post", "pay day", "ray",
        "peer", "bus pass", "count court", "county", "counties", "country", "countries", "aunt",
    )
)  # fmt: skip

#: Words for what is measured and never counted.
MEASURED = frozenset(
    (
        "kg", "kilo", "kilogram", "kilogramme", "g", "gram", "tonne", "ton", "t", "lb", "tco2e",
        "tco2", "kgco2e", "tonnes co2", "tonnes co2e", "co2e", "kwh", "mwh", "gwh", "kw", "mw",
        "mile", "km", "kilometre", "metre", "m", "cm", "mm", "litre", "l", "ml", "gallon",
        "square metre", "sqm", "sq m", "m2", "m3", "cubic metre", "hectare", "ha", "acre",
        "sq ft", "square foot", "square feet", "mph", "db", "ug/m3", "µg/m3", "°c", "ratio",
        "index", "fte", "wte", "point", "degree", "watt", "volt", "mg", "pint",
    )
)  # fmt: skip

#: Words that could mean several units, with the choices.
AMBIGUOUS_UNITS: Mapping[tuple[str, ...], tuple[str, ...]] = MappingProxyType(
    {
        ("amount", "value", "amt", "val"): ("currency", "count"),
        ("average", "avg", "mean", "median"): ("count", "percent", "days", "currency"),
        ("no./%", "% / no.", "number/percent", "% or number", "number and %", "no. and %"): (
            "count",
            "percent",
        ),
    }
)

#: Words of other columns, and of none: a unit is something else.
NOT_UNITS = frozenset(
    (
        "yes", "y/n", "yes/no", "true", "false", "text", "narrative", "other", "various", "mixed",
        "higher", "higher is better", "lower", "lower is better", "high", "low", "up", "down",
        "increase", "decrease", "neutral", "maximise", "minimise", "maintain", "range",
        "closest", "tbc", "tba", "n/a", "na", "not applicable", "not available", "unknown",
        "see note", "see notes", "target", "actual", "no target", "red", "amber", "green",
        "monthly",
        "quarterly", "annual", "annually", "yearly", "termly", "half-yearly", "snapshot",
        "cumulative", "year to date", "ytd", "in period", "rolling", "date", "measure",
        "indicator", "kpi", "unit", "units", "type", "unit of measure", "format", "?",
    )
)  # fmt: skip
