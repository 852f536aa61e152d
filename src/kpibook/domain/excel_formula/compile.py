"""Native Excel formulas of a scheme's rule, which rate a row with no add-in and no macro.

The formulas give what `domain.rating.arithmetic` gives for the same figures: in the scheme's
words, at Excel's 15 significant digits, halves rounded away from zero. They use only functions
that Excel 2010 and LibreOffice 7.4 both have. Where they must read cells that people type in,
they are stricter than kpibook's reader, and never guess:

- A blank cell, an error value and a text that is not a number are no figure: "Not reported" for
  the actual, "Not rated" without a target. Texts with a remark ("84.9 [p]", "91.8+", "£5") are
  such texts here, though the reader takes the figure out of them; a date typed as text is read
  as a number by Excel, and not by the reader.
- An actual or a forecast may be typed as text: "72.1%" and, in a percentage, "72.1" are 72.1%.
  In every other cell a text is no figure.
- [x], [z] and [c] with a figure, or instead of it, mean that it is missing. Any other text
  in the marker's cell is passed over here; the reader takes it for one that hides the figure.
- A target in words ("fewer than 85") is a text, so the measure is "Not rated".
- Differences are compared at nine decimals when a tolerance or a dead-band is involved. A measure
  that does not say its decimals may go either way exactly at one if its figures pass a million.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kpibook.domain.excel_formula.figures import NOTHING, PLACES, Cells, Figures
from kpibook.domain.excel_formula.regression import direction_of_series
from kpibook.domain.excel_formula.syntax import kept_to_limits, lines, one_of, quoted
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Baseline, Direction, Status
from kpibook.domain.rules.rule import MAY_BE_BELOW_ZERO, Floor, Limit, Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.replacing import replace

__all__ = ["Cells", "direction_formula", "status_formula", "variance_formula"]

_STRICT = (Polarity.HIGHER, Polarity.LOWER)
_Named = Callable[[Direction], str]


def status_formula(scheme: Scheme, cells: Cells) -> str:
    """Return the formula of a measure's status, in the scheme's words.

    Args:
        scheme: The rules.
        cells: The cells of the figures.

    Raises:
        SchemeError: ``formula-too-long`` when Excel would not take it; ``formula-unsupported``
            when the rule rests on something the cells cannot tell.
    """
    return f"={kept_to_limits(_status(Figures(scheme, cells)), 'status')}"


def direction_formula(scheme: Scheme, cells: Cells, baseline: Baseline) -> str:
    """Return the formula of the direction of travel against `baseline`, in the scheme's words.

    Raises:
        SchemeError: ``formula-too-long``; ``formula-unsupported`` for a regression without
            `Cells.series`.
    """
    text = _direction(
        Figures(scheme, cells),
        baseline,
        lambda direction: quoted(scheme.label(direction)),
        by_year=scheme.direction_rule.restarting_by_year,
    )
    return f"={kept_to_limits(text, 'direction')}"


def variance_formula(scheme: Scheme, cells: Cells) -> str:
    """Return the formula of the rated figure less the target, in the unit; "" without both.

    Raises:
        SchemeError: ``formula-too-long``.
    """
    figures = Figures(scheme, cells)
    difference = f"({figures.rated}-{figures.target})"
    if figures.may_be_percent:
        difference += f"*{figures.per_unit}"
    # In the unit, so at the measure's own decimals, whatever a percentage has in its cell.
    in_unit = Figures(scheme, replace(cells, unit=None))
    places = in_unit.clean(difference, PLACES - 2 if figures.may_be_percent else PLACES)
    text = f'IF({figures.no_rated_figure},"",IFERROR({places},""))'
    return f"={kept_to_limits(text, 'variance')}"


def _status(figures: Figures) -> str:
    label = _labels(figures)
    return lines(
        f"IF({figures.no_rated_figure},",
        f"IF({figures.not_to_be_rated},{label(Status.NOT_RATED)},{label(Status.NOT_REPORTED)}),",
        f"IFERROR({_rated_status(figures)},",
        f"{label(Status.NOT_RATED)}))",
    )


def _rated_status(figures: Figures) -> str:
    """Return the status of a figure; an Excel error if it cannot be rated."""
    rule, label = figures.scheme.rule, _labels(figures)
    below = _below_target(figures)
    met = lines(f"IF({_meets(figures)},{label(Status.MET)},", f"{below})")
    if rule.exceeding_by is None:
        return met
    exceeds = _exceeds(figures, rule.exceeding_by)
    return lines(f"IF({exceeds},{label(Status.EXCEEDING)},", f"{met})")


def _exceeds(figures: Figures, limit: Limit) -> str:
    """Return a test that the figure beats the target by the margin."""
    better = figures.by_polarity(
        {Polarity.HIGHER: _over_target(figures), Polarity.LOWER: f"-{_over_target(figures)}"}
    )
    by, margin = figures.clean(better), f"ROUND({figures.allowed(limit)},{PLACES})"
    if figures.scheme.rule.exceeding_at:
        # A figure at the target does not exceed it, even if the margin is 0.
        return f"IFERROR({by}>=MAX({margin},0.{'0' * (PLACES - 1)}1),FALSE)"
    return f"IFERROR({by}>{margin},FALSE)"


def _meets(figures: Figures) -> str:
    limit = figures.scheme.rule.met_within
    if limit is None:
        return _reaches(figures)
    # Inside a range no end is passed, so a percentage has no figure to be taken of.
    near = _no_more_than(figures.clean(_short(figures)), figures.allowed(limit))
    return f"IFERROR({near},{_reaches(figures)})"


def _reaches(figures: Figures) -> str:
    """Return a test for at the target or better; only better where the target is not enough."""
    short, strict = _short(figures), figures.cells.strict
    if strict is None:
        return f"{short}<=0"
    # Only where there is a better side of the target can the target itself not be enough.
    has_better_side = one_of(figures.cells.polarity, [way.value for way in _STRICT])
    return f"OR({short}<0,AND({short}=0,NOT(AND({strict},{has_better_side}))))"


def _over_target(figures: Figures) -> str:
    """Return how far the figure is above the target, in the cell's unit."""
    if figures.cells.variance is None:
        return f"({figures.rated}-{figures.target})"
    points = f"/{figures.per_unit}" if figures.may_be_percent else ""
    return f"VALUE({figures.cells.variance}){points}"


