"""Key sheet: each scheme's rule in words, and the shorthand."""

from __future__ import annotations

from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.outputs.consolidated.contents import Contents
from kpibook.outputs.consolidated.scorecard import shorthand, shorthand_line
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import consolidated_layout as sheets

_ORDINARY = "#FFFFFF"


def key_page(contents: Contents) -> Page:
    """Return the meaning of each word and each shorthand."""
    return Page(
        name=sheets.KEY,
        title="Key: what each status, direction and shorthand means",
        lines=[*map(_rule, contents.schemes), *shorthand_line(contents)],
        table=sheets.KEY_TABLE,
        header=("Kind", "Word", "What it means", "Scheme"),
        widths=(16, 24, 90, 26),
        rows=[
            *(row for scheme in contents.schemes for row in _words(scheme)),
            *(_row("Shorthand", *entry, "All") for entry in shorthand(contents).items()),
        ],
    )


def _rule(scheme: Scheme) -> str:
    return f"Rated under the scheme '{scheme.title}'. {scheme.source}"


def _words(scheme: Scheme) -> list[list[PageCell]]:
    kinds = (("Status", scheme.statuses.values()), ("Direction", scheme.directions.values()))
    return [
        _row(kind, look.label, look.meaning, scheme.title, look)
        for kind, looks in kinds
        for look in looks
    ]


def _row(
    kind: str, word: str, meaning: str, scheme: str, look: Appearance | None = None
) -> list[PageCell]:
    coloured = look if look is not None and look.fill != _ORDINARY else None
    sentence = meaning if kind != "Shorthand" else f"{meaning.capitalize()}."
    return [PageCell(kind), PageCell(word, look=coloured), PageCell(sentence), PageCell(scheme)]
