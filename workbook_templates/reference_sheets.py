"""The sheets that explain and steer: Key, Settings and Lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import (
    Basis,
    Frequency,
    Polarity,
    Profile,
    QuarterFrom,
    Unit,
)
from kpibook.domain.measures.number import MARKERS, OK_MARKER
from kpibook.sources.schemes import built_in, load_scheme
from kpibook.workbook import layout
from kpibook.workbook.layout import FilledBy
from kpibook.workbook.sizes import look
from kpibook.workbook.sizes.look import Paint
from workbook_templates.book import (
    Book,
    WordTable,
    add_title,
    set_row_heights,
    set_up_page,
    write_table,
)
from workbook_templates.validations import TEXT_FORMAT, quarter_rule, validation

_KEY_HEADER = 4
_SETTINGS_HEADER = 3
_LISTS_HEADER = 3
_COUNCIL_WORDS = 20  # rows to type in
_KEY_WIDTHS = (22, 11, 90)
_SETTINGS_WIDTHS = (18, 44, 76)
_LIST_WIDTHS = (20, 36)
_GAP_WIDTH = 3
_LISTS_ON_A_PAGE = 2

_UNITS = {
    Unit.PERCENT: "A share of a hundred. Type 72.1%.",
    Unit.COUNT: "A number of people or things.",
    Unit.RATE_PER_1000: "How many for every 1,000 people.",
    Unit.RATE_PER_10000: "How many for every 10,000 people.",
    Unit.RATE_PER_100000: "How many for every 100,000 people.",
    Unit.CURRENCY: "Pounds, written out in full.",
    Unit.DAYS: "A length of time in days.",
    Unit.SCORE: "Points on a scale of its own.",
    Unit.DURATION: "A length of time: better say hours, weeks, mm:ss or hh:mm.",
    Unit.RATE: "How many for each of something: per FTE, per head.",
    Unit.QUANTITY: "Anything else that is counted or weighed: tonnes, visits, kWh.",
}
_POLARITIES = {
    Polarity.HIGHER: "The higher, the better.",
    Polarity.LOWER: "The lower, the better.",
    Polarity.CLOSEST: "The closer to target, the better.",
    Polarity.RANGE: "Good between Range low and Range high.",
    Polarity.NEUTRAL: "Neither is better: no status, no judgement.",
}
_BASES = {
    Basis.IN_PERIOD: "What happened in the quarter.",
    Basis.SNAPSHOT: "How things stood on the last day of the quarter.",
    Basis.CUMULATIVE: "The year so far, and it adds up: homes built since 1 April.",
    Basis.YEAR_TO_DATE: "A share or an average of the year so far: its target holds all year.",
    Basis.ROLLING_12_MONTHS: "The twelve months up to the end of the quarter.",
    Basis.ANNUAL: "Once a year.",
}
_FREQUENCIES = {
    Frequency.MONTHLY: "A figure each month.",
    Frequency.QUARTERLY: "A figure each quarter.",
    Frequency.HALF_YEARLY: "A figure in Q2 and in Q4.",
    Frequency.TERMLY: "A figure each school term.",
    Frequency.ANNUAL: "A figure once a year.",
}
_QUARTERS_FROM = {
    QuarterFrom.LAST: "The figure of the quarter's last month.",
    QuarterFrom.SUM: "The three months added up.",
    QuarterFrom.MEAN: "The average of the three months.",
    QuarterFrom.PARTS: "The months' numerators and denominators added up, then divided.",
}
_PROFILES = {
    Profile.STRAIGHT_LINE: "A quarter of the year's target each quarter.",
    Profile.AS_LAST_YEAR: "As last year's figures were spread over its quarters.",
}
_BASELINES = {
    ComparedWith.PREVIOUS: "The quarter before.",
    ComparedWith.PREVIOUS_YEAR: "The same quarter last year.",
    ComparedWith.OUTTURN: "The figure last year ended with.",
    ComparedWith.TARGET_PATH: "Where the target path should be by now.",
    ComparedWith.BEST: "The best figure of the history.",
}


def add_key(book: Book, sheet: Worksheet) -> None:
    """Draw the Key: the scheme's words in their colours, and what they mean."""
    scheme = load_scheme(layout.SCHEME_SETTING.default)
    add_title(book, sheet, "Key", f"What the words mean. Scheme: {scheme.title}.")
    sheet.write_string(2, 0, f"Source: {scheme.source}", book.format(look.QUIET))
    looks = [*scheme.statuses.values(), *scheme.directions.values()]
    rows = [[look_.label, look_.symbol or "none", look_.meaning] for look_ in looks]
    columns = ["Word", "Symbol", "What it means"]
    write_table(book, sheet, WordTable(layout.KEY_TABLE, columns, rows, top=_KEY_HEADER))
    for row, appearance in enumerate(looks, start=_KEY_HEADER + 1):
        paint = Paint(appearance.colour, appearance.fill)
        word = book.cell(paint, bold=True, valign="vcenter")
        sheet.write_string(row, 0, appearance.label, word)
    _set_widths(sheet, _KEY_WIDTHS)
    set_row_heights(sheet, _KEY_HEADER, [columns, *rows], _KEY_WIDTHS)
    set_up_page(sheet)
    sheet.repeat_rows(_KEY_HEADER)
    sheet.protect()


