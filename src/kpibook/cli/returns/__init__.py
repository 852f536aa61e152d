"""The command ``kpibook chase``: returns that are still to come, and letters that ask for them."""
