from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWord, CouncilWords
from kpibook.domain.rules.outcomes import Status
from kpibook.errors import SourceError
from kpibook.outputs.csv_table import write_csv
from kpibook.services.long_table import rate_long_table, rated_file
from kpibook.services.long_table.rated_file import rate_to_csv, rated_rows
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from tests.services.long_table.tables import a_table
from tests.support.books import ROOT

STANDARD = load_scheme("standard")
EXAMPLES = (
    ROOT / "examples" / "plain_table" / "measures.csv",
    *sorted((ROOT / "examples").glob("*/*.csv")),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_example_comes_out_alike(tmp_path: Path, example: Path) -> None:
    try:
        want = rate_file(example, STANDARD)
    except SourceError as error:
        with pytest.raises(SourceError, match=error.code):
            rated_rows(example, STANDARD, explain=False, long=0)
        return

    rated = rated_rows(example, STANDARD, explain=False, long=0)

    assert (rated.header, tuple(rated.rows)) == (want.header, want.rows)
    assert tuple(rated.findings) == want.findings


def test_a_long_table_is_written_as_the_reference_writes_it(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(a_table(3, 400, 0.02), encoding="utf-8", newline="")
    want = rate_file(table, STANDARD)
    write_csv(tmp_path / "reference.csv", want.header, want.rows)

    counts, findings = rate_to_csv(table, STANDARD, tmp_path / "out.csv", explain=False, long=0)

    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "reference.csv").read_bytes()
    assert tuple(findings) == want.findings
    assert counts == {s: sum(r.status is s for r in want.ratings) for s in Status}


def test_a_column_of_fractions_far_down_takes_back_what_was_written(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    rows = [f"A{n},higher,percent,0.{n % 5 + 5}\n" for n in range(300)]
    table.write_text("ref,polarity,unit,actual\n" + "".join(rows), encoding="utf-8")
    want = rate_file(table, STANDARD)
    write_csv(tmp_path / "reference.csv", want.header, want.rows)

    _, findings = rate_to_csv(table, STANDARD, tmp_path / "out.csv", explain=False, long=0)

    assert len(findings) == 300
    assert tuple(findings) == want.findings
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "reference.csv").read_bytes()


@pytest.mark.parametrize("how", ["explain", "words", "short"])
def test_what_arrays_do_not_know_is_left_to_the_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("ref,polarity,actual,target\nA1,higher,5,4\n", encoding="utf-8")
    monkeypatch.setattr(rate_long_table, "rate_long_table", None)
    words = CouncilWords((CouncilWord("unit", "Bays", "count"),)) if how == "words" else NO_WORDS
    long = rated_file.LONG if how == "short" else 0
    output, is_explained = tmp_path / "out.csv", how == "explain"

    rate_to_csv(table, STANDARD, output, explain=is_explained, words=words, long=long)

    assert "A1,higher,5,4,met" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_table_that_cannot_be_read_is_refused_in_the_words_of_the_reference(
    tmp_path: Path,
) -> None:
    table = tmp_path / "table.csv"
    table.write_text('ref,polarity,actual\nA1,higher,5\nA2,"higher,5\n', encoding="utf-8")
    with pytest.raises(SourceError) as of_reference:
        rate_file(table, STANDARD)

    with pytest.raises(SourceError) as caught:
        rate_to_csv(table, STANDARD, tmp_path / "out.csv", explain=False, long=0)

    assert str(caught.value) == str(of_reference.value)
    assert not (tmp_path / "out.csv").exists()


def test_more_rows_for_the_reference_than_it_reads_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_long_table, "MOST_ROWS", 3)
    monkeypatch.setattr(rated_file, "LARGEST_TEXT", 1)
    table = tmp_path / "table.csv"
    table.write_text("ref,polarity,actual\n" + "A,higher,six\n" * 4, encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        rate_to_csv(table, STANDARD, tmp_path / "out.csv", explain=False, long=0)

    assert caught.value.code == "source-too-large"
