"""Pen that draws a report in a template's styles, and remembers what it printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field

from kpibook.docx.markup import Letters, paragraph, run, run_properties, value
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


@dataclass(frozen=True, slots=True)
class ChartParts:
    """Chart as parts of the package.

    Attributes:
        chart: Word's own chart.
        picture: The same in SVG, for programs that do not draw Word's charts well.
    """

    chart: str
    picture: str


@dataclass(slots=True)
class Pen:
    """Pen for a document.

    Attributes:
        styles: The template's styles.
        language: Language of the council's words.
        used_ids: Ids of the template's content controls.
        entries: What was printed so far, in order.
        charts: The charts drawn so far.
    """

    styles: StyleSet
    language: str
    used_ids: Collection[int] = ()
    entries: list[Entry] = field(default_factory=list)
    charts: list[ChartParts] = field(default_factory=list)
    _last_id: int = _FIRST_ID

    def text(self, kind: Kind, words: str, *, keep_next: bool = False) -> str:
        """Return a paragraph of words that are not checked: the council's, or an officer's."""
        letters = self._in_language(self.styles.letters(kind), self.language)
        inside = run(self.styles.before(kind), letters) + run(words, letters)
        return paragraph(inside, self.styles.shape(kind, keep_next=keep_next))

    def texts(self, kind: Kind, several: Iterable[str]) -> str:
        """Return a paragraph for each text."""
        return "".join(self.text(kind, each) for each in several)

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

        Args:
            kind: The kind of paragraph.
            item: The figure or sentence.
            label: Words in front of it, in bold.
            word: The scheme's word it holds, whose colour it gets; its symbol goes in front.
            keep_next: Keep the paragraph on one page with the next.
            before: Space above it in points; None for that of its style.
        """
        letters = self.styles.letters(kind)
        front = run(self.styles.before(kind), letters)
        if label:
            front += self.bold(f"{label}: ")
        if word is not None:
            letters = replace(letters, bold=True, colour=word.colour.removeprefix("#"))
            front += run(f"{word.symbol} " if word.symbol else "", letters)
        inside = front + self.control(item, letters)
        shape = self.styles.shape(kind, keep_next=keep_next)
        return paragraph(inside, shape if before is None else replace(shape, before=before))

    def bold(self, words: str) -> str:
        """Return a run in bold."""
        return run(words, self._in_language(Letters(bold=True), self.language))

    def control(self, item: Printed, letters: Letters) -> str:
        """Return a content control around an item, bound to its entry in the record."""
        name = f"f{len(self.entries) + 1}"
        origin = item.origin
        self.entries.append(
            Entry(
                *(name, item.id, item.ref, item.part, item.period, item.text, item.value),
                *(origin.workbook, origin.sheet, origin.cell),
            )
        )
        title = value(item.name[:_LONGEST_TITLE])
        is_own = item.part in IN_ITS_LANGUAGE
        shown = self._in_language(letters, self.language if is_own else MADE_IN)
        # Never around a cell, and never locked: officers have to be able to correct it.
        return (
            f"<w:sdt><w:sdtPr>{run_properties(shown)}<w:alias w:val={title}/>"
            f'<w:tag w:val="{name}"/>'
            f'<w:id w:val="{self._next_id()}"/>{binding(name)}<w:text/></w:sdtPr>'
            f"<w:sdtContent>{run(item.text, shown)}</w:sdtContent></w:sdt>"
        )

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
        inside = "".join(self.printed(kind, item, keep_next=keep_next) for item in items)
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
        shape = self.styles.shape(Kind.CELL)
        return Cell(paragraph(inside, shape), word.fill.removeprefix("#"))
