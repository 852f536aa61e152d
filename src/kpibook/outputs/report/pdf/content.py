"""The report as plain data, in the order in which `report.typ` prints it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from kpibook.domain.report.block import Block, Word
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.printed import of_block
from kpibook.domain.report.report import Count, Group, Report, Section
from kpibook.outputs.report.look import Look

#: Language of the sentences that are made from the figures.
_MADE_IN = {"lang": "en", "region": "GB"}
_NO_FILL = "#FFFFFF"

#: Values that JSON has.
Data = dict[str, Any]


def content_of(report: Report, look: Look) -> Data:
    """Return everything that is printed of a report.

    Args:
        report: The report.
        look: What was chosen about it.
    """
    return _Content(report, look).data()


class _Content:
    def __init__(self, report: Report, look: Look) -> None:
        self._report = report
        self._look = look
        self._labels = report.labels
        self._shown = {block.name.id for block in report.blocks}
        self._numbers = itertools.count(1)

    def data(self) -> Data:
        report, labels, licence = self._report, self._labels, self._look.licence
        return {
            "title": report.title,
            "council": report.council,
            "name": " – ".join(filter(None, [report.title, report.council])),
            "language": _language(report.language),
            "made_in": _MADE_IN,
            "head": list(report.head),
            "state": report.state,
            "page": labels.page.split("{}"),
            "before": [self._section(each) for each in report.before],
            "glance": self._glance(),
            "attention": self._attention(),
            "performance": labels.performance,
            "groups": [self._group(group) for group in report.groups],
            "summary": {
                "heading": labels.summary,
                "sentences": [self._numbered(each.text) for each in report.summary.sentences],
            },
            "after": [self._section(each) for each in report.after],
            "contact": {"heading": labels.contact, "lines": list(report.contact)},
            "key": self._key(),
            "source": {
                "heading": labels.source,
                "names": [source.name for source in report.sources],
                "licence": licence and {"label": labels.licence, "name": licence.name,
                                        "url": licence.url},
            },
        }  # fmt: skip

    def _glance(self) -> Data:
        report, labels = self._report, self._labels
        share = labels.share.replace("{}", str(report.summary.rated))
        return {
            "heading": labels.at_a_glance,
            "sentences": [*report.completeness, *report.scope],
            "header": [labels.status, labels.measures, share, labels.which],
            "counts": [self._count(count) for count in report.summary.counts],
            "rounding": report.summary.rounding,
        }

    def _count(self, count: Count) -> Data:
        return {
            "word": _word(count.word),
            "number": count.number.text,
            "share": count.share,
            "which": ", ".join(name.short or name.ref for name in count.measures),
        }

    def _attention(self) -> Data:
        labels = self._labels
        return {
            "heading": labels.needs_attention,
            "without": labels.no_attention,
            "header": [labels.measure, labels.status, labels.why, labels.action],
            "rows": [self._urgent(block) for block in self._report.needs_attention],
        }

    def _urgent(self, block: Block) -> Data:
        return {
            # "" as the place of a measure that is not shown.
            "measure": {
                "words": _full_name(block),
                "to": block.name.id if block.name.id in self._shown else "",
            },
            "directorate": block.name.directorate,
            "status": _word(block.status, block.status_words),
            "why": list(block.attention),
            "action": list(block.action or (self._labels.no_action,)),
        }

    def _group(self, group: Group) -> Data:
        return {"heading": group.heading, "blocks": [self._block(each) for each in group.blocks]}

    def _block(self, block: Block) -> Data:
        labels = self._labels
        owner = f"{labels.owner} {block.owner}" if block.owner else ""
        has_chart = self._look.charts and block.trend.has_chart
        action = block.action or ((labels.no_action,) if block.urgency else ())
        return {
            "id": block.name.id,
            "ref": block.name.ref,
            "period": block.period,
            "name": _full_name(block),
            "about": ". ".join(filter(None, [block.service, owner])),
            "positions": self._positions(block),
            "status": {"heading": labels.status, **_word(block.status, block.status_words)},
            "direction": labels.direction,
            "directions": [each.words for each in block.directions],
            "forecast": block.forecast
            and {
                "heading": labels.forecast,
                "text": block.forecast.figure.text,
                **_word(block.forecast.status),
            },
            "why": block.why if block.is_explained else "",
            "note": labels.note,
            "notes": list(block.notes),
            "chart": has_chart,
            "alt": block.alt_text if has_chart else "",
            "year_begins": labels.year_begins if has_chart and block.trend.has_break else "",
            "commentary": {
                "heading": labels.commentary,
                "texts": list(block.commentary or (labels.no_commentary,)),
            },
            "action": {"heading": labels.action, "texts": list(action)},
        }

    def _positions(self, block: Block) -> list[Data]:
        against = of_block(block).against

        def behind(figure: Figure) -> str:
            compared = block.comparison is not None and figure is block.comparison.figure
            return against.text if compared and against is not None else ""

        return [
            {
                "heading": heading,
                "text": figure.text,
                "behind": behind(figure),
                "is_now": figure is block.actual,
            }
            for heading, figure in block.positions(self._labels)
        ]

    def _key(self) -> Data:
        report, labels = self._report, self._labels
        return {
            "heading": labels.key,
            "rules": list(report.rules),
            "header": [labels.word, labels.meaning],
            "words": [{"word": _word(each), "meaning": each.meaning} for each in report.key],
            "shorthand": [list(pair) for pair in report.shorthand],
        }

    def _section(self, section: Section) -> Data:
        return {
            "heading": section.heading,
            "paragraphs": [
                {"items": list(each.items)} if each.items else self._numbered(each.text)
                for each in section.paragraphs
            ],
        }

    def _numbered(self, text: str) -> Data:
        """Return a paragraph with its number; paragraphs are numbered through the report."""
        return {"number": next(self._numbers), "text": text, "items": []}


def _full_name(block: Block) -> str:
    return f"{block.name.ref} {block.name.title}".strip()


def _word(word: Word, words: str = "") -> Data:
    fill = "" if word.fill.upper() == _NO_FILL else word.fill
    return {
        "label": words or word.label,
        "symbol": word.symbol,
        "colour": word.colour,
        "fill": fill,
    }


def _language(code: str) -> Data:
    """Return a language's code in parts; a part that is not a country is left out.

    >>> _language("cy"), _language("zh-Hans-CN")
    ({'lang': 'cy', 'region': None}, {'lang': 'zh', 'region': 'CN'})
    """
    lang, *rest = code.split("-")
    regions: Iterable[str] = (part.upper() for part in rest if len(part) == 2 and part.isalpha())
    return {"lang": lang.lower(), "region": next(iter(regions), None)}
