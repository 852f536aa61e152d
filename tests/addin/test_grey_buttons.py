"""A button that does not apply is grey, and its tip says why, without a Python being started."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import platformdirs
import platformdirs.windows
import pytest

from kpibook.addin.kept.store import FOLDER
from kpibook.addin.xlam.build import ribbon_xml
from kpibook.files.private import state_path
from kpibook.workbook import layout
from tests.support import addin
from tests.support.fake_windows import Windows
from tests.support.vba_excel import MAC, Com, Excel

NS = "{http://schemas.microsoft.com/office/2009/07/customui}"
BUTTONS = {
    button.get("id", ""): button
    for button in ET.fromstring(ribbon_xml()).iter(f"{NS}button")
    if "getEnabled" in button.attrib
}
NAMES = (layout.PERIOD_SETTING.name, layout.SCHEME_SETTING.name)
TABLES = (layout.THIS_QUARTER_TABLE, layout.MEASURES_TABLE)
TEXT = "What the button does."

Starts = Callable[..., Excel]


def windows_excel(**more: object) -> Excel:
    return Windows().excel(addin.modules(), **more)  # type: ignore[arg-type]


def performance(
    excel: Excel,
    *,
    names: tuple[str, ...] = NAMES,
    tables: tuple[str, ...] = TABLES,
    measures: int = 1,
    read_only: bool = False,
) -> Excel:
    """Excel with a performance workbook in front, its tables on a sheet each."""
    for name in names:
        excel.app.add_named_range(name, "=Sheet1!$A$1")
    lines = []
    for table in tables:
        lines += [
            "Set s = ActiveWorkbook.Worksheets.Add",
            's.Range("A3").Value = "Ref": s.Range("B3").Value = "Measure"',
            *(f's.Range("A{4 + n}").Value = "PI.{n}"' for n in range(measures)),
            f's.ListObjects.Add(1, s.Range("A3:B6"), , 1).Name = "{table}"',
        ]
    body = "\n ".join(lines)
    excel.app.add_module(f"Sub MakeTables()\n Dim s As Object\n {body}\nEnd Sub\n", name="Maker")
    excel.run("MakeTables")
    excel.give_workbook(ReadOnly=read_only)
    excel.run("KpiRibbonRefresh")
    return excel


def grey(excel: Excel) -> set[str]:
    """The buttons that are grey; of each, the tip says why before what it does, else only that."""
    off = {button for button in BUTTONS if not excel.given_back("KpiGetEnabled", button)}
    for button in BUTTONS:
        tip = excel.given_back("KpiGetSupertip", button, TEXT)
        assert tip.endswith(TEXT)
        assert (tip != TEXT) == (button in off), button
        assert tip == TEXT or tip.startswith("Grey because ")
        assert len(tip) + 320 <= 1024  # Excel's limit, with the longest text of a button
    return off


def reason(excel: Excel, button: str) -> str:
    return str(excel.given_back("KpiGetSupertip", button, TEXT)).removesuffix(f"\n\n{TEXT}")


def test_no_button_is_grey_in_a_performance_workbook_with_measures() -> None:
    assert grey(performance(windows_excel())) == set()


#: What a council's own workbook has no use for: it is read through a layout.
OURS_ALONE = {"kpiSignOff", "kpiRollForward", "kpiMeasures"}


def test_in_another_workbook_those_are_grey_that_have_no_use_in_a_councils_own() -> None:
    excel = windows_excel()

    assert grey(excel) == OURS_ALONE
    assert "not a performance workbook" in reason(excel, "kpiSignOff")
    assert "council's own workbook with a layout" in reason(excel, "kpiRollForward")
    assert all(name in reason(excel, "kpiMeasures") for name in NAMES)


@pytest.mark.parametrize("names", [NAMES[:1], NAMES[1:], (NAMES[0], "somebody_elses")])
def test_a_workbook_with_only_one_of_the_names_is_another_workbook(names: tuple[str, ...]) -> None:
    assert grey(performance(windows_excel(), names=names)) == OURS_ALONE


def test_a_read_only_workbook_of_a_councils_own_is_not_filled() -> None:
    off = grey(performance(windows_excel(), names=(), tables=(), read_only=True))

    assert off == {*OURS_ALONE, "kpiFill", "kpiReturn", "kpiTakeBack"}


def test_without_a_workbook_the_tip_says_to_open_one() -> None:
    excel = windows_excel(workbook=False)

    assert grey(excel) == set(BUTTONS)
    assert "no workbook is open" in reason(excel, "kpiCheck")


@pytest.mark.parametrize("missing", TABLES)
def test_a_workbook_of_another_version_is_named_with_the_table_it_lacks(missing: str) -> None:
    tables = tuple(table for table in TABLES if table != missing)
    excel = performance(windows_excel(), tables=tables)

    assert grey(excel) == set(BUTTONS)
    assert f"no table {missing}" in reason(excel, "kpiFill")
    assert "another version" in reason(excel, "kpiFill")


def test_a_read_only_workbook_can_be_looked_at_and_not_filled() -> None:
    excel = performance(windows_excel(), read_only=True)

    off = grey(excel)

    assert {"kpiFill", "kpiReturn", "kpiSignOff", "kpiRollForward", "kpiMeasures"} <= off
    assert not off & {"kpiCheck", "kpiExplain", "kpiPublish", "kpiReport", "kpiSettings"}
    assert "open read-only" in reason(excel, "kpiMeasures")
    assert "Save As" in reason(excel, "kpiMeasures")


def test_without_a_measure_only_what_needs_one_is_grey_and_measures_adds_the_first() -> None:
    excel = performance(windows_excel(), measures=0)

    assert grey(excel) == {
        *("kpiFill", "kpiExplain", "kpiReturn", "kpiSignOff", "kpiPublish", "kpiReport"),
        "kpiRollForward",
    }
    assert "no measures yet" in reason(excel, "kpiFill")
    assert excel.run("KpiWaitsForMeasures") is True


def test_a_first_measure_typed_in_either_table_ends_the_wait() -> None:
    for table in (1, 2):
        excel = performance(windows_excel(), measures=0)
        excel.app.add_module(
            f'Sub TypeOne()\n ActiveWorkbook.Worksheets({table}).Range("A4").Value = "PI.1"\n'
            "End Sub\n",
            name="Typing",
        )
        excel.run("TypeOne")
        excel.run("KpiRibbonRefresh")

        assert grey(excel) == set()
        assert excel.run("KpiWaitsForMeasures") is False


def test_a_workbook_in_protected_view_says_to_enable_editing() -> None:
    modules = addin.modules()
    window = Com("ProtectedViewWindow", Caption="Housing Q3.xlsx")
    shown: dict[str, object] = {"ActiveProtectedViewWindow": lambda: window}
    excel = performance(Excel(modules, application=shown))

    assert grey(excel) == set(BUTTONS)
    assert "Protected View" in reason(excel, "kpiFill")
    assert "Enable Editing" in reason(excel, "kpiFill")


def test_a_mac_has_no_protected_view_and_is_not_asked_for_it() -> None:
    def asked() -> object:
        raise AssertionError("Excel for Mac has no such member")

    members: dict[str, object] = {"ActiveProtectedViewWindow": asked}
    excel = performance(Excel(addin.modules(), application=members, constants=MAC))

    assert grey(excel) == set()


LOCAL = r"C:\Users\Siân O'Neil\AppData\Local"


def take_back(windows: Windows) -> str:
    """The reason for which Take back is grey; "" if it is not."""
    excel = performance(windows.excel(addin.modules()))
    enabled = excel.given_back("KpiGetEnabled", "kpiTakeBack")
    said = reason(excel, "kpiTakeBack")
    assert enabled == (said == TEXT)
    return "" if enabled else said


def test_take_back_is_grey_until_something_is_kept() -> None:
    windows = Windows()
    windows.environment["LOCALAPPDATA"] = LOCAL

    assert "nothing to take back" in take_back(windows)

    windows.files[LOCAL + r"\kpibook\kept"] = b""
    assert take_back(windows) == ""


def test_the_folder_that_vba_asks_for_is_the_one_that_python_keeps_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # platformdirs' own way of Windows, told by the variable as it is where the shell does not say.
    of_windows = platformdirs.windows
    monkeypatch.setattr(platformdirs, "PlatformDirs", of_windows.Windows)
    monkeypatch.setattr(of_windows, "get_win_folder", of_windows.get_win_folder_from_env_vars)
    monkeypatch.setenv("LOCALAPPDATA", LOCAL)

    relative = str(state_path(FOLDER)).removeprefix(LOCAL).replace("/", "\\")

    assert f'As String = "{relative}"' in addin.modules()["KpiReasons"]


def test_take_back_is_not_grey_where_it_cannot_be_told_what_is_kept() -> None:
    assert take_back(Windows()) == ""

    on_mac = performance(Excel(addin.modules(), constants=MAC))
    assert on_mac.given_back("KpiGetEnabled", "kpiTakeBack") is True


def test_what_is_known_is_asked_once_until_the_ribbon_is_refreshed() -> None:
    excel = performance(windows_excel())
    assert grey(excel) == set()
    asked: list[str] = []
    excel.give_workbook(ReadOnly=lambda: bool(asked.append("ReadOnly")) is False)
    assert grey(excel) == set()

    excel.run("KpiRibbonRefresh")

    assert "kpiFill" in grey(excel)
    assert asked == ["ReadOnly"]


def test_no_python_is_started_for_a_tip() -> None:
    windows = Windows().install()

    grey(performance(windows.excel(addin.modules())))

    assert (windows.commands, windows.server_commands, windows.libraries) == ([], [], [])


def test_the_buttons_are_looked_at_again_when_what_makes_them_grey_may_have_changed() -> None:
    source = addin.modules()["ThisWorkbook"]

    for event in (
        "WorkbookActivate",
        "WorkbookDeactivate",
        "WorkbookAfterSave",
        "SheetActivate",
        "SheetChange",
        "ProtectedViewWindowActivate",
        "ProtectedViewWindowDeactivate",
    ):
        _, _, rest = source.partition(f"Private Sub mExcel_{event}(")
        assert "KpiRibbonRefresh" in rest.partition("End Sub")[0], event
    # A type that Excel for Mac lacks would keep the whole project from compiling there.
    before, _, after = source.partition("#If Not Mac Then")
    assert "ProtectedView" not in before
    assert after.rstrip().endswith("#End If")


def test_the_tables_are_those_of_the_layout() -> None:
    source = addin.modules()["KpiReasons"]

    for table in TABLES:
        assert f'As String = "{table}"' in source
    assert f'As String = "{layout.REF}"' in source
