"""What the arguments of a worksheet function say of each measure, and the answers to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kpibook.addin.worksheet_functions.arguments import Argument, given
from kpibook.addin.worksheet_functions.broadcasting import common_shape, each
from kpibook.addin.worksheet_functions.error_text import in_a_cell
from kpibook.addin.worksheet_functions.figures import SERIES, cells_at
from kpibook.addin.worksheet_functions.schemes import scheme_named
from kpibook.domain.finding import Finding
from kpibook.domain.rating.arithmetic import Position
from kpibook.errors import FunctionError
from kpibook.services.rating.rate_table import COLUMNS, position_in
from kpibook.workbook import layout
from kpibook.workbook.fields import Row


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each measure.

    Attributes:
        of_one: The answer from a position and its scheme; other arguments come by their names.
        judged: Whether the answer hangs on which way is good, which then has to be said.
    """

    of_one: Callable[..., Any]
    judged: bool = True


def rated(arguments: Mapping[str, Any], question: Question) -> Any:
    """The answer for every measure of the ranges, in their shape; for single cells one value.

    A measure of which nothing is given gets "". What cannot be taken is said in the cell that it
    is about, and the others are answered.

    Args:
        arguments: As handed over, by the names of a table's columns; and the ``scheme``.
        question: What is asked.

    Raises:
        FunctionError: The ranges are not of one size.
    """
    read = {name: given(one) for name, one in arguments.items()}
    read = {name: one for name, one in read.items() if not one.is_omitted}
    # The columns of a series are quarters.
    shape = common_shape(
        {n: (one.shape[0], 1) if n == SERIES else one.shape for n, one in read.items()}
    )
    schemes = read.pop("scheme", given(None))
    others = {name: read.pop(name) for name in [*read] if name not in COLUMNS}

    @in_a_cell
    def one(row: int, column: int) -> Any:
        position = position_at(read, row, column, judged=question.judged)
        scheme = scheme_named(schemes.value(row, column))
        more = {name: other.value(row, column) for name, other in others.items()}
        return "" if position is None else question.of_one(position, scheme, **more)

    return each(shape, one)


def position_at(
    arguments: Mapping[str, Argument], row: int, column: int, *, judged: bool = True
) -> Position | None:
    """The position at one place of the answer; None where nothing at all is given for it.

    Raises:
        KpibookError: A value cannot be taken; the first that is found.
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
