"""Real English authorities' children's services measures, consolidated, against pandas alone.

The data are the Department for Education's (Local Authority Interactive Tool, Open Government
Licence v3.0); polarity and decimals are those of its dictionary. One workbook an authority, three
dozen of them, all with KPIBOOK_CROSSCHECK=full. What is expected is worked out from the source by
pandas and Decimal and by nothing of kpibook's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import Consolidated, Outputs, consolidate_files
from tests.support.returns import a_return
from tests.support.shared import SHARED

LAIT = SHARED / "data" / "lait" if SHARED is not None else None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        LAIT is None or not LAIT.is_dir(), reason="no ../shared/data/lait next to the checkout"
    ),
]
IN_FULL = os.environ.get("KPIBOOK_CROSSCHECK", "") == "full"
AUTHORITIES = 1_000 if IN_FULL else 36
YEAR, FIRST = 2024, 2017
GOOD = {"High": "higher", "Low": "lower", "-": "neutral"}


@dataclass(frozen=True)
class Lait:
    """The source: `values` by authority, measure and year, as printed; `measures` by code."""

    values: dict[tuple[str, str, int], str]
    measures: pd.DataFrame
    authorities: tuple[str, ...]

    def figure(self, authority: str, code: str, year: int) -> Decimal | None:
        """The figure at the measure's decimals, a half away from zero; None where it is a dash."""
        said = self.values[authority, code, year]
        if said == "-":
            return None
        places = Decimal(1).scaleb(-self.decimals(code))
        return Decimal(f"{float(said):.15g}").quantize(places, ROUND_HALF_UP)

    def decimals(self, code: str) -> int:
        said = self.measures.loc[code, "dps"]
        return 1 if said == "NA" else int(said)

    def good(self, code: str) -> str:
        return GOOD[self.measures.loc[code, "Polarity"]]

    def unit(self, code: str) -> str:
        said = self.measures.loc[code, "y_axis_name"]
        if said.startswith("%"):
            return "percent"
        return "rate per 10,000" if "10,000" in said else "count"


