"""Rows of a table that are no measures: sections, headings again, totals and foot notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum

from kpibook.domain.finding import Finding
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.sources.header import Header
from kpibook.sources.heading_text import heading_from, spelling
from kpibook.workbook import layout
from kpibook.xlsx import Cell

#: A filled row: its number, and its cells by column.
FilledRow = tuple[int, Mapping[int, Cell]]


class Kind(Enum):
    """Kind of a row that is no measure."""

    SECTION = "section row"
    HEADINGS = "row of headings"
    TOTAL = "total"
    NOTE = "foot note"


@dataclass(slots=True)
class SortedRows:
    """Rows of a table, sorted.

    Attributes:
        measures: The rows of measures, each with the texts that the section above it gives to
            columns that are blank or missing.
        others: The numbers of the other rows by their kind.
        changed: The number of the row from which on the headings are others; None if they stay.
    """

    measures: list[tuple[int, Mapping[int, Cell], Mapping[str, Cell]]] = field(default_factory=list)
    others: dict[Kind, list[int]] = field(default_factory=dict)
    changed: int | None = None

    def pass_over(self, number: int, kind: Kind, *, below: bool) -> None:
        """Note a row that is no measure; a section row `below` the last measure is a foot note."""
        shown = Kind.NOTE if below and kind is Kind.SECTION else kind
        self.others.setdefault(shown, []).append(number)


_LABEL = regex(
    r"(?P<label>priority|aim|objective|theme|outcome|goal|directorate|department|service area"
    r"|service|section)s?\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COLUMN_OF_LABEL = {
    "directorate": layout.DIRECTORATE,
    "department": layout.DIRECTORATE,
    "service": layout.SERVICE,
    "service area": layout.SERVICE,
    "priority": layout.PRIORITY,
    "aim": layout.PRIORITY,
    "objective": layout.PRIORITY,
    "theme": layout.PRIORITY,
    "outcome": layout.PRIORITY,
    "goal": layout.PRIORITY,
}
_ENDS = {"service": layout.SERVICE, "services": layout.SERVICE, "directorate": layout.DIRECTORATE}
_TOTAL = regex(
    r"(?:(?:grand|overall|sub)[\s-]*)?totals?(?![\w-]).*|(?:overall |mean )?average|mean|sum",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = regex(
    r"[*\u2020\u2021\u00b9\u00b2\u00b3]|\(?(?:foot)?notes?(?!\w)|n\.?b\.?(?!\w)|sources?\s*:"
    r"|source\b.*\b(?:data|system)|key\s*:|\[[a-z]\]|\(?[a-z]\)?\s*="
    r"|data (?:is|are|as|from|source)|figures (?:are|may|in|for|from)|please note"
    r"|produced (?:by|on)|printed|prepared by|end of (?:report|table|sheet)|\u00a9",
    re.IGNORECASE,
)
_MARKED_REF = regex(r"[*\u2020\u2021]\s?(?=\S*\d)\S+")
_MOST_NOTE_CELLS = 3


def sort_rows(
    rows: Sequence[FilledRow], header: Header, *, in_register: bool = False
) -> SortedRows:
    """Tell the rows of measures from the others.

    Args:
        rows: The filled rows below the headings.
        header: The headings; without a reference or a name of a measure only foot notes and
            headings that come again are told apart.
        in_register: A section's text fills blank cells of the measures below it.
    """
    columns = {name: column for column, name in header.names.items()}
    reader = KindReader(columns, header, _prefixes(rows, columns))
    kinds = [reader.kind(cells) for _, cells in rows]
    last = max((i for i, kind in enumerate(kinds) if kind is None), default=-1)
    result = SortedRows()
    section: dict[str, Cell] = {}
    for i, ((number, cells), kind) in enumerate(zip(rows, kinds, strict=True)):
        if kind is Kind.HEADINGS and not reader.is_same_headings(cells):
            result.changed = number
            break
        if kind is None:
            result.measures.append((number, cells, dict(section)))
            continue
        if kind is Kind.SECTION and in_register:
            section.update(_given_by(cells))
        result.pass_over(number, kind, below=i > last)
    return result


def passed_over(result: SortedRows, where: Location, row: str) -> Iterator[Finding]:
    """Report the rows that are no measures, and those below other headings.

    Args:
        result: The sorted rows.
        where: The file and sheet.
        row: The word for a row: "line" in a text file.
    """
    numbers = [number for kind in result.others.values() for number in kind]
    if numbers:
        parts = [
            f"{counted(len(found), kind.value, _PLURALS[kind])} ({_numbered(found, row)})"
            for kind, found in result.others.items()
        ]
        are = "is no measure and is" if len(numbers) == 1 else "are no measures and are"
        yield Finding(
            "rows-passed-over",
            f"{counted(len(numbers), row)} {are} passed over: {listed(parts)}.",
            _at(where, min(numbers), row),
            "Nothing is to be done, unless a measure is among them: give it a reference.",
        )
    if result.changed is not None:
        yield Finding(
            "headings-change",
            f"{row} {result.changed} has other headings than the table: it and the rows below are "
            "not used.",
            _at(where, result.changed, row),
            "Put the second table on a sheet or into another file.",
            "Its figures would be read under the headings of the first.",
        )


_PLURALS = {
    Kind.SECTION: "section rows",
    Kind.HEADINGS: "rows of headings",
    Kind.TOTAL: "totals",
    Kind.NOTE: "foot notes",
}


def _numbered(numbers: Sequence[int], row: str) -> str:
    return f"{row if len(numbers) == 1 else f'{row}s'} {listed(list(map(str, numbers)), 6)}"


def _at(where: Location, number: int, row: str) -> Location:
    if row == "line":
        return Location(where.file, line=number)
    return Location(where.file, where.sheet, f"A{number}")


class NeedsOtherRows(Exception):
    """Only the references of a table's other rows tell of what kind a row is."""


