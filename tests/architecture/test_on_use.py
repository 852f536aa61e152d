"""Classes and patterns are made when they are used, so that a command starts quickly."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kpibook

SOURCES = Path(kpibook.__file__).parent
MODULES = [p for p in sorted(SOURCES.rglob("*.py")) if p.parent.name != "on_use"]


def test_no_module_makes_a_dataclass_with_slots_or_a_pattern_when_imported() -> None:
    found = {
        str(module.relative_to(SOURCES)): list(faults(module.read_text(encoding="utf-8")))
        for module in MODULES
    }

    assert len(found) > 500
    assert {name: lines for name, lines in found.items() if lines} == {}


def faults(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    standard = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and any(name.name == "dataclass" for name in node.names)
        for node in ast.walk(tree)
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and standard:
            for decorator in node.decorator_list:
                if "slots=True" in ast.unparse(decorator):
                    yield f"{node.name}: import dataclass from kpibook.on_use.dataclass"
    yield from _patterns(tree)


def _patterns(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func) == "re.compile":
            yield f"line {child.lineno}: use kpibook.on_use.regex"
        yield from _patterns(child)


@pytest.mark.parametrize(
    "text",
    [
        "from dataclasses import dataclass\n@dataclass(slots=True)\nclass A:\n    a: int",
        "import re\n_A = re.compile('a')",
        "import re\nclass A:\n    b = {'c': re.compile('a')}",
    ],
)
def test_each_fault_is_found(text: str) -> None:
    assert len(list(faults(text))) == 1


def test_patterns_inside_functions_are_left_alone() -> None:
    assert list(faults("import re\ndef a(b):\n    return re.compile(b)")) == []
