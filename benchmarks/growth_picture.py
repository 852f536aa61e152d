"""A picture of growth as SVG: panels side by side, both scales in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

PANEL, HEIGHT = 320, 340
LEFT, RIGHT, TOP, BOTTOM = 58, 18, 34, 54
_LABEL = 80  # pixels that a label has to the left of its point
INKS = ("#0b4f6c", "#a23b00", "#2d6a2e")
_STYLE = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif" font-size="13"'


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a panel: its name, and its points as size and CPU seconds."""

    name: str
    points: list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: what grows in it, and its lines."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale in powers of ten, from `low` to `high`, on a stretch of pixels."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = math.log10(value / self.low) / math.log10(self.high / self.low)
        return round(self.begin + share * (self.end - self.begin), 1)


def picture(panels: Sequence[Panel]) -> str:
    """Return the picture; all panels have the same scale of CPU seconds."""
    seconds = [point[1] for panel in panels for line in panel.lines for point in line.points]
    low, high = (
        10 ** math.floor(math.log10(min(seconds))),
        10 ** math.ceil(math.log10(max(seconds))),
    )
    up = _Scale(low, high, HEIGHT - BOTTOM, TOP)
    width = PANEL * len(panels)
    drawn = "\n".join(
        line for number, panel in enumerate(panels) for line in _panel(panel, number * PANEL, up)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
        f'height="{HEIGHT}" role="img" {_STYLE}>\n'
        "<title>CPU seconds of commands as workbooks grow</title>\n"
        f'<rect width="{width}" height="{HEIGHT}" fill="#ffffff"/>\n{drawn}\n</svg>\n'
    )


def _panel(panel: Panel, left: int, up: _Scale) -> Iterator[str]:
    sizes = sorted({point[0] for line in panel.lines for point in line.points})
    along = _Scale(sizes[0], sizes[-1], left + LEFT + 14, left + PANEL - RIGHT - 22)
    yield _text(left + LEFT, 18, "CPU seconds", weight="bold")
    power = up.low
    while power <= up.high * 1.001:
        y = up.at(power)
        yield (
            f'<line x1="{left + LEFT}" y1="{y}" x2="{left + PANEL - RIGHT}" y2="{y}" '
            'stroke="#d4d8dc"/>'
        )
        yield _text(left + LEFT - 6, y + 4, f"{power:g}", anchor="end")
        power *= 10
    for size in sizes:
        yield _text(along.at(size), HEIGHT - BOTTOM + 20, f"{size:,}", anchor="middle")
    yield _text(left + (LEFT + PANEL - RIGHT) / 2, HEIGHT - 12, panel.name, anchor="middle")
    highest = max(panel.lines, key=lambda line: line.points[-1][1])
    for ink, line in zip(INKS, panel.lines, strict=False):
        yield from _line(line, ink, along, up, is_highest=line is highest)


def _line(line: Line, ink: str, along: _Scale, up: _Scale, *, is_highest: bool) -> Iterator[str]:
    places = [(along.at(size), up.at(seconds)) for size, seconds in line.points]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="2"/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{ink}"/>'
    (x, y), (_, seconds) = places[-1], line.points[-1]
    before_x, before_y = places[-2]
    share = min(_LABEL / (x - before_x), 1)
    lowest = y + share * max(before_y - y, 0)  # where the line is above the label's beginning
    label = y - 10 if is_highest else round(lowest, 1) + 18
    yield _text(x + 8, label, f"{line.name} {seconds:.3g} s", anchor="end", ink=ink)


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", ink: str = "#1d2329", weight: str = ""
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    # White round the letters, where a line goes through them.
    look = f'fill="{ink}" stroke="#ffffff" stroke-width="4" paint-order="stroke"'
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {look}{bold}>{escape(text)}</text>'
