"""Registers read for the facts about measures that published files do not print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpibook.domain.disclosure.published.registered import Registered
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import folded
from kpibook.errors import KpibookError, SourceError
from kpibook.services.paths.inputs import gather
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from kpibook.workbook.aliases import key_of
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.fields import Row
from kpibook.workbook.reader import read_settings, rows_of
from kpibook.workbook.register import decimals_in, names_in


def registers_in(given: Iterable[str | Path]) -> list[Registered]:
    """Return the measures of registers: reference, unit, basis, decimals and earlier references.

    No figure of them is read, and no finding is made of what is wrong in them.

    Args:
        given: Officers' workbooks, folders or patterns of such, and register files.

    Raises:
        KpibookError: A file cannot be read, or holds no register (``audit-not-a-register``).
    """
    given = list(given)
    if not given:
        return []
    return [measure for path, _ in gather(given) for measure in _register(path)]


def _register(path: Path) -> list[Registered]:
    council = directorate = ""
    rows: list[Row] | None = None
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        with ClosedBook.open(path) as book:
            table = book.table(layout.MEASURES_TABLE)
            if table is not None:
                rows = rows_of(book, table, [])
                settings = read_settings(book)
                council, directorate = folded(settings.council), folded(settings.directorate)
    if rows is None:
        rows = _plain(path)
    return [_registered(row, council, directorate) for row in rows if key_of(row)]


def _plain(path: Path) -> list[Row]:
    try:
        return read_rows(path, (layout.REF, layout.UNIT), [])
    except SourceError as error:
        if error.code == "file-missing":
            raise
        raise _not_a_register(path) from error


def _registered(row: Row, council: str, directorate: str) -> Registered:
    """Return a measure with the values that `measure_from` takes where a cell is blank."""
    return Registered(
        key_of(row),
        row.choice(layout.UNIT, Unit, "unit-unknown") or Unit.COUNT,
        row.choice(layout.BASIS, Basis, "basis-unknown") or Basis.IN_PERIOD,
        decimals_in(row),
        frozenset(ref_key(name) for name in names_in(row, layout.ALIASES)),
        council,
        directorate,
    )


def _not_a_register(path: Path) -> KpibookError:
    return SourceError(
        "holds no register of measures.",
        code="audit-not-a-register",
        where=path.name,
        fix="Give officers' workbooks, or the table of measures with the headings Ref and Unit.",
    )
