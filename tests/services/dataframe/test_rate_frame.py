"""The law: a DataFrame is rated as the reference rates each of its rows."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kpibook
from kpibook import rate_frame
from kpibook.domain.measures.measure import Polarity, Tolerance
from kpibook.domain.rules.outcomes import Direction, Rounding
from kpibook.domain.rules.rule import DirectionRule, Floor, Limit, Method, Rates, StatusRule
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import SchemeError, SourceError
from kpibook.services.dataframe.rate_frame import RESULTS
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import built_in, load_scheme
from tests.services.frames import RATED, STANDARD, a_frame, a_scheme, by_reference, schemes
from tests.support.books import a_csv

FIVE = Limit(Tolerance(Decimal(5), of_target=True))
IMPROVED = frozenset({Direction.IMPROVED, Direction.NO_CHANGE})
PLAIN = {"actual": 81.0, "target": 80.0, "polarity": "higher", "unit": "percent"}


def assert_as_reference(df: pd.DataFrame, scheme: Scheme = STANDARD) -> None:
    """Every row is rated alike; a row that is not is shown with its figures."""
    got, want = rate_frame(df, scheme)[RATED], by_reference(df, scheme)
    differs = ((got != want) & ~(got.isna() & want.isna())).any(axis=1).to_numpy()
    for row in np.flatnonzero(differs)[:1]:
        parts = (df.iloc[row], want.iloc[row], got.iloc[row])
        figures, wanted, said = (part.to_dict() for part in parts)
        pytest.fail(
            f"{differs.sum()} rows differ, the first:\n{figures}\nis {wanted}\nnot {said}\n"
            f"{scheme.rule}\n{scheme.direction_rule}\n{scheme.rounding}"
        )


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(schemes, st.integers(0, 2**32))
def test_any_scheme_rates_a_frame_as_it_rates_its_rows(scheme: Scheme, seed: int) -> None:
    """Ties, near misses, halves, noise, blanks, zeros, the huge and the tiny: 16,000 rows."""
    assert_as_reference(a_frame(seed, 200), scheme)


@pytest.mark.parametrize("key", built_in())
def test_a_built_in_scheme_rates_a_frame_as_it_rates_its_rows(key: str) -> None:
    assert_as_reference(a_frame(len(key), 500), load_scheme(key))


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(StatusRule(), id="met or off"),
        pytest.param(StatusRule(all_of=True), id="all of nothing"),
        pytest.param(StatusRule(floor=Floor.REACHED_IS_OFF), id="an intervention level"),
        pytest.param(StatusRule(met_within=Limit(per_measure=True)), id="per measure or not"),
        pytest.param(StatusRule(rates=Rates.FORECAST, exceeding_by=FIVE), id="a forecast"),
        pytest.param(StatusRule(exceeding_by=FIVE, exceeding_at=True), id="exceeding at"),
        pytest.param(StatusRule(tolerance=FIVE, within_if=IMPROVED, all_of=True), id="all of"),
        pytest.param(StatusRule(tolerance=FIVE, within_if=IMPROVED), id="any of"),
    ],
)
@pytest.mark.parametrize("rounding", Rounding)
def test_a_rule_of_every_kind_rates_a_frame_as_it_rates_its_rows(
    rule: StatusRule, rounding: Rounding
) -> None:
    assert_as_reference(a_frame(11, 300), a_scheme(rule, rounding=rounding))


def test_crossed_ends_are_rated_only_if_settled_and_then_by_the_lower_end() -> None:
    row = {"actual": 7.0, "range_low": 10.0, "range_high": 4.0, "polarity": "range"}
    df = pd.DataFrame([row | {"tolerance": "40%"}, row | {"tolerance": "29%"}])

    assert_as_reference(df)
    assert rate_frame(df)["status"].tolist() == ["not_rated", "not_rated"]
    assert rate_frame(df.assign(marker="[ok]"))["status"].tolist() == ["within", "off"]


figures = (
    st.floats(width=64)
    | st.sampled_from([0.0, -0.0, math.nan, math.inf, -math.inf, 0.1 + 0.2, 0.3, 2.5, 0.25, 1e15])
    | st.integers(-300, 300).map(lambda n: n / 8)
    | st.decimals(-200, 200, places=2).map(float)
)
any_row = st.fixed_dictionaries(
    {
        "actual": figures,
        "target": figures,
        "polarity": st.sampled_from([way.value for way in Polarity]),
    },
    optional={
        "previous": figures,
        "previous_year": figures,
        "range_low": figures,
        "range_high": figures,
        "floor": figures,
        "forecast": figures,
        "previous_target": figures,
        "tolerance": st.sampled_from(["5%", "2", "0.5", ""]),
        "decimals": st.sampled_from([0, 1, 2, 6]),
        "strict": st.booleans(),
    },
)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(schemes, st.lists(any_row, min_size=1, max_size=8))
def test_no_figure_at_all_is_rated_otherwise_than_by_the_reference(
    scheme: Scheme, rows: list[dict[str, Any]]
) -> None:
    df = pd.DataFrame(rows)
    df["tolerance"] = df["tolerance"].fillna("") if "tolerance" in df else ""
    df["strict"] = df["strict"].fillna(False).astype(bool) if "strict" in df else False

    assert_as_reference(df, scheme)


@pytest.mark.parametrize(
    ("fields", "status", "direction"),
    [
        pytest.param({"actual": 80.0}, "met", "no_history", id="on target"),
        pytest.param({"actual": 76.0}, "within", "no_history", id="5% short to the digit"),
        pytest.param({"actual": 75.999}, "off", "no_history", id="further"),
        pytest.param({"actual": 79.96, "decimals": 1}, "met", "no_history", id="as reported"),
        pytest.param({"actual": 0.1 + 0.2, "target": 0.3}, "met", "no_history", id="noise"),
        pytest.param({"actual": 2.5, "target": 3, "decimals": 0}, "met", "no_history", id="half"),
        pytest.param({"actual": None, "previous": 8}, "not_reported", "not_comparable", id="none"),
        pytest.param({"actual": "n/a"}, "not_reported", "no_history", id="not applicable"),
        pytest.param({"actual": "81%", "previous": "82%"}, "met", "declined", id="per cent signs"),
        pytest.param(
            {"actual": 85, "target": "fewer than 85", "polarity": "lower"},
            "within",
            "no_history",
            id="words",
        ),
        pytest.param({"actual": 80.0, "strict": True}, "within", "no_history", id="strict"),
        pytest.param(
            {"target": "above the region average", "comparator_value": 81},
            "within",
            "no_history",
            id="a comparator's figure",
        ),
        pytest.param({"basis": "annual", "previous": 8}, "met", "not_comparable", id="annual"),
        pytest.param({"target": 0.0, "actual": -0.0}, "met", "no_history", id="zeros"),
        pytest.param({"polarity": Polarity.LOWER}, "within", "no_history", id="a Polarity"),
    ],
)
def test_a_row_is_rated_by_its_own_figures(
    fields: dict[str, Any], status: str, direction: str
) -> None:
    rated = rate_frame(pd.DataFrame([{**PLAIN, **fields}]))

    assert rated.loc[0, ["status", "direction"]].tolist() == [status, direction]
    assert rated.attrs["findings"] == []


TEXTS = [
    {"actual": "72.1%", "target": "85.5%", "polarity": "higher", "decimals": "1"},
    {"actual": "1,234", "target": "£1,200", "polarity": "Lower", "tolerance": "2"},
    {"actual": "[c]", "target": "3", "polarity": "closest", "previous": "–"},
    {"actual": "84.9 [p]", "target": "at least 90", "polarity": "higher", "tolerance": "10%"},
    {"actual": "six", "target": "1", "polarity": "higher", "ref": "PI.9"},
    {"actual": "7", "target": "Additional 800", "polarity": "higher"},
    {"actual": "7", "target": "fewer than 8", "polarity": "higher"},
    {"actual": "7", "polarity": "sideways", "unit": "percantage", "basis": "weekly"},
    {"actual": "7", "target": "6", "previous": "1e400", "tolerance": "-2"},
    {"actual": "7", "target": "6", "decimals": "1.5", "polarity": "range", "Range low": "6"},
    {"actual": "9", "target": "9", "polarity": "higher", "series": "7; 8 8.5", "previous": "8"},
    {"actual": "9", "target": "9", "polarity": "higher", "series": "7; six 8.5", "floor": "£1.2m"},
]


@pytest.mark.parametrize("method", Method)
def test_text_is_rated_and_reported_as_a_csv_is(tmp_path: Path, method: Method) -> None:
    scheme = a_scheme(StatusRule(), DirectionRule(method))
    path = a_csv(tmp_path / "table.csv", *TEXTS)
    table = rate_file(path, scheme)

    rated = rate_frame(pd.read_csv(path, dtype=str, keep_default_na=False), scheme)

    assert [tuple(row) for row in rated[RATED[:-1]].to_numpy()] == [row[-4:] for row in table.rows]
    said = [finding["code"] for finding in rated.attrs["findings"]]
    assert said == [finding.code for finding in table.findings]


@pytest.mark.parametrize(
    "dtype",
    ["int64", "uint8", "float64", "Int64", "Float64", "object", "category", "string", "longdouble"],
)
def test_a_figure_is_the_same_figure_in_any_dtype(dtype: str) -> None:
    as_is = pd.DataFrame({"actual": [76, 80, 75], "target": 80, "polarity": "higher"})
    text = dtype == "string"
    changed = as_is.assign(actual=as_is["actual"].astype(str if text else "int64").astype(dtype))

    rated = rate_frame(changed)

    assert rated["status"].tolist() == ["within", "met", "off"]
    assert rated["variance"].tolist() == [-4.0, 0.0, -5.0]
    assert rated["actual"].dtype == changed["actual"].dtype


def test_a_float32_is_taken_at_the_digits_it_holds() -> None:
    """The reference says so too: 72.1 in 32 bits is 72.0999984741211, short of 72.1."""
    df = pd.DataFrame({"actual": np.array([72.1], "float32"), "target": 72.1, "polarity": "higher"})

    assert rate_frame(df)["status"].tolist() == ["within"]
    assert rate_frame(df.assign(decimals=1))["status"].tolist() == ["met"]


@pytest.mark.parametrize("blank", [None, math.nan, pd.NaT, pd.NA, "", " ", Decimal("NaN")], ids=str)
def test_blanks_of_every_kind_are_blank(blank: object) -> None:
    columns = ("actual", "target", "tolerance", "decimals", "basis", "series", "strict", "unit")
    df = pd.DataFrame({name: pd.Series([blank, blank], dtype=object) for name in columns})

    rated = rate_frame(df.assign(polarity="higher"))

    assert rated["status"].tolist() == ["not_reported"] * 2
    assert rated.attrs["findings"] == []


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        pytest.param("actual", math.inf, "number-infinite", id="an infinity"),
        pytest.param("target", -math.inf, "number-infinite", id="an infinite target"),
        pytest.param("actual", 1e308, "number-too-large", id="too large for a cell"),
        pytest.param("actual", Decimal("1e400"), "number-too-large", id="a huge Decimal"),
        pytest.param("actual", True, "number-is-boolean", id="true"),
        pytest.param("actual", np.True_, "number-is-boolean", id="numpy's true"),
        pytest.param("previous", pd.Timestamp("2021-12-31"), "number-is-not", id="a date"),
        pytest.param("actual", "six", "number-unreadable", id="a word"),
        pytest.param("tolerance", -2.0, "tolerance-negative", id="a negative tolerance"),
        pytest.param("decimals", 1.5, "decimals-unusable", id="half a decimal"),
        pytest.param("decimals", math.inf, "number-infinite", id="infinite decimals"),
        pytest.param("polarity", "sideways", "polarity-unknown", id="polarity"),
        pytest.param("polarity", None, "polarity-missing", id="no polarity"),
        pytest.param("unit", "percantage", "unit-unknown", id="unit"),
        pytest.param("basis", "weekly", "basis-unknown", id="basis"),
        pytest.param("strict", "perhaps", "strict-unknown", id="strict"),
        pytest.param("series", [70, "six"], "number-unreadable", id="a series"),
    ],
)
def test_a_value_that_cannot_be_taken_is_a_finding_and_the_row_is_kept(
    column: str, value: object, code: str
) -> None:
    rows = [PLAIN, {**PLAIN, column: value}]

    rated = rate_frame(pd.DataFrame(rows, index=["A1", "B2"]))

    (finding,) = rated.attrs["findings"]
    assert (finding["code"], finding["rows"]) == (code, 1)
    assert finding["cell"] == f"{column}[B2]"
    assert rated.loc["A1", "status"] == "met"
    assert json.dumps(rated.attrs), "plain data, so that the frame can be stored"


def test_one_thing_wrong_in_many_rows_is_said_once() -> None:
    df = pd.DataFrame(
        {"actual": ["tbd", "8"] * 500, "target": 1.0, "polarity": ["higher", ""] * 500}
    )

    said = rate_frame(df).attrs["findings"]

    assert [(one["code"], one["cell"], one["rows"]) for one in said] == [
        ("number-unreadable", "actual[0]", 500),
        ("polarity-missing", "polarity[1]", 500),
    ]


def test_without_any_polarity_nothing_is_rated_and_that_is_said_once() -> None:
    rated = rate_frame(pd.DataFrame({"actual": [5.0, 6.0, math.inf], "previous": 5.0}))

    assert rated["status"].tolist() == ["not_rated", "not_rated", "not_reported"]
    assert rated["direction"].tolist() == ["no_change", "increased", "not_comparable"]
    said = {one["code"]: one["rows"] for one in rated.attrs["findings"]}
    assert said == {"polarity-missing": 3, "number-infinite": 1}


def test_index_and_other_columns_are_kept_and_the_input_is_as_it_was() -> None:
    index = pd.Index(["x", "x", "y"], name="ward")
    df = pd.DataFrame({7: [1, 2, 3], "actual": [1.0, math.nan, math.inf]}, index=index)
    df["polarity"], df["Colour"], df["target"] = "higher", ["red", None, "blue"], 1.0
    before = df.copy(deep=True)

    rated = rate_frame(df)

    pd.testing.assert_frame_equal(df, before)
    pd.testing.assert_frame_equal(rated[list(df.columns)], before)
    assert list(rated.columns) == [*df.columns, *RESULTS]
    assert df.attrs == {}
    rated.loc[:, "actual"] = 0.0
    pd.testing.assert_frame_equal(df, before)


def test_a_frame_that_is_rated_again_has_its_results_replaced() -> None:
    once = rate_frame(pd.DataFrame([PLAIN]))

    twice = rate_frame(once.assign(actual=50.0))

    assert list(twice.columns) == list(once.columns)
    assert twice["status"].tolist() == ["off"]


def test_a_frame_without_rows_gains_the_columns() -> None:
    rated = rate_frame(pd.DataFrame({"actual": [], "target": [], "polarity": []}))

    assert rated.empty
    assert list(rated.columns)[-5:] == list(RESULTS)


def test_only_actual_is_needed() -> None:
    assert rate_frame(pd.DataFrame({"actual": [5]}))["status"].tolist() == ["not_rated"]
    with pytest.raises(SourceError) as caught:
        rate_frame(pd.DataFrame({"target": [5]}))
    assert caught.value.code == "heading-missing"


def test_the_headings_of_the_workbook_are_known_too() -> None:
    headings = {"Actual": 81, "Target": 80, "Which way is good": "higher", "Previous quarter": 82}

    rated = rate_frame(pd.DataFrame([headings]))

    assert rated.loc[0, ["status", "direction"]].tolist() == ["met", "declined"]


def test_two_columns_with_one_meaning_are_refused_and_two_that_play_no_part_are_not() -> None:
    with pytest.raises(SourceError) as caught:
        rate_frame(pd.DataFrame([[1, 2]], columns=["actual", "Actual"]))
    assert caught.value.code == "heading-duplicate"

    rated = rate_frame(pd.DataFrame([[1, 2, 3]], columns=["actual", "other", "other"]))
    assert rated.shape == (1, 3 + len(RESULTS))


def test_a_misspelt_heading_is_a_finding() -> None:
    said = rate_frame(pd.DataFrame([{**PLAIN, "Tolerence": "5%"}])).attrs["findings"]

    assert [one["code"] for one in said] == ["heading-unknown"]


def test_a_scheme_is_a_key_a_path_or_a_scheme(tmp_path: Path) -> None:
    source = Path(kpibook.__file__).parent / "sources" / "schemes" / "standard.toml"
    own = tmp_path / "own.toml"
    own.write_bytes(source.read_bytes().replace(b'or 5%"', b'or 0.5%"'))
    df = pd.DataFrame([{**PLAIN, "actual": 78.0}])

    said = [rate_frame(df, which)["status"].item() for which in (STANDARD, "standard", own)]

    assert said == ["within", "within", "off"]
    with pytest.raises(SchemeError):
        rate_frame(df, "no-such-scheme")


def test_schemes_whose_limits_are_beyond_arrays_are_rated_row_by_row() -> None:
    vast = Tolerance(Decimal("1e300"))
    scheme = a_scheme(StatusRule(), DirectionRule(dead_band=vast), Rounding.FULL)

    assert_as_reference(a_frame(1, 50), scheme)


def test_importing_kpibook_imports_neither_pandas_nor_numpy() -> None:
    code = (
        "import sys, kpibook; assert not {'pandas', 'numpy'} & set(sys.modules);"
        "kpibook.load_scheme; assert 'pandas' not in sys.modules;"
        "kpibook.rate_frame; assert 'pandas' in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("name", [n for n in kpibook.__all__ if n != "__version__"])
def test_what_kpibook_offers_is_there(name: str) -> None:
    assert getattr(kpibook, name).__name__ == name
    assert name in dir(kpibook)


def test_what_kpibook_does_not_offer_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rate_farm'"):
        _ = kpibook.rate_farm


def test_a_marker_in_a_column_of_its_own_hides_the_figure() -> None:
    frame = pd.DataFrame(
        {
            "polarity": ["higher"] * 4,
            "actual": [3.0] * 4,
            "target": [1.0] * 4,
            "marker": ["[c]", "", None, "[p]"],
        }
    )

    rated = rate_frame(frame)

    assert list(rated["status"]) == ["not_rated", "met", "met", "met"]


@pytest.mark.parametrize("columns", [{"denominator": 0}, {"denominator": 0, "numerator": None}])
def test_a_denominator_of_nought_is_in_doubt_without_a_numerator_too(
    columns: dict[str, object],
) -> None:
    rated = rate_frame(pd.DataFrame([{**PLAIN, **columns}]))

    assert rated["status"].tolist() == ["not_rated"]
    assert [f["code"] for f in rated.attrs["findings"]] == ["denominator-zero"]
