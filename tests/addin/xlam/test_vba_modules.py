from __future__ import annotations

import pytest

from kpibook.addin.xlam.vba_modules import (
    OURS,
    VbaTextError,
    in_vba,
    modules,
    source,
    this_workbook,
    version_module,
)


def test_every_module_is_named_as_its_text_says() -> None:
    for module in modules():
        assert f'Attribute VB_Name = "{module.name}"' in module.text


def test_no_two_modules_share_a_name_and_the_runtime_keeps_its_own() -> None:
    names = [module.name.lower() for module in modules()]

    assert len(set(names)) == len(names)
    assert "xlwings" in names


def test_lines_end_as_vba_has_them() -> None:
    for text in (*(module.text for module in modules()), this_workbook()):
        assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("name", OURS)
def test_our_own_modules_declare_every_variable(name: str) -> None:
    assert source(name).splitlines()[1] == "Option Explicit"


def test_no_line_is_longer_than_vba_allows() -> None:
    for module in modules():
        assert max(map(len, module.text.splitlines())) <= 1023, module.name


def test_no_two_modules_offer_the_same_name() -> None:
    import re

    offered = [
        name.lower()
        for module in modules()
        for name in re.findall(
            r"(?m)^(?:Public )?(?:Sub|Function) (\w+)", module.text.replace("\r", "")
        )
    ]

    # xlwings' own text has a name twice where Office programs differ.
    twice = {name for name in offered if offered.count(name) > 1}
    assert twice <= {"getudfmodules", "getdirectorypath"}


def test_the_version_module_is_made_from_the_package() -> None:
    from kpibook import __version__

    assert f'"{__version__}"' in version_module()


def test_a_character_that_vba_would_lose_is_refused_with_its_line() -> None:
    with pytest.raises(VbaTextError) as caught:
        in_vba("KpiMessages", "first\nsecond \u2713\n")

    assert caught.value.code == "vba-character"
    assert "line 2" in str(caught.value)
    assert "KpiMessages.bas" in str(caught.value)


def test_british_signs_survive() -> None:
    assert in_vba("KpiMessages", "£5 – Siân\n") == "£5 – Siân\r\n"