@pytest.fixture(scope="module")
def lait() -> Lait:
    assert LAIT is not None
    plain = {"dtype": str, "keep_default_na": False}
    data = pd.read_csv(LAIT / "lait_csc_subset.csv", **plain)
    dictionary = pd.read_csv(LAIT / "lait_data_dictionary.csv", **plain)
    measures = dictionary[dictionary["Measure_short"].isin(data["Short Desc"])]
    authorities = data[data["Region"] != "NA"]["LA and Regions"].drop_duplicates()
    every = max(1, len(authorities) // AUTHORITIES)
    return Lait(
        {
            (place, code, int(year)): value
            for place, code, year, value in data[
                ["LA and Regions", "Short Desc", "Years", "Values"]
            ].itertuples(index=False)
        },
        measures.set_index("Measure_short"),
        tuple(authorities.iloc[::every]),
    )


def typed(lait: Lait, authority: str, code: str, year: int) -> str:
    """A figure as the source has it, with its noise: 9.3699999999999992."""
    said = lait.values[authority, code, year]
    return "" if said == "-" else said + ("%" if lait.unit(code) == "percent" else "")


def rows_of(lait: Lait, authority: str) -> Iterator[dict[str, object]]:
    """An authority's register; where a way is good, England's figure is the target."""
    for code in lait.measures.index:
        target = lait.figure("England", code, YEAR)
        sign = "%" if lait.unit(code) == "percent" else ""
        rated = lait.good(code) != "neutral" and target is not None
        actual = typed(lait, authority, code, YEAR)
        yield {
            "Ref": code,
            "Measure": lait.measures.loc[code, "Measure"],
            "Unit": lait.unit(code),
            "Decimals": lait.decimals(code),
            "Which way is good": lait.good(code),
            "Basis": "annual",
            "Target": f"{target}{sign}" if rated else "",
            "Actual": actual,
            "Marker": "" if actual else "[x]",
        }


def history_of(lait: Lait, authority: str) -> Iterator[dict[str, object]]:
    for code in lait.measures.index:
        for year in range(FIRST, YEAR):
            if actual := typed(lait, authority, code, year):
                period = f"Q4 {year - 1}/{year % 100:02}"
                yield {"Ref": code, "Period": period, "Actual": actual}


@dataclass(frozen=True)
class Done:
    """The consolidation, its tidy table and its workbook."""

    result: Consolidated
    table: pd.DataFrame
    book: Path


@pytest.fixture(scope="module")
def done(lait: Lait, tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("lait")
    for number, authority in enumerate(lait.authorities):
        a_return(
            folder / "returns" / f"{number:03}.xlsx",
            *rows_of(lait, authority),
            council=authority,
            directorate="Children's Services",
            period=Quarter(YEAR - 1, 4),
            history=history_of(lait, authority),
        )
    outputs = Outputs(folder / "all.xlsx", data=folder / "all.csv")
    result = consolidate_files(
        [folder / "returns"], outputs, made=MadeHow("test", "consolidate", pd.Timestamp(2022, 1, 1))
    )
    table = pd.read_csv(folder / "all.csv", dtype=str, keep_default_na=False)
    return Done(result, table, folder / "all.xlsx")


@pytest.fixture(scope="module")
def expected(lait: Lait) -> pd.DataFrame:
    """Authority, measure, figure, status and direction, from the source alone."""
    found = []
    for authority in lait.authorities:
        for code in lait.measures.index:
            now, before = (lait.figure(authority, code, year) for year in (YEAR, YEAR - 1))
            good, target = lait.good(code), lait.figure("England", code, YEAR)
            found.append(
                {
                    "Council": authority,
                    "Ref": code,
                    "figure": now,
                    "status": status(now, target, good),
                    "direction": direction(now, before, good),
                }
            )
    return pd.DataFrame(found)


def status(actual: Decimal | None, target: Decimal | None, good: str) -> str:
    if actual is None:
        return "Not reported"
    if good == "neutral" or target is None:
        return "Not rated"
    short = target - actual if good == "higher" else actual - target
    if short <= 0:
        return "Target met"
    return "Within tolerance" if short <= abs(target) / 20 else "Off target"


def direction(now: Decimal | None, before: Decimal | None, good: str) -> str:
    if before is None:
        return "No history"
    if now is None:
        return "Not comparable"
    if now == before:
        return "No change"
    if good == "neutral":
        return "Increased" if now > before else "Decreased"
    return "Improved" if (now > before) == (good == "higher") else "Declined"


def test_enough_of_england_is_there(lait: Lait, expected: pd.DataFrame) -> None:
    assert len(lait.authorities) >= 36
    assert len(lait.measures) == 15
    assert set(expected["status"]) == {
        "Target met", "Within tolerance", "Off target", "Not rated", "Not reported"
    }  # fmt: skip
    assert set(expected["direction"]) >= {"Improved", "Declined", "Increased", "Decreased"}


def test_every_measure_of_every_authority_is_there_once(lait: Lait, done: Done) -> None:
    rows = list(done.table[["Council", "Ref"]].itertuples(index=False, name=None))

    assert len(rows) == len(set(rows)) == len(lait.authorities) * len(lait.measures)
    assert {council for council, _ in rows} == set(lait.authorities)


def test_every_figure_is_the_source_s_at_fifteen_digits(lait: Lait, done: Done) -> None:
    for council, ref, actual in done.table[["Council", "Ref", "Actual"]].itertuples(index=False):
        said = lait.values[council, ref, YEAR]
        if said == "-":
            assert actual == ""
        else:
            assert Decimal(actual) == Decimal(f"{float(said):.15g}")


def test_no_figure_is_in_doubt(done: Done) -> None:
    findings = done.result.findings

    assert [str(f) for f in findings if f.ref and f.severity.value == "stop"] == []


def test_the_control_totals_are_the_sums_of_the_source(lait: Lait, done: Done) -> None:
    totals = done.result.consolidation.totals
    figures = [
        # As a cell holds it: 0.721 for 72.1%.
        float(said) / (100 if lait.unit(code) == "percent" else 1)
        for authority in lait.authorities
        for code in lait.measures.index
        if (said := lait.values[authority, code, YEAR]) != "-"
    ]

    assert totals.ties
    assert (totals.rows_used, totals.rows_refused) == (len(done.table), 0)
    assert totals.actuals_used == len(figures)
    assert float(totals.total_used) == pytest.approx(sum(figures), rel=1e-12)


def test_statuses_of_each_authority_are_those_pandas_counts(
    expected: pd.DataFrame, done: Done
) -> None:
    ours = done.table.groupby(["Council", "Status"]).size()
    theirs = expected.groupby(["Council", "status"]).size()

    assert ours.to_dict() == theirs.to_dict()


def test_each_row_s_status_is_the_one_pandas_works_out(expected: pd.DataFrame, done: Done) -> None:
    both = done.table.merge(expected, on=["Council", "Ref"], validate="one_to_one")

    wrong = both[both["Status"] != both["status"]]

    assert len(both) == len(expected)
    assert wrong[["Council", "Ref", "Actual", "Status", "status"]].to_dict("records") == []


def test_each_row_s_direction_since_last_year_is_the_one_pandas_works_out(
    expected: pd.DataFrame, done: Done
) -> None:
    rows = done.result.consolidation.rows
    ours = {(r.council, r.rated.measure.ref): r.rated.rating.direction_year.value for r in rows}
    theirs = {
        (council, ref): said.casefold().replace(" ", "_")
        for council, ref, said in expected[["Council", "Ref", "direction"]].itertuples(index=False)
    }

    assert {key: (ours[key], said) for key, said in theirs.items() if ours[key] != said} == {}
    assert len(ours) == len(theirs)


def test_a_yearly_figure_is_never_compared_with_the_quarter_before(done: Done) -> None:
    assert set(done.table["Direction"]) == {"Not comparable"}


@pytest.mark.filterwarnings("ignore:Sparkline Group")
def test_the_workbook_s_summary_counts_what_pandas_counts(
    expected: pd.DataFrame, done: Done
) -> None:
    sheet = openpyxl.load_workbook(done.book, data_only=True)["Summary"]
    (table,) = sheet.tables.values()
    header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
    shown = pd.DataFrame(rows, columns=header)
    words = sorted(set(expected["status"]))

    counts = expected.groupby(["Council", "status"]).size().unstack(fill_value=0)
    by_council = shown[shown["Council"].isin(counts.index)].set_index("Council")
    assert by_council[words].astype(int).to_dict() == counts[words].to_dict()
    total = shown[~shown["Council"].isin(counts.index)]
    assert total[words].to_dict("records") == [counts[words].sum().to_dict()]
