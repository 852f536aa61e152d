"""The same task on each of several workbooks; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from kpibook.errors import KpibookError

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding


class _Done(Protocol):
    @property
    def findings(self) -> tuple[Finding, ...]: ...


_Result = TypeVar("_Result", bound=_Done)


def each_book(
    books: Sequence[Path],
    task: Callable[[Path], _Result],
    *,
    show: Callable[[Path, _Result], None],
    data: Callable[[Path, _Result], dict[str, Any]],
    as_json: bool,
) -> int:
    """Do `task` on each workbook and print what came of it.

    Args:
        books: The workbooks.
        task: The service.
        show: Prints a result for people.
        data: A result for ``--json``.
        as_json: Print one object with all results at the end, instead of showing each.

    Returns:
        The exit code: 3 if a task failed, else 1 if there are findings, else 0.
    """
    results: list[dict[str, Any]] = []
    code = 0
    for book in books:
        try:
            done = task(book)
        except KpibookError as error:
            code = 3
            click.echo(f"Error: {error}", err=True)
            results.append({"file": str(book), "error": error.as_dict()})
            continue
        code = max(code, 1 if done.findings else 0)
        results.append(data(book, done))
        if not as_json:
            show(book, done)
    if as_json:
        from kpibook.cli.show import out_json

        out_json({"books": results})
    return code
