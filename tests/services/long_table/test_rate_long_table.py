"""The law: a table rated in stretches is the table that the reference rates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from kpibook.domain.rules.scheme import Scheme
from kpibook.outputs.csv_table import write_csv
from kpibook.services.long_table.rate_long_table import rate_long_table
from kpibook.services.long_table.rated_file import write_stretches
from kpibook.services.long_table.rated_table import RatedLongTable, Stretch
from kpibook.services.long_table.stretches import NotForStretches
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import built_in, load_scheme
from tests.services.long_table.tables import a_table

STANDARD = load_scheme("standard")


def in_stretches(table: Path, scheme: Scheme, output: Path, piece: int) -> tuple[bytes, list[str]]:
    """Write the table in stretches of so many bytes; return the file and the findings as JSON."""
    done = []
    with output.open("w+b") as stream:

        def take(rated: RatedLongTable, stretches: Iterable[Stretch]) -> None:
            stream.seek(0)
            stream.truncate()
            write_stretches(stream, rated, stretches)

        done.append(rate_long_table(table, scheme, take, piece=piece))
    return output.read_bytes(), [json.dumps(f.as_dict()) for f in done[0].findings]


def by_reference(table: Path, scheme: Scheme, output: Path) -> tuple[bytes, list[str]]:
    rated = rate_file(table, scheme)
    write_csv(output, rated.header, rated.rows)
    return output.read_bytes(), [json.dumps(f.as_dict()) for f in rated.findings]


def compare(table: Path, scheme: Scheme, piece: int) -> bool:
    """Check that both ways come to the same; False if the table is left to the reference."""
    try:
        got = in_stretches(table, scheme, table.with_name("stretches.csv"), piece)
    except NotForStretches:
        return False
    want = by_reference(table, scheme, table.with_name("reference.csv"))
    for mine, its in zip(got[0].splitlines(), want[0].splitlines(), strict=False):
        assert mine == its
    assert got[1] == want[1]
    assert got[0] == want[0]
    return True


@pytest.mark.parametrize("spoilt", [0.0, 0.03, 0.3])
@pytest.mark.parametrize("seed", range(8))
def test_generated_rows_in_small_stretches_come_out_as_the_reference_rates_them(
    tmp_path: Path, seed: int, spoilt: float
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(a_table(seed, 120, spoilt), encoding="utf-8", newline="")

    compare(table, load_scheme(built_in()[seed % len(built_in())]), 700)


def test_most_generated_tables_are_rated_in_stretches(tmp_path: Path) -> None:
    table, took = tmp_path / "table.csv", Counter[bool]()
    for seed in range(20):
        table.write_text(a_table(seed, 30, 0.03), encoding="utf-8", newline="")
        took[compare(table, STANDARD, 900)] += 1

    assert took[True] >= 12
