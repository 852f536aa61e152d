"""The computer an add-in is put on: registry, policies, Python and what is installed."""
