"""A record brings back what was put into it, and nothing in a record is ever run."""

from __future__ import annotations

import datetime
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, RefusedRow, SourceBook
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.services.consolidate.records import RecordLines, Records
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book

TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)
DECIMALS = st.decimals(allow_nan=False)


class Colour(Enum):
    """Values that JSON could confuse."""

    NONE = None
    ZERO = 0
    NO = False


@dataclass(frozen=True, slots=True)
class Everything:
    """A field of every kind that a record can hold."""

    text: str
    number: int | None
    flag: bool
    amount: Decimal | None
    day: datetime.date | None
    colour: Colour
    quarter: Quarter | None
    names: tuple[str, ...]
    places: Mapping[str, Location]
    targets: Mapping[int, Decimal]
    words: frozenset[str]
    findings: tuple[Finding, ...]


@given(
    st.builds(
        Everything,
        text=TEXTS,
        number=st.none() | st.integers(),
        flag=st.booleans(),
        amount=st.none() | DECIMALS,
        day=st.none() | st.dates(),
        colour=st.sampled_from(Colour),
        quarter=st.none() | st.builds(Quarter, st.integers(1990, 2090), st.integers(1, 4)),
        names=st.lists(TEXTS, max_size=3).map(tuple),
        places=st.dictionaries(
            TEXTS, st.builds(Location, TEXTS, TEXTS, TEXTS, st.none()), max_size=2
        ),
        targets=st.dictionaries(st.integers(1, 4), DECIMALS, max_size=3),
        words=st.frozensets(TEXTS, max_size=3),
        findings=st.lists(st.builds(Finding, TEXTS, TEXTS), max_size=2).map(tuple),
    )
)
def test_every_kind_of_field_comes_back_equal(value: Everything) -> None:
    records: Records[Everything] = Records(Everything)

    back = records.unpack(records.pack(value))

    assert back == value
    assert str(back.amount) == str(value.amount), "90.0 is not 90: the digits shown are kept"
    assert isinstance(back.places, MappingProxyType)


@pytest.mark.parametrize("kind", [ConsolidatedRow, RefusedRow, Finding, SourceBook])
def test_each_class_on_disk_has_a_record(kind: type) -> None:
    """A new field of a kind that no record holds would be found here, not in a council."""
    row = a_row("PI.1", "90.0")
    examples = {
        ConsolidatedRow: row,
        RefusedRow: RefusedRow("a.xlsx", "PI.1", "Measures", "A2", "code", "why", Decimal("1.50")),
        Finding: Finding(
            "code", "what", Location("a.xlsx", "Measures", "A2"), "fix", "why", "PI.1"
        ),
        SourceBook: a_source_book("a.xlsx", row, a_row("PI.2", None)),
    }
    value = examples[kind]
    if kind is SourceBook:
        value = replace(value, scheme=None)  # type: ignore[type-var]
    records: Records[object] = Records(kind)

    back = records.unpack(records.pack(value))

    assert back == value
    assert [type(getattr(back, f.name)) for f in fields(kind)] == [
        type(getattr(value, f.name)) for f in fields(kind)
    ]


def test_rules_are_kept_apart_and_refused_in_a_record() -> None:
    book = a_source_book("a.xlsx", a_row(), scheme=load_scheme("maidstone"))

    with pytest.raises(TypeError):
        Records(SourceBook).pack(book)


class _Runs:
    """An object whose pickle makes a file when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (f"open({str(self.path)!r}, 'w')",)


def test_a_record_that_somebody_else_wrote_runs_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "it ran"
    record = zlib.compress(pickle.dumps(_Runs(trace)))

    with pytest.raises(ValueError):  # noqa: PT011 any error of a text that is not JSON
        Records(SourceBook).unpack(record)

    assert not trace.exists()


@given(st.lists(TEXTS))
def test_values_of_a_record_of_lines_are_made_as_they_are_asked_for(texts: list[str]) -> None:
    rows = [replace(a_row("PI.1"), directorate=text) for text in texts]

    lines = RecordLines[ConsolidatedRow](ConsolidatedRow)
    found = lines.unpack(lines.pack(rows))

    assert list(found) == rows
    assert list(found[1:3]) == rows[1:3]
    assert all(found[at] is found[at] for at in range(len(rows)))


def test_a_record_of_lines_that_is_damaged_is_no_value() -> None:
    lines = RecordLines[ConsolidatedRow](ConsolidatedRow)

    with pytest.raises(ValueError, match="Expecting value"):
        lines.unpack(zlib.compress(b"[nothing"))[0]


@given(st.lists(st.sampled_from(["90", "90.0", "9E+1", None]), max_size=5))
def test_equal_figures_in_a_column_keep_their_own_digits(figures: list[str | None]) -> None:
    rows = [replace(a_row("PI.1"), actions=()) for _ in figures]
    rows = [
        replace(row, rated=replace(row.rated, previous=None if text is None else Decimal(text)))
        for row, text in zip(rows, figures, strict=True)
    ]

    lines = RecordLines[ConsolidatedRow](ConsolidatedRow)
    found = lines.unpack(lines.pack(rows))

    assert [str(row.rated.previous) for row in found] == [str(text) for text in figures]
    assert list(found) == rows
