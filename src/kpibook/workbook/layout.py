"""Layout of the performance workbook: sheets, tables, named cells, headings.

The template is built from this layout, and the reader and the writer follow it. Columns are found
by heading, so that a council may move them or add more.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from operator import attrgetter

from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.column import Column as Column
from kpibook.workbook.column import FilledBy as FilledBy
from kpibook.workbook.column import Holds as Holds
from kpibook.workbook.column import MeasureRow

COVER = "Cover"
THIS_QUARTER = "This quarter"
ACTIONS = "Actions"
MEASURES = "Measures"
HISTORY = "History"
RETURN = "Return"
KEY = "Key"
#: Charts of the officer's own measures.
TRENDS = "Trends"
SETTINGS = "Settings"
LISTS = "Lists"
#: In the order of their tabs.
SHEETS = (COVER, THIS_QUARTER, ACTIONS, MEASURES, HISTORY, RETURN, KEY, SETTINGS, LISTS)

THIS_QUARTER_TABLE = "ThisQuarter"
ACTIONS_TABLE = "ActionList"
MEASURES_TABLE = "MeasureRegister"
HISTORY_TABLE = "MeasureHistory"
KEY_TABLE = "StatusKey"
SETTINGS_TABLE = "WorkbookSettings"
RETURN_TABLE = "QuarterlyReturn"
#: The return in a council's own workbook, which is no published copy.
COUNCIL_RETURN_TABLE = "CouncilReturn"
FINDINGS_TABLE = "KpiFindings"
COUNCIL_LAYOUT_TABLE = "KpiLayout"
#: Tables of the sheets that kpibook adds to a council's own workbook, which no layout reads.
ADDED_TABLES = (COUNCIL_RETURN_TABLE, FINDINGS_TABLE, COUNCIL_LAYOUT_TABLE)
TRENDS_TABLE = "MeasureTrends"
#: Tables that people type into, in the order in which they are read.
TYPED_TABLES = (MEASURES_TABLE, THIS_QUARTER_TABLE, HISTORY_TABLE, ACTIONS_TABLE)
#: Made in a workbook when the first doubt is settled in it.
SETTLED, SETTLED_TABLE = "Settled", "SettledFigures"
SCHEME_COPY, SCHEME_COPY_TABLE = "Scheme", "SchemeCopy"
#: Columns of the copy of a scheme file: its name, the hash of its text, a part of its text.
SCHEME_COPY_HEADINGS = ("File", "SHA-256", "Text")
#: Made in a workbook when the first target is changed within a year.
TARGET_CHANGES, TARGET_CHANGES_TABLE = "Target changes", "TargetChanges"
#: Made in a workbook when its return is agreed for the first time.
SIGN_OFF, SIGN_OFF_TABLE = "Sign-off", "SignOffs"
SIGN_OFF_HASHES, SIGN_OFF_HASHES_TABLE = "Sign-off hashes", "SignOffHashes"
#: The council's own words, on 'Lists'.
COUNCIL_WORDS_TABLE = "CouncilWords"


REF = "Ref"
MEASURE = "Measure"
UNIT = "Unit"
POLARITY = "Which way is good"
TARGET = "Target"
PREVIOUS = "Previous quarter"
PREVIOUS_YEAR = "Same quarter last year"
ACTUAL = "Actual"
NUMERATOR = "Numerator"
DENOMINATOR = "Denominator"
AS_AT = "As at"
MARKER = "Marker"
COMMENTARY = "Commentary"
ACTION = "Action"
STATUS = "Status"
DIRECTION = "Direction"
DIRECTION_YEAR = "Direction since last year"
VARIANCE = "Variance"
AGAINST_COMPARATOR = "Against comparator"
FORECAST_STATUS = "Forecast status"

DIRECTORATE = "Directorate"
SERVICE = "Service"
PRIORITY = "Priority"
OWNER = "Owner"
DECIMALS = "Decimals"
BASIS = "Basis"
TARGET_Q1, TARGET_Q2, TARGET_Q3, TARGET_Q4 = (f"Target Q{n}" for n in (1, 2, 3, 4))
TARGETS_BY_QUARTER = (TARGET_Q1, TARGET_Q2, TARGET_Q3, TARGET_Q4)
TARGET_BASIS = "Target basis"
TARGET_VINTAGE = "Target vintage"
TOLERANCE = "Tolerance"
FLOOR = "Floor"
LOW = "Range low"
HIGH = "Range high"
COMPARATOR = "Comparator"
COMPARATOR_VALUE = "Comparator value"
COMPARATOR_VINTAGE = "Comparator vintage"
INTRODUCED = "Introduced"
ALIASES = "Also known as"
NOTE = "Note"
PERIOD = "Period"
#: Columns a council may add, and a plain table may have.
FORECAST = "Forecast"
PREVIOUS_TARGET = "Previous target"
SERIES = "Series"
LAST_OUTTURN = "Outturn last year"
BEST = "Best so far"
#: In the register: whether counts of 1 to 5 are withheld from what is published (yes or no).
SUPPRESS = "Suppress small numbers"
YES, NO = "Yes", "No"
OUTCOME = "Outcome"
FREQUENCY = "Frequency"
QUARTER_FROM = "Quarter from"
COMPARED_WITH = "Compared with"
PROFILE = "Profile"
COMMITTEES = "Committee"
LAST_PERIOD = "Last period"
TARGET_YEAR = "Target year"
REVISED_FROM = "Revised from"
SAID_LAST_QUARTER = "Said last quarter"
SETTLED_CODE, SETTLED_FIGURE, SETTLED_BY, SETTLED_ON = "Code", "Figure", "By", "On"
WORD, USED_FOR, MEANS = "Word", "Used for", "Means"
TARGET_BEFORE, TARGET_NOW, CHANGED_ON = "Target before", "Target now", "Changed on"
AGREED_BY, AGREED_ON, VERSION, STANDING, HASH = "Agreed by", "On", "Version", "Standing", "SHA-256"
DUE, STATE, SINCE, CLOSED = "Due", "State", "Since", "Closed with"
#: The period of a figure of the register that is settled.
ANY_PERIOD = "Any"
OPTIONAL = (FORECAST, PREVIOUS_TARGET, SERIES, LAST_OUTTURN, BEST)

GUIDE = "docs/register.md says what each column may hold."
"""The page that findings about the register and the headings of a file name."""

_REGISTER, _COMPUTED = FilledBy.FROM_REGISTER, FilledBy.COMPUTED

THIS_QUARTER_COLUMNS = (
    Column(REF, Holds.TEXT, 10, filled=_REGISTER),
    Column(MEASURE, Holds.LONG_TEXT, 34, filled=_REGISTER),
    Column(UNIT, Holds.TEXT, 11, filled=_REGISTER),
    Column(POLARITY, Holds.TEXT, 10, filled=_REGISTER),
    Column(TARGET, Holds.FIGURE, 10, filled=_REGISTER),
    Column(PREVIOUS, Holds.FIGURE, 10, filled=_REGISTER),
    Column(PREVIOUS_YEAR, Holds.FIGURE, 11, filled=_REGISTER),
    Column(
        ACTUAL,
        Holds.FIGURE,
        11,
        "The figure for the quarter, in the measure's unit. For a percentage type 72.1%. "
        "Leave it empty if there is no figure yet, and say why in Marker: blank is never zero.",
    ),
    Column(NUMERATOR, Holds.NUMBER, 11, "The count above the line, if the figure is a share."),
    Column(DENOMINATOR, Holds.NUMBER, 12, "The count below the line, if the figure is a share."),
    Column(AS_AT, Holds.DATE, 12, "The day the figure was true, inside the quarter."),
    Column(
        MARKER,
        Holds.CHOICE,
        9,
        "Choose a shorthand where one applies: [p] provisional, [r] revised, [x] not available, "
        "[z] not applicable, [c] confidential. The sheet Lists explains each.",
        choices="markers",
    ),
    Column(
        COMMENTARY,
        Holds.LONG_TEXT,
        42,
        "What happened and why. The status comes from the figures, so it need not be repeated.",
    ),
    Column(ACTION, Holds.LONG_TEXT, 28, "What is being done, by whom (a role) and by when."),
    Column(STATUS, Holds.TEXT, 16, filled=_COMPUTED),
    Column(DIRECTION, Holds.TEXT, 14, filled=_COMPUTED),
    Column(DIRECTION_YEAR, Holds.TEXT, 14, filled=_COMPUTED),
    Column(VARIANCE, Holds.VARIANCE, 11, filled=_COMPUTED),
    Column(AGAINST_COMPARATOR, Holds.TEXT, 20, filled=_COMPUTED),
)
_FORECAST_COLUMN = Column(
    FORECAST,
    Holds.FIGURE,
    11,
    "What the year is expected to end at, in the measure's unit. The scheme sets it against the "
    "year's target.",
)
_FORECAST_STATUS_COLUMN = Column(FORECAST_STATUS, Holds.TEXT, 17, filled=_COMPUTED)
_SAID_LAST_QUARTER_COLUMN = Column(
    SAID_LAST_QUARTER,
    Holds.LONG_TEXT,
    34,
    "The commentary and the action of the quarter before, to read. It is not printed.",
    filled=_REGISTER,
)
TEMPLATE_QUARTER_COLUMNS = (*THIS_QUARTER_COLUMNS, _SAID_LAST_QUARTER_COLUMN)
"""Columns of 'This quarter' in the template."""
_BEHIND = {ACTUAL: _FORECAST_COLUMN, STATUS: _FORECAST_STATUS_COLUMN}
FORECAST_QUARTER_COLUMNS = tuple(
    column
    for standard in TEMPLATE_QUARTER_COLUMNS
    for column in (standard, _BEHIND.get(standard.heading))
    if column is not None
)
"""Columns of 'This quarter' in the template with a forecast and its status."""

OFFICERS_COLUMNS = tuple(
    c.heading for c in FORECAST_QUARTER_COLUMNS if c.filled is FilledBy.BY_OFFICER
)
"""Headings of 'This quarter' whose cells an officer types each quarter."""

COMPUTED = frozenset(c.heading for c in FORECAST_QUARTER_COLUMNS if c.filled is FilledBy.COMPUTED)
"""Headings of 'This quarter' whose cells kpibook computes, and never reads as figures."""


def _text(heading: str, width: int, prompt: str, field: str, *, data_width: int = 0) -> Column:
    """Return a register column whose text is a field of the measure as it is written."""
    return Column(
        heading,
        Holds.TEXT,
        width,
        prompt,
        field=field,
        read=lambda row: row.text(heading),
        write=attrgetter(field),
        data_width=data_width,
    )


def _figure(heading: str, prompt: str, field: str) -> Column:
    """Return a register column whose figure, in the measure's unit, is a field of the measure."""
    return Column(
        heading,
        Holds.FIGURE,
        10,
        prompt,
        field=field,
        read=lambda row: row.figure(heading),
        write=attrgetter(field),
    )


