"""Returns: ``kpibook chase`` for those still to come, ``kpibook sign-off`` for what was agreed."""
