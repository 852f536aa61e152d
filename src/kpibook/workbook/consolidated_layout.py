"""The layout of the consolidated workbook: sheets, tables, headings.

In the Data table figures are stored as in a performance workbook: a percentage as a fraction under
a number format with "%", other figures in the measure's unit; a missing figure is blank and its
marker has a separate column.
"""

from __future__ import annotations

from kpibook.workbook import layout
from kpibook.workbook.layout import Column, Holds

COVER = "Cover"
SCORECARD = "Scorecard"
SUMMARY = "Summary"
SUMMARY_BY_PRIORITY = "Summary by priority"
EXCEPTIONS = "Exceptions"
TRENDS = "Trends"
TREND_DATA = "Trend data"
DATA = "Data"
RECONCILIATION = "Reconciliation"
REFUSED = "Refused rows"
FINDINGS = "Findings"
CHANGES = "Changes"
KEY = "Key"
NOTES = "Notes"
#: Between Exceptions and Trends, if a list of expected returns is given.
RETURNS = "Returns"
#: After Exceptions, if a workbook has actions.
ACTIONS = "Actions"
#: In the order of their tabs.
SHEETS = (
    COVER,
    SCORECARD,
    SUMMARY,
    SUMMARY_BY_PRIORITY,
    EXCEPTIONS,
    TRENDS,
    TREND_DATA,
    DATA,
    RECONCILIATION,
    REFUSED,
    FINDINGS,
    CHANGES,
    KEY,
    NOTES,
)

#: The table of the Data sheet; a workbook that has it is a consolidated workbook.
DATA_TABLE = "ConsolidatedData"
COVER_TABLE = "ConsolidatedControls"
SUMMARY_TABLE = "ConsolidatedSummary"
PRIORITY_TABLE = "ConsolidatedPriorities"
SCORECARD_TABLE = "ConsolidatedScorecard"
EXCEPTIONS_TABLE = "ConsolidatedExceptions"
TRENDS_TABLE = "ConsolidatedTrends"
RECONCILIATION_TABLE = "ConsolidatedSources"
REFUSED_TABLE = "ConsolidatedRefusedRows"
FINDINGS_TABLE = "ConsolidatedFindings"
CHANGES_TABLE = "ConsolidatedChanges"
ACTIONS_TABLE = "ConsolidatedActions"
RETURNS_TABLE = "ConsolidatedReturns"
KEY_TABLE = "ConsolidatedKey"
NOTES_TABLE = "ConsolidatedNotes"

SOURCE_WORKBOOK = "Source workbook"
SOURCE_SHEET = "Source sheet"
SOURCE_CELL = "Source cell"
SOURCE_HASH = "Source hash"
COUNCIL = "Council"
SCHEME = "Scheme"
#: The status and the direction, whichever word the scheme has: formulas count these.
STATUS_MEANING = "Status meaning"
DIRECTION_MEANING = "Direction meaning"


def _on_data(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of the register that Data shows; a choice is a text there."""
    return tuple(
        Column(
            column.heading,
            Holds.TEXT if column.holds is Holds.CHOICE else column.holds,
            column.data_width,
            write=column.write,
        )
        for column in columns
        if column.data_width
    )


SECOND_DIRECTION = "Second direction"
#: The figure that each direction is against, in words.
DIRECTION_AGAINST = "Direction compared with"
SECOND_AGAINST = "Second direction compared with"
SECOND_MEANING = "Second direction meaning"
#: The list of actions on a measure, those overdue first; `layout.ACTION` is the column of text.
ACTION_LIST = "Actions"


#: Columns that came to the Data table after workbooks were made with it, behind the others: the
#: table of an earlier consolidated workbook may lack them.
ADDED_DATA_COLUMNS = (
    *_on_data(layout.ADDED_COLUMNS),
    Column(layout.FORECAST, Holds.FIGURE, 11),
    Column(layout.FORECAST_STATUS, Holds.TEXT, 17),
    *(
        Column(column.heading, Holds.TEXT, 15, write=column.write)
        for column in layout.MEASURES_COLUMNS
        if column.heading in (layout.POLARITY, layout.BASIS)
    ),
    Column(layout.TOLERANCE, Holds.TEXT, 12),
    Column(layout.PREVIOUS, Holds.FIGURE, 11),
    Column(layout.PREVIOUS_YEAR, Holds.FIGURE, 11),
    Column(DIRECTION_AGAINST, Holds.TEXT, 22),
    Column(SECOND_DIRECTION, Holds.TEXT, 15),
    Column(SECOND_AGAINST, Holds.TEXT, 22),
    Column(SECOND_MEANING, Holds.TEXT, 16),
    Column(layout.COMMENTARY, Holds.TEXT, 40),
    Column(layout.ACTION, Holds.TEXT, 30),
    Column(ACTION_LIST, Holds.TEXT, 40),
)

DATA_COLUMNS = (
    *_on_data(layout.MEASURES_COLUMNS),
    Column(layout.PERIOD, Holds.PERIOD, 12),
    Column(layout.ACTUAL, Holds.FIGURE, 11),
    Column(layout.NUMERATOR, Holds.NUMBER, 11),
    Column(layout.DENOMINATOR, Holds.NUMBER, 12),
    Column(layout.TARGET, Holds.FIGURE, 11),
    Column(layout.STATUS, Holds.TEXT, 17),
    Column(layout.DIRECTION, Holds.TEXT, 15),
    Column(layout.MARKER, Holds.TEXT, 9),
    Column(layout.AS_AT, Holds.DATE, 12),
    Column(SOURCE_WORKBOOK, Holds.TEXT, 34),
    Column(SOURCE_SHEET, Holds.TEXT, 14),
    Column(SOURCE_CELL, Holds.TEXT, 11),
    Column(SOURCE_HASH, Holds.TEXT, 20),
    Column(COUNCIL, Holds.TEXT, 24),
    Column(SCHEME, Holds.TEXT, 16),
    Column(STATUS_MEANING, Holds.TEXT, 14),
    Column(DIRECTION_MEANING, Holds.TEXT, 16),
    *ADDED_DATA_COLUMNS,
)
