"""A measure on the page: its figures and chart next to each other, then what is said of it."""

from __future__ import annotations

from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart import svg_chart
from kpibook.outputs.report.html.parts import Row, figure, paragraphs, table, word
from kpibook.outputs.report.markup import text


def measure(block: Block, labels: Labels, *, with_chart: bool, made_in: str) -> str:
    """Return a measure.

    Args:
        block: The measure.
        labels: The fixed words.
        with_chart: True for a chart, if there are enough figures for one.
        made_in: The attribute that says in which language sentences are that were made from the
            figures; "" where that is the page's.
    """
    chart = _chart(block, labels, made_in) if with_chart and block.trend.has_chart else ""
    figures = _figures(block, labels, made_in)
    said = (
        f"{_said(labels.commentary, block.commentary, labels.no_commentary)}"
        f"{_said(labels.action, block.action, labels.no_action if block.urgency else '')}"
        f"{_notes(block, labels, made_in)}"
    )
    why = f"<p{made_in}>{text(block.why)}</p>" if block.is_explained else ""
    right, below = (f"{chart}{why}", said) if chart else (f"{why}{said}", "")
    return (
        '<section class="measure">'
        f'<h4 id="{block.name.id}">{text(block.name.ref)} {text(block.name.title)}</h4>'
        f"{_about(block, labels)}"
        f'<div class="pair"><div>{figures}</div><div>{right}</div></div>{below}</section>'
    )


def _about(block: Block, labels: Labels) -> str:
    owner = f"{labels.owner} {block.owner}" if block.owner else ""
    known = [each for each in (block.service, owner) if each]
    return f'<p class="quiet">{text(". ".join(known))}</p>' if known else ""


def _figures(block: Block, labels: Labels, made_in: str) -> str:
    rows = [
        Row((text(heading), figure(shown, _against(block, heading))), shown is block.actual)
        for heading, shown in block.positions(labels)
    ]
    if block.forecast is not None:
        status = word(block.forecast.status)
        forecast = f"{figure(block.forecast.figure)} {status}"
        rows.append(Row((text(labels.forecast), forecast)))
    rows.append(Row((text(labels.status), word(block.status, block.status_words))))
    directions = "".join(f"<p{made_in}>{text(each.words)}</p>" for each in block.directions)
    if directions:
        rows.append(Row((text(labels.direction), directions)))
    return table(block.name.ref, ("", ""), rows, is_captioned=False)


def _against(block: Block, heading: str) -> str:
    comparison = block.comparison
    if comparison is None or heading != comparison.name or not comparison.against:
        return ""
    return f"({comparison.against})"


def _chart(block: Block, labels: Labels, made_in: str) -> str:
    language = made_in.split('"')[1] if made_in else ""
    rows = [
        Row(
            (text(point.period), figure(point.actual), figure(point.target)),
            point.period == block.period,
        )
        for point in block.trend.points
    ]
    broken = block.trend.has_break
    caption = f"<figcaption>{text(labels.year_begins)}</figcaption>" if broken else ""
    return (
        f"<figure>{svg_chart(block, labels, language=language)}{caption}</figure>"
        f"<details><summary>{text(labels.trend_figures)} {text(block.name.ref)}</summary>"
        + table(
            f"{labels.trend}: {block.name.ref}",
            (labels.quarter, labels.actual, labels.target),
            rows,
            numbers=(1, 2),
            is_captioned=False,
        )
        + "</details>"
    )


def _said(heading: str, texts: tuple[str, ...], without: str) -> str:
    shown = texts or ((without,) if without else ())
    return f"<h5>{text(heading)}</h5>{paragraphs(shown)}" if shown else ""


def _notes(block: Block, labels: Labels, made_in: str) -> str:
    notes = (f"<strong>{text(labels.note)}:</strong> {text(note)}" for note in block.notes)
    return "".join(f'<p class="quiet"{made_in}>{note}</p>' for note in notes)
