"""The whole page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from kpibook.domain.report.block import MeasureName
from kpibook.domain.report.report import Count, Report
from kpibook.outputs.report.html.measure import measure
from kpibook.outputs.report.html.parts import Row, figure, paragraphs, section, table, word
from kpibook.outputs.report.html.style import STYLE
from kpibook.outputs.report.look import Files, Look
from kpibook.outputs.report.markup import text

#: Language of the sentences that are made from the figures.
_MADE_IN = "en-GB"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(report: Report, look: Look, name: str) -> Files:
    """Return the report as a page.

    Args:
        report: The report.
        look: What was chosen about it.
        name: Name of the file.
    """
    return {name: _Page(report, look).markup().encode("utf-8")}


class _Page:
    def __init__(self, report: Report, look: Look) -> None:
        self._report = report
        self._look = look
        self._labels = report.labels
        english = report.language.casefold().split("-")[0] == "en"
        self._made_in = "" if english else f' lang="{_MADE_IN}"'
        self._shown = {block.name.id for block in report.blocks}

    def markup(self) -> str:
        report = self._report
        title = " – ".join(filter(None, [report.title, report.council]))
        return (
            f'<!DOCTYPE html>\n<html lang="{text(report.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{text(title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#main">{text(self._labels.skip)}</a>\n'
            f"{self._header()}"
            f'<main id="main" class="wrap">\n{chr(10).join(self._main())}\n</main>\n'
            f'<footer><div class="wrap">{"".join(self._footer())}</div></footer>\n'
            "</body>\n</html>\n"
        )

    def _header(self) -> str:
        council = text(self._report.council)
        return f'<header><div class="wrap"><p>{council}</p></div></header>\n' if council else ""

    def _main(self) -> Iterator[str]:
        report, labels = self._report, self._labels
        yield f"<h1>{text(report.title)}</h1>"
        yield self._meta()
        yield from map(section, report.before)
        yield f"<h2>{text(labels.at_a_glance)}</h2>"
        yield from self._glance()
        yield f"<h2>{text(labels.needs_attention)}</h2>"
        yield self._attention()
        if report.groups:
            yield f"<h2>{text(labels.performance)}</h2>"
        for group in report.groups:
            yield f"<h3>{text(group.heading)}</h3>"
            for block in group.blocks:
                yield measure(block, labels, with_chart=self._look.charts, made_in=self._made_in)
        yield from map(section, report.after)
        yield from self._key()
        if report.contact:
            yield f"<h2>{text(labels.contact)}</h2>{paragraphs(report.contact)}"

    def _meta(self) -> str:
        report, labels = self._report, self._labels
        pairs = (
            (labels.committee, report.committee),
            (labels.meeting, report.meeting),
            (labels.report_of, report.report_of),
            (labels.directorate, report.directorate),
        )
        rows = "".join(
            f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in pairs if value
        )
        state = f'<p><span class="state">{text(report.state)}</span></p>'
        return (f'<dl class="meta">{rows}</dl>' if rows else "") + state

    def _glance(self) -> Iterator[str]:
        report, labels, made_in = self._report, self._labels, self._made_in
        sentences = [s.text for s in report.summary.sentences]
        for sentence in (*report.completeness, *report.scope, *sentences):
            yield f"<p{made_in}>{text(sentence)}</p>"
        share = labels.share.replace("{}", str(report.summary.rated))
        rows = [
            Row((word(count.word), figure(count.number), text(count.share), self._names(count)))
            for count in report.summary.counts
        ]
        header = (labels.status, labels.measures, share, labels.which)
        yield table(labels.by_status, header, rows, numbers=(1, 2), kind="glance")
        if report.summary.rounding:
            yield f"<p{made_in}>{text(report.summary.rounding)}</p>"

    def _names(self, count: Count) -> str:
        return ", ".join(self._link(name, text(name.short)) for name in count.measures)

    def _link(self, name: MeasureName, words: str) -> str:
        """Return a link to a measure; the words alone for a measure that is not shown."""
        return f'<a href="#{name.id}">{words}</a>' if name.id in self._shown else words

    def _attention(self) -> str:
        report, labels = self._report, self._labels
        if not report.needs_attention:
            return f"<p>{text(labels.no_attention)}</p>"
        rows = []
        for block in report.needs_attention:
            name = f"{text(block.name.ref)} {text(block.name.title)}"
            where = f'<br><span class="quiet">{text(block.name.directorate)}</span>'
            measure_cell = self._link(block.name, name) + (where if block.name.directorate else "")
            why = "".join(f"<p{self._made_in}>{text(each)}</p>" for each in block.attention)
            action = paragraphs(block.action or (labels.no_action,))
            rows.append(Row((measure_cell, word(block.status, block.status_words), why, action)))
        header = (labels.measure, labels.status, labels.why, labels.action)
        return table(labels.most_urgent, header, rows, kind="attention")

    def _key(self) -> Iterator[str]:
        report, labels = self._report, self._labels
        yield f"<h2>{text(labels.key)}</h2>"
        for rule in report.rules:
            yield f"<p{self._made_in}>{text(rule)}</p>"
        rows = [Row((word(each), text(each.meaning))) for each in report.key]
        rows += [Row((text(mark), text(meaning))) for mark, meaning in report.shorthand]
        yield table(labels.words, (labels.word, labels.meaning), rows, kind="key")

    def _footer(self) -> Iterator[str]:
        report, look = self._report, self._look
        yield f"<p>{text(self._labels.source)}:</p><ul>"
        for source in report.sources:
            digest = f" <code>SHA-256 {text(source.sha256)}</code>" if source.sha256 else ""
            yield f"<li>{text(source.name)}{digest}</li>"
        yield "</ul>"
        if look.data_file:
            yield f'<p><a href="{quote(look.data_file)}">{text(self._labels.data)}</a></p>'
        if look.licence is not None:
            licence = look.licence
            yield (
                f'<p>{text(self._labels.licence)}: <a rel="license" href="{text(licence.url)}">'
                f"{text(licence.name)}</a></p>"
            )
