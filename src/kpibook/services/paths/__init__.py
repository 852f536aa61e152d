"""Paths on a command line: the files that a command reads, and where its output goes."""
