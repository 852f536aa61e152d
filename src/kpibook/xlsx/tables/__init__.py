"""Tables: read them, and extend them together with everything that refers to their rows."""
