from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.consolidation.in_memory import combine
from kpibook.errors import SaveError
from kpibook.outputs.tidy_table import COLUMNS, TidyRow
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.consolidate.tidy_table import check_tidy, write_tidy, write_tidy_rows
from tests.support import validator
from tests.support.books import example

ENDINGS = (".csv", ".parquet", ".xlsx")


def the_example() -> Consolidation:
    return combine([read_source(example().filled, "childrens.xlsx")])


def read_back(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path)
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    header, *rows = openpyxl.load_workbook(path)["Data"].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_of_the_table_says_the_same(tmp_path: Path, ending: str) -> None:
    found = the_example()

    written = write_tidy(found, tmp_path / f"data{ending}")

    table = read_back(written.output)
    assert written.rows == len(table) == 6
    assert list(table["Ref"]) == ["PI.2249", "PI.432", "PI.426", "PI.433", "PI.2250", "PI.2129"]
    assert list(table["Actual"]) == [4.17, 84.9, 72.1, 43.1, 91.8, 100.0]
    assert set(table["Source hash"]) == {found.sources[0].sha256}
    assert str(table["Period end"][0]).startswith("2021-12-31")


def test_the_sheet_is_valid(tmp_path: Path) -> None:
    written = write_tidy(the_example(), tmp_path / "data.xlsx")

    assert validator.errors(written.output) == []


def test_what_was_there_is_kept_under_another_name(tmp_path: Path) -> None:
    output = tmp_path / "data.csv"
    output.write_text("mine")

    written = write_tidy(the_example(), output)

    assert written.kept is not None
    assert written.kept.read_text() == "mine"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_fault_half_way_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"data{ending}"
    output.write_text("mine")

    def rows() -> Iterator[TidyRow]:
        yield (None,) * len(COLUMNS)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tidy_rows(rows(), output)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"data\.json") as raised:
        write_tidy(the_example(), tmp_path / "data.json")

    assert raised.value.code == "data-ending"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_could_not_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    check_tidy(tmp_path / "table.csv")

    with pytest.raises(SaveError) as caught:
        check_tidy(tmp_path / "table.ods")

    assert (caught.value.code, caught.value.where.file) == (
        "data-ending",
        str(tmp_path / "table.ods"),
    )