def _choice(
    heading: str,
    width: int,
    prompt: str,
    choices: str,
    field: str,
    read: Callable[[MeasureRow], Enum | None],
    usual: str = "",
) -> Column:
    """Return a register column that is chosen from a list; its words are the field's values.

    The usual word is not written: a blank cell means it.
    """
    return Column(
        heading,
        Holds.CHOICE,
        width,
        prompt,
        choices=choices,
        field=field,
        read=read,
        write=lambda measure: measure.word_for(
            field, _word_of(getattr(measure, field), usual) or ""
        ),
    )


def _word_of(choice: Enum | None, usual: str) -> str | None:
    return None if choice is None or choice.value == usual else str(choice.value)


def _quarter_target(number: int, heading: str) -> Column:
    return Column(
        heading,
        Holds.FIGURE,
        10,
        f"Profiled target for Q{number}, if there is one.",
        field=f"target_q{number}",
        write=lambda measure: measure.target.by_quarter.get(number),
    )


def _financial_year(start: int | None) -> str | None:
    """Return the year as councils write it, "2021/22"; None for None."""
    return None if start is None else f"{start}/{(start + 1) % 100:02d}"


MEASURES_COLUMNS = (
    _text(
        REF,
        11,
        "The measure's reference, such as PI.2249. One row a measure.",
        "ref",
        data_width=11,
    ),
    Column(
        MEASURE,
        Holds.LONG_TEXT,
        44,
        "What is measured, in full.",
        field="title",
        read=lambda row: row.text(MEASURE),
        write=lambda measure: measure.title,
        data_width=44,
    ),
    _text(DIRECTORATE, 20, "The directorate that answers for it.", "directorate", data_width=22),
    _text(SERVICE, 20, "The service within the directorate.", "service", data_width=20),
    _text(PRIORITY, 28, "The Council Plan priority it serves.", "priority", data_width=26),
    _text(OWNER, 20, "The role that reports it; not a person's name.", "owner"),
    Column(
        UNIT,
        Holds.CHOICE,
        14,
        "What it is counted in.",
        choices="units",
        field="unit",
        read=lambda row: row.unit(),
        write=lambda measure: measure.word_for("unit", measure.unit.value),
        data_width=14,
    ),
    Column(
        DECIMALS,
        Holds.NUMBER,
        10,
        "Decimals it is reported to, 0 to 6.",
        field="decimals",
        read=lambda row: row.decimals(),
        write=lambda measure: measure.decimals,
    ),
    Column(
        POLARITY,
        Holds.CHOICE,
        12,
        "higher, lower, closest (to target), range (between low and high) or neutral "
        "(no judgement). Your council's choice: it is never guessed.",
        choices="polarities",
        field="polarity",
        read=lambda row: row.polarity(),
        write=lambda measure: measure.word_for("polarity", measure.polarity.value),
    ),
    Column(
        BASIS,
        Holds.CHOICE,
        15,
        "What stretch of time a figure covers.",
        choices="bases",
        field="basis",
        read=lambda row: row.basis(),
        write=lambda measure: measure.word_for("basis", measure.basis.value),
    ),
    Column(
        TARGET,
        Holds.FIGURE,
        10,
        "For the year, in the measure's unit; or words.",
        field="target",
        read=lambda row: row.target(),
        write=lambda measure: measure.target.words or measure.target.value,
    ),
    *(_quarter_target(n, heading) for n, heading in enumerate(TARGETS_BY_QUARTER, start=1)),
    Column(
        TARGET_BASIS,
        Holds.TEXT,
        20,
        "The benchmark the target was taken from, if any.",
        field="target_basis",
        write=lambda measure: measure.target.benchmark,
    ),
    Column(
        TARGET_VINTAGE,
        Holds.TEXT,
        14,
        "The period that benchmark is of, such as 2020/21.",
        field="target_vintage",
        write=lambda measure: measure.target.vintage,
    ),
    Column(
        TOLERANCE,
        Holds.TOLERANCE,
        10,
        "How far short of target still counts as within tolerance: 5% is of the target, 2 is in "
        "the measure's unit. Empty takes the scheme's.",
        field="tolerance",
        read=lambda row: row.tolerance(),
        write=lambda measure: (
            measure.tolerance_in_words(measure.tolerance) if measure.tolerance else None
        ),
    ),
    _figure(FLOOR, "Minimum standard, if there is one.", "floor"),
    _figure(LOW, "Lower end of the acceptable range (range only).", "low"),
    _figure(HIGH, "Upper end of the acceptable range (range only).", "high"),
    Column(
        COMPARATOR,
        Holds.TEXT,
        22,
        "Statistical neighbours, Region, England ...",
        field="comparator",
        read=lambda row: row.comparator(),
        write=lambda measure: measure.comparator.name if measure.comparator else None,
    ),
    Column(
        COMPARATOR_VALUE,
        Holds.FIGURE,
        12,
        "Its value, in the measure's unit.",
        field="comparator_value",
        write=lambda measure: measure.comparator.value if measure.comparator else None,
    ),
    Column(
        COMPARATOR_VINTAGE,
        Holds.TEXT,
        14,
        "The period it is of, such as 2020/21.",
        field="comparator_vintage",
        write=lambda measure: measure.comparator.vintage if measure.comparator else None,
    ),
    Column(
        INTRODUCED,
        Holds.YEAR,
        12,
        "First financial year, such as 2021/22.",
        field="introduced",
        read=lambda row: row.year(INTRODUCED),
        write=lambda measure: _financial_year(measure.introduced),
    ),
    Column(
        ALIASES,
        Holds.TEXT,
        16,
        "Earlier references of the same measure, with commas.",
        field="aliases",
        read=lambda row: row.names(ALIASES),
        write=lambda measure: ", ".join(measure.aliases),
    ),
    Column(
        NOTE,
        Holds.LONG_TEXT,
        34,
        "Scope and other remarks that travel with the figure.",
        field="note",
        read=lambda row: row.text(NOTE),
        write=lambda measure: measure.note,
    ),
)

