"""Items of a report that are printed from the workbooks: figures, and sentences made from them.

A document keeps each with what it was printed from, so that it can be checked afterwards. What the
council and its officers wrote in their own words is no such item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpibook.domain.report.block import Block
from kpibook.domain.report.figure import Figure, Origin
from kpibook.domain.report.report import Count, Paragraph, Report
from kpibook.on_use.dataclass import dataclass

_NOWHERE = Origin()
#: Parts in words of the council's or of its file, whatever language it chose.
IN_ITS_LANGUAGE = ("words", "title", "council", "meeting", "directorate", "agreement")
#: Those of them that are compared with a workbook by their value: their words may be others.
BY_VALUE = ("council", "meeting", "directorate", "agreement")


@dataclass(frozen=True, slots=True)
class Printed:
    """Figure or sentence as it is printed.

    Attributes:
        id: Unique in the report, as that of a figure; a text that is printed twice has one id.
        ref: Reference of its measure; "" if it is of several measures.
        part: What it is of the measure or the report, as data: "actual", "status", "summary".
        period: The period it is of.
        text: The text.
        value: The figure exactly; "" for a sentence, and for a figure that is missing or withheld.
            Of a fact at the head the fact alone, in no language.
        origin: The cell it comes from; of a sentence on a measure, the cell of its figure.
    """

    id: str
    ref: str
    part: str
    period: str
    text: str
    value: str = ""
    origin: Origin = _NOWHERE

    @property
    def name(self) -> str:
        """The item in words: "PI.426 previous for Q2 2021/22"."""
        about = f"{self.ref} {self.part}".strip().replace("-", " ")
        return f"{about} for {self.period}" if self.period else about


def of_figure(figure: Figure) -> Printed:
    """Return a figure as an item."""
    return Printed(
        figure.id,
        figure.ref,
        figure.field.value,
        figure.period,
        figure.text,
        figure.value,
        figure.origin,
    )


def of_head(report: Report) -> dict[str, Printed]:
    """Return the facts at the head of a report that come from its workbooks, by their parts.

    What the council's file of words says there is not among them; whether it is agreed always is.
    """
    facts = report.facts
    known = {
        "council": (report.council, facts.council),
        "meeting": (report.committee, facts.committee),
        "directorate": (report.directorate, facts.directorate),
        "agreement": (facts.agreement_data, facts.agreement),
    }
    lines = {**dict(report.head_lines), "agreement": report.state}
    items = {
        part: Printed(part, "", part, report.period, lines.get(part, value), value, origin)
        for part, (value, origin) in known.items()
        if value and origin is not None
    }
    if facts.is_title_filled:
        items["title"] = Printed("title", "", "title", report.period, report.title)
    return items


def of_report(report: Report, part: str, texts: Iterable[str]) -> tuple[Printed, ...]:
    """Return sentences on the whole report, such as those that say which part it shows."""
    return tuple(
        Printed(f"{part}.{number}", "", part, report.period, text)
        for number, text in enumerate(texts, start=1)
    )


def of_summary(report: Report) -> tuple[Printed, ...]:
    """Return the sentences of the summary."""
    return tuple(
        Printed(each.id, "", "summary", report.period, each.text)
        for each in report.summary.sentences
    )


def of_paragraph(report: Report, paragraph: Paragraph) -> tuple[Printed, ...]:
    """Return a paragraph of the council's words into which names were filled in, or its items."""
    if paragraph.items:
        return tuple(
            Printed(f"{paragraph.id}.{number}", "", "words", report.period, item)
            for number, item in enumerate(paragraph.items, start=1)
        )
    return (Printed(paragraph.id, "", "words", report.period, paragraph.text),)


@dataclass(frozen=True, slots=True)
class CountPrinted:
    """Row of the table of counts.

    Attributes:
        number: How many measures have the status.
        share: Their share of the rated; None for a status that is not rated.
        which: Which measures they are.
    """

    number: Printed
    share: Printed | None
    which: Printed


def of_count(count: Count) -> CountPrinted:
    """Return a row of the table of counts."""
    number = of_figure(count.number)

    def with_it(part: str, text: str) -> Printed:
        return Printed(f"{number.id}.{part}", "", f"count-{part}", number.period, text)

    return CountPrinted(
        number,
        with_it("share", count.share) if count.share else None,
        with_it("which", ", ".join(name.ref for name in count.measures)),
    )


@dataclass(frozen=True, slots=True)
class BlockPrinted:
    """Sentences on a measure.

    Attributes:
        status: Its status in words.
        why: Why it has that status; None if there is nothing to explain.
        directions: Its directions in words.
        attention: Why it needs attention.
        notes: Notes that travel with its figures.
        against: The actual against the comparator; None without both.
        forecast_status: The status of the forecast; None without a forecast.
    """

    status: Printed
    why: Printed | None
    directions: tuple[Printed, ...]
    attention: tuple[Printed, ...]
    notes: tuple[Printed, ...]
    against: Printed | None
    forecast_status: Printed | None

    def __iter__(self) -> Iterator[Printed]:
        """Yield every sentence."""
        single = (self.status, self.why, self.against, self.forecast_status)
        yield from (each for each in single if each is not None)
        yield from (*self.directions, *self.attention, *self.notes)


def of_block(block: Block) -> BlockPrinted:
    """Return the sentences on a measure."""

    def sentence(part: str, text: str, number: int | None = None) -> Printed:
        ident = f"{block.name.id}.{part}" + ("" if number is None else f".{number}")
        return Printed(ident, block.name.ref, part, block.period, text, origin=block.actual.origin)

    def sentences(part: str, texts: Iterable[str]) -> tuple[Printed, ...]:
        return tuple(sentence(part, text, n) for n, text in enumerate(texts, start=1))

    comparison, forecast = block.comparison, block.forecast
    against = comparison.against if comparison else ""
    return BlockPrinted(
        status=sentence("status", block.status_words),
        why=sentence("reason", block.why) if block.why else None,
        directions=sentences("direction", (each.words for each in block.directions)),
        attention=sentences("attention", block.attention),
        notes=sentences("note", block.notes),
        against=sentence("comparison", against) if against else None,
        forecast_status=sentence("forecast-status", forecast.status.label) if forecast else None,
    )


def printed_of(report: Report) -> Iterator[Printed]:
    """Yield every item of a report that can be printed from its workbooks again.

    The title and paragraphs in the council's words are not among them: they need the file of its
    words.
    """
    yield from (item for item in of_head(report).values() if item.part != "title")
    yield from of_report(report, "completeness", report.completeness)
    yield from of_report(report, "scope", report.scope)
    yield from of_report(report, "rounding", filter(None, [report.summary.rounding]))
    yield from of_summary(report)
    for count in map(of_count, report.summary.counts):
        yield from (each for each in (count.number, count.share, count.which) if each is not None)
    for block in {
        block.name.id: block for block in (*report.blocks, *report.needs_attention)
    }.values():
        yield from map(of_figure, block.figures)
        yield from of_block(block)
