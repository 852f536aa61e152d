"""The command ``kpibook report``: what the committee receives."""
