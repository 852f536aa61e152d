"""The template's formulas that repeat a setting, and their results.

Excel calculates them again when it opens the workbook; a previewer, a converter and Protected
View show the stored result. So kpibook stores the right result when it writes the workbook.
"""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from kpibook.workbook.protocol import Book

#: Settings of the empty template.
TEMPLATE_SETTINGS = Settings(Quarter.parse(layout.PERIOD_SETTING.default))
NOT_GIVEN = "Not given yet: see the sheet Settings"


def echo_of(setting: layout.Setting) -> str:
    """Return the formula that repeats a setting; the period in a report's words."""
    if setting is layout.PERIOD_SETTING:
        return _period_in_words(setting.name)
    return f'=IF({setting.name}="","{NOT_GIVEN}",{setting.name})'


def echoes(settings: Settings) -> dict[str, str]:
    """Return the result of each of these formulas under `settings`, by the formula's text."""
    values = {
        layout.COUNCIL: settings.council,
        layout.DIRECTORATE_SETTING: settings.directorate,
        layout.PERIOD_SETTING: settings.period.long_label,
        layout.SCHEME_SETTING: settings.scheme,
        layout.COMMITTEE: settings.committee,
    }
    return {echo_of(setting): value or NOT_GIVEN for setting, value in values.items()}


def store_echoes(book: Book, settings: Settings) -> None:
    """Store in the workbook the results of its echoes under `settings`."""
    results = echoes(settings)
    for sheet in (layout.COVER, layout.THIS_QUARTER):
        book.store_results(sheet, results)


def _period_in_words(period: str) -> str:
    # The setting reads "Q3 2021/22": the quarter is its second character, the year its fourth on.
    number, year = f"MID({period},2,1)", f"MID({period},4,4)"
    start = f'TEXT(DATE({year},1+3*{number},1),"mmmm yyyy")'
    end = f'TEXT(DATE({year},4+3*{number},0),"mmmm yyyy")'
    # June and September end on the 30th, December and March on the 31st.
    last_day = f'IF(OR({number}="1",{number}="2"),"30th","31st")'
    words = f'"Quarter "&{number}&" (1st "&{start}&" to "&{last_day}&" "&{end}&")"'
    return f"=IFERROR({words},{period})"
