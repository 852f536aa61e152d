"""Judgements against target: `aims` (which is meant), `targets` (met, missed) and `colours`."""
