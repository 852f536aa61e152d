"""Consolidate many workbooks: read each, combine them on disk, withhold, compare, write."""