@dataclass(frozen=True, slots=True)
class KindReader:
    """Kinds of the rows of a table.

    Attributes:
        columns: The columns by heading.
        header: The headings.
        prefixes: The letters with which references of full rows begin; None if they are not known.
    """

    columns: Mapping[str, int]
    header: Header
    prefixes: frozenset[str] | None

    @classmethod
    def of_single_rows(cls, header: Header) -> KindReader:
        """Return a reader of rows by themselves, the rest of whose table is not known."""
        return cls({name: column for column, name in header.names.items()}, header, None)

    def kind(self, cells: Mapping[int, Cell]) -> Kind | None:
        """Return the kind of a row that is no measure; None for a measure.

        Raises:
            NeedsOtherRows: The other rows tell, and their references are not known.
        """
        texts = texts_of(cells)
        if not texts or len(self.header.names) < 2:
            return None
        if self._is_headings(texts):
            return Kind.HEADINGS
        first = texts[min(texts)]
        is_short = len(texts) <= _MOST_NOTE_CELLS and not self._has_figures(texts)
        # "*PI.1" is a measure with a mark, "* provisional" a note.
        if is_short and _NOTE.match(first) and not _MARKED_REF.fullmatch(first):
            return Kind.NOTE
        if layout.REF not in self.columns:
            return None
        if self._is_total(texts):
            return Kind.TOTAL
        return Kind.SECTION if self._is_section(texts) else None

    def is_same_headings(self, cells: Mapping[int, Cell]) -> bool:
        """Return True if a row of headings has each heading where the table has it."""
        for column, text in texts_of(cells).items():
            heading, mine = heading_from(text), self.header.headings.get(column)
            if mine is not None and spelling(mine.written).endswith(spelling(text)):
                continue
            if heading.meaning and (mine is None or mine.meaning != heading.meaning):
                return False
        return True

    def _is_headings(self, texts: Mapping[int, str]) -> bool:
        if not _may_be_headings(texts.values()):
            return False
        means = {c: heading_from(text).meaning for c, text in texts.items()}
        again = sum(
            bool(meaning)
            and c in self.header.headings
            and meaning == self.header.headings[c].meaning
            for c, meaning in means.items()
        )
        names = {layout.REF, layout.MEASURE} & set(means.values())
        known = sum(map(bool, means.values()))
        return (bool(names) or again == len(texts)) and known >= 2 and 2 * known >= len(texts)

    def _has_figures(self, texts: Mapping[int, str]) -> bool:
        return any(self.columns.get(name) in texts for name in _FIGURES)

    def _is_total(self, texts: Mapping[int, str]) -> bool:
        if any(self.columns.get(name) in texts for name in (layout.UNIT, layout.POLARITY)):
            return False
        ref, title = (texts.get(self.columns.get(name, 0)) for name in (layout.REF, layout.MEASURE))
        return _TOTAL.fullmatch(ref or title or texts[min(texts)]) is not None

    def _is_section(self, texts: Mapping[int, str]) -> bool:
        both = (self.columns.get(name) for name in (layout.REF, layout.MEASURE))
        names = [column for column in both if column is not None]
        distinct = set(texts.values())
        text = texts[min(texts)]
        if len(distinct) == 1:
            if self.columns.get(layout.REF) in texts:
                return not self._is_reference(text)
            return min(texts) in names or min(texts) <= min(names)
        # "Priority 1" under Ref with its name under Measure, and nothing else.
        return set(texts) <= set(names) and _LABEL.match(text) is not None

    def _is_reference(self, text: str) -> bool:
        if self.prefixes is None:
            raise NeedsOtherRows
        has_digit = re.search(r"\d", text) is not None
        words = len(text.split())
        if _prefix(text) in self.prefixes and (has_digit or words == 1):
            return True
        if not self.prefixes:
            return words < 3 and _LABEL.match(text) is None
        if words > 1:
            return False
        return has_digit or any(prefix.endswith("-") for prefix in self.prefixes)


