"""The schemes and the councils of workbooks that stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kpibook.domain.consolidation.workbook_refusals import Brought, folded
from kpibook.domain.finding import Finding
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, shortened
from kpibook.errors import Location


@dataclass(frozen=True, slots=True)
class CombinedSchemes:
    """The schemes of several workbooks, told apart.

    Attributes:
        schemes: The schemes, the one most measures are rated under first. Their keys differ.
        keys: The key of each workbook's scheme, by the workbook's name.
    """

    schemes: tuple[Scheme, ...]
    keys: Mapping[str, str]


def combined_schemes(books: Sequence[Brought]) -> CombinedSchemes:
    """The workbooks' schemes under keys that tell them apart.

    Two councils may call different rules by one name: the later ones take their workbook's name
    behind it.
    """
    known: dict[str, Scheme] = {}
    uses: Counter[str] = Counter()
    keys = {}
    for book in books:
        name, scheme = book.source.name, book.scheme
        if scheme is None:
            keys[name] = book.source.scheme
            continue
        key = _key_for(scheme, known, name)
        known.setdefault(key, replace(scheme, key=key))
        uses[key] += book.count
        keys[name] = key
    order = sorted(known, key=lambda key: (-uses[key], key))
    return CombinedSchemes(tuple(known[key] for key in order), keys)


def other_schemes(books: Sequence[Brought], keys: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each workbook that is not rated under the scheme of most measures."""
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
                "Agree on one scheme, or read each status by the Key of its own.",
                "The same word may mean something else; measures are counted by meaning.",
            )


def only_council(books: Sequence[Brought]) -> str:
    """The council that all workbooks name; "" if they name several or none."""
    names = {folded(b.source.council): b.source.council for b in books if b.source.council}
    return next(iter(names.values())) if len(names) == 1 else ""


def other_councils(books: Sequence[Brought]) -> Iterator[Finding]:
    """A finding for each workbook of another council than most."""
    names = {folded(b.source.council): b.source.council for b in books if b.source.council}
    uses = Counter(folded(b.source.council) for b in books if b.source.council)
    if len(uses) < 2:
        return
    most = max(uses, key=lambda name: (uses[name], name))
    for book in books:
        council = folded(book.source.council)
        if council not in ("", most):
            yield Finding(
                "consolidate-other-council",
                f"is of {shortened(book.source.council, 60)}; "
                f"{counted(uses[most], 'workbook is', 'workbooks are')} of "
                f"{shortened(names[most], 60)}.",
                Location(book.source.name),
                "Nothing, if councils are meant to stand side by side; else take it out.",
            )


def _key_for(scheme: Scheme, known: Mapping[str, Scheme], name: str) -> str:
    for key, other in known.items():
        if replace(other, key=scheme.key) == scheme and key.startswith(scheme.key):
            return key
    return scheme.key if scheme.key not in known else f"{scheme.key} ({name})"
