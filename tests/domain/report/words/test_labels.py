from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.wording_file import wording_from
from kpibook.errors import WordingError


@pytest.mark.parametrize("name", [each.name for each in fields(Labels)])
def test_a_shipped_label_may_be_written_into_a_council_s_file_as_it_is(name: str) -> None:
    words = asdict(Labels())[name]

    assert wording_from({"labels": {name: words}}, "words.toml").labels == Labels()


@pytest.mark.parametrize("words", ["Tudalen {}", "Tudalen", "{} {} {}", "{a} {}"])
def test_the_label_of_a_page_has_its_number_and_that_of_all_pages(words: str) -> None:
    with pytest.raises(WordingError, match=r"\{\} and \{\}"):
        wording_from({"labels": {"page": words}}, "words.toml")