# No heading: a year has a dash or a stroke in it, a quarter a letter.
_FIGURE = regex(r"[-\u00a3]?\d[\d,]*(?:\.\d+)?%?")


def _may_be_headings(texts: Collection[str]) -> bool:
    """Return True if two of a row's texts, and half of them, are headings.

    The shortest are looked at first, and none once too many are no headings: those are figures and
    references, and a comment takes longest.
    """
    others = len(texts) - max(2, (len(texts) + 1) // 2)
    for text in sorted(texts, key=len):
        if others < 0:
            return False
        others -= _FIGURE.fullmatch(text) is not None or not heading_from(text).meaning
    return others >= 0


_FIGURES = (layout.ACTUAL, layout.TARGET, layout.NUMERATOR, layout.DENOMINATOR)


def texts_of(cells: Mapping[int, Cell]) -> dict[int, str]:
    """Return the texts of a row's filled cells by column."""
    return {
        column: text
        for column, cell in cells.items()
        if cell.value is not None and not is_nothing(text := str(cell.value).strip())
    }


def _prefixes(rows: Sequence[FilledRow], columns: Mapping[str, int]) -> frozenset[str]:
    """Return the letters with which the references of rows with other cells begin."""
    column = columns.get(layout.REF)
    refs = [
        texts[column]
        for _, cells in rows
        if column is not None
        and column in (texts := texts_of(cells))
        and len(set(texts.values())) > 1
    ]
    return frozenset(_prefix(ref) for ref in refs if not _LABEL.match(ref) and not _NOTE.match(ref))


def _prefix(text: str) -> str:
    """Return the letters a reference begins with; with a dash behind if no digit follows."""
    letters = re.match(r"[^\d]*", ref_key(text))
    prefix = letters[0] if letters else ""
    return prefix if re.search(r"\d", text) else f"{prefix}-"


def _given_by(cells: Mapping[int, Cell]) -> dict[str, Cell]:
    """Return the text of a section row for the column it clearly belongs to; {} if unclear."""
    column, text = min(texts_of(cells).items())
    texts = list(dict.fromkeys(texts_of(cells).values()))
    cell = cells[column]
    if label := _LABEL.fullmatch(text):
        heading = _COLUMN_OF_LABEL.get(label["label"].casefold())
        if heading is None:
            return {}
        bare = re.fullmatch(r"\s*[:\-\u2013]\s*(\D.*)", label["rest"], re.DOTALL)
        whole = ": ".join(texts) if len(texts) > 1 else text
        return {heading: Cell(cell.address, "text", bare[1].strip() if bare else whole)}
    heading = _ENDS.get(text.split()[-1].casefold())
    return {heading: Cell(cell.address, "text", text)} if heading else {}
