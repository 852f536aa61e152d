from __future__ import annotations

import pickle
import pickletools
from dataclasses import fields
from types import MappingProxyType

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.consolidate.pickling import MANY
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book


def test_a_read_only_mapping_comes_back_read_only() -> None:
    back = pickle.loads(pickle.dumps(MappingProxyType({"a": 1})))

    assert back == {"a": 1}
    assert isinstance(back, MappingProxyType)


def test_a_workbook_with_its_scheme_comes_back_equal() -> None:
    book = a_source_book("a.xlsx", a_row(), scheme=load_scheme("maidstone"))

    assert pickle.loads(pickle.dumps(book)) == book


@pytest.mark.parametrize("kind", MANY)
def test_values_that_come_by_the_thousand_are_made_by_their_constructor(kind: type) -> None:
    # given one with a value of its own in each field
    names = [field.name for field in fields(kind)]
    value = Quarter(2021, 3) if kind is Quarter else kind(*(f"the {name}" for name in names))

    packed = pickle.dumps(value)
    back = pickle.loads(packed)

    assert type(back) is kind
    assert [getattr(back, name) for name in names] == [getattr(value, name) for name in names]
    assert "BUILD" not in {opcode.name for opcode, _, _ in pickletools.genops(packed)}
