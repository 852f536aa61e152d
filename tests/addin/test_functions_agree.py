"""One rule, one answer: the worksheet functions say what the engine says of the same cells."""

from __future__ import annotations

import csv
import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.gathering import figures_of_position
from kpibook.domain.finding import Finding
from kpibook.domain.rating.arithmetic import Position, direction_of, variance_of
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Baseline
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.rating.rate_table import COLUMNS, position_in
from kpibook.sources.schemes import built_in, load_scheme
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell, CellError
from tests.crosscheck.cases import EARLIER, Case, cases
from tests.domain.rating.test_worked_examples import of
from tests.services.frames import a_frame
from tests.support.com_cells import ComRange, Sheet
from tests.support.pywin32 import DIV0, NOT_AVAILABLE, WindowsSide, windows_side
from tests.support.shared import SHARED, needs_shared

Asked = Callable[[Position, Scheme], Any]


@pytest.fixture(scope="module")
def excel() -> Iterator[WindowsSide]:
    with windows_side() as side:
        yield side


def parameters(excel: WindowsSide, name: str) -> list[str]:
    return [*inspect.signature(getattr(excel.functions, name)).parameters]


# The cells of a workbook, with everything that officers put into them.


def as_com(held: Any) -> Any:
    return DIV0 if isinstance(held, CellError) else held


def sheet_of(chosen: Sequence[Case], headings: Sequence[str]) -> ComRange:
    values = [[as_com(case.cells[heading]) for heading in headings] for case in chosen]
    formats = [
        ["0.0%" if heading in case.shows_percent else "General" for heading in headings]
        for case in chosen
    ]
    return Sheet(values, formats).all()


def said_of(excel: WindowsSide, name: str, key: str, chosen: Sequence[Case], **more: Any) -> Any:
    """What a function says of the cases, each argument a column of cells."""
    ranges = {
        name: sheet_of(chosen, EARLIER if name == "series" else [COLUMNS[name]])
        for name in parameters(excel, name)
        if name in COLUMNS
    }
    given = {**ranges, "scheme": key, **more}
    answers = excel.call(name, *(given.get(argument) for argument in parameters(excel, name)))
    return [answer for [answer] in answers]


def wanted_of(
    case: Case, headings: Sequence[str], scheme: Scheme, asked: Asked, *, judged: bool = True
) -> Any:
    """What the engine says of the same cells, or the code of the first thing it finds."""
    findings: list[Finding] = []
    cells = {heading: case._cell(heading) for heading in headings if heading in case.cells}
    if not judged:
        cells[layout.POLARITY] = Cell("A1", "text", "neutral")
    position = position_in(Row("", "", cells, findings))
    if any(finding.code == "polarity-missing" for finding in findings):
        return "[polarity-missing]"
    if findings:
        return f"[{findings[0].code}]"
    series = [
        Row("", "", {"x": case._cell(name)}, []).number("x", position.unit) for name in EARLIER
    ]
    position = replace(position, series=tuple(v for v in series if v is not None))
    alone = replace(position, series=())  # not every function is given the series
    found = [d for p in (position, alone) for d in doubts_of(figures_of_position(p))]
    answer = asked(position, scheme)
    codes = frozenset(doubt.finding.code for doubt in found if doubt.is_stop)
    return InDoubt(answer, codes) if codes else answer


@dataclass(frozen=True)
class InDoubt:
    """A function may say a doubt that the engine has, or answer where that figure plays no part."""

    answer: Any
    codes: frozenset[str]

    def __eq__(self, said: object) -> bool:
        return said == self.answer or code_in(said) in self.codes

    __hash__ = None  # type: ignore[assignment]


def code_in(said: object) -> str:
    """The code that a sentence ends with; "" for an answer."""
    return said.rpartition("[")[2].rstrip("]") if isinstance(said, str) and "[" in said else ""


def assert_same(chosen: Sequence[Case], said: Sequence[Any], wanted: Sequence[Any]) -> None:
    for case, one, other in zip(chosen, said, wanted, strict=True):
        code = isinstance(other, str) and other.startswith("[")
        assert one.endswith(other) if code else other == one, (case, one, other)


