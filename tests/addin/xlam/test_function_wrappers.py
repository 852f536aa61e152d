from __future__ import annotations

import sys

import pytest
import xlwings

from kpibook.addin.xlam.function_wrappers import FUNCTIONS, wrappers
from tests.support.vba_excel import Excel

TRIED = "tests.addin.some_functions"


def test_each_function_gets_a_wrapper_that_calls_its_python() -> None:
    text, described = wrappers(TRIED)

    assert "Function KPI_TRIED(value, Optional other)" in text
    assert f'XLPy.CallUDF("{TRIED}", "KPI_TRIED", Array(value, other)' in text
    assert [function.name for function in described] == ["KPI_TRIED"]


def test_what_excel_shows_is_what_the_python_says() -> None:
    _, (tried,) = wrappers(TRIED)

    assert tried.help == "Says yes to a value."
    assert tried.category == "Tried"
    assert tried.arguments == ('What to say "yes" to.', "What else; nothing if left out.")


def test_every_function_of_the_add_in_is_wrapped_and_described() -> None:
    import kpibook.addin.functions as functions

    text, described = wrappers()

    wanted = {name for name in vars(functions) if name.startswith("KPI_")}
    assert {function.name for function in described} == wanted
    for name in wanted:
        assert f"\nFunction {name}(" in text
    assert text.count(f'XLPy.CallUDF("{FUNCTIONS}"') == 2 * len(wanted)


def test_the_functions_in_use_and_xlwings_itself_stay_as_they_were() -> None:
    import kpibook.addin.functions as functions

    before = dict(vars(functions))
    decorators = (xlwings.func, xlwings.arg, xlwings.ret, xlwings.sub)
    loaded = set(sys.modules)

    wrappers()

    assert sys.modules["kpibook.addin.functions"] is functions
    assert dict(vars(functions)) == before
    assert (xlwings.func, xlwings.arg, xlwings.ret, xlwings.sub) == decorators
    new = {name.partition(".")[0] for name in set(sys.modules) - loaded}
    assert new & {"pythoncom", "pywintypes", "win32com"} == set()
    assert "xlwings.udfs" not in sys.modules


def test_a_module_that_is_not_there_is_told() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"kpibook\.addin\.nothing"):
        wrappers("kpibook.addin.nothing")


def test_a_wrapper_is_vba_that_runs() -> None:
    text, _ = wrappers(TRIED)
    excel = Excel(
        {
            "KpiFunctions": text,
            "Stub": "Function XLPy()\n Set XLPy = Nothing\nEnd Function\n",
        }
    )

    said = excel.run("KPI_TRIED", 1)  # no server: the cell gets VBA's own words

    assert "Object variable" in said
