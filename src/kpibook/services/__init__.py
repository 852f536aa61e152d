"""One task a module: new, fill, check, make the return, rate a table."""
