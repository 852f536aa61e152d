"""The codes of findings and errors that a source text uses, found in its syntax tree.

A code is an argument or a default for a parameter, a field or a key called ``code``: of an
exception, of `Finding`, or of any function or class of ours that passes one on. What is put
together at run time (an f-string, a sum of texts) is reported apart: no search would find it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

#: Functions and classes with a ``code`` that is something else.
_OTHER = frozenset(
    {"CellError", "format_id", "with_number_format", "_give_format", "_read_back", "is_date_code"}
)


@dataclass
class Found:
    """The codes of some modules.

    Attributes:
        names: Each code with the places where it is used.
        unreadable: Places where a code is put together and cannot be read.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)


def codes_in(modules: Mapping[str, str]) -> Found:
    """Return the codes that modules use, by name of module and its text."""
    trees = {name: ast.parse(text) for name, text in modules.items()}
    everywhere = dict(_positions(trees.values()))
    found = Found()
    for name, tree in trees.items():
        bound = dict(_bindings(tree))
        positions = everywhere | dict(_positions([tree]))  # a module's own `_refused` first
        for value in _values(tree, positions):
            _read(value, bound, found, f"{name}:{value.lineno}")
    return found


def _positions(trees: Iterable[ast.Module]) -> Iterator[tuple[str, int]]:
    """Return where a function or class takes a code among its positional arguments."""
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name not in _OTHER:
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                names = names[1:] if names[:1] in (["self"], ["cls"]) else names
                if "code" in names:
                    yield node.name, names.index("code")
            elif isinstance(node, ast.ClassDef) and node.name not in _OTHER:
                fields = [b.target.id for b in node.body if _is_field(b)]
                if "code" in fields:
                    yield node.name, fields.index("code")


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def _values(tree: ast.Module, positions: Mapping[str, int]) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                name = _called(node)
                if name in _OTHER:
                    continue
                yield from (word.value for word in node.keywords if word.arg == "code")
                at = positions.get(name)
                if at is not None and at < len(node.args):
                    yield node.args[at]
            case ast.FunctionDef() if node.name not in _OTHER:
                yield from _defaults(node.args)
            case ast.Dict():
                yield from (
                    value
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant) and key.value == "code"
                )


def _defaults(arguments: ast.arguments) -> Iterator[ast.expr]:
    given = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(given[len(given) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    yield from (value for argument, value in pairs if argument.arg == "code" and value)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _bindings(tree: ast.Module) -> Iterator[tuple[str, list[ast.expr]]]:
    """Return the values of names: of a module's constants, and of a loop over literal rows."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(values=values)):
                yield name, values  # read where the dict is looked up, as in `_CODES[kind]`
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, [value]
            case ast.For(target=ast.Tuple(elts=names), iter=ast.Tuple(elts=rows)):
                for at, name in enumerate(names):
                    if isinstance(name, ast.Name):
                        yield name.id, [row.elts[at] for row in rows if isinstance(row, ast.Tuple)]


def _read(value: ast.expr, bound: Mapping[str, list[ast.expr]], found: Found, where: str) -> None:
    match value:
        case ast.Constant(value=str(name)):
            if name:  # "" is no code: a workbook that is used has none
                found.names.setdefault(name, []).append(where)
        case ast.IfExp(body=one, orelse=other):
            _read(one, bound, found, where)
            _read(other, bound, found, where)
        case ast.BoolOp(values=values):
            for each in values:
                _read(each, bound, found, where)
        case ast.Name(id=name):  # a parameter of that name is read where it is given
            for each in bound.get(name, []):
                _read(each, {}, found, where)
        case ast.Subscript(value=ast.Name() as table):
            _read(table, bound, found, where)
        case ast.Attribute() | ast.Subscript() | ast.Call() | ast.Constant():
            pass  # the code of another finding or error, passed on
        case _:
            found.unreadable.append(f"{where}: {ast.unparse(value)}")
