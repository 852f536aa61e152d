"""Decide what workbooks withhold of their returns by looking at all of them together.

A return alone cannot know that a total in another directorate's return gives its figure away.
The decision is made of plain values, so that it can be sent to another process with the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, SourceBook
from kpibook.domain.disclosure.small_numbers import Reason, Withheld, concerned, withheld_of
from kpibook.domain.measures.period import Quarter
from kpibook.errors import WorkbookError
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.layouts.open_book import open_book
from kpibook.services.publish_audit.published_figures import figures_in
from kpibook.workbook.protocol import Opener
from kpibook.xlsx.opc.digest import sha256_of

#: A `Withheld` of one workbook's rows: for each row its reasons by quarter, the numbers of the
#: rows that are protected, withheld as a whole, exposed, and asking; and the hash of the workbook.
Plain = Mapping[str, Any]
_ROWS = ("protected", "whole", "exposed", "asking")


def withheld_together(
    paths: Sequence[Path], published: Sequence[Path] = (), opened: Opener = open_book
) -> dict[str, Plain]:
    """Return what each workbook withholds, by absolute path; empty if no measure asks for it.

    Where a measure asks, each workbook is read once more. Workbooks that cannot be read are left
    out: their own tasks say why.

    Args:
        paths: The workbooks that are published, and those that are only looked at.
        published: Files that are published already, of this and earlier quarters.
        opened: Opens a workbook; a council's own through its layout.

    Raises:
        KpibookError: A published file cannot be read, or is none (``audit-not-published``).
    """
    figures = figures_in(published)
    withheld_before = any(figure.withheld for figure in figures)
    if not withheld_before and not any(concerned(book.rows) for _, book in _books(paths, opened)):
        return {}
    rows: list[ConsolidatedRow] = []
    places: list[tuple[str, int]] = []
    hashes: dict[str, str] = {}
    for path, book in _books(paths, opened):
        name = str(path.absolute())
        rows += book.rows
        places += [(name, number) for number in range(len(book.rows))]
        hashes[name] = book.source.sha256
    return _by_workbook(withheld_of(rows, figures), places, hashes)


def _by_workbook(
    decided: Withheld, places: Sequence[tuple[str, int]], hashes: Mapping[str, str]
) -> dict[str, Plain]:
    """Return a decision as plain values for each workbook."""
    plain: dict[str, dict[str, Any]] = {
        name: {"sha256": hashes[name], "reasons": [], **{kind: [] for kind in _ROWS}}
        for name, _ in places
    }
    for (position, quarter), reason in decided.reasons.items():
        name, number = places[position]
        plain[name]["reasons"].append([number, str(quarter), reason.name])
    for kind in _ROWS:
        for position in sorted(getattr(decided, kind)):
            name, number = places[position]
            plain[name][kind].append(number)
    return dict(plain)


def withheld_from(plain: Plain) -> Withheld:
    """Return the decision that was made into plain values."""
    return Withheld(
        {(n, Quarter.parse(quarter)): Reason[name] for n, quarter, name in plain["reasons"]},
        **{kind: frozenset(plain[kind]) for kind in _ROWS},
    )


def refuse_if_changed(plain: Plain, path: Path) -> None:
    """Refuse to publish a workbook under a decision that was made about other contents of it.

    The decision goes by the numbers of rows: in a workbook that was saved since, it would withhold
    another measure's figure.

    Raises:
        WorkbookError: ``source-changed``.
    """
    if sha256_of(path) != plain["sha256"]:
        raise WorkbookError(
            "was changed after it was decided what the returns withhold together.",
            code="source-changed",
            where=path.name,
            fix="Run the command again when no other person is saving it.",
        )


def _books(paths: Iterable[Path], opened: Opener) -> Iterator[tuple[Path, SourceBook]]:
    """Yield each workbook; one that cannot be read has no rows."""
    return ((path, read_source(path, path.name, None, opened)) for path in paths)
