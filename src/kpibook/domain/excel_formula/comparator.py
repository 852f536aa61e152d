"""The actual against its comparator, in words, as a native Excel formula."""

from __future__ import annotations

from kpibook.domain.excel_formula.figures import Cells, Figures
from kpibook.domain.excel_formula.syntax import kept_to_limits, lines, one_of, quoted
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.replacing import replace


def comparator_formula(scheme: Scheme, cells: Cells, name: str, value: str) -> str:
    """Return the formula of `domain.rating.rated_measure.against_comparator`; "" without figures.

    Args:
        scheme: The rules.
        cells: The cells of the figures.
        name: The cell with the comparator's name.
        value: The cell with its figure.

    Raises:
        SchemeError: ``formula-too-long``.
    """
    # The printed figures are compared, whichever the scheme rates.
    figures = Figures(replace(scheme, rounding=Rounding.AS_REPORTED), cells)
    actual, benchmark = figures.actual, figures.read(value)
    label = f'IF({name}="","Comparator",{name})'
    text = lines(
        f'IF({figures.no_actual},"",',
        f'IFERROR(IF({actual}={benchmark},"Same as "&{label},',
        f'{_side(figures, actual, benchmark)}&" by "&{_size(figures, actual, benchmark)}),""))',
    )
    return f"={kept_to_limits(text, 'comparison')}"


def _side(figures: Figures, actual: str, benchmark: str) -> str:
    cases = {
        Polarity.HIGHER: f'IF({actual}>{benchmark},"Better","Worse")',
        Polarity.LOWER: f'IF({actual}<{benchmark},"Better","Worse")',
    }
    return figures.by_polarity(cases, f'IF({actual}>{benchmark},"Higher","Lower")')


def _size(figures: Figures, actual: str, benchmark: str) -> str:
    """Return the difference at the measure's decimals, or with as many as it has."""
    size = f"ABS({actual}-{benchmark})"
    if figures.may_be_percent:
        size += f"*{figures.per_unit}"
    formatted = f"TEXT({size},{_format(figures)})"
    # Without its own decimals a whole number would end in a point.
    bare = f'SUBSTITUTE(SUBSTITUTE({formatted}&"|",".|",""),"|","")'
    unit = figures.cells.unit
    if unit is None:
        return bare
    words = figures.cells.currency_words
    money = f"{unit}={quoted(words[0])}" if len(words) == 1 else one_of(unit, words)
    pound = f'IF({money},"£","")'
    return f'{pound}&{bare}&IF({figures.is_percent}," points","")'


def _format(figures: Figures) -> str:
    usual = '"#,##0.##########"'
    if figures.cells.decimals is None:
        return usual
    places = f'VALUE({figures.cells.decimals}&"")'
    return f'IFERROR("#,##0"&REPT(".",{places}>0)&REPT("0",{places}),{usual})'