def _short(figures: Figures) -> str:
    """Return how far the figure is on the wrong side of the target; an error without a target."""
    over = _over_target(figures)
    cases = {Polarity.CLOSEST: f"ABS({over})"}
    if (outside := figures.outside(figures.rated)) != NOTHING:
        cases[Polarity.RANGE] = outside
    sign = figures.by_polarity({Polarity.HIGHER: "-1", Polarity.LOWER: "1"})
    return figures.by_polarity(cases, f"{over}*{sign}")


def _below_target(figures: Figures) -> str:
    """Return the status of a figure that has not met the target."""
    rule, label = figures.scheme.rule, _labels(figures)
    off, unknown = label(Status.OFF), label(Status.NOT_RATED)
    tests, limit = _within_tests(figures), rule.met_within
    if not tests:
        chosen = off
    elif len(tests) == 1:
        chosen = f"IF({tests[0]},{label(Status.WITHIN)},{off})"
    else:
        # Yes is 2, no is 0, and a test that lacks its limit is 1: neither.
        scores = [f"IFERROR(IF({test},2,0),1)" for test in tests]
        outcome = f"{'-' if rule.all_of else ''}MAX({_joined(scores, negative=rule.all_of)})"
        chosen = f"CHOOSE(1+({outcome}),{off},{unknown},{label(Status.WITHIN)})"
    if limit is None or not limit.must_be_given:
        return chosen
    return f"IF(ISERROR({figures.allowed(limit)}),{unknown},\n{chosen})"


