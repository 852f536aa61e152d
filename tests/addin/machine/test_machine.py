from __future__ import annotations

import sys
from pathlib import Path

from kpibook.addin.machine.machine import Machine


def test_a_machine_is_this_one_unless_told_otherwise() -> None:
    here = Machine()

    assert (here.platform, here.executable) == (sys.platform, Path(sys.executable))
    assert here.version_of("xlwings")
    assert here.version_of("no-such-distribution") is None
    assert here.has("click")
    assert not here.has("no_such_module")
    assert here.packaged.name == "kpibook.xlam"


def test_windows_reads_a_configuration_in_its_code_page_and_a_command_file_in_the_consoles() -> (
    None
):
    assert Machine(platform="win32").config_codec == "mbcs"
    assert Machine(platform="win32").batch_codec == "oem"
    assert Machine(platform="darwin").config_codec == "ascii"
