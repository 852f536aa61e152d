"""Header of a table: the meaning of each of its columns, and the file's own words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.values_in_words import read_yes_or_no
from kpibook.domain.measures.vocabulary.reading import polarity_meaning
from kpibook.domain.wording import quoted
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.sources.column_content import meaning_by_content
from kpibook.sources.heading_text import Heading, When, spelling
from kpibook.sources.vocabulary import Sureness
from kpibook.workbook import layout
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import column_name

_LONGEST = 40  # characters of a heading that a message shows


@dataclass(frozen=True, slots=True)
class Header:
    """Headings of a table by the number of their column, from 1.

    Attributes:
        names: The layout's heading of each column; for a column that is not used, or is of a
            quarter or year, its own text.
        headings: The headings as they were read.
    """

    names: Mapping[int, str]
    headings: Mapping[int, Heading]

    @property
    def dated(self) -> dict[str, tuple[str, When]]:
        """The meaning and the quarter or year of each column that is of one, by its name."""
        return {
            name: (heading.meaning, heading.when)
            for column, name in self.names.items()
            if (heading := self.headings[column]).when is not None
            and heading.meaning
            and name != heading.meaning
        }

    @property
    def words(self) -> dict[str, str]:
        """The file's own words for the headings that it words otherwise, with their column."""
        return {
            name: own_words(self.headings[column].written, column)
            for column, name in self.names.items()
            if spelling(self.headings[column].written) != spelling(name)
        }

    @property
    def options(self) -> dict[int, tuple[str, str]]:
        """The meaning of a tick, by column: "higher" for one below "Good to be" and "High"."""
        return {
            column: (heading.meaning, heading.option)
            for column, heading in self.headings.items()
            if heading.option
        }

    def without(self, columns: Iterable[int]) -> Header:
        """Return the header without columns, which Excel does not show."""
        hidden = set(columns)
        return Header({c: n for c, n in self.names.items() if c not in hidden}, self.headings)


def named_cells(
    header: Header, cells: Mapping[int, Cell], section: Mapping[str, Cell]
) -> Mapping[str, Cell]:
    """Return the cells of a row by heading, with what ticks and the section above it say.

    Args:
        header: The headings.
        cells: The cells by column.
        section: The cells that stand in for blank or missing ones, by heading.
    """
    named = {
        name: cells.get(column) or Cell("", "blank", None) for column, name in header.names.items()
    }
    answers = [
        (meaning, Cell(cells[column].address, "text", answer))
        for column, (meaning, word) in header.options.items()
        if column in cells and (answer := _answer_in(cells[column], word))
    ]
    # Two answers contradict each other: the cell stays blank, which is asked about.
    blank = {
        meaning: Cell(_address(cells, column), "blank", None)
        for column, (meaning, _) in reversed(header.options.items())
    }
    named |= dict(answers) if len(answers) == 1 else blank
    given = {
        name: cell
        for name, cell in section.items()
        if name not in named or named[name].value is None
    }
    return {**named, **given}


def _answer_in(cell: Cell, word: str) -> str:
    """Return the word that a tick means, or that the cell has in its place; "" if blank."""
    text = "" if cell.value is None else str(cell.value).strip()
    if is_nothing(text) or read_yes_or_no(cell.value) is False:
        return ""
    # "Monitor" below "Other" is the answer, and "x" below "High" is a tick.
    if read_yes_or_no(cell.value) or not any(character.isalnum() for character in text):
        return word
    typed, option = polarity_meaning(text), polarity_meaning(word)
    if typed.word or typed.choices:
        return text
    return word if len(text) == 1 or option.word or option.choices else text


def _address(cells: Mapping[int, Cell], column: int) -> str:
    return cells[column].address if column in cells else ""


def own_words(written: str, column: int) -> str:
    """Return a heading as the file words it, with its column.

    >>> own_words("Good is", 6)
    "'Good is' (column F)"
    """
    return f"{quoted(written, _LONGEST)} (column {column_name(column)})"


def name_columns(
    headings: Mapping[int, Heading],
    cells: Callable[[int], Sequence[str]],
    *,
    own: str = "",
    period: Quarter | None = None,
) -> Header:
    """Say what each column holds.

    Of two columns with one meaning the surer heading wins, and the other keeps its own text. Two
    that are equally sure have the same name, which `check_header` refuses.

    Args:
        headings: The headings by column.
        cells: Returns some texts of a column's cells, by which some headings are decided.
        own: The table of a performance workbook that holds such rows; "" for a table to be rated.
        period: The quarter of the new workbook; None if it is not known.
    """
    in_register = own == layout.MEASURES_TABLE
    sure = {heading.meaning for heading in headings.values() if heading.meaning}
    decided: dict[int, Heading] = {}
    for column, heading in headings.items():
        meaning = heading.meaning
        if heading.choices:
            taken = sure | {earlier.meaning for earlier in decided.values() if earlier.meaning}
            meaning = meaning_by_content(
                heading.choices, taken, cells(column), in_register=in_register
            )
        decided[column] = replace(heading, meaning=meaning)
    if in_register:
        decided = {c: _as_target(heading, period) for c, heading in decided.items()}
    return Header(_names(decided), decided)


def _as_target(heading: Heading, period: Quarter | None) -> Heading:
    """Return a target of a quarter, or of the workbook's year, as the register's target."""
    when = heading.when
    if when is None or heading.meaning != layout.TARGET:
        return heading
    if period is not None and when.year not in (None, period.year):
        return heading
    meaning = layout.TARGETS_BY_QUARTER[when.number - 1] if when.number else layout.TARGET
    return replace(heading, meaning=meaning, when=None)


def _names(headings: Mapping[int, Heading]) -> dict[int, str]:
    surest: dict[str, Sureness] = {}
    for heading in headings.values():
        if _is_named(heading):
            surest[heading.meaning] = min(
                heading.sureness, surest.get(heading.meaning, heading.sureness)
            )
    names = {
        column: heading.meaning
        if _is_named(heading) and heading.sureness == surest[heading.meaning]
        else heading.written
        for column, heading in headings.items()
    }
    counts = Counter(names.values())
    return {
        column: own_words(name, column)
        if name and counts[name] > 1 and not _is_named(headings[column])
        else name
        for column, name in names.items()
    }


def _is_named(heading: Heading) -> bool:
    """Return True if a column takes the layout's heading: it is of no date, and not computed."""
    # A column of ratings is the file's own: kpibook works its own out, and reads no other.
    is_ours = heading.meaning not in layout.COMPUTED or heading.sureness is Sureness.EXACT
    return bool(heading.meaning) and heading.when is None and not heading.option and is_ours