@pytest.mark.parametrize("key", built_in())
def test_every_function_says_what_the_engine_says_of_a_workbook_s_cells(
    excel: WindowsSide, key: str
) -> None:
    scheme, chosen = load_scheme(key), [*cases(load_scheme(key), 60, seed=5)]

    def variance(position: Position, scheme: Scheme) -> Any:
        found = variance_of(position, scheme)
        return "" if found is None else float(found)

    asked: dict[str, Asked] = {
        "KPI_STATUS": lambda position, scheme: scheme.label(rate(position, scheme).status),
        "KPI_WHY": lambda position, scheme: rate(position, scheme).why,
        "KPI_VARIANCE": variance,
        "KPI_DIRECTION": lambda p, scheme: scheme.label(direction_of(p, scheme, Baseline.PREVIOUS)),
    }
    for name, ask in asked.items():
        headings = [COLUMNS[one] for one in parameters(excel, name) if one in COLUMNS]
        judged = name != "KPI_VARIANCE"
        wanted = [wanted_of(case, headings, scheme, ask, judged=judged) for case in chosen]

        assert_same(chosen, said_of(excel, name, key, chosen), wanted)


@pytest.mark.parametrize("key", ["standard", "kent-qpr-2020", "havering-2013-15"])
def test_the_direction_since_last_year_is_the_engine_s(excel: WindowsSide, key: str) -> None:
    scheme, chosen = load_scheme(key), [*cases(load_scheme(key), 120, seed=6)]
    names = [name for name in parameters(excel, "KPI_DIRECTION") if name in COLUMNS]
    headings = [COLUMNS["previous_year" if name == "previous" else name] for name in names]
    last_year = sheet_of(chosen, [layout.PREVIOUS_YEAR])

    said = said_of(excel, "KPI_DIRECTION", key, chosen, since="year", previous=last_year)

    wanted = [
        wanted_of(
            case,
            headings,
            scheme,
            lambda p, scheme: scheme.label(direction_of(p, scheme, Baseline.PREVIOUS_YEAR)),
        )
        for case in chosen
    ]
    assert_same(chosen, said, wanted)


def test_a_percentage_is_known_without_its_unit_by_a_cell_that_shows_one(
    excel: WindowsSide,
) -> None:
    scheme, chosen = load_scheme(), [*cases(load_scheme(), 150, seed=7)]
    names = parameters(excel, "KPI_STATUS")
    headings = [COLUMNS[name] for name in names if name in COLUMNS and name != "unit"]

    def status(position: Position, scheme: Scheme) -> str:
        return scheme.label(rate(position, scheme).status)

    said = said_of(excel, "KPI_STATUS", "standard", chosen, unit=None)

    wanted = [wanted_of(case, headings, scheme, status) for case in chosen]
    # The engine knows the bounds of a percentage by its unit, the function by the cell's format.
    by_unit = ("percent-out-of-bounds", "percent-as-fraction")
    beyond = [i for i, one in enumerate(said) if code_in(one) in by_unit]
    for i in beyond:
        case = replace(chosen[i], cells=chosen[i].cells | {layout.UNIT: "percent"})
        wanted[i] = wanted_of(case, [*headings, layout.UNIT], scheme, status)
    assert_same(chosen, said, wanted)
    assert 0 < len(beyond) < len(chosen) / 2


# Long columns.


@pytest.mark.parametrize("key", built_in())
@pytest.mark.parametrize("series", [False, True], ids=["without a series", "with a series each"])
def test_a_long_column_is_rated_as_a_frame_is(excel: WindowsSide, key: str, series: bool) -> None:
    """Ties, near misses, halves, noise, blanks, zeros, the huge and the tiny."""
    # A function takes one earlier figure, and is told with `since` what it is.
    others = ["strict", "outturn_last_year", "best"]
    df = a_frame(len(key), 100).drop(columns=[*others, *([] if series else ["series"])])
    df["compared_with"] = "previous period, same period last year"
    df["marker"] = "[ok]"  # no such figures are a council's: each would be in doubt
    rated = rate_frame(df, key)
    columns = {name: [[one] for one in df[name].tolist()] for name in df.columns}
    columns.pop("compared_with")
    columns["scheme"] = [[key]]
    labels = {way.value: load_scheme(key).label(way) for way in load_scheme(key).directions}

    def said(name: str, **more: Any) -> list[Any]:
        given = {**columns, **more}
        cells = {argument: Sheet(rows).all() for argument, rows in given.items()}
        order = parameters(excel, name)
        return [one for [one] in excel.call(name, *(cells.get(argument) for argument in order))]

    assert said("KPI_STATUS") == rated["status_label"].tolist()
    assert said("KPI_DIRECTION") == [labels[way] for way in rated["direction"]]
    since = {"since": [["year"]], "previous": columns["previous_year"]}
    assert said("KPI_DIRECTION", **since) == [labels[way] for way in rated["direction_year"]]
    assert said("KPI_VARIANCE") == ["" if math.isnan(v) else v for v in rated["variance"]]


