"""Audit of published files: figures read back, registers, and what the files give away."""
