"""The codes of findings and errors: how serious each is, its meaning and how to put it right.

Read `code` first, which says what an entry holds, then `table`, which merges the areas: `figures`,
`register`, `commentary`, `actions`, `schemes`, `consolidation`, `functions`, `files`, `batch`,
`package` and `addin`.
"""
