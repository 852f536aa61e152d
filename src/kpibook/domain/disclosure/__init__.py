"""Small numbers: which figures are withheld so that no person can be identified.

Read `cells` first (figures as a reader meets them), then `known_sums` (totals and years to date),
`linear_system`, `groups` and `views` (counts and the sums they are part of), `possible_values` and
`readers_view` (what a reader could still suppose), `share_counts` and `attack` (what a reader makes
of printed figures), `second_choices` and `proof` (what goes with a small number), `small_numbers`
(what is withheld and why); for texts `number_words`, `figures_in_text` and `published_texts`; then
`suppression`, which puts all that into a publication. The folder published/ deals with files that
are published already.
"""
