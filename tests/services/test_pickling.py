from __future__ import annotations

import pickle
from types import MappingProxyType

import kpibook.services.pickling  # noqa: F401 - what is tested is that importing it is enough
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book


def test_a_read_only_mapping_comes_back_read_only() -> None:
    back = pickle.loads(pickle.dumps(MappingProxyType({"a": 1})))

    assert back == {"a": 1}
    assert isinstance(back, MappingProxyType)


def test_a_workbook_with_its_scheme_comes_back_equal() -> None:
    book = a_source_book("a.xlsx", a_row(), scheme=load_scheme("maidstone"))

    assert pickle.loads(pickle.dumps(book)) == book
