"""The commands ``kpibook measure``: measures added to the register, retired, changed, moved."""
