"""Trend of a measure as Word's own chart: sharp in print, and drawn from figures in the file.

Word takes a picture in SVG only together with another for old programs, which would need a program
to make it. So Word gets a chart, and programs that know nothing newer get the SVG. The chart has no
workbook behind it: nothing but what is printed is in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpibook.docx.markup import content, value
from kpibook.domain.report.block import Block
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart import svg_chart
from kpibook.outputs.report.chart_shapes import HEIGHT, WIDTH
from kpibook.outputs.report.docx.pen import MADE_IN, ChartParts, Pen
from kpibook.outputs.report.docx.style_set import Kind

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORD_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INK, _LINE, _TARGET, _AXIS = "1D2429", "1D4F91", "5B6770", "8A949B"
#: A twentieth of a point in the units of drawings.
_TWIP = 635
#: Heights in twentieths of a point.
_HEIGHT, _PICTURE_HEIGHT = 2350, 2900
_FIRST_ID, _FIRST_PICTURE_ID = 10_000, 60_000
#: Characters of a figure at which the figures of eight quarters touch each other.
_WIDE = 9


def picture_id(number: int) -> str:
    """Return the id of the relationship to the picture of a chart, counted from 1."""
    return f"rKpibookPicture{number}"


def relationship_id(number: int) -> str:
    """Return the id of the relationship to a chart, counted from 1."""
    return f"rKpibookChart{number}"


def chart(pen: Pen, block: Block, labels: Labels, width: int) -> str:
    """Return a paragraph with the chart of a measure's trend, and add the chart to the pen's.

    Args:
        pen: The pen.
        block: A measure with enough figures for a chart.
        labels: The fixed words.
        width: Width of the text in twentieths of a point.
    """
    drawn = ChartParts(_Drawing(block, labels).part(), svg_chart(block, labels))
    pen.charts.append(drawn)
    number = len(pen.charts)
    chart_graphic = (
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_REFERENCE}" '
        f'r:id="{relationship_id(number)}"/></a:graphicData>'
    )
    about = f"name={value(f'{labels.trend} {block.name.ref}')} descr={value(block.alt_text)}"
    as_chart = _inline(about, _FIRST_ID + number, (width, _HEIGHT), chart_graphic)
    size = (_PICTURE_HEIGHT * WIDTH // HEIGHT, _PICTURE_HEIGHT)
    picture = _picture(number, size)
    as_picture = _inline(about, _FIRST_PICTURE_ID + number, size, picture)
    # Word 2013 and later know the namespace and draw the chart; LibreOffice does not, and squashes
    # the charts of a document with more than twenty, so that it gets the picture.
    alternatives = (
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBILITY}"><mc:Choice xmlns:w15="{_WORD_2013}" '
        f'Requires="w15">{as_chart}</mc:Choice><mc:Fallback>{as_picture}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    return pen.paragraph(f"<w:r>{alternatives}</w:r>", Kind.TEXT)


def _inline(about: str, ident: int, size: tuple[int, int], graphic: str) -> str:
    """Return a drawing in the line of text, with the words for those who cannot see it."""
    width, height = (side * _TWIP for side in size)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WORD_DRAWING}" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{ident}" {about}/>'
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{_DRAWING}">{graphic}</a:graphic></wp:inline></w:drawing>'
    )


def _picture(number: int, size: tuple[int, int]) -> str:
    width, height = (side * _TWIP for side in size)
    return (
        f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="chart{number}.svg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{_REFERENCE}" r:embed="{picture_id(number)}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )


class _Drawing:
    """Chart of a trend.

    Args:
        block: The measure.
        labels: The fixed words.
    """

    def __init__(self, block: Block, labels: Labels) -> None:
        self._block = block
        self._labels = labels
        self._points = points = block.trend.points
        self._actuals = [point.actual.decimal for point in points]
        self._targets = [point.target.decimal for point in points]
        shown = [place for place, value in enumerate(self._actuals) if value is not None]
        self._first, self._last = shown[0], shown[-1]
        self._all_labelled = max(len(points[place].actual.text) for place in shown) < _WIDE
        self._count = f'<c:ptCount val="{len(points)}"/>'
        self._cat = f"<c:cat><c:strLit>{self._count}{_quarters(points)}</c:strLit></c:cat>"

    def part(self) -> str:
        """Return the chart as a part of the package."""
        low, high = self._range()
        return (
            f"{_HEAD}{''.join(self._series())}{_AXES}"
            f'<c:max val="{high:f}"/><c:min val="{low:f}"/>{_TAIL}'
        )

    def _range(self) -> tuple[Decimal, Decimal]:
        """Return the ends of the scale, with room for labels."""
        values = [each for each in (*self._actuals, *self._targets) if each is not None]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or Decimal(1)) / 3
        return low - room * _BELOW, high + room

    def _series(self) -> Iterator[str]:
        """Yield the targets, and a series for each run of quarters that a line may join."""
        number = 0
        aims = [place for place, value in enumerate(self._targets) if value is not None]
        if aims:
            values = [(place, self._points[place].target.value) for place in aims]
            yield self._one(0, self._labels.target, values, self._aim(aims[-1]))
            number = 1
        for run in self._block.trend.lines():
            values = [(place, self._points[place].actual.value) for place in run]
            yield self._one(number, self._labels.actual, values, self._line(run))
            number += 1

    def _one(self, number: int, name: str, values: Sequence[tuple[int, str]], look: str) -> str:
        points = "".join(
            [f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values]
        )
        return (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx><c:v>{content(name)}</c:v></c:tx>{look}{self._cat}"
            f"<c:val><c:numLit>{self._count}{points}</c:numLit></c:val>"
            '<c:smooth val="0"/></c:ser>'
        )

    def _aim(self, last: int) -> str:
        """Return the look of targets: a dash at each quarter, as each has its own."""
        words = f"{self._labels.target} {self._points[last].target.text}"
        return f"{_DASHES}<c:dLbls>{_label(last, words, 'r', 1000)}{_NO_LABELS}</c:dLbls>"

    def _line(self, run: Sequence[int]) -> str:
        shown = [place for place in run if self._all_labelled or place in (self._first, self._last)]
        labels = [
            _label(
                place,
                self._points[place].actual.text,
                self._side(place),
                1200 if place == self._last else 1000,
            )
            for place in shown
        ]
        return f"{_DOTS}<c:dLbls>{''.join(labels)}{_NO_LABELS}</c:dLbls>"

    def _side(self, place: int) -> str:
        """Return the side of a point that its label goes to: away from the target and the line."""
        actual, target = self._actuals[place], self._targets[place]
        if actual is not None and target is not None:
            return "b" if actual < target else "t"
        around = self._actuals[max(place - 1, 0) : place] + self._actuals[place + 1 : place + 2]
        neighbours = [each for each in around if each is not None]
        higher = [actual is not None and each > actual for each in neighbours]
        return "b" if higher and all(higher) else "t"


def _quarters(points: Sequence[Point]) -> str:
    return "".join(
        [
            f'<c:pt idx="{place}"><c:v>{content(_quarter(point))}</c:v></c:pt>'
            for place, point in enumerate(points)
        ]
    )


def _quarter(point: Point) -> str:
    """Return a quarter, with the reason that it has no figure."""
    return point.period if point.actual.value else f"{point.period} {point.actual.text}"


def _label(place: int, words: str, side: str, size: int) -> str:
    bold = int(size > 1000)
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:r>'
        f'<a:rPr lang="{MADE_IN}" sz="{size}" b="{bold}">{_IN_INK}'
        f"</a:rPr><a:t>{content(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{side}"/>{_LABEL}</c:dLbl>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _flags(shown: int) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


_BELOW = Decimal("1.3")
_IN_INK, _NO_LABELS, _LABEL = _solid(_INK), _flags(0), _flags(1)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}">'
    f'<c:lang val="{MADE_IN}"/><c:roundedCorners val="0"/>'
    '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
    '<c:yMode val="edge"/><c:x val="0.02"/><c:y val="0.03"/><c:w val="0.8"/>'
    '<c:h val="0.7"/></c:manualLayout></c:layout>'
    '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
)
_DASHES = (
    '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr><c:marker>'
    f'<c:symbol val="dash"/><c:size val="18"/><c:spPr>{_solid(_TARGET)}'
    "<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
)
_DOTS = (
    f'<c:spPr><a:ln w="28575" cap="rnd">{_solid(_LINE)}<a:round/></a:ln></c:spPr>'
    f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{_solid(_LINE)}'
    "<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
)
#: The axis of quarters, and that of values up to the ends of its scale.
_AXES = (
    '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="b"/>'
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    f'<c:spPr><a:ln w="9525">{_solid(_AXIS)}</a:ln></c:spPr>'
    '<c:txPr><a:bodyPr rot="0"/><a:p><a:pPr><a:defRPr sz="1000">'
    f'{_IN_INK}</a:defRPr></a:pPr><a:endParaRPr lang="{MADE_IN}"/></a:p></c:txPr>'
    '<c:crossAx val="2"/><c:crosses val="min"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
)
_TAIL = (
    "</c:scaling>"
    '<c:delete val="1"/><c:axPos val="l"/>'
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    '<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
)
