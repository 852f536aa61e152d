"""Tasks: each verb of the command line and each button calls a service and no more."""
