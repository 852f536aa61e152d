"""Chart of a measure's trend as SVG: the same bytes from the same figures, on any machine."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart_shapes import (
    AXIS,
    HEIGHT,
    INK,
    LARGE,
    LINE,
    SMALL,
    TARGET,
    WIDTH,
    Dot,
    Level,
    Shape,
    Words,
    shapes_of,
)
from kpibook.outputs.report.markup import text

_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"


def svg_chart(block: Block, labels: Labels, *, language: str = "") -> str:
    """Return the chart of a measure's trend, or "" where there are too few figures for one.

    Args:
        block: The measure.
        labels: The fixed words.
        language: Language of its description; "" for that of the page around it.
    """
    if not block.trend.has_chart:
        return ""
    ident = f"{block.name.id}.chart"
    lang = f' lang="{text(language)}"' if language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-labelledby="{ident}.title {ident}.words" '
        f'font-family="{_FONT}" font-size="{SMALL}" fill="{INK}"{lang}>'
        f'<title id="{ident}.title">{text(labels.trend)}: {text(block.name.ref)}</title>'
        f'<desc id="{ident}.words">{text(block.alt_text)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f"{''.join(map(_markup, shapes_of(block, labels)))}</svg>"
    )


def _markup(shape: Shape) -> str:
    if isinstance(shape, Words):
        return _words(shape)
    if isinstance(shape, Dot):
        return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{shape.radius}" fill="{LINE}"/>'
    if isinstance(shape, Level):
        return _level(shape)
    places = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    return (
        f'<polyline points="{places}" fill="none" stroke="{LINE}" stroke-width="3" '
        'stroke-linejoin="round"/>'
    )


def _level(line: Level) -> str:
    look = (
        f'stroke="{TARGET}" stroke-width="3" stroke-dasharray="7 4"'
        if line.is_target
        else f'stroke="{AXIS}"'
    )
    y = _n(line.y)
    return f'<line x1="{_n(line.left)}" y1="{y}" x2="{_n(line.right)}" y2="{y}" {look}/>'


def _words(words: Words) -> str:
    left, top, width, height = map(_n, words.white)
    white = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>'
        if words.has_white
        else ""
    )
    anchor = "middle" if words.is_centred else "start"
    look = f' font-size="{LARGE}" font-weight="bold"' if words.size == LARGE else ""
    return (
        f'{white}<text x="{_n(words.x)}" y="{_n(words.y)}" text-anchor="{anchor}"{look}>'
        f"{text(words.text)}</text>"
    )


def _n(number: Decimal) -> str:
    return f"{number:.1f}"
