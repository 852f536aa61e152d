"""Figures of a file that go into the history: months, and quarters that are revised."""
