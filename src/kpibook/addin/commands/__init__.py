"""The ribbon's buttons: one function each, over the same services as the command line."""