#: Without it nothing is withheld.
SUPPRESS_COLUMN = Column(
    SUPPRESS,
    Holds.TEXT,
    12,
    "Yes if counts of 1 to 5 are not to be published. Empty or No publishes them.",
    field="suppress_small",
    read=lambda row: row.suppress_small(),
    write=lambda measure: YES if measure.suppress_small else None,
)

#: Columns that came to the register after workbooks were made of it, behind the others. A
#: register made before may lack them, which is no fault; so they are not `MEASURES_COLUMNS`.
ADDED_COLUMNS = (
    SUPPRESS_COLUMN,
    _text(
        OUTCOME,
        30,
        "The outcome or metric of the Local Outcomes Framework it serves, in its words.",
        "outcome",
        data_width=30,
    ),
    _choice(
        FREQUENCY,
        13,
        "How often there is a new figure. Empty is quarterly.",
        "frequencies",
        "frequency",
        lambda row: row.frequency(),
        usual="quarterly",
    ),
    _choice(
        QUARTER_FROM,
        16,
        "For a monthly measure: how a quarter is worked out from its months.",
        "quarters_from",
        "quarter_from",
        lambda row: row.quarter_from(),
    ),
    Column(
        COMPARED_WITH,
        Holds.TEXT,
        22,
        "What its directions are taken against, one or two, with a comma; the sheet Lists has the "
        "words. Empty takes the scheme's.",
        field="compared_with",
        read=lambda row: row.compared_with(),
        write=lambda measure: ", ".join(str(b.value) for b in measure.compared_with),
    ),
    _choice(
        PROFILE,
        15,
        "For a cumulative measure: how the year's target is spread over the quarters.",
        "profiles",
        "profile",
        lambda row: row.profile(),
    ),
    Column(
        COMMITTEES,
        Holds.TEXT,
        22,
        "The committees whose return it goes on, with commas. Empty goes on every return.",
        field="committees",
        read=lambda row: row.names(COMMITTEES),
        write=lambda measure: ", ".join(measure.committees),
    ),
    Column(
        LAST_PERIOD,
        Holds.PERIOD,
        13,
        "The last quarter it is reported for, such as Q4 2021/22. Empty while it goes on.",
        field="last_period",
        read=lambda row: row.quarter(LAST_PERIOD),
        write=lambda measure: str(measure.last_period) if measure.last_period else None,
    ),
    Column(
        TARGET_YEAR,
        Holds.YEAR,
        12,
        "The financial year its targets are for, such as 2022/23. After Q4 type the new year here "
        "when the targets are those of the new year, changed or not.",
        field="target_year",
        read=lambda row: row.year(TARGET_YEAR),
        write=lambda measure: _financial_year(measure.target_year),
    ),
)

