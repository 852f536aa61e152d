"""Vocabulary of headings: the words councils use for a column, and how sure each word is.

A spelling is written in small letters, without punctuation. Of two columns with one meaning the
surer spelling wins, and the other column is not used.
"""

from __future__ import annotations

from enum import IntEnum

from kpibook.workbook import layout


class Sureness(IntEnum):
    """Certainty that a spelling means a column; the lowest is surest."""

    EXACT = 0
    USUAL = 1
    LOOSE = 2
    """Words that other columns have too: "Name", "Position"."""
    BY_CONTENT = 3
    """Words that mean a column only if its cells fit it: "Aim", "No.", "Performance"."""


_MEASURE_WORDS = ("pi", "kpi", "indicator", "measure", "performance indicator")

_USUAL = {
    layout.REF: (
        "reference",
        "pi ref",
        "kpi ref",
        "unique ref",
        "short code",
        *(
            f"{word} {noun}"
            for word in _MEASURE_WORDS
            for noun in ("reference", "ref", "ref no", "code", "id", "number", "no")
        ),
        *(f"ref{noun}" for noun in (" no", " number", " code", "erence number", "erence no")),
    ),
    layout.MEASURE: (
        "indicator",
        "performance indicator",
        "performance measure",
        "key performance indicator",
        "key performance measure",
        "key indicator",
        "key measure",
        "title",
        "metric",
        "short name",
        *(
            f"{word} {noun}"
            for word in _MEASURE_WORDS
            for noun in ("title", "name", "description", "short name")
        ),
    ),
    layout.POLARITY: (
        "polarity",
        "good is",
        "is good",
        "good to be",
        "better to be",
        "good performance",
        "good performance is",
        "preferred direction",
        "preferred direction of travel",
        "desired direction",
        "desired direction of travel",
        "desired trend",
        "good direction",
        "direction of good",
        "direction of good performance",
        "direction of improvement",
        "which way is better",
        "what is good",
        "what is good performance",
        "what does good look like",
        "bigger or smaller is better",
        "higher or lower is better",
        "high or low is good",
        "is high or low good",
        "is higher or lower better",
        "high low",
        "higher lower",
    ),
    layout.UNIT: (
        "unit of measure",
        "unit of measurement",
        "measurement unit",
        "unit type",
        "units",
        "uom",
        "measured in",
        "reported as",
        "expressed as",
    ),
    layout.TARGET: (
        "annual target",
        "year target",
        "years target",
        "year end target",
        "full year target",
        "yearly target",
        "target for year",
        "target for the year",
        "target value",
        "target figure",
        "current target",
        "performance target",
    ),
    layout.ACTUAL: (
        "result",
        "value",
        "outturn",
        "actual performance",
        "actual value",
        "actual figure",
        "current performance",
        "current value",
        "current actual",
        "latest performance",
        "latest value",
        "latest result",
        "quarter actual",
        "quarter result",
        "quarter outturn",
        "quarter performance",
        "quarterly actual",
        "this quarter actual",
    ),
    layout.PREVIOUS: (
        "previous",
        "last quarter",
        "prior quarter",
        "preceding quarter",
        "previous period",
        "prior period",
        "last period",
        "previous quarter actual",
        "last quarter actual",
        "previous quarter performance",
        "last quarter performance",
        "previous value",
    ),
    layout.PREVIOUS_YEAR: (
        "previous year",
        "same quarter previous year",
        "same period last year",
        "same period previous year",
        "this quarter last year",
        "this time last year",
    ),
    layout.LAST_OUTTURN: (
        "outturn last year",
        "outturn of last year",
        "last year outturn",
        "previous year outturn",
        "prior year outturn",
    ),
    layout.BEST: ("best", "best ever", "best to date", "best figure so far"),
    layout.LOW: ("low", "min", "range low", "lower limit", "lower end of range"),
    layout.HIGH: ("high", "max", "range high", "upper limit", "upper end of range"),
    layout.PERIOD: (
        "quarter",
        "quarter ended",
        "quarter ending",
        "quarter end",
        "reporting period",
        "period ended",
        "period ending",
        "month",
    ),
    layout.AS_AT: ("date", "as at date", "data as at", "date of data"),
    layout.COMMENTARY: (
        "comment",
        "narrative",
        "explanation",
        "performance commentary",
        "performance comment",
        "performance narrative",
        "performance comments",
        "service commentary",
        "supporting commentary",
        "commentary on performance",
        "latest comment",
        "latest note",
        "quarter commentary",
        "quarterly commentary",
    ),
    layout.ACTION: (
        "actions",
        "corrective action",
        "remedial action",
        "recovery action",
        "recovery plan",
        "improvement action",
        "planned action",
        "action plan",
        "action taken",
        "actions to improve",
        "actions to improve performance",
        "action to improve",
        "action to improve performance",
        "action required",
        "next steps",
    ),
    layout.STATUS: (
        "rag",
        "rag rating",
        "rag status",
        "rayg",
        "brag",
        "brag rating",
        "brag status",
        "traffic light",
        "performance status",
        "current rag",
        "current status",
    ),
    layout.DIRECTION: ("dot", "direction of travel", "trend", "travel", "short trend"),
    layout.DIRECTORATE: ("department", "directorate name", "directorate responsible"),
    layout.SERVICE: ("service area", "service name"),
    layout.PRIORITY: (
        "corporate priority",
        "council priority",
        "council plan priority",
        "corporate plan priority",
        "strategic priority",
        "priority area",
        "corporate objective",
        "strategic objective",
        "corporate aim",
        "council plan aim",
    ),
    layout.OWNER: tuple(f"{word} owner" for word in _MEASURE_WORDS),
    layout.DECIMALS: ("decimal places", "number of decimals", "no of decimals", "dp", "dps"),
    layout.BASIS: ("reporting basis", "calculation basis", "basis of figure", "figure covers"),
    layout.FREQUENCY: (
        "reporting frequency",
        "frequency of reporting",
        "collection frequency",
        "data frequency",
        "update frequency",
        "frequency of data",
        "how often",
        "how often reported",
    ),
    layout.TOLERANCE: ("tolerance level", "amber tolerance", "target tolerance"),
    layout.FLOOR: ("minimum standard", "minimum performance standard"),
    layout.COMPARATOR: ("comparator group", "comparator name", "benchmark group"),
    layout.COMPARATOR_VALUE: ("comparator figure", "benchmark value", "benchmark figure"),
    layout.INTRODUCED: ("first year", "year introduced"),
    layout.ALIASES: ("previous ref", "previous reference", "old ref", "old reference", "formerly"),
    layout.FORECAST: (
        "year end forecast",
        "forecast outturn",
        "year end projection",
        "projected outturn",
        "predicted outturn",
        "forecast for year end",
    ),
}

