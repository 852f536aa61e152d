"""Pen that draws a report in a template's styles, and remembers what it printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from kpibook.docx.markup import (
    TEXT,
    Letters,
    line,
    loose_words,
    paragraph,
    run,
    run_properties,
    value,
)
from kpibook.docx.record import Entry, binding
from kpibook.docx.tables import Cell
from kpibook.domain.report.block import Word
from kpibook.domain.report.printed import IN_ITS_LANGUAGE, Printed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.report.docx.style_set import Kind, StyleSet

#: Language of the sentences that are made from the figures.
MADE_IN = "en-GB"
#: Characters that Word takes for the title of a control.
_LONGEST_TITLE = 64
_FIRST_ID = 100_000
#: Words in whose place those of a paragraph are put.
_WORDS = "words"
#: Kind, label, symbol and colour, kept with the next, space above, in the council's language.
_ControlLook: TypeAlias = tuple[Kind, str, tuple[str, str] | None, bool, int | None, bool]
_fields_of = attrgetter("id", "ref", "part", "period", "text", "value", "origin")
_BOUND, _, _TO = binding(_WORDS).rpartition(_WORDS)


@dataclass(frozen=True, slots=True)
class ChartParts:
    """Chart as parts of the package.

    Attributes:
        chart: Word's own chart.
        picture: The same in SVG, for programs that do not draw Word's charts well.
    """

    chart: str
    picture: str


class _Frame(NamedTuple):
    """Markup around the words of a paragraph, made once for all paragraphs of a look.

    Attributes:
        start: What is in front of the words.
        end: What is behind them.
        empty: The paragraph without words.
    """

    start: str
    end: str
    empty: str


class _ControlFrame(NamedTuple):
    """Markup of a paragraph with a content control, made once for all paragraphs of a look.

    Attributes:
        start: What is in front of the control.
        look: Look of its letters.
        around: The words in front of it, as reading the document gives them.
    """

    start: str
    look: str
    around: str


@dataclass(slots=True)
class Pen:
    """Pen for a document, which draws its paragraphs in their order.

    Attributes:
        styles: The template's styles.
        language: Language of the council's words.
        used_ids: Ids of the template's content controls.
        paragraphs: Number of paragraphs of the document so far, the template's own included.
        entries: What was printed so far, in order.
        charts: The charts drawn so far.
    """

    styles: StyleSet
    language: str
    used_ids: Collection[int] = ()
    paragraphs: int = 0
    entries: list[Entry] = field(default_factory=list)
    charts: list[ChartParts] = field(default_factory=list)
    _last_id: int = _FIRST_ID
    _frames: dict[tuple[Kind, bool], _Frame] = field(default_factory=dict)
    _control_frames: dict[_ControlLook, _ControlFrame] = field(default_factory=dict)

    def paragraph(self, inside: str, kind: Kind) -> str:
        """Return a paragraph around markup."""
        self.paragraphs += 1
        return paragraph(inside, self.styles.shape(kind))

    def text(self, kind: Kind, words: str, *, keep_next: bool = False) -> str:
        """Return a paragraph of words that are not checked: the council's, or an officer's."""
        self.paragraphs += 1
        frame = self._frames.get((kind, keep_next))
        if frame is None:
            frame = self._frames[kind, keep_next] = self._frame(kind, keep_next=keep_next)
        return f"{frame.start}{line(words)}{frame.end}" if words else frame.empty

    def _frame(self, kind: Kind, *, keep_next: bool) -> _Frame:
        letters = self._in_language(self.styles.letters(kind), self.language)
        shape = self.styles.shape(kind, keep_next=keep_next)
        before = run(self.styles.before(kind), letters)
        start, _, end = paragraph(before + run(_WORDS, letters), shape).rpartition(_WORDS)
        return _Frame(start, end, paragraph(before, shape))

    def texts(self, kind: Kind, several: Iterable[str]) -> str:
        """Return a paragraph for each text."""
        return "".join([self.text(kind, each) for each in several])

    def printed(
        self,
        kind: Kind,
        item: Printed,
        *,
        label: str = "",
        word: Word | None = None,
        keep_next: bool = False,
        before: int | None = None,
    ) -> str:
        """Return a paragraph of a figure or sentence that is checked.

        It is in a content control, which is bound to the item's entry in the record.

        Args:
            kind: The kind of paragraph.
            item: The figure or sentence.
            label: Words in front of it, in bold.
            word: The scheme's word it holds, whose colour it gets; its symbol goes in front.
            keep_next: Keep the paragraph on one page with the next.
            before: Space above it in points; None for that of its style.
        """
        coloured = None if word is None else (word.symbol, word.colour)
        own = item.part in IN_ITS_LANGUAGE
        key = (kind, label, coloured, keep_next, before, own)
        frame = self._control_frames.get(key)
        if frame is None:
            frame = self._control_frames[key] = self._control_frame(*key)
        name = f"f{len(self.entries) + 1}"
        id_, ref, part, period, text, exactly, origin = _fields_of(item)
        self.entries.append(
            Entry(
                *(name, id_, ref, part, period, text, exactly),
                *(origin.workbook, origin.sheet, origin.cell),
                *(str(self.paragraphs), frame.around),
            )
        )
        self.paragraphs += 1
        shown = f"<w:r>{frame.look}{TEXT}{line(text)}</w:t></w:r>" if text else ""
        # Never around a cell, and never locked: officers have to be able to correct it.
        return (
            f"{frame.start}<w:sdt><w:sdtPr>{frame.look}"
            f"<w:alias w:val={value(item.name[:_LONGEST_TITLE])}/>"
            f'<w:tag w:val="{name}"/>'
            f'<w:id w:val="{self._next_id()}"/>{_BOUND}{name}{_TO}<w:text/></w:sdtPr>'
            f"<w:sdtContent>{shown}</w:sdtContent></w:sdt></w:p>"
        )

    def _control_frame(
        self,
        kind: Kind,
        label: str,
        coloured: tuple[str, str] | None,
        keep_next: bool,
        before: int | None,
        own: bool,
    ) -> _ControlFrame:
        letters = self.styles.letters(kind)
        front = run(self.styles.before(kind), letters)
        if label:
            front += self.bold(f"{label}: ")
        if coloured is not None:
            symbol, colour = coloured
            letters = replace(letters, bold=True, colour=colour.removeprefix("#"))
            front += run(f"{symbol} " if symbol else "", letters)
        shape = self.styles.shape(kind, keep_next=keep_next)
        whole = paragraph(front, shape if before is None else replace(shape, before=before))
        look = run_properties(self._in_language(letters, self.language if own else MADE_IN))
        return _ControlFrame(whole.removesuffix("</w:p>"), look, loose_words(front))

    def bold(self, words: str) -> str:
        """Return a run in bold."""
        return run(words, self._in_language(Letters(bold=True), self.language))

    def _next_id(self) -> int:
        self._last_id += 1
        while self._last_id in self.used_ids:
            self._last_id += 1
        return self._last_id

    def _in_language(self, letters: Letters, language: str) -> Letters:
        if language.casefold() == self.styles.language.casefold():
            return letters
        return replace(letters, language=language)

    def headings(self, names: Sequence[str]) -> list[Cell]:
        """Return the cells of a header row."""
        return [Cell(self.text(Kind.CELL_HEADING, name, keep_next=True)) for name in names]

    def cell(self, *items: Printed, kind: Kind = Kind.CELL, keep_next: bool = False) -> Cell:
        """Return a cell with a paragraph for each item; an empty paragraph without any."""
        inside = "".join([self.printed(kind, item, keep_next=keep_next) for item in items])
        return Cell(inside or self.text(kind, "", keep_next=keep_next))

    def word_cell(self, item: Printed, word: Word, *, keep_next: bool = False) -> Cell:
        """Return a cell with a word of the scheme, in its colours."""
        inside = self.printed(Kind.CELL, item, word=word, keep_next=keep_next)
        return Cell(inside, word.fill.removeprefix("#"))

    def plain_word(self, word: Word) -> Cell:
        """Return a cell with the label of a word of the scheme, which is not checked."""
        letters = Letters(bold=True, colour=word.colour.removeprefix("#"))
        words = " ".join(filter(None, [word.symbol, word.label]))
        inside = run(words, self._in_language(letters, self.language))
        return Cell(self.paragraph(inside, Kind.CELL), word.fill.removeprefix("#"))
