"""Claims that a sentence makes with two figures, one of which is the measure's.

Read `held`, `allowed`, `only`, `years`, `rates`, `every_one`, `rough_shares`.
"""
