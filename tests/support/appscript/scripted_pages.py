"""Page setup and window as Excel on a Mac has them."""

from __future__ import annotations

from typing import Any

from tests.support.appscript.references import Keyword, Step
from tests.support.appscript.scripted import Scripted
from tests.support.openpyxl_pages import Terms


class Named(Scripted):
    """An object of the model that names its properties as a Mac does.

    Args:
        steps: The path that leads to it.
        terms: The object in the model.
        name: What it is, for messages.
    """

    def __init__(self, steps: tuple[Step, ...], terms: Terms, name: str) -> None:
        super().__init__(steps)
        self._terms, self._name = terms, name

    def __repr__(self) -> str:
        return self._name

    def played(self, kind: str, name: str) -> Any:
        setting = getattr(self._terms, name, None)
        if setting is None or kind not in ("get", "set"):
            return super().played(kind, name)
        if kind == "get":
            return lambda: _as_term(setting.get())
        return setting.set


def _as_term(value: object) -> object:
    """Return a value; the model spells a keyword as text."""
    spelled = isinstance(value, str) and value.startswith("k.")
    return Keyword(str(value).removeprefix("k.")) if spelled else value
