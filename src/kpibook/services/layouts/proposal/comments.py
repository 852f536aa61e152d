"""Comments of a proposed layout file: the reasons, the columns that are not used, the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from kpibook.services.layouts.proposal.heading_words import is_asked
from kpibook.services.layouts.proposal.values import Column, Proposal, Sure, TableProposal
from kpibook.sources.layouts.toml_text import quoted_toml
from kpibook.sources.layouts.writing import Comments, layout_text
from kpibook.xlsx.cells.references import column_name

#: What a column headed "Last year" may be.
ASKED_ROLES = ("previous_year", "previous_year_outturn")
_SAMPLES = 3
_LONGEST = 24


def proposal_text(proposal: Proposal) -> str:
    """Return the layout file of a proposal, with its reasons and questions."""
    return layout_text(proposal.layout, comments_of(proposal))


def comments_of(proposal: Proposal) -> Comments:
    """Return the comments of a proposal's file."""
    return Comments(
        above=tuple(_above(proposal)),
        tables=tuple((tuple(_above_table(t)), _behind(t)) for t in proposal.tables),
        polarities_asked=proposal.polarities_asked,
    )


def _above(proposal: Proposal) -> Iterator[str]:
    yield f"Layout of {proposal.file}, proposed by looking at its cells. Read it and mend it."
    yield "A heading may hold {quarter}, {quarter-1}, {year}, {year-1} and {month}; the quarter"
    yield f"looked at was {proposal.taken.get('period', 'not named anywhere')}. Then check it:"
    yield f'kpibook layout check THIS_FILE "{proposal.file}" --period "..."'
    if statuses := proposal.taken.get("statuses"):
        yield f"{statuses} statuses in the file are those that its figures give."
    if directions := proposal.taken.get("directions"):
        yield f"{directions} directions in the file are those that its figures give."
    for name in proposal.no_tables:
        yield f"The sheet '{name}' does not look like a table of measures."
    if proposal.questions or proposal.polarities_asked:
        yield ""
        yield "Questions:"
        yield from (f"- {question}" for question in proposal.questions)
        if proposal.polarities_asked:
            yield "- which way is good for the measures at the end of this file?"


def _above_table(table: TableProposal) -> Iterator[str]:
    yield f"Sheet '{table.grid.name}'. Its columns:"
    roles: dict[int, list[str]] = {}
    for guess in table.guesses:
        roles.setdefault(guess.column.number, []).append(guess.role)
    for column in table.columns:
        used = " and ".join(roles.get(column.number, [])) or "not used"
        yield f"  {column_name(column.number)} {column.heading[:40]!r}: {used}{samples_of(column)}"
        if is_asked(column.heading) and column.number not in roles:
            yield from (f"{role} = {quoted_toml(column.heading)}" for role in ASKED_ROLES)


def samples_of(column: Column) -> str:
    """Return up to three short samples of a column, for a line; long ones may be personal."""
    short = (text for text in dict.fromkeys(column.samples) if len(text) <= _LONGEST)
    shown = list(islice(short, _SAMPLES))
    return f" ({'; '.join(shown)})" if shown else ""


def _behind(table: TableProposal) -> Mapping[str, str]:
    return {
        guess.role: f"{guess.reason}{'' if guess.sure is Sure.SURE else f' ({guess.sure.words})'}"
        for guess in table.guesses
    }