#: The template's register: every column, in order.
REGISTER_COLUMNS = (*MEASURES_COLUMNS, *ADDED_COLUMNS)

HISTORY_COLUMNS = (
    Column(REF, Holds.TEXT, 11, "The measure's reference."),
    Column(
        PERIOD,
        Holds.PERIOD,
        16,
        "The quarter, month or year: Q2 2021/22, October 2021, 2020/21 outturn.",
    ),
    Column(ACTUAL, Holds.FIGURE, 11, "The figure reported for that quarter."),
    Column(NUMERATOR, Holds.NUMBER, 12, "The count above the line."),
    Column(DENOMINATOR, Holds.NUMBER, 13, "The count below the line."),
    Column(AS_AT, Holds.DATE, 13, "The day the figure was true."),
    Column(MARKER, Holds.CHOICE, 10, "Shorthand, such as [p] provisional.", choices="markers"),
)

#: Columns that came to the history behind the others; a history may lack them.
ADDED_HISTORY_COLUMNS = (
    Column(TARGET, Holds.FIGURE, 11, "The target that applied to that quarter."),
    Column(
        REVISED_FROM,
        Holds.FIGURE,
        12,
        "For a figure that was corrected after it was reported: the figure before. Type [r] in "
        "Marker too.",
    ),
)
TEMPLATE_HISTORY_COLUMNS = (*HISTORY_COLUMNS, *ADDED_HISTORY_COLUMNS)
"""The template's history."""

