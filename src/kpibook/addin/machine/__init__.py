"""The computer that the add-in is installed on: registry, policies, Python and its packages."""