def _joined(scores: list[str], *, negative: bool) -> str:
    return ",".join(f"-{score}" if negative else score for score in scores)


def _within_tests(figures: Figures) -> list[str]:
    """List the tests of the within band; an error in a test means the measure lacks its limit."""
    rule, tests = figures.scheme.rule, []
    if rule.tolerance is not None:
        short = figures.clean(_short(figures))
        tests.append(_no_more_than(short, figures.allowed(rule.tolerance)))
    if rule.floor is not None:
        tests.append(_clears_floor(figures, rule.floor))
    if rule.within_if:
        tests.append(_moved(figures))
    return tests


def _clears_floor(figures: Figures, kind: Floor) -> str:
    at = "=" if kind is Floor.REACHED_IS_WITHIN else ""
    value, floor = figures.rated, figures.read(figures.cells.floor)
    return figures.by_polarity(
        {Polarity.HIGHER: f"{value}>{at}{floor}", Polarity.LOWER: f"{value}<{at}{floor}"}
    )


def _moved(figures: Figures) -> str:
    """Return a test that the direction makes a figure short of target within."""
    rule, scheme, cells = figures.scheme.rule, figures.scheme, figures.cells
    quarter_before = rule.compared_with is Baseline.PREVIOUS
    cell = cells.direction if quarter_before else cells.direction_year
    if quarter_before and scheme.direction_rule.restarting_by_year:
        cell = None  # it may be against another quarter
    within_words = {scheme.label(way).casefold() for way in rule.within_if}
    other_words = {scheme.label(way).casefold() for way in Direction if way not in rule.within_if}
    if cell is not None and not within_words & other_words:
        return one_of(cell, [scheme.label(way) for way in Direction if way in rule.within_if])
    direction = _direction(figures, rule.compared_with, lambda way: quoted(way.value))
    return one_of(direction, [way.value for way in Direction if way in rule.within_if])


def _no_more_than(amount: str, limit: str) -> str:
    return f"{amount}<=ROUND({limit},{PLACES})"


def _direction(
    figures: Figures, baseline: Baseline, named: _Named, *, by_year: bool = False
) -> str:
    """Return the direction as a formula.

    Args:
        figures: The figures.
        baseline: What it is taken against.
        named: Returns the text of a direction.
        by_year: A figure that starts again each year is set against the same quarter last year.
    """
    quarter_before = baseline is Baseline.PREVIOUS
    rule = figures.scheme.direction_rule
    if quarter_before and rule.method is Method.REGRESSION:
        named_slope = partial(_name, figures, named=named)
        text = direction_of_series(figures, named_slope, named)
    else:
        text = _difference(figures, baseline, named)
    if not quarter_before or figures.cells.basis is None:
        return text
    restarts = one_of(f"TRIM({figures.cells.basis})", figures.cells.restart_words)
    instead = named(Direction.NOT_COMPARABLE)
    if by_year:
        instead = _difference(figures, Baseline.PREVIOUS_YEAR, named)
    return lines(f"IF({restarts},{instead},", f"{text})")


def _difference(figures: Figures, baseline: Baseline, named: _Named) -> str:
    quarter_before = baseline is Baseline.PREVIOUS
    cell = figures.cells.previous if quarter_before else figures.cells.previous_year
    rule, unfair = figures.scheme.direction_rule, figures.no_actual
    if quarter_before and rule.constant_target and figures.cells.previous_target is not None:
        unfair = f"OR({unfair},{_target_changed(figures)})"
    if cell is None:
        return named(Direction.NO_HISTORY)
    earlier = figures.read(cell)
    change = _change(figures, earlier, _earlier_target(figures, quarter_before=quarter_before))
    if rule.dead_band.amount:
        change = figures.clean(change)
    band = figures.amount(rule.dead_band, f"ABS({earlier})")
    return lines(
        f"IF(ISERROR({figures.number(cell)}),{named(Direction.NO_HISTORY)},",
        f"IF({unfair},{named(Direction.NOT_COMPARABLE)},",
        f"IFERROR({_name(figures, change, band, named)},",
        f"{named(Direction.NOT_COMPARABLE)})))",
    )


