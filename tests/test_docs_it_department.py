"""What docs/it-department.md says of files, rules and identities is what the code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import kpibook
from kpibook.addin.fault_log import log_path
from kpibook.addin.machine.defender_rules import CHILD_PROCESSES, WIN32_CALLS
from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, RegistryValues
from kpibook.addin.machine.repair_commands import X64_PYTHON
from kpibook.addin.setup.com_server import CLASS_ID
from kpibook.addin.setup.install import install
from kpibook.addin.setup.login_script import login_command
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.status import Copy, status
from kpibook.addin.xlam.xlwings_runtime import runtime
from kpibook.codes.table import CODES
from tests.addin.computers import a_mac, a_pc, a_record

PACKAGE = Path(kpibook.__file__).parent
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
BASIC = [path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("addin/vba/*.bas"))]
PAGE = (Path(__file__).parents[1] / "docs" / "it-department.md").read_text(encoding="utf-8")


def test_every_file_that_install_writes_is_named(tmp_path: Path) -> None:
    where = places(a_pc(tmp_path / "pc"))
    mac = places(a_mac(tmp_path / "mac"))

    for path in (where.addin, where.config, where.record, where.login):
        assert path is not None
        assert "\\".join(path.parts[-2:]) in PAGE
    for folder in (mac.addin.parent, mac.config.parent, mac.scripts):
        assert folder is not None
        said = "/".join(folder.parts[folder.parts.index("Library") :])
        assert f"~/{said}" in " ".join(PAGE.split())


@pytest.mark.parametrize("said", [CHILD_PROCESSES, WIN32_CALLS, CLASS_ID])
def test_rules_and_the_helpers_class_are_named_by_their_identity(said: str) -> None:
    assert said in PAGE


@pytest.mark.parametrize("copy", [Copy.SIGNED, Copy.NAMED])
def test_what_status_says_of_a_signed_copy_is_quoted(copy: Copy) -> None:
    assert copy.value in " ".join(PAGE.split())


def test_the_command_lines_are_those_of_the_runtime(tmp_path: Path) -> None:
    vba = runtime()
    # VBA doubles the quotation marks inside a text.
    started = set(re.findall(r'" (-P[^"]* -c) ""', vba))

    assert started
    for flags in started:
        assert f'<python.exe>" {flags} "' in PAGE or f'<python.exe>"" {flags} "' in PAGE
    assert 'WScript.Run(Environ("ComSpec") & " /C "' in vba
    assert "`%ComSpec% /C C: & cd" in PAGE
    assert 'Environ("ComSpec") & " " & ConsoleSwitch & " /K "' in vba
    assert "`%ComSpec% /K" in PAGE
    assert 'LOG_FILE = TempDir & "\\xlwings-"' in vba
    assert "%TEMP%\\xlwings-<id>.log" in PAGE
    login = login_command(a_pc(tmp_path), Path("python.exe")).decode("ascii")
    assert "-P -m kpibook addin helper" in login
    assert "`pythonw.exe -P -m kpibook addin helper`" in PAGE


#: The modules that can start a process, with the words of the page for it.
STARTS = {
    "addin/machine/python_answer.py": '`<python> -P -B -c "import csv, importlib.metadata',
    "services/batch/processes.py": "with `--jobs`",
    "addin/machine/mac_alert.py": "a button on a Mac that cannot reach Excel",
}
_PROCESS = {"subprocess", "multiprocessing", "pty", "pexpect"}
_STARTER = re.compile(r"^(system|startfile|popen|spawn\w*|exec[lv]\w*|posix_spawn\w*)$")
_NETWORK = {"socket", "http", "urllib", "requests", "ftplib", "smtplib", "asyncio", "ssl"}


def imports(tree: ast.AST) -> set[str]:
    """Return the first name of every module that is imported, anywhere in a module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module != "urllib.parse":
            names.add(node.module.partition(".")[0])
    return names


def starts_a_process(tree: ast.AST) -> bool:
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "os"
    }
    return bool(imports(tree) & _PROCESS or any(map(_STARTER.match, calls)))


def test_every_module_that_starts_a_process_is_on_the_page() -> None:
    found = {path for path, tree in SOURCES.items() if starts_a_process(tree)}

    assert found == set(STARTS)
    for words in STARTS.values():
        assert words in PAGE


@pytest.mark.parametrize("text", ["import os; os.startfile('a')", "from subprocess import run"])
def test_a_new_way_to_start_a_process_is_noticed(text: str) -> None:
    assert starts_a_process(ast.parse(text))


def test_no_module_of_ours_speaks_to_a_network_but_the_one_that_serves_the_page_here() -> None:
    speakers = {path: imports(tree) & _NETWORK for path, tree in SOURCES.items()}

    assert {path for path, names in speakers.items() if names} == {"browser/command_line/server.py"}


