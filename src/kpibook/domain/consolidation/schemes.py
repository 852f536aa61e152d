"""Schemes and councils of workbooks that are consolidated together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from kpibook.domain.consolidation.consolidation import Source
from kpibook.domain.consolidation.workbook_refusals import Brought
from kpibook.domain.finding import Finding
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, folded, shortened
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class CombinedSchemes:
    """Schemes of several workbooks, told apart.

    Attributes:
        schemes: The schemes, with the scheme of most measures first. Their keys differ.
        keys: The key of each workbook's scheme, by the workbook's name.
    """

    schemes: tuple[Scheme, ...]
    keys: Mapping[str, str]


def combined_schemes(books: Sequence[Brought]) -> CombinedSchemes:
    """Collect the workbooks' schemes under keys that tell them apart.

    Two councils may give different rules the same name: the later scheme gets its workbook's
    name added.
    """
    by_key: dict[str, Scheme] = {}
    uses: Counter[str] = Counter()
    keys = {}
    for book in books:
        name, scheme = book.source.name, book.scheme
        if scheme is None:
            keys[name] = book.source.scheme
            continue
        key = _key_for(scheme, by_key, name)
        by_key.setdefault(key, replace(scheme, key=key))
        uses[key] += book.count
        keys[name] = key
    order = sorted(by_key, key=lambda key: (-uses[key], key))
    return CombinedSchemes(tuple(by_key[key] for key in order), keys)


def other_schemes(books: Sequence[Brought], keys: Mapping[str, str]) -> Iterator[Finding]:
    """Report each workbook that is not rated under the scheme of most measures."""
    uses: Counter[str] = Counter()
    for book in books:
        uses[keys[book.source.name]] += book.count
    if len(uses) < 2:
        return
    most = max(uses, key=lambda key: (uses[key], key))
    for book in books:
        key = keys[book.source.name]
        if key != most:
            yield Finding(
                "consolidate-mixed-schemes",
                f"is rated under '{shortened(key)}', where most measures are rated under "
                f"'{shortened(most)}'.",
                Location(book.source.name),
                "Agree on one scheme, or read each status by the Key of its workbook.",
                "The same word may mean something else. Measures are counted by what their status "
                "means, such as 'on target', and not by its word.",
            )


def only_council(books: Sequence[Brought]) -> str:
    """Return the council that all workbooks name; "" if they name several or no council."""
    first = ""
    for council in (book.source.council for book in books):
        if first and council and folded(council) != folded(first):
            return ""
        first = council or first
    return first


def other_councils(books: Sequence[Brought]) -> Callable[[Source], Iterator[Finding]]:
    """Return a function that reports a workbook of another council than most, of these.

    The findings are made when they are asked for: where each workbook is of another council, they
    would take more room than all else that is known of the workbooks.
    """
    councils = [book.source.council for book in books if book.source.council]
    uses = Counter(map(folded, councils))
    if len(uses) < 2:
        return lambda _: iter(())
    most = max(uses, key=lambda name: (uses[name], name))
    written = next(council for council in reversed(councils) if folded(council) == most)
    name, count = shortened(written, 60), uses[most]

    def other_council(source: Source) -> Iterator[Finding]:
        if folded(source.council) not in ("", most):
            yield Finding(
                "consolidate-other-council",
                f"is of {shortened(source.council, 60)}; "
                f"{counted(count, 'workbook is', 'workbooks are')} of {name}.",
                Location(source.name),
                "Nothing, if councils are meant to stand side by side; else take it out.",
            )

    return other_council


def _key_for(scheme: Scheme, by_key: Mapping[str, Scheme], name: str) -> str:
    for key, earlier in by_key.items():
        if replace(earlier, key=scheme.key) == scheme and key.startswith(scheme.key):
            return key
    return scheme.key if scheme.key not in by_key else f"{scheme.key} ({name})"