_LOOSE = {
    layout.REF: ("code", "id"),
    layout.MEASURE: ("description", "name"),
    layout.UNIT: ("format", "measurement"),
    layout.TARGET: ("goal",),
    layout.ACTUAL: (
        "current",
        "current quarter",
        "current position",
        "latest",
        "latest position",
        "position",
        "this quarter",
        "this quarters performance",
    ),
    layout.PREVIOUS: ("previous position", "last position"),
    layout.DIRECTION: ("long trend", "short term trend", "long term trend"),
    layout.COMMENTARY: ("remarks",),
}

#: A spelling here has several meanings, the likeliest first; `by_content` chooses one.
BY_CONTENT = {
    "kpi": (layout.REF, layout.MEASURE),
    "pi": (layout.REF, layout.MEASURE),
    "no": (layout.REF,),
    "number": (layout.REF,),
    "performance": (layout.ACTUAL, layout.STATUS),
    "aim": (layout.POLARITY, layout.PRIORITY),
    "ambition": (layout.TARGET, layout.PRIORITY),
    "plan": (layout.TARGET, layout.PRIORITY),
    "milestone": (layout.TARGET,),
    "standard": (layout.TARGET,),
    "notes": (layout.COMMENTARY, layout.NOTE),
    "context": (layout.COMMENTARY, layout.NOTE),
    **dict.fromkeys(
        (
            "type",
            "data type",
            "reporting type",
            "figure type",
            *(f"{word} type" for word in _MEASURE_WORDS),
            *(f"type of {word}" for word in _MEASURE_WORDS),
            "reported",
            "collected",
            "reporting",
            "calculation",
        ),
        (layout.FREQUENCY, layout.BASIS),
    ),
}

#: Words for an earlier figure that do not say which.
ASKED = {
    "last year": (layout.PREVIOUS_YEAR, layout.LAST_OUTTURN),
    "prior year": (layout.PREVIOUS_YEAR, layout.LAST_OUTTURN),
    "last year actual": (layout.PREVIOUS_YEAR, layout.LAST_OUTTURN),
    "last year result": (layout.PREVIOUS_YEAR, layout.LAST_OUTTURN),
    "previous outturn": (layout.PREVIOUS, layout.LAST_OUTTURN),
    "last outturn": (layout.PREVIOUS, layout.LAST_OUTTURN),
    "previous result": (layout.PREVIOUS, layout.PREVIOUS_YEAR),
}

_OWN = dict.fromkeys(
    heading
    for heading in (
        *layout.OPTIONAL,
        *(
            column.heading
            for column in (
                *layout.THIS_QUARTER_COLUMNS,
                *layout.REGISTER_COLUMNS,
                *layout.TEMPLATE_HISTORY_COLUMNS,
            )
        ),
    )
)
_RANKED = (
    (Sureness.LOOSE, _LOOSE),
    (Sureness.USUAL, _USUAL),
    (Sureness.EXACT, {heading: (heading.casefold(),) for heading in _OWN}),
)
#: Each spelling with the layout's heading and the sureness.
SPELLINGS: dict[str, tuple[str, Sureness]] = {
    spelling: (heading, sureness)
    for sureness, words in _RANKED
    for heading, spellings in words.items()
    for spelling in spellings
}
