from __future__ import annotations

from pathlib import Path

from kpibook.addin.machine.repair_commands import (
    environment_settings,
    package_command,
    wheel_command,
)
from tests.addin.computers import a_python


def an_environment(tmp_path: Path, settings: str) -> Path:
    python = a_python(tmp_path / "env" / "Scripts", "python.exe")
    (tmp_path / "env" / "pyvenv.cfg").write_text(settings, encoding="utf-8")
    return python


def test_an_environment_of_uv_which_has_no_pip_gets_a_command_of_uv(tmp_path: Path) -> None:
    python = an_environment(tmp_path, "home = C:\\Python\nuv = 0.13.9\n")

    assert package_command(python, "pywin32") == f'uv pip install --python "{python}" pywin32'
    assert (
        package_command(python, "xlwings==1", restore=True)
        == f'uv pip install --python "{python}" --reinstall --no-deps xlwings==1'
    )


def test_another_environment_gets_a_command_of_its_pip(tmp_path: Path) -> None:
    python = an_environment(tmp_path, "home = C:\\Python\n")

    assert package_command(python, "pywin32") == f'"{python}" -m pip install pywin32'
    assert "--force-reinstall --no-deps" in package_command(python, "xlwings==1", restore=True)


def test_a_python_outside_an_environment_has_no_settings(tmp_path: Path) -> None:
    assert environment_settings(a_python(tmp_path / "Python", "python.exe")) == {}


def test_the_wheel_is_the_one_that_uvs_record_names_while_it_is_there(tmp_path: Path) -> None:
    python = an_environment(tmp_path, "uv = 0.13.9\n")
    wheel = tmp_path / "kpibook-1.0-py3-none-any.whl"
    receipt = tmp_path / "env" / "uv-receipt.toml"
    receipt.write_text(
        f'[tool]\nrequirements = [{{ name = "kpibook", path = "{wheel.as_posix()}" }}]\n',
        encoding="utf-8",
    )
    plain = 'uv tool install --reinstall --managed-python "kpibook-1.0-py3-none-any.whl"'

    assert wheel_command(python, "1.0") == plain

    wheel.write_bytes(b"")
    assert f'"{wheel}"' in wheel_command(python, "1.0")

    receipt.write_text("not a record", encoding="utf-8")
    assert wheel_command(python, "1.0") == plain


def test_no_command_names_kpibook_for_an_index_to_look_up(tmp_path: Path) -> None:
    """The package is on no index, and a package of that name there is not ours."""
    command = wheel_command(an_environment(tmp_path, "uv = 0.13.9\n"), "1.0")

    assert command.endswith('.whl"')
