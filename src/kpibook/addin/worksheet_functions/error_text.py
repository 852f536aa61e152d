"""Errors as text in a cell: a sentence that says what is wrong, never a traceback."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from kpibook.errors import KpibookError, in_words

_Asked = ParamSpec("_Asked")


def in_a_cell(answer: Callable[_Asked, object]) -> Callable[_Asked, object]:
    """Wrap `answer` so that it returns a sentence in place of any exception."""

    @functools.wraps(answer)
    def answering(*args: _Asked.args, **kwargs: _Asked.kwargs) -> object:
        try:
            return answer(*args, **kwargs)
        except KpibookError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 xlwings would show its traceback in the cell
            # Only the class: the text of an unforeseen exception may quote the cells.
            return in_words(
                "",
                f"kpibook could not work this out ({type(error).__name__}).",
                "",
                "Check the cells of the formula; if they are right, report it with this code.",
                "function-failed",
            )

    return answering
