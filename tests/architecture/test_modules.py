"""Rules for every module and folder: tests, size, purpose, reading order, and who may save."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kpibook"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: The one module that may write a file; every other hands its bytes to it.
SAVES = PACKAGE / "files" / "atomic.py"

#: The modules that may open a file to read it; others ask `files.reading`, which refuses pipes.
READS = {
    "files/reading.py",
    "files/own_files.py",  # a folder, by its descriptor
    "files/atomic.py",  # a folder, and the lines it adds to
    "files/lock.py",  # an empty lock file, once it is known to be no link or pipe
}

#: Files that come with a package, of which we know what they are: how many calls read them.
PACKAGED = {
    "addin/xlam/build.py": 2,  # the second reads what was built in a private folder
    "addin/xlam/vba_modules.py": 1,
    "addin/xlam/xlwings_runtime.py": 1,
    "sources/schemes/__init__.py": 1,
}

#: A folder with more modules than this is divided.
MOST_MODULES = 18

#: A folder with more modules than this tells in its docstring in which order to read them.
EASILY_SEEN = 8

_WRITING_METHODS = {"write_bytes", "write_text", "to_excel", "to_csv"}


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


#: A shorter module may be tested through the module that uses it.
NEEDS_TESTS = [
    path
    for path in MODULES
    if path.name not in {"__init__.py", "__main__.py"} and _lines(path) > 60
]


@pytest.mark.parametrize("module", NEEDS_TESTS, ids=_name)
def test_a_module_over_60_lines_has_a_test_file(module: Path) -> None:
    wanted = ROOT / "tests" / module.relative_to(PACKAGE).with_name(f"test_{module.name}")

    assert wanted.is_file(), f"{_name(module)} has no {wanted.relative_to(ROOT)}"


def faults_of_folder(folder: Path) -> list[str]:
    """List what a reader misses in `folder`: its purpose, a small number of modules, an order."""
    init = folder / "__init__.py"
    if not init.is_file():
        return ["it has no __init__.py that says what it is for"]
    purpose, _, rest = _docstring(init).partition("\n")
    modules = {path.stem: path for path in folder.glob("*.py") if path != init}
    faults = []
    if not re.fullmatch(r"[A-Z`].*[^.]\.", purpose):
        faults.append("the first line of its docstring is not a sentence")
    if len(modules) > MOST_MODULES:
        faults.append(f"it holds {len(modules)} modules; divide it")
    if len(modules) > EASILY_SEEN:
        faults += _faults_of_order(modules, re.findall(r"`(\w+)`", rest))
    return faults


def _docstring(module: Path) -> str:
    return ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""


def _faults_of_order(modules: dict[str, Path], order: list[str]) -> list[str]:
    """Check the modules named in a docstring: they exist, are half of all, and build upwards."""
    if absent := [name for name in order if name not in modules]:
        return [f"its docstring names {', '.join(absent)}, which it does not hold"]
    if 2 * len(set(order)) < len(modules):
        return ["its docstring does not name half of its modules in the order to read them"]
    return [
        f"`{later}` is to be read before `{name}`, which imports it"
        for position, name in enumerate(order)
        for later in order[position + 1 :]
        if later in _imported_siblings(modules[name])
    ]


def _imported_siblings(module: Path) -> set[str]:
    package = ".".join(module.parent.parts[module.parent.parts.index("kpibook") :])
    return {
        node.module.removeprefix(f"{package}.")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}.")
    }


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=_name)
def test_a_stranger_finds_the_way_in_every_folder(folder: Path) -> None:
    assert faults_of_folder(folder) == []


@pytest.mark.parametrize(
    ("docstring", "modules", "fault"),
    [
        pytest.param(None, 1, "no __init__.py", id="no purpose"),
        pytest.param("Things", 1, "not a sentence", id="no sentence"),
        pytest.param("Things.", 19, "19 modules", id="too many modules"),
        pytest.param("Things.", 9, "half of its modules", id="no order"),
        pytest.param("Things.\n\nRead `m0`, `m1`.", 9, "half of its modules", id="a short order"),
        pytest.param("Things.\n\nRead `m0`, `gone`.", 9, "names gone", id="a module that is gone"),
        pytest.param(
            "Things.\n\nRead `m1`, `m0`, `m2`, `m3`, `m4`.",
            9,
            "`m0` is to be read before `m1`",
            id="an order against the imports",
        ),
    ],
)
def test_a_folder_without_a_way_in_is_noticed(
    tmp_path: Path, docstring: str | None, modules: int, fault: str
) -> None:
    folder = tmp_path / "kpibook" / "folder"
    folder.mkdir(parents=True)
    for number in range(modules):
        before = f"from kpibook.folder.m{number - 1} import x\n" if number else "x = 0\n"
        (folder / f"m{number}.py").write_text(before, encoding="utf-8")
    if docstring is not None:
        (folder / "__init__.py").write_text(f'"""{docstring}"""\n', encoding="utf-8")

    assert fault in "; ".join(faults_of_folder(folder))


def writes_in(source: str) -> list[str]:
    """The calls in `source` that may write a file, as `line N: the call`."""
    tree = ast.parse(source)
    in_memory = set(_names_of_buffers(tree))
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and (_may_write(call, in_memory) or (_saves(call, in_memory) and _imports_openpyxl(tree)))
    ]


def _may_write(call: ast.Call, in_memory: set[str]) -> bool:
    name = _called(call)
    if name == "open":
        return _opens_for_writing(call)
    if name == "ZipFile":
        return _writes(_argument(call, 1, "mode")) and not _is_buffer(call, "file", in_memory)
    if name == "Workbook" and _on(call, "xlsxwriter"):
        return not _is_buffer(call, "filename", in_memory)
    if name == "replace":
        return _on(call, "os")  # `str.replace` and `dataclasses.replace` are everywhere
    if _is_method(call) and name in _WRITING_METHODS:
        return bool(call.args or call.keywords)  # `to_csv()` returns a text
    return name == "ExcelWriter" or (_on(call, "shutil") and name != "get_terminal_size")


def _saves(call: ast.Call, in_memory: set[str]) -> bool:
    """Return True for a call that is openpyxl's `save` if the object is openpyxl's."""
    return _called(call) == "save" and _is_method(call) and not _is_buffer(call, "", in_memory)


def _imports_openpyxl(tree: ast.AST) -> bool:
    return any(
        (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("openpyxl"))
        or (isinstance(node, ast.Import) and any(n.name.startswith("openpyxl") for n in node.names))
        for node in ast.walk(tree)
    )


def _opens_for_writing(call: ast.Call) -> bool:
    """`open(file, mode)` or `path.open(mode)`; other things may have an `open(path)` too."""
    if _on(call, "os"):
        return not _is_devnull(call) and not _has_reading_flags_only(call)
    if not _is_method(call) or _on(call, "io", "codecs", "gzip"):
        return _writes(_argument(call, 1, "mode"))
    mode = _argument(call, 0, "mode")
    is_mode = isinstance(mode, ast.Constant) or (isinstance(mode, ast.Name) and mode.id == "mode")
    return is_mode and _writes(mode)


def _is_devnull(call: ast.Call) -> bool:
    return ast.unparse(call.args[0] if call.args else call.func) == "os.devnull"


def _has_reading_flags_only(call: ast.Call) -> bool:
    """Return True for `os.open` with O_RDONLY and no flag that makes, empties or writes a file."""
    flags = ast.unparse(_argument(call, 1, "flags") or ast.Constant(""))
    writing = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND")
    return "O_RDONLY" in flags and not any(flag in flags for flag in writing)


def _writes(mode: ast.expr | None) -> bool:
    """A mode that is not a plain text in the source may be any, so it counts as writing."""
    if mode is None:
        return False
    if not (isinstance(mode, ast.Constant) and isinstance(mode.value, str)):
        return True
    return set(mode.value) <= set("rwxabt+U") and bool(set("wax+") & set(mode.value))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_method(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute)


def _on(call: ast.Call, *names: str) -> bool:
    """Return True for a call on one of the modules `names` (`os.replace`)."""
    return (
        isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in names
    )


def _argument(call: ast.Call, position: int, keyword: str) -> ast.expr | None:
    if len(call.args) > position:
        return call.args[position]
    return next((word.value for word in call.keywords if word.arg == keyword), None)


def _is_buffer(call: ast.Call, keyword: str, in_memory: set[str]) -> bool:
    where = _argument(call, 0, keyword)
    if isinstance(where, ast.Call):
        return _called(where) == "BytesIO"
    return isinstance(where, ast.Name) and where.id in in_memory


def _names_of_buffers(tree: ast.AST) -> Iterator[str]:
    """Names bound to a new BytesIO anywhere in the module, or annotated as an open stream.

    A stream that is handed over was opened elsewhere, and there the opening is noticed.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as made):
                if _called(made) == "BytesIO":
                    yield name
            case ast.withitem(context_expr=ast.Call() as made, optional_vars=ast.Name(id=name)):
                if _called(made) == "BytesIO":
                    yield name
            case (
                ast.AnnAssign(target=ast.Name(id=name), annotation=said)
                | ast.arg(arg=name, annotation=ast.expr() as said)
            ):
                if ast.unparse(said).endswith(("BytesIO", "BinaryIO")):
                    yield name


