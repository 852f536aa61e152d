"""Messages are for officers: no Python name, no option that no command has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import kpibook
from kpibook.__main__ import kpibook as cli
from tests.support.cli import subcommands

SRC = Path(kpibook.__file__).parent
PARTS = ("what", "why", "fix")
_SENTENCE = re.compile(r"\w \w.*\w[.?]$", re.DOTALL)
#: Names of calls that show a sentence to a person, apart from our own errors.
SAYS = {"Finding", "report", "note"}


def _trees() -> list[tuple[Path, ast.Module]]:
    files = sorted(SRC.rglob("*.py"))
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in files]


TREES = _trees()


def _classes() -> dict[str, list[str]]:
    """Every class of ours with the names of its bases."""
    return {
        node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
        for _, tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


CLASSES = _classes()
#: Names of our classes that are no words of English: two capitals or more.
CLASS_NAMES = {name for name in CLASSES if re.search(r"[a-z][A-Z]", name)}
ERRORS = {"KpibookError"}
while more := {n for n, bases in CLASSES.items() if ERRORS & set(bases)} - ERRORS:
    ERRORS |= more


def _literal(node: ast.AST) -> str:
    """Return the fixed text of an expression, with "{}" for what is put in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_piece, node.values))
    if isinstance(node, ast.BinOp):
        return _literal(node.left) + _literal(node.right)
    if isinstance(node, ast.IfExp):
        return f"{_literal(node.body)} {_literal(node.orelse)}"
    return ""


