"""What the arguments of a worksheet function say of each measure, and the answers to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kpibook.addin.cells import Given, given
from kpibook.addin.figures import SERIES, cells_at
from kpibook.addin.schemes import scheme_named
from kpibook.addin.sentences import in_a_cell
from kpibook.addin.shapes import common_shape, each
from kpibook.domain.finding import Finding
from kpibook.domain.rating import Position
from kpibook.errors import FunctionError
from kpibook.services.rate_table import COLUMNS, position_in
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

# Takes a position, its scheme and what other arguments say there.
Answer = Callable[..., Any]


def rated(arguments: Mapping[str, Any], answer: Answer, *, judged: bool = True) -> Any:
    """`answer` for every measure of the ranges, in their shape; for single cells one value.

    A measure of which nothing is given gets "". What cannot be taken is said in the cell that it
    is about, and the others are answered.

    Args:
        arguments: As handed over, by the names of a table's columns; and the ``scheme``.
        answer: What is asked of each position under its scheme. Any other argument is passed on
            to it by its name.
        judged: Whether the answer hangs on which way is good, which then has to be said.

    Raises:
        FunctionError: The ranges are not of one size.
    """
    read = {name: given(one) for name, one in arguments.items()}
    shapes = {name: one.shape for name, one in read.items()}
    if SERIES in shapes:  # its columns are quarters
        shapes[SERIES] = (shapes[SERIES][0], 1)
    schemes = read.pop("scheme")
    others = {name: read.pop(name) for name in [*read] if name not in COLUMNS}

    @in_a_cell
    def one(row: int, column: int) -> Any:
        position = position_at(read, row, column, judged=judged)
        scheme = scheme_named(schemes.value(row, column))
        if position is None:
            return ""
        more = {name: other.value(row, column) for name, other in others.items()}
        return answer(position, scheme, **more)

    return each(common_shape(shapes), one)


def position_at(
    arguments: Mapping[str, Given], row: int, column: int, *, judged: bool = True
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