#: A lock file has no content that could be lost.
LOCKS = PACKAGE / "files" / "lock.py"


@pytest.mark.parametrize(
    "module", [path for path in MODULES if path not in (SAVES, LOCKS)], ids=_name
)
def test_nothing_but_the_atomic_save_writes_a_file(module: Path) -> None:
    """A file written in place is lost when the process dies half way; `save` replaces it whole."""
    assert writes_in(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode)",
        "path.open('wb')",
        "path.open(mode='r+')",
        "io.open(path, 'x')",
        "path.open(mode)",
        "path.write_bytes(b'')",
        "path.write_text('')",
        "ZipFile(path, 'w')",
        "zipfile.ZipFile(path, mode='a')",
        "xlsxwriter.Workbook(path)",
        "xlsxwriter.Workbook('a.xlsx', {'in_memory': True})",
        "frame.to_excel(path)",
        "frame.to_csv('a.csv')",
        "os.replace(a, b)",
        "shutil.copy2(a, b)",
        "pd.ExcelWriter(path)",
        "os.open(path, os.O_RDONLY | os.O_CREAT)",
        "os.open(path, os.O_RDWR)",
        "os.open(path, flags)",
    ],
)
def test_a_write_is_noticed(source: str) -> None:
    assert writes_in(source) == [f"line 1: {source}"]


