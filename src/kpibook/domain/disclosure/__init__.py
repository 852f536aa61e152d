"""Small numbers: which figures are withheld so that no person can be identified.

Read `cells` first (figures as a reader meets them), then `known_sums` (totals and years to date),
`possible_values` and `readers_view` (what a reader could still suppose), `second_choices` (what
goes with a small number), `small_numbers` (what is withheld and why); for texts `number_words` and
`figures_in_text`; then `suppression`, which puts all that into a publication, and `audit`, which
looks at files that are published.
"""