FIGURES = st.sampled_from(
    [0.721, 0.855, 0.9, 1.0, 0.0, 12.0, 85.5, 5, None, "", "72.1%", "84.9 [p]", "[c]", "n/a", "abc",
     math.nan, DIV0, NOT_AVAILABLE, True]
)  # fmt: skip
PLAIN = st.sampled_from([0.721, 0.855, 0.9, 1.0, 0.0, None, "72.1%", "[x]"])
TIMES = 4
FORMATS = ["General", "0%", '0.0"%"']


@st.composite
def columns(draw: st.DrawFn) -> dict[str, Any]:
    """Arguments of which some are cells, in one number format or several, and some are typed."""
    figures = draw(st.sampled_from([FIGURES, PLAIN]))
    rows = draw(st.integers(5, 9))
    arguments: dict[str, Any] = {}
    for name in ("actual", "target", "floor", "tolerance"):
        if draw(st.integers(0, 3)) == 0:
            arguments[name] = draw(figures)
            continue
        values = draw(st.lists(figures, min_size=rows, max_size=rows))
        alike = draw(st.booleans())
        form = draw(st.sampled_from(FORMATS))
        forms = [form if alike else draw(st.sampled_from(FORMATS)) for _ in values]
        arguments[name] = (values, forms)
    words = ["higher", "lower", "closest", "range", "neutral", "", "up"]
    arguments["polarity"] = draw(st.sampled_from(["higher", "lower"]) | st.tuples(
        st.lists(st.sampled_from(words), min_size=rows, max_size=rows), st.just(["General"] * rows)
    ))  # fmt: skip
    arguments["unit"] = draw(st.sampled_from([None, "percent", "Percent ", "count", "pints"]))
    return arguments


def repeated(one: Any, times: int) -> Any:
    """A column so many times below itself; a typed value stays as it is."""
    if not isinstance(one, tuple):
        return one
    values, formats = one
    return Sheet([[v] for v in values * times], [[form] for form in formats * times]).column()


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(columns(), st.sampled_from(["standard", "brighton-hove"]))
def test_a_long_column_gets_the_answers_of_a_short_one(
    excel: WindowsSide, arguments: dict[str, Any], key: str
) -> None:
    for name in ("KPI_STATUS", "KPI_VARIANCE"):
        order = parameters(excel, name)
        short, long = (
            excel.call(name, *(
                {**{n: repeated(one, times) for n, one in arguments.items()}, "scheme": key}.get(n)
                for n in order
            ))
            for times in (1, TIMES)
        )  # fmt: skip
        assert long == (short * TIMES if isinstance(short, list) else short)


# What councils published.


@needs_shared
def test_maidstone_s_published_statuses_are_what_a_column_gets(excel: WindowsSide) -> None:
    assert SHARED is not None
    path = SHARED / "data" / "worked_examples.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        published = dict(enumerate(csv.DictReader(lines), start=2))
    chosen = [*of("Maidstone", published, "status").values()]
    ways = Sheet([[row["polarity"].split()[0].replace("none", "neutral")] for row in chosen])
    actuals, targets = (Sheet([[row[n]] for row in chosen]) for n in ("actual", "target"))

    said = excel.call(
        "KPI_STATUS", actuals.column(), targets.column(), ways.column(), None, "maidstone"
    )

    assert len(chosen) == 23
    assert [one for [one] in said] == [row["published_status"] for row in chosen]
