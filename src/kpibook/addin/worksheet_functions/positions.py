"""The position of each measure in the arguments of a worksheet function, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kpibook.addin.worksheet_functions.arguments import Argument, as_argument
from kpibook.addin.worksheet_functions.broadcasting import common_shape, each
from kpibook.addin.worksheet_functions.error_text import in_a_cell
from kpibook.addin.worksheet_functions.figures import SERIES, cells_at
from kpibook.addin.worksheet_functions.schemes import scheme_named
from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.gathering import figures_of_position
from kpibook.domain.finding import Finding
from kpibook.domain.measures.number import without_ok
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.in_doubt import HARMLESS
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import FunctionError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.rating.rate_table import COLUMNS, position_in
from kpibook.workbook import layout
from kpibook.workbook.fields import Row


@dataclass(frozen=True, slots=True)
class Question:
    """A question to answer for each measure.

    Attributes:
        of_one: Returns the answer for a position and its scheme; other arguments go by name.
        judged: True if the answer depends on the polarity, which is then required.
        moves: True if the answer is a direction, which depends on an earlier figure.
    """

    of_one: Callable[..., Any]
    judged: bool = True
    moves: bool = False


def rated(arguments: Mapping[str, Any], question: Question) -> Any:
    """Answer a question for every measure of the ranges, in their shape.

    Single cells get a single value, and a measure with only blanks gets "". A value that cannot be
    used is explained in the cell of its measure; the others get their answer.

    Args:
        arguments: The arguments from Excel, by column of a table, and the ``scheme``.
        question: The question.

    Raises:
        FunctionError: The ranges differ in size.
    """
    by_name = {name: as_argument(value) for name, value in arguments.items()}
    by_name = {name: argument for name, argument in by_name.items() if not argument.is_omitted}
    # The columns of a series are quarters of the same measure, so they do not count.
    shape = common_shape(
        {n: (a.shape[0], 1) if n == SERIES else a.shape for n, a in by_name.items()}
    )
    schemes = by_name.pop("scheme", as_argument(None))
    others = {name: by_name.pop(name) for name in [*by_name] if name not in COLUMNS}

    @in_a_cell
    def answer_at(row: int, column: int) -> Any:
        position = position_at(by_name, row, column, judged=question.judged)
        scheme = scheme_named(schemes.value(row, column))
        extra = {name: other.value(row, column) for name, other in others.items()}
        if position is None:
            return ""
        if not is_ok(by_name, row, column):
            refuse_in_doubt(position, scheme, question)
        return question.of_one(position, scheme, **extra)

    return each(shape, answer_at)


def position_at(
    arguments: Mapping[str, Argument], row: int, column: int, *, judged: bool = True
) -> Position | None:
    """Return the position for a cell of the answer; None if all its arguments are blank.

    Raises:
        KpibookError: A value cannot be used; the first such value.
    """
    cells = cells_at(arguments, row, column)
    if not cells:
        return None
    if judged and layout.POLARITY not in cells:
        raise FunctionError(
            "which way is good is not said.",
            code="polarity-missing",
            where="polarity",
            fix="Give higher, lower, closest, range or neutral: it is never guessed.",
        )
    findings: list[Finding] = []
    position = position_in(Row("", "", cells, findings))
    for finding in findings:
        if judged or finding.code != "polarity-missing":
            raise FunctionError(
                finding.what,
                code=finding.code,
                where=finding.where,
                why=finding.why,
                fix=finding.fix,
            )
    return position


def is_ok(arguments: Mapping[str, Argument], row: int, column: int) -> bool:
    """Return True if the marker or the actual of a measure says [ok]."""
    asked = [arguments[name] for name in ("marker", "actual") if name in arguments]
    texts = [argument.value(row, column) for argument in asked]
    return any(isinstance(text, str) and without_ok(text)[1] for text in texts)


def refuse_in_doubt(position: Position, scheme: Scheme, question: Question) -> None:
    """Refuse to answer from a figure in doubt.

    An earlier figure in doubt is no obstacle to an answer that does not depend on it.

    Raises:
        FunctionError: The first doubt.
    """
    needs_past = question.moves or bool(scheme.rule.within_if)
    for doubt in doubts_of(figures_of_position(position)):
        roles = {figure.role for figure in doubt.figures} - HARMLESS
        if not doubt.is_stop or not roles:
            continue
        if needs_past or not all(role.is_past for role in roles):
            finding = doubt.finding
            raise FunctionError(finding.what, code=finding.code, why=finding.why, fix=finding.fix)
