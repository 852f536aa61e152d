"""How an actual stands against its comparator, in words, as a native Excel formula."""

from __future__ import annotations

from dataclasses import replace

from kpibook.domain.excel_formula.figures import Cells, Figures
from kpibook.domain.excel_formula.syntax import kept_to_limits, lines
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme import Scheme


def comparator_formula(scheme: Scheme, cells: Cells, name: str, value: str) -> str:
    """Return the formula of `domain.rating.rated_measure.against_comparator`; "" without figures.

    Args:
        scheme: The rules.
        cells: Where the figures are.
        name: The cell with what the measure is compared with.
        value: The cell with its figure.

    Raises:
        SchemeError: ``formula-too-long``.
    """
    # It is said of the printed figures, whatever the scheme rates.
    figures = Figures(replace(scheme, rounding=Rounding.AS_REPORTED), cells)
    now, theirs = figures.actual, figures.read(value)
    who = f'IF({name}="","Comparator",{name})'
    text = lines(
        f'IF({figures.no_actual},"",',
        f'IFERROR(IF({now}={theirs},"Same as "&{who},',
        f'{_side(figures, now, theirs)}&" by "&{_size(figures, now, theirs)}),""))',
    )
    return f"={kept_to_limits(text, 'comparison')}"


def _side(figures: Figures, now: str, theirs: str) -> str:
    cases = {
        Polarity.HIGHER: f'IF({now}>{theirs},"Better","Worse")',
        Polarity.LOWER: f'IF({now}<{theirs},"Better","Worse")',
    }
    return figures.by_polarity(cases, f'IF({now}>{theirs},"Higher","Lower")')


def _size(figures: Figures, now: str, theirs: str) -> str:
    """The difference at the measure's decimals, or with as many as it has."""
    size = f"ABS({now}-{theirs})"
    if figures.may_be_percent:
        size += f"*{figures.per_unit}"
    shown = f"TEXT({size},{_format(figures)})"
    # Without decimals of its own a whole number would end in a point.
    bare = f'SUBSTITUTE(SUBSTITUTE({shown}&"|",".|",""),"|","")'
    unit = figures.cells.unit
    if unit is None:
        return bare
    pound = f'IF({unit}="{Unit.CURRENCY.value}","£","")'
    return f'{pound}&{bare}&IF({figures.is_percent}," points","")'


def _format(figures: Figures) -> str:
    usual = '"#,##0.##########"'
    if figures.cells.decimals is None:
        return usual
    places = f'VALUE({figures.cells.decimals}&"")'
    return f'IFERROR("#,##0"&REPT(".",{places}>0)&REPT("0",{places}),{usual})'
