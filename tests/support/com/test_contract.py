"""The contract with Excel's type library catches each kind of call that Excel would not take."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import xlwings.constants

from kpibook.workbook import layout
from tests.addin.opened import Desk, a_desk
from tests.support import needs
from tests.support.com import contract
from tests.support.com.contract import CONTRACT, LIBRARY, ContractBroken

ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def the_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("type_library", ROOT / "tools/type_library.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    return tool


def test_the_data_are_what_the_declarations_say() -> None:
    tool = the_tool()
    if not tool.SOURCE.is_file():
        needs.missing("@types/activex-excel", install="run `make test`, which sets it up")

    made = tool.as_text(tool.library(tool.SOURCE.read_text(encoding="utf-8")))

    assert made == LIBRARY.read_text(encoding="utf-8"), "run tools/type_library.py"


def test_the_data_are_small_and_hold_what_the_add_in_comes_to() -> None:
    assert LIBRARY.stat().st_size < 300_000
    assert {"Application", "Workbook", "Worksheet", "Range", "ListObject"} <= CONTRACT.classes
    assert len(CONTRACT.constants) > 2_000


DECLARATIONS = """
declare namespace Excel {
    const enum XlWay { xlUp = -4162, xlDown = 7 }
    class Range {
        private constructor();
        /** @param X [X=1] */
        Sort(Key: string, Order?: XlWay): void;
        Copy(): void;
        Copy(Before: undefined, After: Sheet): void;
        readonly Row: number;
        Height: number | null;
        Call<T extends boolean>(Way: (x: any) => T, Last?: T): any;
        (Index: number | string): Range;
    }
}
"""


def test_declarations_are_read_with_their_options_and_forms() -> None:
    made = the_tool().library(DECLARATIONS)

    assert made == {
        "classes": {
            "Range": {
                "": "(Index):Range",
                "Call": "(Way,Last?):any",
                "Copy": "(Before?,After?):void",
                "Height": "=number",
                "Row": "-number",
                "Sort": "(Key,Order?):void",
            }
        },
        "constants": {"xlUp": -4162, "xlDown": 7},
    }


def test_every_constant_of_xlwings_has_excels_value() -> None:
    groups = [g for g in vars(xlwings.constants).values() if isinstance(g, type)]
    of_xlwings = {
        name: value
        for group in groups
        for name, value in vars(group).items()
        if name.startswith("xl") and isinstance(value, int) and name in CONTRACT.constants
    }

    for name, value in of_xlwings.items():
        CONTRACT.constant(name, value)
    assert len(of_xlwings) > 1_900


def test_a_constant_with_another_value_is_caught() -> None:
    with pytest.raises(ContractBroken, match="xlUp is -4162, not 1"):
        CONTRACT.constant("xlUp", 1)


def test_an_unknown_member_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="Range has no member 'Contents'"):
        _ = desk.sheet(layout.COVER).range("A1").api.Contents


def test_a_member_of_another_class_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="Worksheet has no member 'SaveCopyAs'"):
        desk.sheet(layout.COVER).api.SaveCopyAs("x.xlsx")


def test_too_many_arguments_are_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="SaveCopyAs takes 1 arguments, not 2"):
        desk.book.api.SaveCopyAs("x.xlsx", 51)


def test_a_missing_argument_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match=r"Worksheet.Range needs \['Cell1'\]"):
        desk.sheet(layout.COVER).api.Range()


def test_an_unknown_keyword_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="has no argument 'AllowSort'"):
        desk.sheet(layout.COVER).api.Protect(Contents=True, AllowSort=True)


def test_an_argument_that_is_given_twice_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="'Password' twice"):
        desk.sheet(layout.COVER).api.Unprotect("", Password="")


def test_an_assignment_to_a_read_only_property_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match=r"Range\.Row cannot be set"):
        desk.sheet(layout.COVER).range("A1").api.Row = 3


def test_an_assignment_to_a_method_is_caught(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match=r"Range\.Clear cannot be set"):
        desk.sheet(layout.COVER).range("A1").api.Clear = 3


def test_a_property_that_takes_no_arguments_is_not_called(desk: Desk) -> None:
    with pytest.raises(ContractBroken, match="takes no arguments"):
        CONTRACT.call("Workbook", "Name", ("x",), {})


def test_no_part_of_the_add_in_can_catch_it() -> None:
    assert not issubclass(ContractBroken, Exception)


def test_a_member_that_is_younger_than_the_declarations_is_not_among_them() -> None:
    known = the_tool()
    if not known.SOURCE.is_file():
        needs.missing("@types/activex-excel", install="run `make test`, which sets it up")
    classes = known.library(known.SOURCE.read_text(encoding="utf-8"))["classes"]

    for name, members in contract.NEWER.items():
        assert not members.keys() & classes[name].keys(), f"{name} has it by now"
