"""A formula as a tree, for the plain part of Excel's grammar.

Read are numbers, texts, TRUE and FALSE, cells and ranges with or without a sheet, columns and rows
of tables, defined names, ``+ - * /``, percent, comparisons, brackets and calls of functions. All
else (arrays, unions, intersections, powers, joined texts, references to several sheets) is not
plain, and the parser says so instead of guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area, column_number

MOST_TOKENS = 2_000
"""Longer formulas are not plain. Excel's own limit is 8,192 characters."""
MOST_DEPTH = 60
"""Deeper nesting is not plain. Excel allows 64 levels of functions."""


class NotPlain(Exception):
    """A formula holds what is not worked out here; the text says what."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text or a truth value written in the formula."""

    value: float | str | bool


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell or a range.

    Attributes:
        sheet: The sheet it names; None for the formula's sheet.
        area: The cells.
        workbook: Index of another workbook ("1" in ``[1]Sheet!A1``); "" for this one.
    """

    sheet: str | None
    area: Area
    workbook: str = ""


@dataclass(frozen=True, slots=True)
class TableReference:
    """Cells of a table's column.

    Attributes:
        table: The table's name; "" for the table the formula is in.
        column: Heading of the column.
        this_row: True for the cell in the formula's row, False for all data rows.
    """

    table: str
    column: str
    this_row: bool


WHOLE = ""
"""Column of a reference that may mean any part of a table."""


@dataclass(frozen=True, slots=True)
class NameReference:
    """A defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with one operand (``-``, ``+``, ``%``) or two."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; None for an argument left empty."""

    function: str
    arguments: tuple[Node | None, ...]


Node = Constant | CellReference | TableReference | NameReference | Operation | Call

_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>(?:\[[0-9]+\])?[^\W\d][\w.]*|\[[0-9]+\]))!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_END = r"(?![\w.(!\[])"
_TOKEN = regex(
    r"\s*(?:"
    rf"(?:{_SHEET})?(?P<cells>{_CELL}:{_CELL}|{_CELL}|{_COLUMN}:{_COLUMN}){_END}"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![\w.:])"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<table>[^\W\d][\w.]*)?(?P<bracket>\[)"
    r"|(?P<call>[A-Za-z][\w.]*)\("
    r"|(?P<name>[^\W\d][\w.]*)(?![\w.!:])"
    r"|(?P<operator><=|>=|<>|[-+*/=<>%(),])"
    r")"
)
_LOST = regex(
    rf"\s*(?:{_SHEET.replace('?P<quoted>', '?:').replace('?P<plain>', '?:')})?"
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)"
)
"""An error value, or a reference that has become one: it reads nothing."""
_WORKBOOK = regex(r"(?:.*\\)?\[([^\[\]]+)\](.*)")
_CORNER = regex(r"\$?([A-Za-z]{1,3})\$?([0-9]*)")

