"""The committee report: frozen values that every writer shares, and the rules that make them.

No writer formats a figure, words a sentence or withholds anything: all of that is done here.

Read `figure`, `trend`, `block`, `origins` (the cells they come from) and `report` first: they are
what a writer gets. Then `words/`, the council's own, with `placeholders`, the names in them;
`material`, rows of a consolidation with their cells, and `part` of them. `agreed` says who agreed
it. `figures_of`, `movements`, `blocks`, `summary` and `assemble` make the report, `of_return` makes
it a return.
"""