def add_settings(book: Book, sheet: Worksheet) -> None:
    """Draw the settings of the workbook; every value is a named cell."""
    add_title(book, sheet, "Settings", "What the whole workbook goes by. Fill in the pale yellow.")
    rows = [[setting.label, setting.default, setting.help] for setting in layout.SETTINGS_ROWS]
    columns = ["Setting", "Value", "What it is for"]
    table = WordTable(layout.SETTINGS_TABLE, columns, rows, top=_SETTINGS_HEADER)
    write_table(book, sheet, table)
    typed = {"locked": False, "num_format": TEXT_FORMAT, "valign": "vcenter"}
    value = book.cell(look.CELL[FilledBy.BY_OFFICER], **typed)
    for row, setting in enumerate(layout.SETTINGS_ROWS, start=_SETTINGS_HEADER + 1):
        sheet.write(row, 1, setting.default, value)
        book.name_cell(setting.name, layout.SETTINGS, row, 1)
        sheet.data_validation(row, 1, row, 1, _setting_rule(setting, xl_rowcol_to_cell(row, 1)))
    _set_widths(sheet, _SETTINGS_WIDTHS)
    set_row_heights(sheet, _SETTINGS_HEADER, [columns, *rows], _SETTINGS_WIDTHS)
    set_up_page(sheet)
    sheet.repeat_rows(_SETTINGS_HEADER)


def add_lists(book: Book, sheet: Worksheet) -> None:
    """Draw the choices of the drop-down lists and their meanings."""
    add_title(book, sheet, "Lists", "What the drop-down lists offer. kpibook knows these words.")
    tables = _lists()
    _set_widths(sheet, [*_LIST_WIDTHS, _GAP_WIDTH] * len(tables))
    for table in tables:
        write_table(book, sheet, table)
        first, last = table.top + 1, table.top + len(table.rows)
        cells = [xl_rowcol_to_cell(row, table.left, True, True) for row in (first, last)]
        name = f"kpibook_{table.name.lower()}"
        book.workbook.define_name(name, f"={layout.LISTS}!{':'.join(cells)}")
    _add_council_words(book, sheet, len(tables) * (len(_LIST_WIDTHS) + 1))
    columns = [[table.columns, *table.rows] for table in tables]
    beside = [chain(*row) for row in zip_longest(*columns, fillvalue=["", ""])]
    set_row_heights(sheet, _LISTS_HEADER, beside, _LIST_WIDTHS * len(tables))
    starts = range(0, len(tables) + 1, _LISTS_ON_A_PAGE)
    breaks = [start * (len(_LIST_WIDTHS) + 1) for start in starts[1:]]
    set_up_page(sheet, breaks=breaks, points=look.BODY_POINTS)
    sheet.repeat_rows(_LISTS_HEADER)
    sheet.protect()


def _add_council_words(book: Book, sheet: Worksheet, left: int) -> None:
    """Draw the table of the council's own words: empty, and the only one here to type in."""
    columns = layout.COUNCIL_WORD_COLUMNS
    header = book.header(look.HEADER[layout.FilledBy.BY_OFFICER], valign="vcenter")
    last_row = _LISTS_HEADER + _COUNCIL_WORDS
    sheet.add_table(
        _LISTS_HEADER,
        left,
        last_row,
        left + len(columns) - 1,
        {
            "name": layout.COUNCIL_WORDS_TABLE,
            "style": None,
            "autofilter": False,
            "columns": [{"header": c.heading, "header_format": header} for c in columns],
        },
    )
    open_cell = book.cell(locked=False, valign="vcenter")
    for number, column in enumerate(columns, start=left):
        sheet.set_column(number, number, column.width)
        for row in range(_LISTS_HEADER + 1, last_row + 1):
            cell = xl_rowcol_to_cell(row, number)
            sheet.write_blank(row, number, None, open_cell)
            sheet.data_validation(row, number, row, number, validation(column, cell))


def _lists() -> list[WordTable]:
    """One table for each list, from left to right."""
    lists = (
        ("Units", layout.UNIT, {unit.value: _UNITS[unit] for unit in Unit}),
        ("Polarities", layout.POLARITY, {way.value: _POLARITIES[way] for way in Polarity}),
        ("Bases", layout.BASIS, {basis.value: _BASES[basis] for basis in Basis}),
        (
            "Markers",
            layout.MARKER,
            {m: f"{MARKERS[m].capitalize()}." for m in MARKERS}
            | {OK_MARKER: "Looked at: a figure in doubt is right. It goes into no return."},
        ),
        ("Schemes", "Scheme", {key: load_scheme(key).title for key in built_in()}),
        ("Frequencies", layout.FREQUENCY, {f.value: _FREQUENCIES[f] for f in Frequency}),
        ("Quarters_from", layout.QUARTER_FROM, {q.value: _QUARTERS_FROM[q] for q in QuarterFrom}),
        ("Profiles", layout.PROFILE, {p.value: _PROFILES[p] for p in Profile}),
        ("Baselines", layout.COMPARED_WITH, {c.value: _BASELINES[c] for c in ComparedWith}),
    )
    apart = len(_LIST_WIDTHS) + 1
    return [
        WordTable(
            name,
            [heading, "What it means"],
            [[word, meaning] for word, meaning in words.items()],
            top=_LISTS_HEADER,
            left=number * apart,
        )
        for number, (name, heading, words) in enumerate(lists)
    ]


def _setting_rule(setting: layout.Setting, cell: str) -> dict[str, object]:
    said = {"input_title": setting.label, "input_message": setting.help}
    if setting is layout.PERIOD_SETTING:
        return {
            **said,
            "validate": "custom",
            "value": quarter_rule(cell),
            "error_title": "That is not a quarter",
            "error_message": "Enter a quarter as in Q3 2021/22: Q1 is April to June.",
        }
    if setting is layout.SCHEME_SETTING:
        return {
            **said,
            "validate": "list",
            "source": "=kpibook_schemes",
            "error_type": "warning",
            "error_title": "That is not a built-in scheme",
            "error_message": "Choose one from the list, or keep the name of your council's own "
            "file, such as ours.toml, which lies beside this workbook.",
        }
    return {**said, "validate": "any"}


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
