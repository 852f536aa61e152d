"""Collection of returns: which are still to come, and the letters that ask for them."""
