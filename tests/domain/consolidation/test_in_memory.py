"""Which rows are compared; the rules themselves are tested in test_combine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hypothesis import assume, given, settings

from kpibook.domain.consolidation.combine import decide
from kpibook.domain.consolidation.consolidation import SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.consolidation.row_digest import RowDigest, digests_of
from kpibook.errors import WorkbookError
from tests.domain.careless import careless_books
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import Q3


@settings(max_examples=100, deadline=None)
@given(careless_books())
def test_comparing_only_references_that_occur_twice_decides_as_comparing_every_row(
    careless: list[SourceBook],
) -> None:
    books = sorted(careless, key=lambda book: book.source.name)
    by_name = {book.source.name: book for book in books}

    def every_row(names: Sequence[str]) -> Iterator[RowDigest]:
        return (digest for name in names for digest in digests_of(by_name[name]))

    try:
        whole = decide(books, Q3, every_row)
    except WorkbookError:
        assume(False)
    found = combine(reversed(books), Q3)

    assert list(found.refused) == list(whole.refused_rows(lambda name: by_name[name].refused))
    assert list(found.findings) == list(whole.findings(lambda name: by_name[name].findings))
    assert found.sources == tuple(whole.sources())
    assert _places(found.rows) == sorted(
        (name, by_name[name].rows[number].rated.measure.ref)
        for name in whole.used
        for number in whole.used_rows(name, by_name[name].count)
    )


def _places(rows: Iterable[object]) -> list[tuple[str, str]]:
    return sorted((row.source, row.rated.measure.ref) for row in rows)  # type: ignore[attr-defined]


def test_rows_stay_the_objects_that_were_read() -> None:
    book = a_source_book("a.xlsx", a_row("PI.1"), a_row("PI.2"))

    found = combine([book])

    assert all(row is own for row, own in zip(found.rows, book.rows, strict=True))