def test_every_object_and_library_of_the_macros_is_on_the_page() -> None:
    macros = runtime() + "".join(BASIC)
    libraries = set(re.findall(r'\bLib "([^"]+)"', macros))

    for name in re.findall(r'CreateObject\("([^"]+)"\)', macros):
        assert f"`{name}`" in PAGE
    for library in libraries:
        assert re.sub(r"-[0-9.]+\.dll", "-<version>.dll", library) in PAGE
    assert len(libraries) >= 4
    assert "AppleScriptTask(" in macros
    assert "`AppleScriptTask`" in PAGE
    for text in BASIC:
        assert not re.search(r"\bShell\b|VBProject|ImportPythonUDFs|CreateObject|Http", text)


@dataclass(frozen=True)
class Recorded(RegistryValues):
    """A registry that remembers what was read."""

    read: set[tuple[str, str, str]] = field(default_factory=set)

    def value(self, hive: str, key: str, name: str) -> object | None:
        self.read.add((hive, key, name))
        return next((v for n, v in super().values(hive, key).items() if n == name), None)

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        self.read.add((hive, key, ""))
        return super().values(hive, key)


def all_that_is_read(tmp_path: Path) -> set[tuple[str, str, str]]:
    """Return what install and status read: with all in order, and in a 32-bit Excel with no DLL."""
    office = (LOCAL_MACHINE, r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration")
    registry = Recorded({office: {"Platform": "x86"}})
    whole, broken = Recorded(), a_pc(tmp_path / "b", registry=registry)
    for machine in (a_pc(tmp_path / "a", registry=whole), broken):
        install(machine)
        status(machine)
    for dll in broken.executable.parent.parent.glob("*.dll"):
        dll.unlink()
    a_record(broken.executable.parent.parent / "Lib" / "site-packages", {})
    status(broken)
    return whole.read | registry.read


def absent_from(page: str, read: set[tuple[str, str, str]]) -> list[str]:
    """Return what was read and is in no row of the page with its hive, key and value."""
    rows = [line.casefold() for line in page.splitlines() if line.startswith("| HK")]
    missing = []
    for hive, key, name in sorted(read):
        plain = key.casefold().replace("\\cloud\\", "\\")
        short = {CURRENT_USER: "hkcu", LOCAL_MACHINE: "hklm"}[hive]
        cloud = "cloud\\office" if plain != key.casefold() else ""
        # A rule of Defender is named by its GUID in the table of policies.
        value = "" if name in {CHILD_PROCESSES, WIN32_CALLS} else name.casefold()
        wanted = (short, f"`{plain}`", cloud, value)
        if not any(all(part in row for part in wanted) for row in rows):
            missing.append(f"{hive}\\{key}: {name}")
    return missing


def test_every_registry_value_that_is_read_is_in_the_table(tmp_path: Path) -> None:
    read = all_that_is_read(tmp_path)

    assert len(read) > 40
    assert absent_from(PAGE, read) == []


def test_a_registry_value_that_the_page_leaves_out_is_noticed() -> None:
    read = {(LOCAL_MACHINE, r"Software\Policies\Microsoft\Office\16.0\Common", "NewPolicy")}

    assert len(absent_from(PAGE, read)) == 1


def test_nothing_writes_to_the_registry() -> None:
    writes = re.compile(r"\b(SetValue|CreateKey|DeleteKey|DeleteValue|RegWrite|SaveSetting)(Ex)?\b")
    texts = [ast.unparse(tree) for tree in SOURCES.values()] + BASIC + [runtime()]

    assert not any(map(writes.search, texts))


def test_the_log_of_faults_and_the_names_of_hashes_are_those_of_the_code(tmp_path: Path) -> None:
    home = Path("~")
    on_mac = log_path("darwin", {}, home)
    pc = a_pc(tmp_path)
    install(pc)
    told = status(pc).as_dict()

    assert f"`{on_mac.as_posix()}`" in PAGE
    assert "`%LOCALAPPDATA%\\" + "\\".join(log_path("win32", {}, home).parts[-2:]) + "`" in PAGE
    assert {"packaged_sha256", "sha256"} <= set(told)
    assert "expected_sha256" in told["library"]
    assert "`packaged_sha256`" in PAGE
    assert "`expected_sha256`" in PAGE


def test_codes_and_the_x64_python_are_those_of_the_code() -> None:
    quoted = set(re.findall(r"`\[([a-z-]+)\]`", PAGE))

    assert {"library-taken", "mac-folder-refused"} <= quoted <= set(CODES)
    assert " ".join(PAGE.split()).count(X64_PYTHON) == 2
