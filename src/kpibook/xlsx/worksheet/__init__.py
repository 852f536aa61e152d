"""Worksheets: read them, gather edits, and splice those into the part."""