def test_a_save_by_openpyxl_is_noticed() -> None:
    source = "from openpyxl import load_workbook\nwb = load_workbook(path)\nwb.save(path)"

    assert writes_in(source) == ["line 3: wb.save(path)"]


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open(encoding='utf-8')",
        "path.open('rb')",
        "path.read_bytes()",
        "os.open(path, os.O_RDONLY | os.O_NOFOLLOW)",
        "frame.to_csv()",
        "text.replace('a', 'b')",
        "dataclasses.replace(measure, unit=unit)",
        "ZipFile(path)",
        "xlsxwriter.Workbook(BytesIO())",
        "buffer = io.BytesIO()\nxlsxwriter.Workbook(buffer, {'in_memory': True})",
        "buffer = BytesIO()\nwith ZipFile(buffer, 'w') as members: pass",
        "import openpyxl\nwith BytesIO() as buffer:\n    wb.save(buffer)",
        "import openpyxl\ndef f(out: BytesIO) -> None:\n    wb.save(out)",
        "from kpibook.xlsx import Workbook\nWorkbook.open(path).save(path)",
        "openpyxl.Workbook()",
        "def f(stream: BinaryIO) -> None:\n    xlsxwriter.Workbook(stream)",
    ],
)
def test_reading_and_writing_in_memory_are_no_writes(source: str) -> None:
    assert writes_in(source) == []


_READING_METHODS = {"read_bytes", "read_text"}
_READING_FUNCTIONS = {"read_csv", "read_excel", "read_parquet", "read_json", "load_workbook"}
_OWN_OPENERS = {"Workbook", "ClosedBook", "OpcPackage", "Journal", "books"}


def reads_in(source: str) -> list[str]:
    """The calls in `source` that open a file to read it, as `line N: the call`."""
    tree = ast.parse(source)
    in_memory = set(_names_of_buffers(tree))
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _may_read(call, in_memory)
    ]


def _may_read(call: ast.Call, in_memory: set[str]) -> bool:
    name = _called(call)
    if name == "open":
        return _opens_for_reading(call)
    if name == "ZipFile":
        mode = _argument(call, 1, "mode")
        return not _is_buffer(call, "file", in_memory) and not (mode and _writes(mode))
    if name in _READING_FUNCTIONS:
        return not _is_buffer(call, "", in_memory)
    return _is_method(call) and name in _READING_METHODS


def _opens_for_reading(call: ast.Call) -> bool:
    """`open(file)`, `os.open(...)`, or `path.open()` with a mode that reads or none."""
    if not _is_method(call) or _on(call, "io", "codecs", "gzip", "os"):
        return not _is_devnull(call)
    if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).rsplit(".")[-1] in {
        *_OWN_OPENERS
    }:
        return False
    mode = _argument(call, 0, "mode")
    return mode is None or (isinstance(mode, ast.Constant) and str(mode.value).startswith("r"))


@pytest.mark.parametrize("module", [m for m in MODULES if _name(m) not in READS], ids=_name)
def test_a_file_is_opened_to_be_read_only_where_a_pipe_is_refused(module: Path) -> None:
    """To open a named pipe waits for ever, and under any name there may be a pipe."""
    reads = reads_in(module.read_text(encoding="utf-8"))

    assert len(reads) == PACKAGED.get(_name(module), 0), reads


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "open(path, 'rb')",
        "io.open(path)",
        "os.open(path, os.O_RDONLY)",
        "path.open()",
        "path.open('rb')",
        "path.open(encoding='utf-8')",
        "path.read_bytes()",
        "path.read_text()",
        "ZipFile(path)",
        "pd.read_csv(path)",
        "openpyxl.load_workbook(path)",
    ],
)
def test_a_read_is_noticed(source: str) -> None:
    assert reads_in(source) == [f"line 1: {source}"]


@pytest.mark.parametrize(
    "source",
    [
        "Workbook.open(path)",
        "ZipFile(BytesIO(content))",
        "buffer = BytesIO()\nZipFile(buffer)",
        "def f(stream: BinaryIO) -> None:\n    ZipFile(stream)",
        "package.open(info)",
        "read_regular(path)",
    ],
)
def test_reading_in_memory_or_through_the_helper_is_no_read(source: str) -> None:
    assert reads_in(source) == []


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_nothing_is_read_in_a_form_that_runs_code(module: Path) -> None:
    """A person who can write such a file, or a part of it, would run a program as its reader."""
    imports = [
        node
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = {alias.name for node in imports for alias in node.names}
    names |= {node.module or "" for node in imports if isinstance(node, ast.ImportFrom)}

    assert names.isdisjoint({"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"})
