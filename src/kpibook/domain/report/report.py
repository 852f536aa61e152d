"""The committee report as values, before any writer draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from kpibook.domain.report.action_line import KeyActions
from kpibook.domain.report.block import Block, MeasureName, Word
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.origins import HeadFacts
from kpibook.domain.report.words.labels import Labels
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph of a section, or the items of a list.

    Attributes:
        text: The paragraph; "" for a list.
        items: The items of a list, without bullets; empty for a paragraph.
        filled: True if a name such as {quarter} was filled in, so that it holds figures or words
            that come from the workbooks.
        id: Unique in the report, as that of a figure.
    """

    text: str = ""
    items: tuple[str, ...] = ()
    filled: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Section that the council wrote.

    Attributes:
        heading: Its heading.
        paragraphs: Its paragraphs and lists.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentence of the summary, made from the figures.

    Attributes:
        id: Unique in the report, as that of a figure.
        text: The sentence.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """Count of the measures with a status.

    Attributes:
        word: The status.
        number: The count.
        share: Its share of the rated measures, such as "33%"; "" for a status that is not rated.
        measures: The measures that are counted.
    """

    word: Word
    number: Figure
    share: str
    measures: tuple[MeasureName, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of all measures of the report, and the sentences that say them.

    Attributes:
        measures: How many measures there are, without those that are not due.
        rated: How many of them are rated: the base of the shares.
        counts: A count for each status that a measure has, in the scheme's order.
        sentences: The sentences.
        rounding: How the shares are rounded, a sentence; "" where nothing need be said.
    """

    measures: int = 0
    rated: int = 0
    counts: tuple[Count, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    rounding: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Measures of a priority, in the order of the register.

    Attributes:
        priority: Name of the priority, or that none is assigned.
        directorate: Name of the directorate in a report of several; "" in a report of one.
        blocks: The measures.
    """

    priority: str
    directorate: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        """The heading of the group."""
        return f"{self.directorate}: {self.priority}" if self.directorate else self.priority


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Workbook that the report was made from.

    Attributes:
        name: Its name.
        sha256: Hash of its bytes, in hexadecimal; "" if it has not been saved.
        directorate: The directorate it reports for; "" if not stated.
    """

    name: str
    sha256: str
    directorate: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Committee report of a quarter.

    Attributes:
        title: Its title.
        council: Name of the council; "" if not given.
        directorates: The directorates it reports on, each once.
        committee: The committee it goes to; "" if not given.
        meeting: Day of the meeting, in the council's words; "" if not given.
        report_of: The officer who reports, likewise.
        contact: Lines that say whom to ask; empty if not given.
        period: The quarter, such as "Q3 2021/22".
        period_long: The quarter in full, with its first and last day.
        previous: The quarter before.
        agreed: Who agreed it and when, in the council's words or by the sign-offs; "" for a draft.
        draft: The words for a draft; "" takes those of the labels.
        before: The council's sections before the performance.
        after: Those after it.
        summary: Counts and sentences on all measures.
        groups: The measures that are shown, by priority.
        needs_attention: The measures that need attention, the most urgent first.
        is_exceptions: True if only measures that need attention are in `groups`.
        scope: Sentences that say which part of the measures it shows; empty for all.
        completeness: Which returns are late or missing, in sentences; empty if that is not known.
        key_actions: The actions that no measure has, by service; `after` begins with them too.
        key: The words of statuses and directions in use, each once.
        shorthand: Shorthand that is printed, with its meaning.
        rules: The rules that the measures were rated under, a sentence for each.
        sources: The workbooks.
        language: Language of its text, such as "en-GB" or "cy".
        labels: Its fixed words.
        facts: The cells of the facts at its head.
    """

    title: str
    council: str
    directorates: tuple[str, ...]
    committee: str
    meeting: str
    report_of: str
    contact: tuple[str, ...]
    period: str
    period_long: str
    previous: str
    agreed: str = ""
    draft: str = ""
    before: tuple[Section, ...] = ()
    after: tuple[Section, ...] = ()
    summary: Summary = field(default_factory=Summary)
    groups: tuple[Group, ...] = ()
    needs_attention: tuple[Block, ...] = ()
    is_exceptions: bool = False
    scope: tuple[str, ...] = ()
    completeness: tuple[str, ...] = ()
    key_actions: tuple[KeyActions, ...] = ()
    key: tuple[Word, ...] = ()
    shorthand: tuple[tuple[str, str], ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    language: str = "en-GB"
    labels: Labels = field(default_factory=Labels)
    facts: HeadFacts = field(default_factory=HeadFacts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The measures that are shown, in order."""
        return tuple(block for group in self.groups for block in group.blocks)

    @property
    def directorate(self) -> str:
        """The directorate; "" for a report of several."""
        return self.directorates[0] if len(self.directorates) == 1 else ""

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the title: council, meeting, who reports, and the directorate."""
        return tuple(line for _, line in self.head_lines)

    @property
    def head_lines(self) -> tuple[tuple[str, str], ...]:
        """The lines above the title, each after the name of its part.

        A directorate that the title or the officer's post names is not said twice.
        """
        meeting = " – ".join(filter(None, [self.committee, self.meeting]))
        by = f"{self.labels.report_of} {self.report_of}" if self.report_of else ""
        about = f"{self.labels.directorate}: {self.directorate}" if self.directorate else ""
        if self.directorate.casefold() in f"{self.title} {by}".casefold():
            about = ""
        lines = {"council": self.council, "meeting": meeting, "report-of": by, "directorate": about}
        return tuple((part, line) for part, line in lines.items() if line)

    @property
    def state(self) -> str:
        """That it is agreed and by whom, or that it is a draft."""
        agreed = f"{self.labels.agreed} {self.agreed}"
        return agreed if self.agreed else self.draft or self.labels.draft

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure of it: counts, then those of the measures that are shown."""
        yield from (count.number for count in self.summary.counts)
        for block in self.blocks:
            yield from block.figures
