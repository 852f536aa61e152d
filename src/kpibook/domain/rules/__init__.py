"""Schemes as data: what a rule can hold, its words, its colours, and how it is read."""
