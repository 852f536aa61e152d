"""Part of a workbook's measures: those for a committee, a priority, a service or a directorate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from kpibook.domain.measures.measure import Measure
from kpibook.domain.wording import counted, guessed, listed, quoted
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_MOST_NAMES = 8
_LONGEST = 80  # characters of a name in a message
_KIND = regex(
    r"\s*(?P<kind>committee|priority|service|directorate)\s*:\s*(?P<name>.+)", re.IGNORECASE
)


class Kind(Enum):
    """Kind of name that measures are chosen by."""

    COMMITTEE = "committee"
    PRIORITY = "priority"
    SERVICE = "service"
    DIRECTORATE = "directorate"

    @property
    def plural(self) -> str:
        """The word for several of them."""
        return "priorities" if self is Kind.PRIORITY else f"{self.value}s"


@dataclass(frozen=True, slots=True)
class Part:
    """Measures chosen by a name.

    Attributes:
        kind: Kind of the name.
        name: The name as the register writes it.
        keys: The measures, by key.
        of: How many measures they were chosen from.
    """

    kind: Kind
    name: str
    keys: frozenset[str]
    of: int

    @property
    def sentence(self) -> str:
        """The sentence that says so on the return."""
        return (
            f"This is only what is for the {self.kind.value} {self.name}: "
            f"{len(self.keys):,} of {counted(self.of, 'measure')}."
        )

    def covers(self, ref: str) -> bool:
        """Return True for the key of a measure in it, and for "", which is the file."""
        return not ref or ref in self.keys


def committees_of(measures: Iterable[Measure]) -> list[str]:
    """Return the committees that a register names, each once, in its order."""
    return list(_spelled(name for measure in measures for name in measure.committees).values())


def part_of(
    measures: Sequence[Measure],
    wanted: str,
    *,
    directorate: str = "",
    committee: str = "",
    where: Location | str = "",
) -> Part:
    """Return the measures that are for `wanted`.

    A measure without a committee goes to every committee. Capitals, spaces, apostrophes and
    punctuation make no difference; part of a name is not enough. A committee may have commas in
    its name, though commas part committees in the register.

    Args:
        measures: The measures to choose from, in the order of the register.
        wanted: A committee, priority, service or directorate; "service: Housing" says which.
        directorate: The directorate of measures that name no directorate.
        committee: The committee that the workbook's settings name.
        where: The register, for the error.

    Raises:
        WorkbookError: ``part-unknown``; ``part-ambiguous`` if the name is of two kinds that choose
            other measures.
    """
    names = _names(measures, directorate, committee, has_comma="," in wanted)
    parts = list(_parts(names, measures, wanted, tuple(Kind)))
    if not parts and (stated := _KIND.fullmatch(wanted)):
        kind = Kind(stated["kind"].casefold())
        parts = list(_parts(names, measures, stated["name"], (kind,)))
    if not parts:
        raise _unknown(wanted, names, where)
    if len({part.keys for part in parts}) > 1:
        raise _ambiguous(wanted, parts, where)
    return parts[0]


_Names = Mapping[Kind, Sequence[tuple[str, ...]]]


def _names(
    measures: Sequence[Measure], directorate: str, committee: str, *, has_comma: bool
) -> _Names:
    """Return the names of each measure by kind; those of the committee end with the settings'.

    With `has_comma` neighbouring committees of a measure are a name too: "Housing, Health and
    Environment" may be the name of a single committee.
    """
    own = [
        (*measure.committees, *(_runs(measure.committees) if has_comma else ()))
        for measure in measures
    ]
    of_all = (name for each in own for name in each)
    everywhere = tuple(dict.fromkeys((*of_all, *filter(None, [committee]))))
    return {
        Kind.COMMITTEE: [each or everywhere for each in own],
        Kind.PRIORITY: [tuple(filter(None, [measure.priority])) for measure in measures],
        Kind.SERVICE: [tuple(filter(None, [measure.service])) for measure in measures],
        Kind.DIRECTORATE: [
            tuple(filter(None, [measure.directorate or directorate])) for measure in measures
        ],
    }


def _runs(names: Sequence[str]) -> Iterator[str]:
    """Yield neighbouring names joined with commas, two of them and more."""
    for first in range(len(names)):
        for after in range(first + 2, len(names) + 1):
            yield ", ".join(names[first:after])


def _parts(
    names: _Names, measures: Sequence[Measure], wanted: str, kinds: Sequence[Kind]
) -> Iterator[Part]:
    same = _compared(wanted)
    for kind in kinds:
        spelled = _spelled(name for own in names[kind] for name in own)
        if same not in spelled:
            continue
        keys = frozenset(
            measure.key
            for measure, own in zip(measures, names[kind], strict=True)
            if same in map(_compared, own)
        )
        yield Part(kind, spelled[same], keys, len(measures))


def _spelled(names: Iterable[str]) -> dict[str, str]:
    """Return the first spelling of each name, by the form in which it is compared."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(_compared(name), " ".join(name.split()))
    return spelled


def _compared(name: str) -> str:
    letters = re.sub("['’‘`]", "", name.casefold()).replace("&", " and ")
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def _unknown(wanted: str, names: _Names, where: Location | str) -> WorkbookError:
    by_kind = {
        kind: list(_spelled(name for own in each for name in own).values())
        for kind, each in names.items()
    }
    every = [name for group in by_kind.values() for name in group]
    lists = [
        f"{kind.plural}: {listed([quoted(name, _LONGEST) for name in group], _MOST_NAMES)}"
        for kind, group in by_kind.items()
        if group
    ]
    there_is = f"The register has {'; '.join(lists)}." if lists else "The register names none."
    return WorkbookError(
        f"no measure is for {quoted(wanted, _LONGEST)}.",
        code="part-unknown",
        where=where,
        why=" ".join(filter(None, [guessed(wanted, every, longest=_LONGEST), there_is])),
        fix="Give one of these names, or enter the committee in the register's column Committee.",
    )


def _ambiguous(wanted: str, parts: Sequence[Part], where: Location | str) -> WorkbookError:
    kinds = [f"a {part.kind.value} ({counted(len(part.keys), 'measure')})" for part in parts]
    choices = [f"'{part.kind.value}: {part.name}'" for part in parts]
    return WorkbookError(
        f"{quoted(wanted, _LONGEST)} is {listed(kinds)}.",
        code="part-ambiguous",
        where=where,
        fix=f"Say which: {' or '.join(choices)}.",
    )
