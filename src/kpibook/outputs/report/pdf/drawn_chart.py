"""Chart of a trend as numbers that typst draws, all of a kind together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart_shapes import (
    AXIS,
    HEIGHT,
    LARGE,
    LINE,
    SMALL,
    TARGET,
    WIDTH,
    Dot,
    Level,
    Quarters,
    Run,
    Shape,
    Words,
    shapes_of,
)
from kpibook.outputs.report.pdf.letters import printable

# Lengths are whole tenths, which are read faster than numbers with decimals.
_ONE = 10
#: Sizes and colours that all charts have.
LOOK = {
    "one": _ONE,
    "width": WIDTH * _ONE,
    "height": HEIGHT * _ONE,
    "small": SMALL * _ONE,
    "large": LARGE * _ONE,
    "line": LINE,
    "target": TARGET,
    "axis": AXIS,
}

_Place = tuple[int, int]


def drawn_chart(block: Block, labels: Labels) -> dict[str, Any]:
    """Return the shapes of a measure's chart by kind, in the order in which they are drawn.

    A dot is a line that is hardly long, whose round ends make it one.

    Args:
        block: The measure, with enough figures.
        labels: The fixed words.
    """
    axis: list[list[_Place]] = []
    targets: list[list[_Place]] = []
    runs: list[list[_Place]] = []
    dots: dict[int, list[list[_Place]]] = {}
    whites: list[list[_Place]] = []
    words: list[list[Any]] = []
    for shape in _each(shapes_of(block, labels)):
        if isinstance(shape, Words):
            letters = (printable(shape.text), shape.is_centred, shape.size == LARGE)
            words.append([_n(shape.x), _n(shape.y), *letters])
            if shape.has_white:
                whites.append(_around(*map(_n, shape.white)))
        elif isinstance(shape, Dot):
            x, y = _n(shape.x), _n(shape.y)
            # A line of no length at all is not drawn.
            dots.setdefault(2 * shape.radius * _ONE, []).append([(x, y), (x + 1, y)])
        elif isinstance(shape, Level):
            y = _n(shape.y)
            (targets if shape.is_target else axis).append(
                [(_n(shape.left), y), (_n(shape.right), y)]
            )
        else:
            runs.append([(_n(x), _n(y)) for x, y in shape.points])
    return {
        "axis": axis,
        "targets": targets,
        "runs": runs,
        "dots": [{"width": width, "at": places} for width, places in dots.items()],
        "whites": whites,
        "words": words,
    }


def _each(shapes: Iterable[Shape]) -> Iterator[Run | Level | Dot | Words]:
    for shape in shapes:
        if isinstance(shape, Quarters):
            yield from shape.words()
        else:
            yield shape


def _around(left: int, top: int, width: int, height: int) -> list[_Place]:
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _n(number: Decimal) -> int:
    return round(float(number) * _ONE)
