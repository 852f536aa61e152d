"""Chart of a measure's trend as SVG: the same bytes from the same figures, on any machine.

Every figure is printed at its point, so that nothing has to be read off a scale or told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpibook.domain.report.block import Block
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.markup import text

WIDTH, HEIGHT = 580, 240
_TOP, _BOTTOM, _LEFT = 34, 82, 14
_INK, _LINE, _TARGET, _AXIS = "#1d2429", "#1d4f91", "#5b6770", "#8a949b"
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_SMALL, _LARGE = 14, 17
# Widest advance of a digit, as a part of the font's size; letters are narrower on average.
_ADVANCE = Decimal("0.58")
# Height of digits over their line, likewise.
_ABOVE = Decimal("0.82")


def svg_chart(block: Block, labels: Labels, *, language: str = "") -> str:
    """Return the chart of a measure's trend, or "" where there are too few figures for one.

    Args:
        block: The measure.
        labels: The fixed words.
        language: Language of its description; "" for that of the page around it.
    """
    if not block.trend.has_chart:
        return ""
    drawing = _Drawing(block, labels)
    ident = f"{block.name.id}.chart"
    lang = f' lang="{text(language)}"' if language else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-labelledby="{ident}.title {ident}.words" '
        f'font-family="{_FONT}" font-size="{_SMALL}" fill="{_INK}"{lang}>'
        f'<title id="{ident}.title">{text(labels.trend)}: {text(block.name.ref)}</title>'
        f'<desc id="{ident}.words">{text(block.alt_text)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f"{''.join(drawing.parts())}</svg>"
    )


class _Drawing:
    """Places of a trend's points on the chart.

    Args:
        block: The measure, with enough figures.
        labels: The fixed words.
    """

    def __init__(self, block: Block, labels: Labels) -> None:
        self._points = block.trend.points
        self._lines = block.trend.lines()
        self._labels = labels
        shown = [figure.decimal for p in self._points for figure in (p.actual, p.target)]
        values = [value for value in shown if value is not None]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or Decimal(1)) / 8
        self._low, self._high = low - room, high + room
        self._last = max(n for n, p in enumerate(self._points) if p.actual.value)
        self._first = min(n for n, p in enumerate(self._points) if p.actual.value)
        self._aim = self._last_target()
        ends = [_width(self._points[self._last].actual.text, _LARGE)]
        if self._aim is not None:
            ends.append(_width(self._target_words(self._aim), _SMALL))
        self._right = min(Decimal(230), max(ends) + 16)
        half = _width(self._points[0].actual.text, _SMALL) / 2
        self._left = max(Decimal(_LEFT + 22), half + 4)
        gaps = max(1, len(self._points) - 1)
        self._step = (WIDTH - self._left - self._right) / gaps
        widest = max(_width(p.actual.text, _SMALL) for p in self._points if p.actual.value)
        self._all_labelled = widest + 6 <= self._step

    def _last_target(self) -> int | None:
        aims = [n for n, point in enumerate(self._points) if point.target.value]
        return aims[-1] if aims else None

    def _target_words(self, number: int) -> str:
        return f"{self._labels.target} {self._points[number].target.text}"

    def _x(self, number: int) -> Decimal:
        return self._left + number * self._step

    def _y(self, value: Decimal) -> Decimal:
        share = (self._high - value) / (self._high - self._low)
        return _TOP + share * (HEIGHT - _TOP - _BOTTOM)

    def parts(self) -> Iterator[str]:
        """Yield the parts of the drawing, those behind first."""
        base = HEIGHT - _BOTTOM + 30
        yield (
            f'<line x1="{_LEFT}" y1="{base}" x2="{_n(WIDTH - self._right + 10)}" y2="{base}" '
            f'stroke="{_AXIS}"/>'
        )
        yield from self._targets()
        yield from self._actual_lines()
        for number, point in enumerate(self._points):
            yield from self._quarter(number, point, base)
        for number, point in enumerate(self._points):
            yield from self._figure(number, point, base)
        yield from self._ends()

    def _targets(self) -> Iterator[str]:
        """Yield a dash for the target of each quarter, which may change from one to the next."""
        half = self._step * Decimal("0.38")
        furthest = self._x(len(self._points) - 1) + 9
        for number, point in enumerate(self._points):
            value = point.target.decimal
            if value is not None:
                x, y = self._x(number), _n(self._y(value))
                left, right = max(Decimal(4), x - half), min(x + half, furthest)
                yield (
                    f'<line x1="{_n(left)}" y1="{y}" x2="{_n(right)}" '
                    f'y2="{y}" stroke="{_TARGET}" stroke-width="3" stroke-dasharray="7 4"/>'
                )

    def _actual_lines(self) -> Iterator[str]:
        for run in self._lines:
            if len(run) > 1:
                places = " ".join(self._place(number) for number in run)
                yield (
                    f'<polyline points="{places}" fill="none" stroke="{_LINE}" '
                    'stroke-width="3" stroke-linejoin="round"/>'
                )

    def _place(self, number: int) -> str:
        value = self._points[number].actual.decimal
        return "" if value is None else f"{_n(self._x(number))},{_n(self._y(value))}"

    def _quarter(self, number: int, point: Point, base: int) -> Iterator[str]:
        x = _n(self._x(number))
        yield f'<text x="{x}" y="{base + 19}" text-anchor="middle">{text(point.quarter)}</text>'
        if number == 0 or self._points[number - 1].year != point.year:
            yield f'<text x="{x}" y="{base + 38}" text-anchor="middle">{text(point.year)}</text>'

    def _figure(self, number: int, point: Point, base: int) -> Iterator[str]:
        value = point.actual.decimal
        if value is None:
            # The reason that the line has a gap: withheld, or not available.
            yield _label(self._x(number), Decimal(base - 8), point.actual.text, _SMALL, "middle")
            return
        x, y = self._x(number), self._y(value)
        radius = 6 if number == self._last else 4
        yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{radius}" fill="{_LINE}"/>'
        labelled = self._all_labelled or number == self._first
        if labelled and number != self._last:
            under = self._is_valley(number)
            yield _label(x, y + (22 if under else -11), point.actual.text, _SMALL, "middle")

    def _is_valley(self, number: int) -> bool:
        """Return True if a label above the point would lie on the line to its neighbours."""
        values = [self._points[n].actual.decimal for n in self._neighbours(number)]
        own = self._points[number].actual.decimal
        higher = [value is not None and own is not None and value > own for value in values]
        return bool(higher) and all(higher)

    def _neighbours(self, number: int) -> Sequence[int]:
        run = next(run for run in self._lines if number in run)
        return [n for n in (number - 1, number + 1) if n in run]

    def _ends(self) -> Iterator[str]:
        """Yield the latest figure and the words of its target, side by side with the last point."""
        last = self._points[self._last].actual
        y = self._y(last.decimal or Decimal(0))
        x = self._x(self._last) + 12
        at_end = self._last == len(self._points) - 1
        aim_y = None
        if self._aim is not None:
            aim_y = self._y(self._points[self._aim].target.decimal or Decimal(0))
            y, aim_y = _apart(y, aim_y) if at_end else (y, aim_y)
            is_last = self._aim == len(self._points) - 1
            aim_x = self._x(self._aim) + (12 if is_last else self._step * Decimal("0.38") + 4)
            yield _label(aim_x, aim_y + 5, self._target_words(self._aim), _SMALL, "start")
        yield _label(
            x if at_end else self._x(self._last),
            y + 6 if at_end else y - 12,
            last.text,
            _LARGE,
            "start" if at_end else "middle",
        )


def _apart(y: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Move two labels apart that would lie on each other, each on its side."""
    least = Decimal(19)
    if abs(y - other) >= least:
        return y, other
    middle, half = (y + other) / 2, least / 2
    return (middle - half, middle + half) if y <= other else (middle + half, middle - half)


def _label(x: Decimal, y: Decimal, words: str, size: int, anchor: str) -> str:
    """Return words on white, so that no line under them cuts them.

    A white outline of the letters would do in a browser. Drawn letter by letter, as for PDF, it
    cuts the letter before, and LibreOffice draws it over the letters.
    """
    weight = ' font-weight="bold"' if size == _LARGE else ""
    width = _width(words, size)
    left = x - width / 2 if anchor == "middle" else x
    return (
        f'<rect x="{_n(left)}" y="{_n(y - size * _ABOVE)}" width="{_n(width)}" '
        f'height="{size}" fill="#ffffff"/>'
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{size}"{weight}>'
        f"{text(words)}</text>"
    )


def _width(words: str, size: int) -> Decimal:
    """Return about how wide words are, on the wide side: fonts differ from machine to machine."""
    return len(words) * _ADVANCE * size


def _n(number: Decimal | int) -> str:
    return f"{number:.1f}"
