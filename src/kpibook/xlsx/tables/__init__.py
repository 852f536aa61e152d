"""Tables: read them, and let them grow with all that refers to their rows."""
