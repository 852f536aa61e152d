"""What neither the schema nor Microsoft's validator says about a ribbon."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kpibook.addin import clicks
from kpibook.addin.xlam.build import ribbon_xml
from kpibook.workbook import layout
from tests.support import addin
from tests.support.fake_windows import Windows

NS = "{http://schemas.microsoft.com/office/2009/07/customui}"
RIBBON = ET.fromstring(ribbon_xml())
CONTROLS = [
    each for each in RIBBON.iter() if each.tag.removeprefix(NS) in {"tab", "group", "button"}
]
BUTTONS = list(RIBBON.iter(f"{NS}button"))
IDS = [button.get("id", "") for button in BUTTONS]
#: What Excel passes to each kind of callback; returnedVal is how it takes an answer.
SIGNATURES = {
    "onLoad": r"\(ribbon As IRibbonUI\)",
    "onAction": r"\(control As IRibbonControl\)",
    "getEnabled": r"\(control As IRibbonControl, ByRef returnedVal\)",
    "getLabel": r"\(control As IRibbonControl, ByRef returnedVal\)",
    "getSupertip": r"\(control As IRibbonControl, ByRef returnedVal\)",
}
LINE = re.compile(r"from kpibook\.addin import clicks; clicks\.run\('([a-z_]+)'\)")
COMMANDS = {
    "kpiFill": "fill",
    "kpiCheck": "check",
    "kpiReturn": "return",
    "kpiSignOff": "sign_off",
    "kpiPublish": "publish",
    "kpiReport": "report",
    "kpiConsolidate": "consolidate",
    "kpiRollForward": "roll_forward",
    "kpiExplain": "explain",
    "kpiTakeBack": "take_back",
    "kpiMeasures": "measures",
    "kpiSettings": "settings",
    "kpiHelp": "help",
}


def test_there_is_a_button_for_each_command_and_no_other() -> None:
    assert set(IDS) == set(COMMANDS)


def test_no_two_controls_share_an_id_and_each_has_one_identity() -> None:
    ids = [each.get("id") for each in RIBBON.iter() if "id" in each.attrib]

    assert len(set(ids)) == len(ids)
    for each in CONTROLS:
        assert len({"id", "idMso", "idQ"} & set(each.attrib)) == 1, each.attrib
        for plain in ("label", "enabled", "supertip", "screentip"):
            assert not {plain, f"get{plain.capitalize()}"} <= set(each.attrib), each.attrib


def test_every_callback_is_one_public_sub_with_the_signature_excel_calls() -> None:
    texts = "\n".join(addin.modules().values())
    callbacks = {
        (kind, name)
        for each in RIBBON.iter()
        for kind, name in each.attrib.items()
        if kind in {"onLoad", "onAction"} or kind.startswith("get")
    }

    assert {kind for kind, _ in callbacks} == set(SIGNATURES)
    for kind, name in callbacks:
        found = re.findall(rf"(?m)^Public Sub {name}\(.*$", texts)
        assert len(found) == 1, name
        assert re.fullmatch(rf"Public Sub {name}{SIGNATURES[kind]}", found[0]), found


@pytest.mark.parametrize("button", IDS)
def test_a_button_runs_one_fixed_line_of_python(button: str) -> None:
    said = Windows().excel(addin.modules()).run("KpiPythonOf", button)

    assert LINE.fullmatch(said)
    assert said == f"from kpibook.addin import clicks; clicks.run('{COMMANDS[button]}')"


def test_every_command_that_a_button_names_is_one_in_python() -> None:
    assert set(COMMANDS.values()) == set(clicks.COMMANDS)


def test_a_line_of_python_is_never_put_together() -> None:
    source = addin.modules()["KpiRibbon"]

    for line in source.splitlines():
        if "clicks.run" in line or "RunPython" in line:
            assert not set("&+") & set(line), line
    assert [line.strip() for line in source.splitlines() if "RunPython" in line] == [
        "RunPython pythonLine"
    ]


def test_keytips_are_short_unique_and_no_beginning_of_another() -> None:
    keytips = [button.get("keytip", "") for button in BUTTONS]

    assert all(re.fullmatch(r"[A-Z][A-Z0-9]{0,2}", keytip) for keytip in keytips)
    assert len(set(keytips)) == len(keytips)
    assert [pair for pair in permutations(keytips, 2) if pair[1].startswith(pair[0])] == []


@pytest.mark.parametrize("button", BUTTONS, ids=IDS)
def test_tips_say_what_a_button_does_in_a_sentence_that_fits(button: ET.Element) -> None:
    screentip, supertip = button.get("screentip", ""), button.get("supertip", button.get("tag", ""))

    assert 0 < len(screentip) <= 40
    assert screentip != button.get("label")
    assert 0 < len(supertip) <= 320  # Excel allows 1,024; nobody reads that in a tip
    assert supertip.endswith(".")


@pytest.mark.parametrize("button", BUTTONS, ids=IDS)
def test_a_button_that_can_be_grey_says_why(button: ET.Element) -> None:
    can_be_grey = "getEnabled" in button.attrib

    # The reason is put before the button's own text, which is its tag: see test_grey_buttons.
    assert can_be_grey == ("getSupertip" in button.attrib) == ("tag" in button.attrib)


def test_every_icon_is_on_the_list_of_those_looked_up() -> None:
    text = (Path(__file__).parent / "office_icons.txt").read_text(encoding="utf-8")
    known = [line for line in text.splitlines() if line and not line.startswith("#")]

    assert sorted(button.get("imageMso", "") for button in BUTTONS) == known


def test_the_names_that_tell_a_performance_workbook_are_those_of_the_layout() -> None:
    source = addin.modules()["KpiWorkbook"]

    named = set(re.findall(r'As String = "(kpibook_\w+)"', source))
    assert named == {layout.PERIOD_SETTING.name, layout.SCHEME_SETTING.name}