def _piece(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return _literal(node)
    put_in = ast.unparse(node.value) if isinstance(node, ast.FormattedValue) else ""
    # The name of a setting is the defined name of its cell, in the workbook and not on a sheet.
    return "kpibook_setting" if re.search(r"setting\.name$", put_in, re.IGNORECASE) else "{}"


def messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of what errors, findings and notes are given, and of every other sentence.

    A sentence ends with a full stop; docstrings are left out. Thus a text counts too that reaches
    its error by way of a constant or a function that makes it.
    """
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (_called(node) in ERRORS | SAYS or _parts(node)):
            passed |= {*map(id, node.args), *map(id, _parts(node))}
    for node in _texts(tree):
        text = _literal(node)
        if (id(node) in passed and " " in text) or _SENTENCE.search(text):
            yield node.lineno, text


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _parts(call: ast.Call) -> list[ast.expr]:
    return [keyword.value for keyword in call.keywords if keyword.arg in PARTS]


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    """Every expression that is a text, whole, without docstrings."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.expr) and _literal(child):
            yield child
        else:
            yield from _texts(child)


def _commands(group: click.Command, path: str = "kpibook") -> Iterator[tuple[str, set[str]]]:
    yield path, {option for p in group.params for option in (*p.opts, *p.secondary_opts)}
    if isinstance(group, click.Group):
        for name, command in subcommands(group).items():
            yield from _commands(command, f"{path} {name}")


COMMANDS = dict(_commands(cli))
OPTIONS = set().union(*COMMANDS.values())
_COMMAND = re.compile(r"`(kpibook(?: [a-z][a-z-]*)*)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_FILE = re.compile(
    r"[\w*.-]+\.(?:xlsx|xlsm|xlam|xls|xlsb|csv|toml|xml|parquet|log|docx|pdf|md|json|jsonl|txt|py)\b"
)
_PIP = re.compile(r"(?:'|Run: )(?:pip|uv) [^']*'?")
#: The one defined name that people type, into the formulas of their own cells.
IN_FORMULAS = {"kpibook_scheme"}
#: Reasons for changes to the VBA of xlwings, which the person who builds the add-in reads.
NOT_MESSAGES = {"addin/xlam/xlwings_runtime.py"}
#: What a writer of a scheme file types is a word of that file, and not of Python.
SCHEME_FILES = ("sources/schemes", "domain/rules", "domain/measures/dates.py")


def faults(text: str, *, names_keys: bool = False) -> Iterator[str]:
    """Yield the words of a message that no officer can know."""
    for command in _COMMAND.findall(text):
        if not any(command == name or command.startswith(f"{name} ") for name in COMMANDS):
            yield command
        elif not names_keys and command not in COMMANDS:
            longest = max((k for k in COMMANDS if command.startswith(k)), key=len)
            if isinstance(_command(longest), click.Group):
                yield command
    yield from (option for option in _OPTION.findall(_PIP.sub("", text)) if option not in OPTIONS)
    plain = _FILE.sub("", re.sub(r"`[^`]*`", "", text))
    if not names_keys:
        yield from set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", plain)) - IN_FORMULAS
        yield from re.findall(r"\b[a-z_]+=[\w\"'\[{]+", plain)
        yield from re.findall(r"\b(?!e\.g\b)(?!i\.e\b)[A-Za-z]\w*\.[a-z]\w*(?:\.\w+)*\b", plain)
    yield from (name for name in CLASS_NAMES if re.search(rf"\b{name}\b", plain))


def _command(path: str) -> click.Command:
    command: click.Command = cli
    for name in path.split()[1:]:
        assert isinstance(command, click.Group)
        command = subcommands(command)[name]
    return command


def test_no_message_names_what_an_officer_cannot_know() -> None:
    shown = [
        f"{path.relative_to(SRC)}:{line}: {fault!r} in {text[:100]!r}"
        for path, tree in TREES
        if path.relative_to(SRC).as_posix() not in NOT_MESSAGES
        for line, text in messages(tree)
        for fault in faults(
            text,
            names_keys=any(part in path.relative_to(SRC).as_posix() for part in SCHEME_FILES),
        )
    ]

    assert shown == [], "\n".join(shown)


def test_the_messages_are_seen() -> None:
    """Hundreds of them, of every layer."""
    seen = {path.relative_to(SRC).parts[0] for path, tree in TREES if any(messages(tree))}

    assert seen >= {"addin", "domain", "files", "services", "sources", "workbook", "xlsx"}
    assert sum(1 for _, tree in TREES for _ in messages(tree)) > 400


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Open it with allow_signed=True.", "allow_signed"),
        ("Raise Limits.ratio if the file is trusted.", "Limits.ratio"),
        ("Define the name 'kpibook_council' for it.", "kpibook_council"),
        ("Give SourceFile a path.", "SourceFile"),
        ("Run `kpibook mend`.", "kpibook mend"),
        ("Give --password to open it.", "--password"),
        ("Set limit=5 for it.", "limit=5"),
    ],
)
def test_each_kind_of_fault_is_noticed(text: str, fault: str) -> None:
    assert fault in set(faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Run `kpibook new`; see docs in Book_1.xlsx, or name returns/*.xlsx instead.",
        "Give --in-place to change it.",
        "Press Fill in Excel, or run `kpibook scheme show standard`.",
        "Enter 0.5 or 1.25, e.g. as a percentage.",
    ],
)
def test_files_commands_and_options_that_exist_are_allowed(text: str) -> None:
    assert set(faults(text)) == set()


def test_a_text_is_seen_however_it_is_put_together() -> None:
    tree = ast.parse(
        '_FIX = "Take the_fix."\n'
        'raise SaveError(f"the {x} of" " a_name", code="a-b", fix=_FIX if y else "or that_one")\n'
        'row.report("a-b", "one two_three", HEADING, "four five_six")\n'
        'raise WorkbookError(f"no {setting.name} here", code="a-b")\n'
    )

    texts = " ".join(text for _, text in messages(tree))

    assert {*faults(texts)} == {
        "the_fix",
        "a_name",
        "that_one",
        "two_three",
        "five_six",
        "kpibook_setting",
    }


def test_no_date_is_written_with_a_code_that_windows_refuses() -> None:
    lines = [
        f"{path.relative_to(SRC)}:{number}"
        for path, _ in TREES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"%[-#][dmHIjyY]", line)
    ]
    assert lines == []