#: A workbook made before there were actions has no such table.
ACTION_COLUMNS = (
    Column(REF, Holds.TEXT, 10, "The measure's reference. Empty for an action of a service."),
    Column(ACTION, Holds.LONG_TEXT, 41, "What is done; a row for each action."),
    Column(OWNER, Holds.TEXT, 19, "The post that does it; not a person's name."),
    Column(DUE, Holds.DATE, 12, "The last day to do it, such as 31/03/2022."),
    Column(
        STATE,
        Holds.CHOICE,
        10,
        "Open, done, overdue or dropped. Empty is open; an open action is overdue when its day "
        "has passed.",
    ),
    Column(
        SERVICE,
        Holds.TEXT,
        17,
        "For an action without a measure: the service, or empty for the whole directorate.",
    ),
    Column(
        SINCE,
        Holds.PERIOD,
        12,
        "The quarter in which it was first reported. Empty is this quarter: rolling forward "
        "enters it.",
    ),
    Column(
        CLOSED,
        Holds.PERIOD,
        12,
        "Rolling forward enters the quarter with which an action was done or dropped. It is then "
        "in no later return.",
    ),
)

COUNCIL_WORD_COLUMNS = (
    Column(WORD, Holds.TEXT, 20, "The word as your council writes it."),
    Column(USED_FOR, Holds.TEXT, 14, "The column it is written in: Unit, Target, Marker ..."),
    Column(MEANS, Holds.TEXT, 20, "The word of kpibook that it means, from the lists."),
)

