"""Councils' published statuses and directions, reproduced from registers in their words."""
