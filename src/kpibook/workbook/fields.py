"""Row of a table as fields: text, figures, dates and choices, each problem a finding.

The same code reads the workbook's tables and the CSV files people send: a CSV field is a
text cell. A value that cannot be read becomes None and a finding that names its cell; it is
never guessed and never stops the rest from being read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from kpibook.domain.finding import Finding, finding_from
from kpibook.domain.measures.calendar import Month, Period, parse_period
from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.nothing import is_nothing, says_nothing
from kpibook.domain.measures.number import BLANK, Figure
from kpibook.domain.measures.number_style import NumberStyle, in_style
from kpibook.domain.measures.units.counted_in import AnyUnit, CountedIn, counted_in
from kpibook.domain.measures.values_in_words import read_figure
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWords, meaning_of
from kpibook.domain.measures.vocabulary.meaning import Meaning
from kpibook.domain.measures.vocabulary.reading import (
    BASIS,
    FREQUENCY,
    MARKER,
    POLARITY,
    PROFILE,
    QUARTER_FROM,
    STATE,
    UNIT,
)
from kpibook.domain.wording import guessed, listed, nearest, quoted, shortened
from kpibook.errors import KpibookError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.formats import number_shown
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.origin import Standing
from kpibook.xlsx.cells.values import MAX_TEXT
from kpibook.xlsx.tables.headed_row import HeadedRow

_Day = date  # a row has a method of that name
_Choice = TypeVar("_Choice", bound=Enum)
UNIT_HEADING = layout.UNIT
#: The roles of words, by the heading of the column of choices that they are written in.
CHOICE_ROLES = {
    layout.UNIT: UNIT,
    layout.POLARITY: POLARITY,
    layout.BASIS: BASIS,
    layout.FREQUENCY: FREQUENCY,
    layout.QUARTER_FROM: QUARTER_FROM,
    layout.PROFILE: PROFILE,
    layout.STATE: STATE,
}
_Read = TypeVar("_Read")
_LONGEST_WORD = 100  # characters
_RESIZED = (Unit.CURRENCY, Unit.DURATION)


@lru_cache(maxsize=256)  # a workbook has few formats, and each figure asks
def is_percent_format(number_format: str) -> bool:
    """Return True if a cell shows its number as a percentage (a "%" not quoted or escaped)."""
    # Every second piece between quotation marks is literal text: 0.0" % of target" is no percent.
    bare = "".join(section for i, section in enumerate(number_format.split('"')) if i % 2 == 0)
    return "%" in bare.replace("\\%", "")


def figure_of(cell: Cell, unit: AnyUnit | None = None) -> Figure:
    """Return the figure in a cell, in the measure's unit.

    A percentage is in percent: 0.721 in a cell that shows 72.1%, 72.1 in a plain cell and
    "72.1%" in text are the same value. `unit` None takes a %-formatted number as percent too.

    Raises:
        NotANumber: The cell holds something that is not a figure.
    """
    return read_figure(
        cell.value,
        shows_percent=shows_percent(cell),
        unit=unit,
        number_format=cell.number_format,
    )


def in_unit(value: Decimal, number_format: str, unit: AnyUnit | None) -> Decimal | None:
    """Return the figure of a number in its cell's format as `figure_of` does, and much sooner.

    None where the number is of another size than the figure: hours, or millions of pounds.
    """
    counted = counted_in(unit)
    if counted is not None:
        kind = counted.unit
        if kind in _RESIZED and (counted.is_clock or counted.scale > 1):
            return None
        if kind is not Unit.PERCENT:
            return value
    return value * 100 if is_percent_format(number_format) else value


def shows_percent(cell: Cell) -> bool:
    """Return True if a cell holds a number and shows it as a percentage."""
    return cell.kind == "number" and is_percent_format(cell.number_format)


def text_shown(cell: Cell) -> str:
    """Return what a cell shows, trimmed; "" for blank and for words for nothing.

    A number in the format 0000 is shown as 0045, and 1.1 in the format 0.00 as 1.10: two
    references may differ in nothing else. Its thousands are not grouped.
    """
    value = cell.value
    if isinstance(value, str):
        text = value.strip()
        return "" if cell.kind == "text" and is_nothing(text) else text
    if isinstance(value, datetime):
        return f"{value:%d-%b}" if cell.number_format in _DAY_AND_MONTH else f"{value:%d/%m/%Y}"
    # In Python True is an integer.
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_shown(value, cell.number_format)
    return "" if value is None else str(value).strip()


def _shows_only_month(number_format: str) -> bool:
    """Return True if a date is shown as a month and a year: "mmm-yy"."""
    letters = re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", number_format.split(";")[0]).casefold()
    return "m" in letters and "y" in letters and "d" not in letters


_DAY_AND_MONTH = ("d-mmm", "dd-mmm", "d mmm", "dd mmm", "d-mmm-yy", "mmm-yy")


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a table, by heading.

    Attributes:
        file: The file it is in, for messages.
        sheet: Its sheet; "" in a CSV.
        cells: Its cells by heading; a missing heading reads as blank.
        findings: The list problems are added to, shared by all rows of a table.
        line: Its line in a CSV; None in a workbook.
        style: The way its table writes numbers as text.
        words: The file's own words for headings that it words otherwise, with their column.
        reported: The headings under which a problem was found so far.
        own_words: The council's own words.
        is_imported: True if its figures are taken over into a workbook, which keeps numbers.
        places: The locations of its cells by heading, "" for the row itself, where they are not
            all on its sheet, as in a council's own workbook; None if they are.
    """

    file: str
    sheet: str
    cells: Mapping[str, Cell]
    findings: list[Finding]
    line: int | None = None
    style: NumberStyle = NumberStyle.POINT
    words: Mapping[str, str] = field(default_factory=dict)
    own_words: CouncilWords = NO_WORDS
    is_imported: bool = False
    reported: set[str] = field(default_factory=set, compare=False)
    places: Mapping[str, Location] | None = None

    def called(self, heading: str) -> str:
        """Return a heading as the file words it, with its column where the words differ."""
        return self.words.get(heading, heading)

    def speaking(self, words: CouncilWords) -> Row:
        """Return the row with a council's own words, which come before those of all councils."""
        return replace(self, own_words=words) if words.entries else self

    def reporting_to(self, findings: list[Finding]) -> Row:
        """Return the row with another list for its findings."""
        return replace(self, findings=findings)

    @property
    def is_blank(self) -> bool:
        """True if nothing is typed in it; formulas do not count."""
        cells = self.cells
        if type(cells) is HeadedRow:
            return cells.is_blank
        return all(c.formula is not None or c.value in (None, "") for c in cells.values())

    @property
    def name(self) -> str:
        """The row's name in messages: its reference, unless a long text was written there."""
        return shortened(self._ref()) or "a row without a reference"

    def where(self, heading: str = "") -> Location:
        """Return the location of a cell of this row (its first cell without a heading)."""
        if self.places is not None:
            return self.places.get(heading) or self.places[""]
        cells = self.cells
        if type(cells) is HeadedRow:
            return Location(self.file, self.sheet, cells.address(heading), self.line)
        cell = cells.get(heading) or next(iter(cells.values()), None)
        return Location(self.file, self.sheet, cell.address if cell else "", self.line)

    def filled(self, heading: str) -> Cell | None:
        """Return the cell under a heading; None without such a heading.

        A blank cell may give None too.
        """
        cells = self.cells
        if type(cells) is HeadedRow:
            return cells[heading] if heading in cells.held else None
        return cells.get(heading)

    @property
    def held(self) -> frozenset[str]:
        """The headings whose cells hold anything, and perhaps some whose cells are blank."""
        cells = self.cells
        if type(cells) is HeadedRow:
            return cells.held
        return frozenset(h for h, c in cells.items() if c.kind != "blank" or not c.is_blank)

    def has(self, heading: str) -> bool:
        """Return True if the cell under that heading holds more than a word for nothing."""
        cell = self.filled(heading)
        if cell is None or cell.value is None:
            return False
        return cell.kind == "error" or not is_nothing(str(cell.value))

    def holds_something(self, heading: str) -> bool:
        """Return True as `has`, and for a formula that was never calculated."""
        cell = self.filled(heading)
        if cell is None or cell.formula is None or cell.kind != "blank":
            return self.has(heading)
        return cell.origin is None or cell.origin.standing is not Standing.ONLY_BLANKS

    def text(self, heading: str) -> str:
        """Return the text under a heading as it is shown, trimmed; an error value is a finding.

        "" for blank and for words for nothing, such as NULL.
        """
        cells = self.cells
        if type(cells) is HeadedRow:
            if heading not in cells.held:
                return ""
            plain = cells.plain_text(heading)
            if plain is not None and len(plain) <= MAX_TEXT // 2:
                return "" if is_nothing(plain) else plain.strip()
        cell = self.filled(heading)
        if cell is None or not self._usable(cell, heading):
            return ""
        text = text_shown(cell)
        if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
            self.report(
                "text-too-long",
                f"{self.name}, {self.called(heading)}: the text has {len(text):,} characters, and "
                f"a cell holds {MAX_TEXT:,}: not used.",
                heading,
                "Shorten it, or split it over several cells.",
            )
            return ""
        return text

    def comment(self, heading: str) -> str:
        """Return the officer's words under a heading; "n/a" is none."""
        text = self.text(heading)
        return "" if says_nothing(text) else text

    def figure(self, heading: str, unit: AnyUnit | None = None) -> Figure:
        """Return the figure under a heading; BLANK if the cell is blank or cannot be read."""
        cell = self.filled(heading)
        if cell is None or not self._usable(cell, heading):
            return BLANK
        if cell.value is None:
            return BLANK
        if self.own_words.entries and isinstance(cell.value, str):
            # A council's word for a marker may be in place of the figure.
            marker = self.own_words.means(MARKER, cell.value)
            cell = replace(cell, value=marker or cell.value)
        return self._try(lambda: figure_of(self._in_style(cell), unit), heading) or BLANK

    def number(self, heading: str, unit: AnyUnit | None = None) -> Decimal | None:
        """Return the number under a heading; None for blank."""
        cells = self.cells
        if type(cells) is HeadedRow:
            if heading not in cells.held:
                return None
            plain = cells.decimal(heading)
            value = None if plain is None else in_unit(*plain, unit)
            if value is not None:
                return value
        return self.figure(heading, unit).value

    def date(self, heading: str) -> date | None:
        """Return the day under a heading; None for blank."""
        cell = self.filled(heading)
        if cell is None or not self._usable(cell, heading):
            return None
        return self._try(lambda: parse_date(cell.value), heading)

    def period(self, heading: str, year: int | None = None) -> Period | _Day | None:
        """Return the period under a heading, or the day of a date; None for blank.

        A date in a cell that shows only its month and year is that month.

        Args:
            heading: The heading.
            year: The year in which the financial year begins that a period without one is of.
        """
        cell = self.filled(heading)
        if cell is None or not self._usable(cell, heading):
            return None
        if isinstance(cell.value, datetime):
            day = cell.value.date()
            return Month.of(day) if _shows_only_month(cell.number_format) else day
        return self.read(heading, lambda text: parse_period(text, year=year))

    def choice(self, heading: str, kind: type[_Choice], code: str) -> _Choice | None:
        """Return the member of `kind` that the word under a heading means.

        None for blank, and with a finding for a word that is unknown or means several.
        """
        cells = self.cells
        if type(cells) is HeadedRow and not self.own_words.entries:
            if heading not in cells.held:
                return None
            plain = cells.plain_text(heading)
            if plain is not None and len(plain) <= _LONGEST_WORD:
                member: _Choice | None = _plain_choice(heading, kind, plain)
                if member is not None:
                    return member
        word = self.word(heading)
        if not word:
            return None
        members: Mapping[str, _Choice] = _members_of(kind)
        meaning = self._meaning(heading, word, members)
        if meaning.word in members:
            return members[meaning.word]
        if meaning.choices:
            self._ask(heading, word, meaning)
        else:
            message = (
                f"{self.called(heading)} is {quoted(word)}, which is not a word that kpibook knows."
            )
            self.report(code, message, heading, _nearest_choices(heading, word, meaning, members))
        return None

    def word(self, heading: str) -> str:
        """Return the word under a heading of choices; a dash or "None" may be such a word."""
        text = self.text(heading)
        cell = self.filled(heading)
        role = CHOICE_ROLES.get(heading)
        if text or role != POLARITY or cell is None or cell.kind != "text":
            return text
        raw = str(cell.value).strip()
        return raw if raw and meaning_of(role, raw, self.own_words).word else ""

    def counted_in(self, heading: str = UNIT_HEADING) -> CountedIn | None:
        """Return the unit under a heading with the council's word; None as for `choice`."""
        unit = self.choice(heading, Unit, "unit-unknown")
        if unit is None:
            return None
        word = self.word(heading)
        own = self.own_words.means(UNIT, word)
        return CountedIn(unit, "" if word == unit.value else word, own)

    def _meaning(self, heading: str, word: str, members: Mapping[str, object]) -> Meaning:
        role, usual = CHOICE_ROLES.get(heading), " ".join(word.casefold().split())
        if role is not None:
            return meaning_of(role, word, self.own_words)
        return Meaning(usual if usual in members else "")

    def _ask(self, heading: str, word: str, meaning: Meaning) -> None:
        """Report a word that means several, with the choices and when each is meant."""
        choices = [
            f"{choice} ({when})" if when else choice for choice, when in meaning.choices.items()
        ]
        self.report(
            "word-ambiguous",
            f"{self.called(heading)} is {quoted(word)}, which may mean {' or '.join(choices)}.",
            heading,
            "Write the word that is meant; or say once, among the council's words on the sheet "
            "Lists, what it means.",
        )

    def report(self, code: str, what: str, heading: str, fix: str = "", why: str = "") -> None:
        """Add a finding about the cell under a heading."""
        self.reported.add(heading)
        self.findings.append(Finding(code, what, self.where(heading), fix, why, self._ref()))

    def read(self, heading: str, parse: Callable[[str], _Read]) -> _Read | None:
        """Parse the text under a heading; None for blank or with a finding."""
        text = self.text(heading)
        return self._try(lambda: parse(text), heading) if text else None

    def figure_text(self, heading: str) -> str:
        """Return the figure under a heading as text, written with a decimal point; "" for blank.

        Raises:
            NotANumber: It can be read in two ways.
        """
        cell = self.filled(heading)
        return "" if cell is None else text_shown(self._in_style(cell))

    def _in_style(self, cell: Cell) -> Cell:
        if self.style is NumberStyle.POINT or not isinstance(cell.value, str):
            return cell
        if cell.kind != "text":
            return cell
        return replace(cell, value=in_style(cell.value, self.style))

    def _usable(self, cell: Cell, heading: str) -> bool:
        if cell.is_error:
            self.report(
                "formula-error",
                f"{self.called(heading)} shows {cell.value}.",
                heading,
                "Put the formula right, or type the value.",
            )
            return False
        origin = cell.origin
        if origin is None:
            if cell.formula is not None and cell.kind == "blank":
                self._report_not_calculated(heading, "has never been calculated")
                return False
            return True
        for workbook in origin.workbooks:
            named = quoted(workbook) if workbook else "which the file does not name"
            self.report(
                "formula-other-workbook",
                f"{self.called(heading)} is taken from another workbook, {named}, as it was when "
                "Excel last read it.",
                heading,
                "Open both workbooks in Excel, update the link and save; or type the value.",
            )
        if origin.standing is Standing.NOT_CALCULATED:
            self._report_not_calculated(heading, "is not calculated yet")
            return False
        if origin.standing is Standing.EMPTY_OPERAND:
            self._report_empty_operand(heading, origin.empty)
            return False
        if origin.stored:
            self.report(
                "formula-result-differs",
                f"{self.called(heading)} shows {quoted(origin.stored)}, and its formula gives "
                f"{cell.value}, which is used.",
                heading,
                "Open the workbook in Excel, press F9 and save it.",
            )
        return True

    def _report_not_calculated(self, heading: str, how: str) -> None:
        self.report(
            "not-calculated",
            f"{self.called(heading)} holds a formula that {how}.",
            heading,
            "Open the workbook in Excel and save it.",
        )

    def _report_empty_operand(self, heading: str, empty: tuple[str, ...]) -> None:
        cells = listed(list(empty), 3)
        self.report(
            "formula-empty-operand",
            f"{self.called(heading)} is worked out with nothing in {cells}, which counts as 0.",
            heading,
            f"Enter the figure in {cells}, or 0 if it is nought.",
            "It is neither rated nor shown until then.",
        )

    def _try(self, parse: Callable[[], _Read], heading: str) -> _Read | None:
        try:
            return parse()
        except KpibookError as error:
            finding = finding_from(error, self.where(heading), self._ref())
            if self.line is not None:  # a CSV has no cell to point at, so the text names the field
                finding = replace(
                    finding, what=f"{self.name}, {self.called(heading)}: {finding.what}"
                )
            self.reported.add(heading)
            self.findings.append(finding)
            return None

    def _ref(self) -> str:
        """Return the reference as written; unlike `text` it reports nothing."""
        cell = self.filled("Ref")
        return "" if cell is None else text_shown(cell)


@lru_cache(maxsize=64)
def _members_of(kind: type[_Choice]) -> Mapping[str, _Choice]:
    """Return the members of an enumeration by their words."""
    return MappingProxyType({member.value: member for member in kind})


@lru_cache(maxsize=1024)  # the same few words are in row after row
def _plain_choice(heading: str, kind: type[_Choice], text: str) -> _Choice | None:
    """Return the choice that a text means; None where there is anything to report, or nothing."""
    row = Row("", "", {heading: Cell("A1", "text", text)}, [])
    member = row.choice(heading, kind, "")
    return None if row.findings else member


def _nearest_choices(
    heading: str, word: str, meaning: Meaning, members: Mapping[str, object]
) -> str:
    """Return the known words nearest to a word, and those that are allowed."""
    near = " or ".join(quoted(name) for name in meaning.nearest)
    if heading != UNIT_HEADING:
        allowed = f"Allowed: {', '.join(members)}."
        return f"Did you mean {near}? {allowed}" if near else nearest(word, members)
    likely = f"Did you mean {near}?" if near else guessed(word, members, most=1)
    every = "Write percent, count, currency, days, or what is counted, such as visits."
    return f"{likely} {every}".lstrip()
