"""Chart of a measure's trend as SVG: the same bytes from the same figures, on any machine."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

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
    Quarters,
    Shape,
    Words,
    left_and_width,
    shapes_of,
    top_of,
)
from kpibook.outputs.report.markup import text

_TENTH = Decimal("0.1")
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
        x, y = _x(shape.x), _n(shape.y)
        return f'<circle cx="{x}" cy="{y}" r="{shape.radius}" fill="{LINE}"/>'
    if isinstance(shape, Level):
        return _level(shape)
    if isinstance(shape, Quarters):
        return _quarters(shape)
    places = " ".join([f"{_x(x)},{_n(y)}" for x, y in shape.points])
    return (
        f'<polyline points="{places}" fill="none" stroke="{LINE}" stroke-width="3" '
        'stroke-linejoin="round"/>'
    )


@lru_cache(maxsize=256)
def _quarters(quarters: Quarters) -> str:
    return "".join(map(_words, quarters.words()))


_LOOKS = {
    True: f'stroke="{TARGET}" stroke-width="3" stroke-dasharray="7 4"',
    False: f'stroke="{AXIS}"',
}


def _level(line: Level) -> str:
    left, right, y = _x(line.left), _x(line.right), _n(line.y)
    return f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" {_LOOKS[line.is_target]}/>'


def _words(words: Words) -> str:
    x, y, letters, size, is_centred, has_white = words
    white = ""
    if has_white:
        left, width = _white(x, len(letters), size, is_centred)
        white = (
            f'<rect x="{left}" y="{_n(top_of(y, size))}" width="{width}" height="{size}.0" '
            'fill="#ffffff"/>'
        )
    anchor = "middle" if is_centred else "start"
    look = f' font-size="{LARGE}" font-weight="bold"' if size == LARGE else ""
    return (
        f'{white}<text x="{_x(x)}" y="{_n(y)}" text-anchor="{anchor}"{look}>{text(letters)}</text>'
    )


def _n(number: Decimal) -> str:
    return str(number.quantize(_TENTH))


# Places from left to right are the same on many charts, heights are not.
_x = lru_cache(maxsize=1024)(_n)


@lru_cache(maxsize=1024)
def _white(x: Decimal, letters: int, size: int, is_centred: bool) -> tuple[str, str]:
    left, width = left_and_width(x, letters, size, is_centred=is_centred)
    return _n(left), _n(width)