SETTLED_COLUMNS = (
    Column(REF, Holds.TEXT, 11, "The measure's reference."),
    Column(PERIOD, Holds.TEXT, 13, "The quarter of the figure, or Any for the register."),
    Column(SETTLED_CODE, Holds.TEXT, 28, "The code of the finding that was settled."),
    Column(SETTLED_FIGURE, Holds.TEXT, 14, "The figure that is right."),
    Column(SETTLED_BY, Holds.TEXT, 26, "Who says so."),
    Column(SETTLED_ON, Holds.DATE, 14, "The day."),
)


TARGET_CHANGE_COLUMNS = (
    Column(REF, Holds.TEXT, 11, "The measure's reference."),
    Column(PERIOD, Holds.TEXT, 13, "The last quarter that was set against the target before."),
    Column(TARGET_BEFORE, Holds.TEXT, 18, "The target that applied to it."),
    Column(TARGET_NOW, Holds.TEXT, 18, "The register's target for it now."),
    Column(CHANGED_ON, Holds.DATE, 16, "The day kpibook first met the change."),
)

#: In place of a reference, for the actions that no measure has.
NO_MEASURE = "Actions of services"

SIGN_OFF_COLUMNS = (
    Column(PERIOD, Holds.TEXT, 13, "The quarter."),
    Column(AGREED_BY, Holds.TEXT, 30, "The post that agreed the return."),
    Column(AGREED_ON, Holds.DATE, 14, "The day."),
    Column(VERSION, Holds.TEXT, 12, "The version, if one was given."),
    Column(STANDING, Holds.TEXT, 24, "Agreed, replaced by a later one, or withdrawn."),
    Column(HASH, Holds.TEXT, 68, "The hash of the whole return."),
)

SIGN_OFF_HASH_COLUMNS = (
    Column(REF, Holds.TEXT, 16, "The measure's reference as it is compared."),
    *(Column(part.value.capitalize(), Holds.TEXT, 36) for part in AgreedPart),
)
"""Columns of the hashes of the quarter's measures; without a reference, of a service's actions."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Row of the 'Settings' sheet, whose value is a named cell.

    Attributes:
        name: The defined name of the value's cell.
        label: Its name for people.
        help: Its purpose.
        default: The value in the template.
    """

    name: str
    label: str
    help: str
    default: str = ""


COUNCIL = Setting("kpibook_council", "Council", "The name of the council, as on its reports.")
DIRECTORATE_SETTING = Setting(
    "kpibook_directorate", "Directorate", "The directorate this workbook belongs to."
)
PERIOD_SETTING = Setting(
    "kpibook_period", "Period", "The quarter being reported, such as Q3 2021/22.", "Q1 2026/27"
)
SCHEME_SETTING = Setting(
    "kpibook_scheme",
    "Scheme",
    "The rules that turn figures into a status and a direction. The sheet Key prints them.",
    "standard",
)
COMMITTEE = Setting("kpibook_committee", "Committee", "The committee the return goes to.")
SETTINGS_ROWS = (COUNCIL, DIRECTORATE_SETTING, PERIOD_SETTING, SCHEME_SETTING, COMMITTEE)


def headings(columns: tuple[Column, ...]) -> list[str]:
    """Return the header row of a table."""
    return [column.heading for column in columns]