def _target_changed(figures: Figures) -> str:
    earlier = figures.read(figures.cells.previous_target)
    changed = f"IFERROR({earlier}<>{figures.target},TRUE)"
    return f"IF(ISERROR({figures.number(figures.cells.previous_target)}),FALSE,{changed})"


def _earlier_target(figures: Figures, *, quarter_before: bool) -> str:
    """Return the target the earlier figure was to be close to: that quarter's, if known."""
    cell = figures.cells.previous_target
    if not quarter_before or cell is None:
        return figures.target
    return f"IF(ISERROR({figures.number(cell)}),{figures.target},{figures.read(cell)})"


def _change(figures: Figures, earlier: str, earlier_target: str) -> str:
    """Return how much better the actual is than `earlier`; how much higher if neutral."""
    actual, target = figures.actual, figures.target
    near = NOTHING
    if figures.cells.target is not None:
        near = figures.clean(f"ABS({earlier}-{earlier_target})-ABS({actual}-{target})")
    ranged = NOTHING
    if (outside := figures.outside(actual)) != NOTHING:
        ranged = figures.clean(f"{figures.outside(earlier)}-{outside}")
    sign = figures.by_polarity({Polarity.LOWER: "-1"}, "1")
    cases = {Polarity.CLOSEST: near, Polarity.RANGE: ranged}
    return figures.by_polarity(cases, f"({actual}-{earlier})*{sign}")


def _name(figures: Figures, change: str, band: str, named: _Named) -> str:
    """Name a change for the better (for a neutral measure, upwards)."""
    rule = figures.scheme.direction_rule
    up, down = named(Direction.IMPROVED), named(Direction.DECLINED)
    if not rule.neutral_is_judged:
        up = _if(figures.is_judged, up, named(Direction.INCREASED))
        down = _if(figures.is_judged, down, named(Direction.DECREASED))
    same = named(Direction.NO_CHANGE)
    if rule.at_best is not Direction.NO_CHANGE:
        same = f"IF({_at_best(figures)},{named(rule.at_best)},{same})"
    if not rule.dead_band.amount:
        return f"CHOOSE(2+SIGN({change}),{down},{same},{up})"
    small = _no_more_than(f"ABS({change})", band)
    return f"IF({small},{same},IF({change}>0,{up},{down}))"


def _at_best(figures: Figures) -> str:
    """Return a test that no figure could be better than the actual."""
    actual, unit = figures.actual, figures.cells.unit
    cases = {
        Polarity.HIGHER: figures.of_percent(f"{actual}=1", "FALSE"),
        Polarity.LOWER: f"{actual}=0",
    }
    if unit is not None:
        below_zero = one_of(unit, [each.value for each in MAY_BE_BELOW_ZERO])
        cases[Polarity.LOWER] = f"AND({actual}=0,NOT({below_zero}))"
    if figures.cells.target is not None:
        cases[Polarity.CLOSEST] = f"{actual}={figures.target}"
    if (outside := figures.outside(actual)) != NOTHING:
        cases[Polarity.RANGE] = f"{outside}=0"
    return figures.by_polarity(cases, "FALSE")


def _if(test: str, if_true: str, if_false: str) -> str:
    """Choose between two texts, without a test in the formula when the answer is known."""
    constants = {"TRUE": if_true, "FALSE": if_false}
    return constants.get(test, f"IF({test},{if_true},{if_false})")


def _labels(figures: Figures) -> Callable[[Status], str]:
    return lambda status: quoted(figures.scheme.label(status))
