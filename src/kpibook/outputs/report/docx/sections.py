"""The report in Word from its title to its last appendix, in the order of committee reports."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.docx.tables import Cell, TableLook, table
from kpibook.domain.report.block import Block
from kpibook.domain.report.printed import (
    of_block,
    of_count,
    of_head,
    of_paragraph,
    of_report,
    of_summary,
)
from kpibook.domain.report.report import Count, Report, Section
from kpibook.outputs.report.docx.measure import measure
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import Kind
from kpibook.outputs.report.look import Look


def body(pen: Pen, report: Report, look: Look, width: int) -> str:
    """Return the report as the body of a document.

    Args:
        pen: The pen.
        report: The report.
        look: What was chosen about it.
        width: Width of the text in twentieths of a point.
    """
    return "".join(_Body(pen, report, look, width).parts())


class _Body:
    def __init__(self, pen: Pen, report: Report, look: Look, width: int) -> None:
        self._pen = pen
        self._report = report
        self._labels = report.labels
        self._look = look
        self._width = width
        self._facts = of_head(report)

    def parts(self) -> Iterator[str]:
        pen, report, labels = self._pen, self._report, self._labels
        yield from self._head()
        for each in report.before:
            yield from self._section(each)
        yield pen.text(Kind.HEADING_1, labels.at_a_glance)
        yield from self._glance()
        yield pen.text(Kind.HEADING_2, labels.needs_attention)
        yield self._attention()
        if report.groups:
            yield pen.text(Kind.HEADING_1, labels.performance)
        for group in report.groups:
            yield pen.text(Kind.HEADING_2, group.heading)
            for block in group.blocks:
                yield measure(pen, block, labels, self._width, with_chart=self._look.charts)
        yield from self._summary()
        for each in report.after:
            yield from self._section(each)
        if report.contact:
            yield pen.text(Kind.HEADING_1, labels.contact)
            yield pen.texts(Kind.TEXT, report.contact)
        yield from self._appendix()

    def _head(self) -> Iterator[str]:
        report = self._report
        for part, line in report.head_lines:
            yield self._of_head(Kind.SUBTITLE, part, line)
        yield self._of_head(Kind.TITLE, "title", report.title)
        yield self._of_head(Kind.SUBTITLE, "agreement", report.state)

    def _of_head(self, kind: Kind, part: str, line: str) -> str:
        """Return a line of the head; it is kept track of if it comes from the workbooks."""
        item = self._facts.get(part)
        return self._pen.text(kind, line) if item is None else self._pen.printed(kind, item)

    def _section(self, section: Section) -> Iterator[str]:
        pen = self._pen
        yield pen.text(Kind.HEADING_1, section.heading)
        for paragraph in section.paragraphs:
            kind = Kind.BULLET if paragraph.items else Kind.NUMBERED
            if paragraph.filled:
                for item in of_paragraph(self._report, paragraph):
                    yield pen.printed(kind, item)
            else:
                yield pen.texts(kind, paragraph.items or (paragraph.text,))

    def _glance(self) -> Iterator[str]:
        pen, report, labels = self._pen, self._report, self._labels
        for part, texts in (("completeness", report.completeness), ("scope", report.scope)):
            for item in of_report(report, part, texts):
                yield pen.printed(Kind.TEXT, item)
        share = labels.share.replace("{}", str(report.summary.rated))
        header = pen.headings((labels.status, labels.measures, share, labels.which))
        rows = [self._count(count) for count in report.summary.counts]
        look = TableLook(pen.styles.table, self._widths(25, 16, 20, 39))
        yield table(labels.by_status, labels.at_a_glance, header, rows, look)
        for item in of_report(report, "rounding", filter(None, [report.summary.rounding])):
            yield pen.printed(Kind.NOTE, item)

    def _count(self, count: Count) -> list[Cell]:
        pen, items = self._pen, of_count(count)
        share = () if items.share is None else (items.share,)
        return [
            pen.plain_word(count.word),
            pen.cell(items.number, kind=Kind.FIGURE),
            pen.cell(*share),
            pen.cell(items.which),
        ]

    def _attention(self) -> str:
        pen, report, labels = self._pen, self._report, self._labels
        if not report.needs_attention:
            return pen.text(Kind.TEXT, labels.no_attention)
        header = pen.headings((labels.measure, labels.status, labels.why, labels.action))
        rows = [self._urgent(block) for block in report.needs_attention]
        look = TableLook(pen.styles.table, self._widths(25, 17, 32, 26))
        return table(labels.needs_attention, labels.most_urgent, header, rows, look)

    def _urgent(self, block: Block) -> list[Cell]:
        pen, items = self._pen, of_block(block)
        name = [f"{block.name.ref} {block.name.title}", block.name.directorate]
        action = block.action_in_brief or (self._labels.no_action,)
        return [
            Cell(pen.texts(Kind.CELL, filter(None, name))),
            pen.word_cell(items.status, block.status),
            pen.cell(*items.attention),
            Cell(pen.texts(Kind.CELL, action)),
        ]

    def _summary(self) -> Iterator[str]:
        pen, report = self._pen, self._report
        yield pen.text(Kind.HEADING_1, self._labels.summary)
        for item in of_summary(report):
            yield pen.printed(Kind.NUMBERED, item)

    def _appendix(self) -> Iterator[str]:
        pen, report, labels = self._pen, self._report, self._labels
        yield pen.text(Kind.HEADING_1, labels.key)
        yield pen.texts(Kind.TEXT, report.rules)
        header = pen.headings((labels.word, labels.meaning))
        rows = [
            [pen.plain_word(word), Cell(pen.text(Kind.CELL, word.meaning))] for word in report.key
        ]
        rows += [
            [Cell(pen.text(Kind.CELL, mark)), Cell(pen.text(Kind.CELL, meaning))]
            for mark, meaning in report.shorthand
        ]
        look = TableLook(pen.styles.table, self._widths(27, 73))
        yield table(labels.words, labels.key, header, rows, look)
        yield pen.text(Kind.HEADING_1, labels.source)
        yield pen.texts(Kind.BULLET, (source.name for source in report.sources))
        if (licence := self._look.licence) is not None:
            yield pen.text(Kind.TEXT, f"{labels.licence}: {licence.name}")

    def _widths(self, *shares: int) -> list[int]:
        """Return widths of columns by their shares in hundredths."""
        widths = [self._width * share // 100 for share in shares]
        widths[-1] += self._width - sum(widths)
        return widths