_MAY_NAME_CELLS = frozenset("'[]!:\\") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""Characters that, where no token begins, may belong to a reference that is not read."""

_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")


@lru_cache(maxsize=1024)  # a column of a table repeats its formula
def _tree(formula: str) -> Node | NotPlain:
    """Return a formula as a tree, or the reason why it is not plain."""
    try:
        parser = _Parser(_tokens(formula))
        node = parser.comparison(0)
        if not parser.at_end:
            raise NotPlain(f"'{parser.next_text[:20]}' is not read")
    except NotPlain as reason:
        return reason
    return node


def parsed(formula: str) -> Node:
    """Return a formula as a tree.

    Args:
        formula: Its text as a file stores it, with or without the equals sign.

    Raises:
        NotPlain: It holds what is not read here, is too long or is not a formula.

    >>> parsed("=A1/2")
    Operation(operator='/', operands=(CellReference(sheet=None, area=Area(first_row=1, \
first_column=1, last_row=1, last_column=1), workbook=''), Constant(value=2.0)))
    """
    node = _tree(formula.removeprefix("="))
    if isinstance(node, NotPlain):
        raise NotPlain(str(node))
    return node


@lru_cache(maxsize=1024)
def references_in(
    formula: str,
) -> tuple[CellReference | TableReference | NameReference | str | None, ...]:
    """Return what any formula names: cells, table columns, names, and functions (as text).

    None is for a part that may be a reference and is not read, such as several sheets.

    >>> [type(node).__name__ for node in references_in("=INDEX(A1:A9,2)&B3#")]
    ['str', 'CellReference', 'CellReference']
    """
    return tuple(_references(formula))


def _references(
    formula: str,
) -> Iterator[CellReference | TableReference | NameReference | str | None]:
    position = 0
    while position < len(formula):
        if lost := _LOST.match(formula, position):
            position = lost.end()
            continue
        match = _TOKEN.match(formula, position)
        if match is None:
            if formula[position] in _MAY_NAME_CELLS:
                yield None
            position += 1
            continue
        position = match.end()
        try:
            if match["bracket"]:
                end = _closing(formula, position)
                inside, position = formula[position:end], end + 1
                yield _table_part(match["table"] or "", inside)
                continue
            token = _token(match)
        except NotPlain:
            yield None
            continue
        if token.kind == "call":
            yield token.text
        elif isinstance(token.node, (CellReference, TableReference, NameReference)):
            yield token.node


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    node: Node | None = None


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position, text = 0, text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or len(tokens) >= MOST_TOKENS:
            raise NotPlain(f"'{text[position : position + 20]}' is not read")
        position = match.end()
        if match["bracket"]:
            end = _closing(text, position)
            node = _table_reference(match["table"] or "", text[position:end])
            tokens.append(_Token("node", "", node))
            position = end + 1
        else:
            tokens.append(_token(match))
    return tokens


def _token(match: re.Match[str]) -> _Token:
    if match["cells"]:
        return _Token("node", match[0], _cell_reference(match))
    if match["number"]:
        return _Token("node", match[0], Constant(float(match["number"])))
    if match["text"]:
        return _Token("node", match[0], Constant(match["text"][1:-1].replace('""', '"')))
    if match["call"]:
        return _Token("call", match["call"].upper().removeprefix("_XLFN."))
    if match["name"]:
        truth = {"TRUE": True, "FALSE": False}.get(match["name"].upper())
        node = NameReference(match["name"]) if truth is None else Constant(truth)
        return _Token("node", match[0], node)
    return _Token("operator", match["operator"])


def _cell_reference(match: re.Match[str]) -> CellReference:
    sheet = match["quoted"].replace("''", "'") if match["quoted"] else match["plain"]
    workbook = ""
    if sheet is not None and (outside := _WORKBOOK.fullmatch(sheet)):
        workbook, sheet = outside[1], outside[2]
    if sheet is not None and ":" in sheet:
        raise NotPlain("a reference to several sheets is not read")
    corners = [_CORNER.fullmatch(corner) for corner in match["cells"].split(":")]
    first, last = corners[0], corners[-1]
    if first is None or last is None:
        raise NotPlain(f"'{match['cells']}' is not read")
    columns = sorted((column_number(first[1]), column_number(last[1])))
    rows = sorted((int(first[2] or 1), int(last[2] or MAX_ROW)))
    if columns[1] > MAX_COLUMN or rows[1] > MAX_ROW:
        raise NotPlain(f"'{match['cells']}' is outside a sheet")
    return CellReference(sheet, Area(rows[0], columns[0], rows[1], columns[1]), workbook)


def _closing(text: str, position: int) -> int:
    """Return the place of the bracket that closes the one before `position`."""
    depth = 1
    while position < len(text):
        character = text[position]
        if character == "'":  # an escape: the next character is part of the heading
            position += 1
        elif character in "[]":
            depth += 1 if character == "[" else -1
            if depth == 0:
                return position
        position += 1
    raise NotPlain("a bracket is not closed")


_THIS_ROW = regex(r"\s*\[#This Row\]\s*,\s*\[(.*)\]\s*", re.IGNORECASE | re.DOTALL)


def _table_reference(table: str, inside: str) -> TableReference:
    if match := _THIS_ROW.fullmatch(inside):
        column, this_row = match[1], True
    else:
        column, this_row = inside, False
    plain = re.sub(r"'(.)", r"\1", column, flags=re.DOTALL)
    if "[" in re.sub(r"'.", "", column) or plain.startswith("#"):
        raise NotPlain(f"the part [{inside[:20]}] of a table is not read")
    return TableReference(table, plain, this_row)


def _table_part(table: str, inside: str) -> TableReference:
    """Return a reference to a column of a table; for any other part of it, to the whole table."""
    try:
        return _table_reference(table, inside)
    except NotPlain:
        return TableReference(table, WHOLE, this_row=False)


class _Parser:
    """Recursive descent over the tokens; the weakest operator first."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._position = 0

    @property
    def at_end(self) -> bool:
        return self._position == len(self._tokens)

    @property
    def next_text(self) -> str:
        return "" if self.at_end else self._tokens[self._position].text

    def _takes(self, *operators: str) -> str:
        """Return the next operator and pass over it if it is among `operators`, else ""."""
        if not self.at_end:
            token = self._tokens[self._position]
            if token.kind == "operator" and token.text in operators:
                self._position += 1
                return token.text
        return ""

    def comparison(self, depth: int) -> Node:
        if depth > MOST_DEPTH:
            raise NotPlain("the formula is nested too deeply")
        node = self._sum(depth)
        while operator := self._takes(*_COMPARISONS):
            node = Operation(operator, (node, self._sum(depth)))
        return node

    def _sum(self, depth: int) -> Node:
        node = self._product(depth)
        while operator := self._takes("+", "-"):
            node = Operation(operator, (node, self._product(depth)))
        return node

    def _product(self, depth: int) -> Node:
        node = self._signed(depth)
        while operator := self._takes("*", "/"):
            node = Operation(operator, (node, self._signed(depth)))
        return node

    def _signed(self, depth: int) -> Node:
        if operator := self._takes("+", "-"):
            return Operation(operator, (self._deeper(self._signed, depth),))
        node = self._operand(depth)
        while self._takes("%"):
            node = Operation("%", (node,))
        return node

    def _operand(self, depth: int) -> Node:
        if self._takes("("):
            node = self.comparison(depth + 1)
            if not self._takes(")"):
                raise NotPlain("a bracket is not closed")
            return node
        if self.at_end:
            raise NotPlain("the formula ends too early")
        token = self._tokens[self._position]
        self._position += 1
        if token.kind == "call":
            return Call(token.text, self._arguments(depth))
        if token.node is None:
            raise NotPlain(f"'{token.text}' is not read here")
        return token.node

    def _arguments(self, depth: int) -> tuple[Node | None, ...]:
        if self._takes(")"):
            return ()
        arguments: list[Node | None] = []
        while True:
            empty = self.next_text in (",", ")")
            arguments.append(None if empty else self.comparison(depth + 1))
            if self._takes(")"):
                return tuple(arguments)
            if not self._takes(","):
                raise NotPlain("a function is not closed")

    @staticmethod
    def _deeper(rule: object, depth: int) -> Node:
        if depth >= MOST_DEPTH:
            raise NotPlain("the formula is nested too deeply")
        return rule(depth + 1)  # type: ignore[operator, no-any-return]
